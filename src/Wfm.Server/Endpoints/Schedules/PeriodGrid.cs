using NodaTime;
using Wfm.Domain;

namespace Wfm.Server.Endpoints;

/// <summary>All shifts of a version in so few letters that ten weeks of hundreds of people are one quick answer.</summary>
/// <param name="Begins">Midnight of the first day; all times are minutes passed since.</param>
/// <param name="Kinds">What may be done; pieces name it by its place here.</param>
/// <param name="People">Everybody who works and whom one may see.</param>
public sealed record PeriodGrid(Instant Begins, IReadOnlyList<ActivityKind> Kinds, IReadOnlyList<GridRow> People)
{
    private static readonly ActivityKind[] All = Enum.GetValues<ActivityKind>();

    internal static PeriodGrid Of(LocalDate firstDay, DateTimeZone zone, IEnumerable<Shift> shifts)
    {
        Instant begins = zone.AtStartOfDay(firstDay).ToInstant();
        return new PeriodGrid(begins, All,
        [
            .. shifts.GroupBy(shift => shift.Agent).Select(own => new GridRow(own.Key,
            [
                .. own.Select(shift => new GridShift(
                    Period.DaysBetween(firstDay, shift.Date), Minutes(shift.Span.Start - begins),
                    [.. shift.Activities.SelectMany(piece => (int[])[Array.IndexOf(All, piece.Kind), Minutes(piece.Span.Duration)])])),
            ])),
        ]);
    }

    private static int Minutes(Duration span) => (int)Math.Round(span.TotalMinutes);
}

/// <summary>The shifts of one person.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Shifts">In the order of their beginning.</param>
public sealed record GridRow(AgentId Agent, IReadOnlyList<GridShift> Shifts);

/// <summary>A shift in short.</summary>
/// <param name="Day">Days from the first day of the period to the local day it begins on.</param>
/// <param name="Start">When it begins, in minutes passed since the period's first midnight.</param>
/// <param name="Pieces">Its pieces without gap: the place of the kind, its length in minutes, the next kind, and so on.</param>
public sealed record GridShift(int Day, int Start, IReadOnlyList<int> Pieces);
