using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>A day of an agent that is free to change, and what it may become; null is a day off.</summary>
internal sealed record FreeDay(int Agent, int Day, IReadOnlyList<DayShift?> Candidates);

/// <summary>Some days of some agents as a model: one candidate each, the rules of everybody touched, cost of the days touched.</summary>
/// <remarks>
/// What a rule asks of days that are not free is counted in. Weekly rest and the rest inside 24 hours are not modelled;
/// an answer is therefore checked by the plain rules before it is used.
/// </remarks>
internal sealed class PeriodModel
{
    private readonly List<(FreeDay Free, CpVariable[] Chosen)> _days = [];

    private PeriodModel()
    {
    }

    /// <summary>The model.</summary>
    public CpModel Model { get; private set; } = null!;

    /// <summary>Builds it.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="rows">Everybody's shifts as they stand, by agent and day; what is free is the hint.</param>
    /// <param name="free">What may change.</param>
    public static PeriodModel Of(SchedulingProblem problem, IReadOnlyList<DayShift?[]> rows, IReadOnlyList<FreeDay> free)
    {
        CpModelBuilder builder = new();
        builder.CountCostIn(CoverageModel.UnitsPerCost);
        PeriodModel model = new();
        foreach (FreeDay day in free)
        {
            DayShift? now = rows[day.Agent][day.Day];
            CpVariable[] chosen = [.. day.Candidates.Select(candidate => builder.Boolean(candidate == now))];
            builder.Add(new CpConstraint.ExactlyOne(chosen));
            model._days.Add((day, chosen));
        }

        CpVariable always = builder.Whole(1, 1, 1);
        foreach (IGrouping<int, (FreeDay Free, CpVariable[] Chosen)> person in model._days.GroupBy(day => day.Free.Agent))
        {
            DayChoice[] choices = [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => Choice(rows, person, always, day))];
            new AgentRules(builder, problem, problem.Agents[person.Key], choices, always).Add();
        }

        foreach (IGrouping<int, (FreeDay Free, CpVariable[] Chosen)> day in model._days.GroupBy(day => day.Free.Day))
        {
            AddCost(builder, problem, rows, day.Key, [.. day]);
        }

        model.Model = builder.Build();
        return model;
    }

    /// <summary>The shifts an answer says.</summary>
    public IEnumerable<(int Agent, int Day, DayShift? Shift)> Read(CpAnswer answer) =>
        _days.Select(day => (day.Free.Agent, day.Free.Day, day.Free.Candidates[Array.FindIndex(day.Chosen, answer.IsTrue)]));

    private static DayChoice Choice(
        IReadOnlyList<DayShift?[]> rows, IGrouping<int, (FreeDay Free, CpVariable[] Chosen)> person, CpVariable always, int day)
    {
        foreach ((FreeDay free, CpVariable[] chosen) in person)
        {
            if (free.Day == day)
            {
                return new DayChoice(day, [.. free.Candidates.Zip(chosen).Where(pair => pair.First is not null).Select(pair => (pair.First!.Value, pair.Second))], IsFree: true);
            }
        }

        return new DayChoice(day, rows[person.Key][day] is { } shift ? [(shift, always)] : [], IsFree: false);
    }

    private static void AddCost(
        CpModelBuilder builder, SchedulingProblem problem, IReadOnlyList<DayShift?[]> rows, int day, List<(FreeDay Free, CpVariable[] Chosen)> free)
    {
        OneDay one = new(problem, day);
        DayPresence presence = new(one);
        for (int agent = 0; agent < rows.Count; agent++)
        {
            if (one.Skills[agent] == 0)
            {
                continue;
            }

            bool[] serves = one.CanServe(problem.Agents[agent]);
            int place = free.FindIndex(other => other.Free.Agent == agent);
            for (int slot = 0; slot < one.Slots; slot++)
            {
                bool now = serves[slot] && rows[agent][day] is { } shift && DayPresence.IsAtDesk(shift, slot);
                if (place < 0 ? now : serves[slot])
                {
                    presence.Count(one.Skills[agent], slot, place < 0 ? 1 : 0, now ? 1 : 0);
                }

                for (int number = 0; place >= 0 && serves[slot] && number < free[place].Chosen.Length; number++)
                {
                    if (free[place].Free.Candidates[number] is { } candidate && DayPresence.IsAtDesk(candidate, slot))
                    {
                        presence.Add(one.Skills[agent], slot, new CpTerm(free[place].Chosen[number], 1));
                    }
                }
            }
        }

        CoverageModel coverage = new(builder, one);
        for (int slot = 0; slot < one.Slots; slot++)
        {
            coverage.Add(slot, presence.Groups(slot));
        }

        AddWishes(builder, problem, day, free);
    }

    /// <summary>Wishes cost what the plain recount says of each candidate alone.</summary>
    private static void AddWishes(CpModelBuilder builder, SchedulingProblem problem, int day, List<(FreeDay Free, CpVariable[] Chosen)> free)
    {
        SchedulingProblem alone = new OneDay(problem, day).Alone();
        foreach ((FreeDay own, CpVariable[] chosen) in free.Where(own => problem.Agents[own.Free.Agent].Wishes.Count > 0))
        {
            SchedulingProblem single = alone with { Agents = [problem.Agents[own.Agent]], Demand = [] };
            Dictionary<int, long> units = [];
            for (int number = 0; number < chosen.Length; number++)
            {
                if (own.Candidates[number] is not { } shift)
                {
                    continue;
                }

                if (!units.TryGetValue(shift.Start, out long cost))
                {
                    CostByPart parts = PlainCost.Of(single, new DraftSchedule([[shift]])).Cost;
                    units.Add(shift.Start, cost = CoverageModel.Units(parts.WishedDaysOff + parts.WishedStarts));
                }

                if (cost != 0)
                {
                    builder.Cost(chosen[number], cost);
                }
            }
        }
    }
}
