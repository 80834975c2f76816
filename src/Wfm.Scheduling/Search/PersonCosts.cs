using NodaTime;

namespace Wfm.Scheduling.Search;

/// <summary>
/// What a person's whole period costs beyond single days: fairness, stable starts, changes against a published schedule.
/// Kept exactly with every shift that is set.
/// </summary>
internal sealed class PersonCosts
{
    private readonly PersonTotals[] _people;
    private readonly double[][] _starts;
    private readonly double[][] _ends;

    private PersonCosts(SchedulingProblem problem)
    {
        DayClock clock = new(problem);
        FairBase fair = new(problem);
        _people = [.. problem.Agents.Select((_, number) => new PersonTotals(problem, clock, fair.Of(number), number))];
        _starts = [.. problem.Grid.Days.Select(day => new double[day.Slots + 1])];
        _ends = [.. problem.Grid.Days.Select(day => new double[day.Slots + 1])];
        Cost = _people.Sum(person => person.Cost);
    }

    /// <summary>Sum over everybody.</summary>
    public double Cost { get; private set; }

    /// <summary>The costs of a problem, or null when nothing of the kind is weighed: then nothing is spent on them.</summary>
    public static PersonCosts? Of(SchedulingProblem problem) =>
        problem.FairnessCosts.IsOff && problem.StableStartPerHour == 0 && problem.Published is null ? null : new PersonCosts(problem);

    /// <summary>Takes note of an agent's new shift.</summary>
    public void Set(int agent, int day, DayShift? shift)
    {
        double before = _people[agent].Cost;
        _people[agent].Set(day, shift);
        Cost += _people[agent].Cost - before;
    }

    /// <summary>What new shifts of one agent would cost; nothing is kept.</summary>
    public double Change(int agent, params ReadOnlySpan<(int Day, DayShift? Shift)> changes)
    {
        PersonTotals person = _people[agent];
        double before = person.Cost;
        Span<(int Day, DayShift? Shift)> old = stackalloc (int, DayShift?)[changes.Length];
        for (int index = 0; index < changes.Length; index++)
        {
            old[index] = (changes[index].Day, person.Shift(changes[index].Day));
            person.Set(changes[index].Day, changes[index].Shift);
        }

        double change = person.Cost - before;
        for (int index = changes.Length - 1; index >= 0; index--)
        {
            person.Set(old[index].Day, old[index].Shift);
        }

        return change;
    }

    /// <summary>The agent with these costs made linear around the present row, for the best response; the exact cost decides afterwards.</summary>
    /// <remarks>The costs lie in tables used again: the answer holds until the next question.</remarks>
    public AgentModel Linear(AgentModel agent)
    {
        PersonTotals person = _people[agent.Number];
        DayOptions?[] days = new DayOptions?[agent.DayCount];
        double[] work = [.. agent.WorkCost];
        for (int day = 0; day < days.Length; day++)
        {
            if (agent.Days[day] is { } options)
            {
                (double[] start, double[] end) = (_starts[day], _ends[day]);
                Array.Clear(start);
                Array.Clear(end);
                options.StartCost.CopyTo(start, 0);
                work[day] += person.AddLinear(day, start, end);
                days[day] = options.WithCosts(start, end);
            }
        }

        return agent with { Days = days, WorkCost = work, ByBlock = agent.ByBlock is { } block ? block with { Days = days, WorkCost = work } : null };
    }
}

/// <summary>What the wall clock says about the slots of every day: shared by all people.</summary>
internal sealed class DayClock
{
    public DayClock(SchedulingProblem problem)
    {
        PlanningGrid grid = problem.Grid;
        FairnessCosts fair = problem.FairnessCosts;
        StartMinute = [.. grid.Days.Select((day, index) => (int[])[.. Enumerable.Range(0, day.Slots + 1).Select(slot => Minute(grid, index, slot))])];
        IsEarly = Flags(slot => slot < Minute(fair.EarlyBefore));
        IsLate = Flags(slot => slot > Minute(fair.LateAfter));
        DeniesEarly = Flags(slot => slot > Minute(problem.WishCosts.EarlyUntil));
        DeniesLate = Flags(slot => slot < Minute(problem.WishCosts.LateFrom));
        Weekend = [.. grid.Days.Select(day => day.Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            ? (Period.DaysBetween(new LocalDate(2000, 1, 1), day.Date) + 700_000) / 7 : -1)];
    }

    /// <summary>Minutes from the date's midnight to each slot on the wall clock, by day.</summary>
    public int[][] StartMinute { get; }
    public bool[][] IsEarly { get; }
    public bool[][] IsLate { get; }
    public bool[][] DeniesEarly { get; }
    public bool[][] DeniesLate { get; }

    /// <summary>Number of each day's weekend; −1 on a weekday. 1 January 2000 was a Saturday.</summary>
    public int[] Weekend { get; }

    private static int Minute(LocalTime time) => (int)(time.TickOfDay / NodaConstants.TicksPerMinute);

    private static int Minute(PlanningGrid grid, int day, int slot) =>
        (int)Period.Between(grid.Days[day].Date.AtMidnight(), grid.LocalTimeOf(day, slot), PeriodUnits.Minutes).Minutes;

    private bool[][] Flags(Func<int, bool> isSo) => [.. StartMinute.Select(minutes => (bool[])[.. minutes.Select(isSo)])];
}
