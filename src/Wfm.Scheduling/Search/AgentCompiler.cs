using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>Turns one agent's contract, absences, meetings, wishes and locks into an <see cref="AgentModel"/>.</summary>
internal sealed class AgentCompiler(SchedulingProblem problem, SkillTypes types, DayOptionsFactory factory, RestStatesFactory rest)
{
    private PlanningGrid Grid => problem.Grid;

    public AgentModel Compile(PlanAgent agent, int number)
    {
        PlanContract contract = problem.Contracts.First(candidate => candidate.Terms.Id == agent.Contract);
        int days = Grid.Days.Count;
        int[] typeOfDay = [.. Grid.Days.Select(day => types.TypeOf(agent, day.Date))];
        DayShape[] shapes = [.. Enumerable.Range(0, days).Select(day => ShapeOf(agent, contract, day, typeOfDay[day]))];
        RestAround around = rest.AroundOf(agent, contract);
        RestThresholds thresholds = RestThresholds.Of(problem, contract, shapes, around, rest, alwaysExact: contract.Terms.Rules.AverageWeek is not null);
        DayOptions?[] options = new DayOptions?[days];
        for (int day = 0; day < days; day++)
        {
            options[day] = shapes[day].MayWork
                ? factory.Of(day, shapes[day].Patterns, shapes[day].Fixed, shapes[day].EndCap, StartCost(agent, day),
                    thresholds.Slots[day], shapes[day].Locked, shapes[day].Away)
                : null;
        }

        HoursBands bands = HoursBands.Of(problem, contract, agent, shapes, cautious: true);
        AgentModel model = new()
        {
            Number = number,
            TypeOfDay = typeOfDay,
            Days = options,
            MustWork = [.. shapes.Select(shape => shape.MustWork)],
            WorkCost = [.. Grid.Days.Select(day => WorkCost(agent, day.Date))],
            LowHours = bands.Low,
            HighHours = bands.High,
            WeekStart = bands.WeekStart,
            WeekCap = bands.WeekCap,
            BlockStart = bands.BlockStart,
            BlockCap = bands.BlockCap,
            Cautious = rest.Of(contract, thresholds.Days, around, cautious: true),
            Hopeful = rest.Of(contract, thresholds.Days, around, cautious: false),
            ExactRest = thresholds.Exact is { } exact ? ExactOf(contract, exact, around) : null,
            HoursConflict = bands.Conflict,
        };
        if (contract.Terms.Rules.LongestAverageWeek is not null)
        {
            HoursBands hopeful = HoursBands.Of(problem, contract, agent, shapes, cautious: false);
            model = model with { Relaxed = model with { LowHours = hopeful.Low, HighHours = hopeful.High } };
        }

        return bands.BlockCap == int.MaxValue ? model : model.WithByBlock();
    }

    private ExactRest ExactOf(PlanContract contract, RestDay[] days, RestAround around)
    {
        long[] dayStart = [.. Grid.Days.Select(day => rest.Minutes(day.Start))];
        long endMinute = rest.Minutes(Grid.EndDate, LocalTime.Midnight);
        return new ExactRest(
            rest.StepOf(contract, days, around, cautious: true), days, rest.EndDate, dayStart, Grid.SlotMinutes,
            new RestWalk(rest.RulesOf(contract), days, dayStart, Grid.SlotMinutes, around, endMinute));
    }

    private DayShape ShapeOf(PlanAgent agent, PlanContract contract, int day, int type)
    {
        LocalDate date = Grid.Days[day].Date;
        FixedTimes fixedTimes = FixedTimesOf(agent, day);
        int[] endCap = EndCaps(contract.Terms.Rules, day);
        DayLock? dayLock = agent.Locks.FirstOrDefault(candidate => candidate.Date == date) ?? NoticeLock(agent, contract, day);
        IReadOnlyList<ShiftPattern> patterns = factory.PatternsOf(agent, contract, day);
        bool absent = agent.Absences.Any(absence => absence.Date == date);
        bool mayWork = dayLock is { Shift: not null }
            || (dayLock is null && !absent && !contract.IsCalledIn && type >= 0 && patterns.Count > 0);
        bool must = mayWork && (dayLock is not null
            || agent.Meetings.Any(meeting => meeting.MustAttend && !factory.Touched(day, meeting.Span).IsEmpty));
        return new DayShape(mayWork, must, dayLock?.Shift, patterns, fixedTimes, endCap, Grid.Days[day].Slots, problem.PaidUnitMinutes / Grid.SlotMinutes,
            absent || contract.IsCalledIn ? PartDay.None : PartDayOf(agent, contract, day));
    }

    /// <summary>A published day that may no longer change stands like a lock; for people the published schedule knows.</summary>
    private DayLock? NoticeLock(PlanAgent agent, PlanContract contract, int day)
    {
        LocalDate date = Grid.Days[day].Date;
        if (!contract.NoticeIsHard || problem.Published is not { } published || !published.IsShortNotice(date)
            || published.Shifts.Agents != problem.Agents.Count || agent.Absences.Any(absence => absence.Date == date))
        {
            return null;
        }

        int row = problem.Agents.ToList().FindIndex(person => person.Id == agent.Id);
        return row < 0 ? null : new DayLock(date, published.Shifts.ShiftOf(row, day));
    }

    private PartDay PartDayOf(PlanAgent agent, PlanContract contract, int day)
    {
        int unit = problem.PaidUnitMinutes / Grid.SlotMinutes;
        int slots = Grid.Days[day].Slots;
        (int From, int To)[] away =
        [
            .. agent.PartAbsences
                .Select(absence => (From: Math.Clamp(Grid.SlotFloor(day, absence.Start), 0, slots), To: Math.Clamp(Grid.SlotCeiling(day, absence.End), 0, slots)))
                .Where(absence => absence.To > absence.From).OrderBy(absence => absence.From),
        ];
        int most = (int)Rules.PartDayCredit.OrdinaryDay(problem, contract).TotalMinutes / problem.PaidUnitMinutes;
        return away.Length == 0 ? PartDay.None : new PartDay(away, unit, most);
    }

    private FixedTimes FixedTimesOf(PlanAgent agent, int day)
    {
        (int start, int end) = (int.MaxValue, 0);
        SlotMask blocked = SlotMask.None;
        SlotMask away = SlotMask.None;
        foreach (PlanMeeting meeting in agent.Meetings)
        {
            SlotMask touched = factory.Touched(day, meeting.Span);
            blocked = blocked.With(touched);
            if (!touched.IsEmpty)
            {
                start = Math.Min(start, Math.Max(0, Grid.SlotFloor(day, meeting.Span.Start)));
                end = Math.Max(end, Math.Min(Grid.Days[day].Slots, Grid.SlotCeiling(day, meeting.Span.End)));
            }
        }

        foreach (Interval absence in agent.PartAbsences)
        {
            away = away.With(factory.Touched(day, absence));
        }

        return new FixedTimes(start, end, blocked, blocked.With(away));
    }

    /// <summary>Latest end per start: the day's end, and the rest inside each 24 hours from the contract's break point.</summary>
    private int[] EndCaps(WorkRules rules, int day)
    {
        int slots = Grid.Days[day].Slots;
        int[] caps = new int[slots + 1];
        Array.Fill(caps, slots);
        if (rules.DayBreak is not { } dayBreak || rules.DailyRest is not { } least)
        {
            return caps;
        }

        for (int slot = 0; slot < slots; slot++)
        {
            Instant start = Grid.InstantOf(day, slot);
            Instant from = Rules.DayBreaks.LastAtOrBefore(Grid.Zone, dayBreak, start);
            Instant to = Rules.DayBreaks.Next(Grid.Zone, dayBreak, from);
            Instant last = start - from >= least ? Rules.DayBreaks.Next(Grid.Zone, dayBreak, to) - least : to - least;
            caps[slot] = Math.Min(slots, Grid.SlotFloor(day, last));
        }

        return caps;
    }

    private double WorkCost(PlanAgent agent, LocalDate date) =>
        agent.Wishes.Where(wish => wish.Kind == WishKind.DayOff && (wish.Date is null || wish.Date == date))
            .Sum(wish => problem.WishCosts.DayOff * problem.WishCosts.WeightOf(wish));

    private double[] StartCost(PlanAgent agent, int day)
    {
        List<PlanWish> wishes =
        [
            .. agent.Wishes.Where(wish => wish.Kind != WishKind.DayOff && (wish.Date is null || wish.Date == Grid.Days[day].Date)),
        ];
        return factory.StartCosts(day, wishes);
    }
}

/// <summary>What a start costs by a wish for early or late starts; used by search and plain cost alike.</summary>
internal static class WishMeasure
{
    public static double StartCost(SchedulingProblem problem, PlanWish wish, int day, int startSlot)
    {
        Instant start = problem.Grid.InstantOf(day, startSlot);
        WishCosts costs = problem.WishCosts;
        double hours = wish.Kind switch
        {
            WishKind.Early => (start - problem.Grid.InstantOf(day, costs.EarlyUntil)).TotalHours,
            WishKind.Late => (problem.Grid.InstantOf(day, costs.LateFrom) - start).TotalHours,
            WishKind.DayOff => 0,
            _ => throw new ArgumentOutOfRangeException(nameof(wish), wish.Kind, "Unknown kind of wish."),
        };
        return Math.Max(0, hours) * costs.StartPerHour * costs.WeightOf(wish);
    }
}

/// <summary>What one day allows before the rest rules are looked at.</summary>
internal sealed record DayShape(
    bool MayWork, bool MustWork, DayShift? Locked, IReadOnlyList<ShiftPattern> Patterns, FixedTimes Fixed, int[] EndCap, int Slots, int UnitSlots,
    PartDay Away)
{
    public int EarliestStart => Locked?.Start ?? Patterns.Select(pattern => pattern.StartMin).DefaultIfEmpty(0).Min();

    public int LatestStart => Locked?.Start ?? Patterns.Select(pattern => pattern.StartMax).DefaultIfEmpty(Slots).Max();

    public int EarliestEnd => Locked?.End ?? Patterns.Select(pattern => pattern.StartMin + pattern.LengthMin).DefaultIfEmpty(0).Min();

    public int LatestEnd => Locked?.End
        ?? Patterns.Select(pattern => Math.Min(pattern.EndMax, pattern.StartMax + pattern.LengthMax)).DefaultIfEmpty(Slots).Max();

    /// <summary>Every start and end some shift of the day may have; a pair may come more than once.</summary>
    public IEnumerable<(int Start, int End)> StartsAndEnds()
    {
        if (Locked is { } shift)
        {
            return [(shift.Start, shift.End)];
        }

        return from pattern in Patterns
               from start in Enumerable.Range(0, Math.Max(0, (pattern.StartMax - pattern.StartMin + pattern.StartStep) / pattern.StartStep))
                   .Select(step => pattern.StartMin + step * pattern.StartStep)
               from lunch in Enumerable.Range(pattern.LunchMin, pattern.LunchMax - pattern.LunchMin + 1)
               from paid in Enumerable.Range(pattern.PaidMin, Math.Max(0, pattern.PaidMax - pattern.PaidMin + 1))
               let end = start + lunch + paid * UnitSlots
               where end - start >= pattern.LengthMin && end - start <= pattern.LengthMax && end <= Math.Min(pattern.EndMax, EndCap[start])
               select (start, end);
    }

    public int LeastPaid => Locked is { } shift
        ? shift.PaidSlots / UnitSlots - Away.Inside(shift)
        : Math.Max(0, Patterns.Select(pattern => pattern.PaidMin).DefaultIfEmpty(0).Min() - Away.Credit);

    public int MostPaid => Locked is { } shift ? shift.PaidSlots / UnitSlots - Away.Inside(shift) : Patterns.Select(pattern => pattern.PaidMax).DefaultIfEmpty(0).Max();
}
