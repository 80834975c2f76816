using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Replan;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Replan;

/// <summary>Small random days that go wrong: some people away, some with a training that may move.</summary>
internal sealed record RunningDay(SchedulingProblem Problem, DraftSchedule Schedule, ReplanRequest Request)
{
    public static readonly PlanTemplate Template = Small.Day() with
    {
        MinPaidMinutes = 6 * 60,
        Lunch = new LunchRule(30, 30, [new TimeWindow(new LocalTime(10, 45), new LocalTime(12, 30))]),
    };

    public PublishedDay Day => new(Problem, Schedule, 0);

    /// <summary>A day of 07–17 on a grid of 15 minutes.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="agents">People on duty.</param>
    /// <param name="costs">Cost of changes.</param>
    public static RunningDay Of(int seed, int agents, ChangeCosts costs)
    {
        SeededRandom random = new(seed);
        string[][] skills = [["a"], ["b"], ["a", "b"]];
        PlanningGrid grid = Small.Grid(daysPerWeek: 1);
        double hour = 8 + random.Below(4) / 2.0;
        List<PlanAgent> people = [];
        List<DayShift?[]> rows = [];
        for (int number = 0; number < agents; number++)
        {
            DayShift shift = Shift(random);
            bool trains = random.Below(3) == 0;
            int start = shift.LunchEnd + 1 + random.Below(3);
            PlanMeeting training = new(
                new Interval(grid.InstantOf(0, start), grid.InstantOf(0, start + 2)), ActivityKind.Training, IsMovable: true, MustAttend: false);
            people.Add(Small.Agent($"p{number}", "full", skills[random.Below(3)]) with
            {
                Templates = [new TemplateId("day")],
                Meetings = trains ? [training] : [],
            });
            rows.Add([shift]);
        }

        SchedulingProblem problem = Small.Problem(
            grid, people, Small.Contract(band: 40, tolerance: 40), templates: [Template], queues: ["a", "b"],
            demand: (_, _, _) => random.Fraction() * agents);
        return new RunningDay(problem, new DraftSchedule(rows), new ReplanRequest(Small.At(Small.Monday, hour))
        {
            Away = [new PersonAway(new AgentId("p0"), Small.At(Small.Monday, hour), random.Below(2) == 0 ? null : Small.At(Small.Monday, hour + 2))],
            Costs = costs,
            GapGoal = 0,
        });
    }

    /// <summary>Breaks early and late enough that a training of half an hour fits after lunch.</summary>
    private static DayShift Shift(SeededRandom random)
    {
        int start = random.Below(5);
        int lunch = 15 + random.Below(5);
        int end = start + 34 - 2 * random.Below(2);
        return new DayShift(start, end, lunch, 2, start + 4 + random.Below(3), end - 4 - random.Below(3), 1);
    }
}
