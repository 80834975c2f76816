using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;
using Wfm.Scheduling.Tests.Search;

namespace Wfm.Scheduling.Tests;

/// <summary>A check of a few changed days says what a check of everything says, bit by bit.</summary>
public sealed class CheckAgainTests
{
    [Test]
    public void Checking_what_changed_is_checking_everything([Range(1, 12)] int seed)
    {
        SeededRandom random = new(seed);
        SchedulingProblem problem = seed % 3 == 0 ? TinyWorlds.Varied(random) : WithRules(Chance.Problem(seed, days: 6), random);
        DayShift?[][] rows = [.. problem.Agents.Select(_ => Enumerable.Range(0, problem.Grid.Days.Count).Select(_ => Any(random)).ToArray())];
        ScheduleCheck known = ScheduleChecker.Check(problem, new DraftSchedule(rows));
        bool wasBroken = false;
        for (int step = 0; step < 40; step++)
        {
            List<(int Agent, int Day)> changed = [.. Enumerable.Range(0, 1 + random.Below(3)).Select(_ => (random.Below(problem.Agents.Count), random.Below(problem.Grid.Days.Count)))];
            rows = [.. rows.Select(row => row.ToArray())];
            foreach ((int agent, int day) in changed)
            {
                rows[agent][day] = Any(random);
                problem = random.Below(4) == 0 ? WithMeeting(problem, agent, day) : problem;
            }

            DraftSchedule schedule = new(rows);
            ScheduleCheck whole = ScheduleChecker.Check(problem, schedule), again = ScheduleChecker.CheckAgain(problem, schedule, known, changed);

            again.Cost.ShouldBe(whole.Cost);
            again.Violations.ShouldBe(whole.Violations);
            again.Wishes.ShouldBe(whole.Wishes);
            again.Ledger.People.ShouldBe(whole.Ledger.People);
            for (int day = 0; day < problem.Grid.Days.Count; day++)
            {
                for (int cell = 0; cell < problem.Grid.Days[day].Slots * problem.Queues.Count; cell++)
                {
                    (int slot, int queue) = (cell / problem.Queues.Count, cell % problem.Queues.Count);
                    again.Coverage.Staff(day, slot, queue).ShouldBe(whole.Coverage.Staff(day, slot, queue));
                }
            }

            wasBroken |= whole.Violations.Count > 0;
            known = again;
        }

        wasBroken.ShouldBeTrue("nothing was compared but emptiness");
    }

    [Test]
    public void A_check_of_other_people_cannot_be_gone_on_from()
    {
        SchedulingProblem small = Chance.Problem(1, agents: 3), large = Chance.Problem(1, agents: 4);
        ScheduleCheck known = ScheduleChecker.Check(small, Empty(small));

        Should.Throw<ArgumentException>(() => ScheduleChecker.CheckAgain(large, Empty(large), known, [(0, 0)])).Message.ShouldContain("3 agents");

        static DraftSchedule Empty(SchedulingProblem problem) => new([.. problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count])]);
    }

    private static DayShift? Any(SeededRandom random) => random.Below(3) == 0 ? null : Small.Plain(random.Below(8) * 2, 16 + random.Below(8));

    private static SchedulingProblem WithRules(SchedulingProblem problem, SeededRandom random) => problem with
    {
        FairnessCosts = new FairnessCosts { Weekend = 1, LateShift = 0.5, DeniedWish = 2 },
        StableStartPerHour = random.Fraction(),
        Contracts = [Small.Contract(20, 8, 2, Small.NoRules with { DailyRest = Duration.FromHours(14), MostWorkingDaysInARow = 3 })],
        Demand = [.. problem.Demand.Select(day => day with { MinimumPosts = [.. Enumerable.Repeat(1, problem.Grid.Days[problem.Grid.IndexOf(day.Date)].Slots)] })],
    };

    private static SchedulingProblem WithMeeting(SchedulingProblem problem, int agent, int day)
    {
        Instant start = problem.Grid.InstantOf(day, 4);
        PlanMeeting meeting = new(new Interval(start, start + Duration.FromHours(1)), ActivityKind.Meeting, false, false);
        return problem with { Agents = [.. problem.Agents.Select((person, number) => number == agent ? person with { Meetings = [.. person.Meetings, meeting] } : person)] };
    }
}
