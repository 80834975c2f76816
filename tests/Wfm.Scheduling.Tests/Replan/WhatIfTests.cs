using NodaTime;
using Wfm.Scheduling.Replan;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Replan;

[TestFixture]
public sealed class WhatIfTests
{
    private static IEnumerable<int> Seeds => Enumerable.Range(1, 25);

    [TestCaseSource(nameof(Seeds))]
    public void The_table_says_what_the_plain_cost_says_of_one_absence(int seed)
    {
        RunningDay day = RunningDay.Of(seed, agents: 9, new ChangeCosts());
        WhatIfTables tables = new(day.Problem, day.Schedule);
        SeededRandom random = new(seed);
        for (int ask = 0; ask < 5; ask++)
        {
            int agent = random.Below(9);
            int from = random.Below(36);
            Interval away = new(day.Problem.Grid.InstantOf(0, from), day.Problem.Grid.InstantOf(0, from + 8));

            double rise = PlainRise(day, (agent, away));

            tables.CostOfAbsence(agent, 0, from, from + 8).ShouldBe(rise, tolerance: 1e-7);
            tables.CostOfAbsence(day.Problem.Agents[agent].Id, away).ShouldBe(rise, tolerance: 1e-7);
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public void Several_absences_at_once_are_exact_and_leave_the_day_as_it_was(int seed)
    {
        RunningDay day = RunningDay.Of(seed, agents: 9, new ChangeCosts());
        PublishedDay published = day.Day;
        Interval away = new(day.Problem.Grid.InstantOf(0, 12), day.Problem.Grid.InstantOf(0, 20));
        int[] agents = [0, 3, 7];

        AbsenceConsequence answer = published.Consequence([.. agents.Select(agent => new PersonAway(day.Problem.Agents[agent].Id, away.Start, away.End))]);

        (answer.CostAfter - answer.CostBefore).ShouldBe(PlainRise(day, [.. agents.Select(agent => (agent, away))]), tolerance: 1e-7);
        answer.CostBefore.ShouldBe(PlainCost.Of(day.Problem, day.Schedule).Cost.Coverage, tolerance: 1e-7);
        published.Consequence([]).CostAfter.ShouldBe(answer.CostBefore, tolerance: 1e-12);
        int lost = Enumerable.Range(12, 8).Sum(slot => Enumerable.Range(0, 2).Sum(queue => answer.Before.Staff(0, slot, queue) - answer.After.Staff(0, slot, queue)));
        lost.ShouldBeInRange(1, 24);
    }

    [Test]
    public void A_missing_minimum_post_is_counted_beside_the_cost()
    {
        PlanningGrid grid = Small.Grid(daysPerWeek: 1);
        SchedulingProblem problem = Small.Problem(grid, [Small.Agent() with { Templates = [] }], required: 1);
        problem = problem with { Demand = [problem.Demand[0] with { MinimumPosts = [.. Enumerable.Repeat(1, 40)] }] };
        PublishedDay day = new(problem, new DraftSchedule([(DayShift?[])[Small.Plain(0, 40)]]), 0);

        AbsenceConsequence answer = day.Consequence([new PersonAway(problem.Agents[0].Id, grid.InstantOf(0, 8), grid.InstantOf(0, 16))]);

        (answer.MissingPostsBefore, answer.MissingPostsAfter).ShouldBe((0, 8));
        (answer.CostAfter - answer.CostBefore).ShouldBe(8 * 20, tolerance: 1e-9);
    }

    [Test]
    public void Many_threads_may_ask_at_once()
    {
        RunningDay day = RunningDay.Of(4, agents: 9, new ChangeCosts());
        double alone = new WhatIfTables(day.Problem, day.Schedule).CostOfAbsence(2, 0, 10, 18);
        WhatIfTables tables = new(day.Problem, day.Schedule);

        double[] answers = [.. Enumerable.Range(0, 200).AsParallel().Select(_ => tables.CostOfAbsence(2, 0, 10, 18))];

        answers.ShouldAllBe(answer => answer == alone);
    }

    private static double PlainRise(RunningDay day, params (int Agent, Interval Span)[] away)
    {
        SchedulingProblem after = day.Problem with
        {
            Agents =
            [
                .. day.Problem.Agents.Select((agent, number) =>
                    agent with { PartAbsences = [.. away.Where(one => one.Agent == number).Select(one => one.Span)] }),
            ],
        };
        return PlainCost.Of(after, day.Schedule).Cost.Coverage - PlainCost.Of(day.Problem, day.Schedule).Cost.Coverage;
    }
}
