using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What the stored history tells of the sizes of a centre's past events, and suggests for the next of each kind. Stores nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class LearnEventSizes(WfmDb db, IClock clock)
{
    // The calendar and the season of an event's days are learned from about a year before it.
    private const int DaysBefore = 400;
    private const int DaysAfter = 43;

    /// <summary>Learns them.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Every event that has begun in the last three years, and the kinds they are of.</returns>
    public async Task<EventLibrary> RunAsync(BusinessUnitId unit, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        LocalDate today = clock.GetCurrentInstant().InZone(centre.Zone).Date;
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        KnownEvent[] begun = [.. (master.Events ?? []).Where(one => one.From < today && one.From > today.PlusDays(-ForecastRequest.LongestDays))];
        if (begun.Length == 0)
        {
            return new EventLibrary([], []);
        }

        LocalDate first = begun.Min(one => one.From).PlusDays(-DaysBefore), last = LocalDate.Min(today, begun.Max(one => one.To).PlusDays(DaysAfter));
        Interval span = new(centre.Zone.AtStartOfDay(first).ToInstant(), centre.Zone.AtStartOfDay(last).ToInstant());
        IReadOnlyList<CallSeries> history = await StoredHistory.LoadAsync(
            db, unit, centre, span, queue => begun.Any(one => one.Queue is null || one.Queue == queue), cancellationToken);
        ForecastRequest request = new(last, 1)
        {
            IntervalLength = centre.IntervalLength,
            SpecialDays = master.SpecialDays is { Count: > 0 } days ? SpecialDayCalendar.Of(days) : SpecialDayCalendar.None,
        };
        return await Task.Run(
            () =>
            {
                IReadOnlyList<SizedEvent> learned = CentreEvents.Learn(history, request, MakeForecast.OpeningHours(master), begun, cancellationToken);
                return new EventLibrary(learned, CentreEvents.Kinds(learned));
            },
            cancellationToken);
    }
}

/// <summary>What history tells of events.</summary>
/// <param name="Events">Each event that has begun.</param>
/// <param name="Kinds">What they say of the next of each kind.</param>
public sealed record EventLibrary(IReadOnlyList<SizedEvent> Events, IReadOnlyList<KindSize> Kinds);
