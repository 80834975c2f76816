using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Wfm.Exchange;

/// <summary>The columns of a sheet of quarters: wall times from the first shift's start to the last one's end, hours after midnight counted on (25:15).</summary>
/// <remarks>The hour that comes twice has its columns twice, the second with a <c>b</c>; on other days those cells stay empty.</remarks>
internal sealed class QuarterColumns
{
    private const int MinutesPerQuarter = 15, MinutesPerDay = 24 * 60;
    private static readonly Duration Quarter = Duration.FromMinutes(MinutesPerQuarter);
    private readonly ScheduleGrid _grid;
    private readonly (int Minutes, bool IsSecond)[] _keys;
    private readonly Dictionary<LocalDate, Instant?[]> _starts = [];

    public QuarterColumns(ScheduleGrid grid)
    {
        _grid = grid;
        int from = 7 * 60, to = 17 * 60;
        foreach (Shift shift in grid.Shifts)
        {
            from = Math.Min(from, MinutesOf(shift.Span.Start, shift.Date) / 60 * 60);
            to = Math.Max(to, (MinutesOf(shift.Span.End, shift.Date) + 59) / 60 * 60);
        }

        _keys = [.. Keys(from, to)];
        Names = [.. _keys.Select(key => string.Create(
            CultureInfo.InvariantCulture, $"{key.Minutes / 60:00}:{key.Minutes % 60:00}{(key.IsSecond ? "b" : "")}"))];
    }

    /// <summary>Names of the columns in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The letter of each column; empty where there is no work, or no such time.</summary>
    public string[] Letters(Shift? shift, LocalDate date)
    {
        string[] letters = new string[_keys.Length];
        for (int column = 0; column < letters.Length; column++)
        {
            ShiftActivity? piece = shift is not null && StartOf(column, date) is { } start
                ? shift.Activities.FirstOrDefault(activity => activity.Span.Contains(start))
                : null;
            letters[column] = piece is null ? "" : ActivityNames.Letter(piece.Kind).ToString();
        }

        return letters;
    }

    /// <summary>The moment a column means on a day; empty when the clock does not show that time, or not twice.</summary>
    public Instant? StartOf(int column, LocalDate date)
    {
        if (!_starts.TryGetValue(date, out Instant?[]? starts))
        {
            _starts[date] = starts = [.. Enumerable.Range(0, _keys.Length).Select(each => Moment(each, date))];
        }

        return starts[column];
    }

    /// <summary>The shift that kinds of quarters make, given in order of time; empty when they are not of one piece.</summary>
    public static Shift? ShiftOf(AgentId agent, LocalDate date, IReadOnlyList<(Instant Start, ActivityKind Kind)> quarters)
    {
        if (quarters.Zip(quarters.Skip(1)).Any(pair => pair.First.Start + Quarter != pair.Second.Start))
        {
            return null;
        }

        Interval span = new(quarters[0].Start, quarters[^1].Start + Quarter);
        return new Shift(agent, date, span, ShiftText.Filled(span, quarters.Select(quarter => new ShiftActivity(quarter.Kind, new Interval(quarter.Start, quarter.Start + Quarter)))));
    }

    private Instant? Moment(int column, LocalDate date)
    {
        (int minutes, bool isSecond) = _keys[column];
        LocalDateTime local = date.PlusDays(minutes / MinutesPerDay).At(LocalTime.FromMinutesSinceMidnight(minutes % MinutesPerDay));
        ZoneLocalMapping mapping = _grid.Zone.MapLocal(local);
        return isSecond ? mapping.Count == 2 ? mapping.Last().ToInstant() : null
            : mapping.Count == 0 ? null
            : mapping.First().ToInstant();
    }

    private IEnumerable<(int Minutes, bool IsSecond)> Keys(int from, int to)
    {
        for (int hour = from; hour < to; hour += 60)
        {
            for (int minutes = hour; minutes < hour + 60; minutes += MinutesPerQuarter)
            {
                yield return (minutes, false);
            }

            for (int minutes = hour; minutes < hour + 60 && ComesTwice(hour); minutes += MinutesPerQuarter)
            {
                yield return (minutes, true);
            }
        }
    }

    private bool ComesTwice(int minutes) => _grid.Period.Days.Any(day =>
        _grid.Zone.MapLocal(day.PlusDays(minutes / MinutesPerDay).At(LocalTime.FromMinutesSinceMidnight(minutes % MinutesPerDay))).Count == 2);

    private int MinutesOf(Instant at, LocalDate date)
    {
        LocalDateTime local = at.InZone(_grid.Zone).LocalDateTime;
        return (Period.DaysBetween(date, local.Date) * MinutesPerDay) + (local.Hour * 60) + local.Minute;
    }
}
