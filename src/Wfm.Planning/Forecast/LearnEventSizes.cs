using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What the stored history tells of the sizes of a centre's past events, and suggests for the next of each kind. Stores nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="kept">What was learned before.</param>
public sealed class LearnEventSizes(WfmDb db, IClock clock, KeptSizes kept)
{
    // The calendar and the season of an event's days are learned from about a year before it.
    private const int DaysBefore = 400;
    private const int DaysAfter = 43;

    /// <summary>Learns them.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>
    /// Every event that has begun in the last three years, school breaks left to the calendar apart, and the kinds they are of. Years of calls are read once a day and whenever events, special days, opening hours or imported
    /// files change; a correction of past days by a feed is seen the next day.
    /// </returns>
    public async Task<EventLibrary> RunAsync(BusinessUnitId unit, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        LocalDate today = clock.GetCurrentInstant().InZone(centre.Zone).Date;
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        KnownEvent[] begun = [.. (master.Events ?? []).Where(one => !one.IsCalendar && one.From < today && one.From > today.PlusDays(-ForecastRequest.LongestDays))];
        if (begun.Length == 0)
        {
            return new EventLibrary([], []);
        }

        string asked = await AskedAsync(unit, today, begun, master, cancellationToken);
        return kept.Find(unit, asked) ?? kept.Keep(unit, asked, await LearnAsync(unit, centre, today, begun, master, cancellationToken));
    }

    private async Task<string> AskedAsync(BusinessUnitId unit, LocalDate today, IReadOnlyList<KnownEvent> begun, MasterData master, CancellationToken cancellationToken)
    {
        ImportedFileId lastFile = await db.ImportedFiles.Where(file => file.BusinessUnitId == unit).OrderByDescending(file => file.Id).Select(file => file.Id).FirstOrDefaultAsync(cancellationToken);
        return string.Join('\n', [$"{today} {lastFile.Value}", .. begun.Select(one => $"{one}"), .. CentreEvents.SchoolBreaks(master.Events ?? []).Select(one => $"{one}"), .. (master.SpecialDays ?? []).Select(day => $"{day}"),
            .. (master.Queues ?? []).SelectMany(queue => queue.OpeningHours.Periods, (queue, opening) => $"{queue.Id} {opening}")]);
    }

    private async Task<EventLibrary> LearnAsync(BusinessUnitId unit, BusinessUnit centre, LocalDate today, KnownEvent[] begun, MasterData master, CancellationToken cancellationToken)
    {
        LocalDate first = begun.Min(one => one.From).PlusDays(-DaysBefore), last = LocalDate.Min(today, begun.Max(one => one.To).PlusDays(DaysAfter));
        Interval span = new(centre.Zone.AtStartOfDay(first).ToInstant(), centre.Zone.AtStartOfDay(last).ToInstant());
        IReadOnlyList<CallSeries> history = await StoredHistory.LoadAsync(
            db, unit, centre, span, queue => begun.Any(one => one.Queue is null || one.Queue == queue), cancellationToken);
        ForecastRequest request = new(last, 1)
        {
            IntervalLength = centre.IntervalLength,
            SpecialDays = master.SpecialDays is { Count: > 0 } days ? SpecialDayCalendar.Of(days) : SpecialDayCalendar.None,
            SchoolBreaks = CentreEvents.SchoolBreaks(master.Events ?? []),
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
