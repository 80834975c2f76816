using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>The same request at other times, nearest first; those the day's table already speaks against are left out.</summary>
internal sealed class OtherTimes(PreparedPlan plan, WeighOptions options, ScheduleRequest request, int asked)
{
    private const int MostPerDay = 40;
    private const int WeeksAround = 4;
    private const int MostWithoutAFew = 3;
    private readonly Interval _span = SpanOf(request);
    private readonly int[] _agents = [.. AgentsOf(request).Where(plan.Numbers.ContainsKey).Select(agent => plan.Numbers[agent])];

    private readonly List<CostlyPlace> _costly = [];

    private PlanningGrid Grid => plan.Problem.Grid;

    /// <summary>Places looked at that are not fine.</summary>
    public IReadOnlyList<CostlyPlace> NotFine => _costly;

    /// <summary>Places looked at: hours when everybody is there (for a meeting: on calls).</summary>
    public int Examined { get; private set; }

    /// <summary>Of those, how many would put a queue below its promise, or further below it.</summary>
    public int Costly { get; private set; }

    /// <summary>Of those, how many would bring a queue too near its promise.</summary>
    public int Near { get; private set; }

    /// <summary>Other starts on the day; nothing for a request that touches several days.</summary>
    public IEnumerable<(ScheduleRequest Request, string Words)> SameDay(IReadOnlyList<int> days)
    {
        if (days.Count != 1)
        {
            yield break;
        }

        int slots = Grid.SlotCeiling(days[0], _span.End) - Grid.SlotFloor(days[0], _span.Start), from = Grid.SlotFloor(days[0], _span.Start);
        foreach (int start in Starts(days[0], slots, from, 1))
        {
            yield return At(days[0], start, slots, isSameDay: true);
        }
    }

    /// <summary>The same time of the day on other days, or near it. A request of several days is moved by whole weeks, so that as many working days go.</summary>
    /// <returns>For every day its places, nearest first.</returns>
    public IEnumerable<IEnumerable<(ScheduleRequest Request, string Words)>> OtherDays(IReadOnlyList<int> days)
    {
        LocalDate date = Grid.Days[days[0]].Date;
        int slots = Grid.SlotCeiling(days[0], _span.End) - Grid.SlotFloor(days[0], _span.Start);
        foreach (int day in Enumerable.Range(0, Grid.Days.Count).Where(day => IsCandidate(days, day))
            .OrderBy(day => Math.Abs(Period.DaysBetween(date, Grid.Days[day].Date))).ThenBy(day => day))
        {
            int moved = Period.DaysBetween(date, Grid.Days[day].Date);
            Interval span = new(Moved(_span.Start, moved), Moved(_span.End, moved));
            if (days.Count > 1 || request is OvertimeRequest or LoanRequest || IsWholeDay(day, span))
            {
                yield return [(With(span), Words(span))];
            }
            else
            {
                yield return Starts(day, slots, Grid.SlotFloor(day, span.Start), Present(days[0]).Length).Select(start => At(day, start, slots, isSameDay: false));
            }
        }
    }

    private bool IsCandidate(IReadOnlyList<int> days, int day)
    {
        int distance = Math.Abs(Period.DaysBetween(Grid.Days[days[0]].Date, Grid.Days[day].Date));
        return day != days[0] && IsFuture(Grid.Days[day].Start)
            && (days.Count > 1 ? distance % 7 == 0 && distance <= 7 * WeeksAround : distance <= options.DaysAround)
            && (request is OvertimeRequest || Present(day).Length >= Present(days[0]).Length);
    }

    /// <summary>Those asked about who work on a day.</summary>
    private int[] Present(int day) => [.. _agents.Where(agent => plan.Schedule.ShiftOf(agent, day) is not null)];

    private IEnumerable<int> Starts(int day, int slots, int wanted, int fewest)
    {
        int[] present = Present(day);
        if (present.Length < fewest || present.Length == 0 || present.All(agent => plan.Day(day).Day.GroupsOfDay.GroupOf(agent) < 0))
        {
            return [];
        }

        DayShift[] shifts = [.. present.Select(agent => plan.Schedule.ShiftOf(agent, day)!.Value)];
        (int first, int last) = (shifts.Max(shift => shift.Start), shifts.Min(shift => shift.End) - slots);
        AwayTable table = new(plan, plan.Day(day), present);
        int[] starts =
        [
            .. Enumerable.Range(first, Math.Max(0, last - first + 1))
                .Where(start => start != wanted || day != asked)
                .Where(start => IsFuture(Grid.InstantOf(day, start))
                    && (request is MeetingRequest ? table.AllOnContacts(start, start + slots) : table.SlotsOnContacts(start, start + slots) > 0))
                .OrderBy(start => Math.Abs(start - wanted)).ThenBy(start => start).Take(MostPerDay),
        ];
        Examined += starts.Length;
        return starts.Where(start => Fits(day, start, slots, table));
    }

    private bool Fits(int day, int start, int slots, AwayTable table)
    {
        Recommendation judged = table.Judge(start, start + slots, options);
        if (judged != Recommendation.Fits)
        {
            _costly.Add(new CostlyPlace(day, start, slots, table.LateCalls(start, start + slots)));
        }

        Costly += judged == Recommendation.NotRecommended ? 1 : 0;
        Near += judged == Recommendation.Tight ? 1 : 0;
        return judged == Recommendation.Fits;
    }

    /// <summary>The request at a place.</summary>
    public (ScheduleRequest Request, string Words) At(CostlyPlace place) => At(place.Day, place.Start, place.Slots, place.Day == asked);

    /// <summary>A meeting at times when a few of many are not on calls: they are left out by name. Nearest days first, fewest left out first.</summary>
    /// <param name="most">How many may be left out.</param>
    public IEnumerable<(ScheduleRequest Request, string Words)> WithoutAFew(int most)
    {
        int slots = Grid.SlotCeiling(asked, _span.End) - Grid.SlotFloor(asked, _span.Start);
        LocalDate date = Grid.Days[asked].Date;
        foreach (int day in Enumerable.Range(0, Grid.Days.Count)
            .Where(day => IsFuture(Grid.Days[day].Start) && Math.Abs(Period.DaysBetween(date, Grid.Days[day].Date)) <= options.DaysAround)
            .OrderBy(day => Math.Abs(Period.DaysBetween(date, Grid.Days[day].Date))).ThenBy(day => day))
        {
            int wanted = Grid.SlotFloor(day, Moved(_span.Start, Period.DaysBetween(date, Grid.Days[day].Date)));
            IEnumerable<(int Start, int[] Away)> starts =
                from start in Enumerable.Range(0, Math.Max(0, plan.Day(day).Slots - slots + 1))
                where IsFuture(Grid.InstantOf(day, start))
                let away = Missing(day, start, start + slots)
                where away.Length > 0 && away.Length <= most
                orderby away.Length, Math.Abs(start - wanted), start
                select (start, away);
            foreach ((int start, int[] away) in starts.Take(MostWithoutAFew))
            {
                (ScheduleRequest moved, string words) = At(day, start, slots, isSameDay: day == asked);
                MeetingRequest meeting = (MeetingRequest)moved;
                AgentId[] left = [.. away.Select(agent => plan.Problem.Agents[agent].Id)];
                yield return (
                    meeting with { Agents = [.. meeting.Agents.Except(left)] },
                    $"{words[..^1]}, without {string.Join(", ", left.Select(agent => agent.Value))}, who {(left.Length == 1 ? "is" : "are")} not on calls then.");
            }
        }
    }

    /// <summary>Those asked about who are not on calls in every slot of a stretch.</summary>
    private int[] Missing(int day, int from, int to) =>
    [
        .. _agents.Where(agent => plan.Schedule.ShiftOf(agent, day) is not { } shift || shift.Start > from || shift.End < to
            || !AwayTable.IsOnContacts(plan, day, agent, from, to)),
    ];

    private (ScheduleRequest, string) At(int day, int start, int slots, bool isSameDay)
    {
        Interval span = new(Grid.InstantOf(day, start), Grid.InstantOf(day, start + slots));
        return (With(span), isSameDay ? $"At {Clock(span.Start)}–{Clock(span.End)} instead." : Words(span));
    }

    private string Words(Interval span)
    {
        (ZonedDateTime start, ZonedDateTime end) = (span.Start.InZone(Grid.Zone), span.End.InZone(Grid.Zone));
        return start.Date == end.Date
            ? string.Create(CultureInfo.InvariantCulture, $"On {start.LocalDateTime:ddd d MMM HH:mm}–{Clock(span.End)} instead.")
            : string.Create(CultureInfo.InvariantCulture, $"From {start.LocalDateTime:ddd d MMM HH:mm} to {end.LocalDateTime:ddd d MMM HH:mm} instead.");
    }

    private bool IsWholeDay(int day, Interval span) =>
        _agents.All(agent => plan.Schedule.ShiftOf(agent, day) is { } shift
            && span.Start <= Grid.InstantOf(day, shift.Start) && span.End >= Grid.InstantOf(day, shift.End));

    private bool IsFuture(Instant start) => options.Earliest is not { } earliest || start >= earliest;

    private Instant Moved(Instant instant, int days)
    {
        LocalDateTime local = instant.InZone(Grid.Zone).LocalDateTime.PlusDays(days);
        return local.InZone(Grid.Zone, WallClock.Earliest).ToInstant();
    }

    private string Clock(Instant instant) => instant.InZone(Grid.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private ScheduleRequest With(Interval span) => request switch
    {
        AbsenceRequest absence => absence with { Span = span },
        TimeOffRequest off => off with { Span = span },
        MeetingRequest meeting => meeting with { Span = span },
        OvertimeRequest overtime => overtime with
        {
            Span = span,
            Lunch = overtime.Lunch is { } lunch ? new Interval(lunch.Start + (span.Start - _span.Start), lunch.End + (span.Start - _span.Start)) : null,
        },
        LoanRequest loan => loan with { Span = span },
        _ => request,
    };

    internal static Interval SpanOf(ScheduleRequest request) => request switch
    {
        AbsenceRequest absence => absence.Span,
        TimeOffRequest off => off.Span,
        MeetingRequest meeting => meeting.Span,
        OvertimeRequest overtime => overtime.Span,
        LoanRequest loan => loan.Span,
        _ => throw new ArgumentException($"{request.GetType().Name} has no span.", nameof(request)),
    };

    private static IReadOnlyList<AgentId> AgentsOf(ScheduleRequest request) => request switch
    {
        AbsenceRequest absence => [absence.Agent],
        TimeOffRequest off => [off.Agent],
        MeetingRequest meeting => meeting.Agents,
        OvertimeRequest overtime => [overtime.Agent],
        LoanRequest loan => loan.Calls.Agents,
        _ => [],
    };
}

/// <summary>A place that is not fine, by the day's table.</summary>
/// <param name="Day">Row of the grid.</param>
/// <param name="Start">First slot.</param>
/// <param name="Slots">How many.</param>
/// <param name="LateCalls">Callers answered late because of it.</param>
internal sealed record CostlyPlace(int Day, int Start, int Slots, double LateCalls);
