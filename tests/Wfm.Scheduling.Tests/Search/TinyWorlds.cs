using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

/// <summary>Tiny problems with two shifts a day, 06–10 and 18–22, and random rules; small enough to try everything.</summary>
internal static class TinyWorlds
{
    public static readonly DayShift[] Shifts = [Small.Plain(0, 8), Small.Plain(24, 32)];

    public static SchedulingProblem Of(SeededRandom random, int agents, int days, bool weeklyRest, int weeks = 1)
    {
        WorkRules rules = Small.NoRules with
        {
            DailyRest = random.Below(2) == 0 ? Duration.FromHours(11) : null,
            MostWorkingDaysInARow = random.Below(2) == 0 ? 1 + random.Below(4) : null,
            FewestDaysOffInARow = random.Below(3) == 0 ? 2 : null,
            MostWeekends = random.Below(4) == 0 ? 0 : null,
            LongestWeek = random.Below(3) == 0 ? Duration.FromHours(8 + 4 * random.Below(4)) : null,
            DayBreak = random.Below(4) == 0 ? new LocalTime(4 * random.Below(6), 0) : null,
            WeeklyRest = weeklyRest ? Duration.FromHours(36) : null,
            WeekBreak = random.Below(2) == 0 ? IsoDayOfWeek.Monday : null,
        };
        PlanContract contract = Small.Contract(hours: 4 * (1 + random.Below(days)), band: 4 + 4 * random.Below(2), tolerance: 4, rules);
        PlanTemplate template = Small.Short(6, 18, 4, 4) with { StartStepMinutes = 12 * 60 };
        string[] queues = ["a", "b"];
        PlanAgent[] people = [.. Enumerable.Range(0, agents).Select(number => Agent(random, number, days, weeks))];
        return Small.Problem(
            Small.Grid(weeks, days, opens: 6, closes: 22, slotMinutes: 30), people, contract, templates: [template], queues: queues,
            demand: (_, _, _) => random.Fraction() * agents);
    }

    /// <summary>A tiny problem with whatever else a bound must not trip over: averages, early after late, posts, tables, meetings.</summary>
    public static SchedulingProblem Varied(SeededRandom random)
    {
        int weeks = 1 + random.Below(2);
        SchedulingProblem problem = Of(random, 1 + random.Below(2), weeks == 2 ? 2 : 3 + random.Below(2), random.Below(3) == 0, weeks);
        PlanContract contract = problem.Contracts[0];
        WorkRules rules = contract.Terms.Rules with
        {
            LongestAverageWeek = random.Below(3) == 0 ? Duration.FromHours(4 + 2 * random.Below(5)) : null,
            LongestAveragingWeeks = random.Below(2) == 0 ? 1 : null,
            AverageWeek = random.Below(4) == 0 ? Duration.FromHours(4 + 2 * random.Below(5)) : null,
            AveragingWeeks = random.Below(3) == 0 ? 1 : null,
        };
        return problem with
        {
            Contracts =
            [
                contract with
                {
                    Terms = Small.Contract(contract.Terms.HoursPerWeek.TotalHours, 4 + 4 * random.Below(3), 4, rules).Terms,
                    EarlyAfterLate = random.Below(3) == 0 ? new EarlyAfterLate(new LocalTime(19, 0), new LocalTime(9, 0)) : null,
                },
            ],
            Demand = [.. problem.Demand.Select(demand => Demand(random, demand, problem.Agents.Count))],
            Agents = [.. problem.Agents.Select(agent => random.Below(3) == 0 ? agent with { Meetings = [Meeting(random, problem.Grid)] } : agent)],
        };
    }

    /// <summary>The same problem with minimum posts as a very large cost, so that trying everything sees them.</summary>
    public static SchedulingProblem PostsAsCosts(SchedulingProblem problem) => problem with
    {
        Demand =
        [
            .. problem.Demand.Select(demand => demand.MinimumPosts is not { } posts ? demand : demand with
            {
                Required = null,
                MinimumPosts = null,
                Cost = [.. posts.Select((least, slot) => TableWithPosts(demand, slot, least, problem.Agents.Count))],
            }),
        ],
    };

    private static double[] TableWithPosts(QueueDay demand, int slot, int least, int agents) =>
        [.. Enumerable.Range(0, agents + 2).Select(people => demand.CostAt(slot, people) + PlanModel.PostPenalty * Math.Max(0, least - people))];

    private static QueueDay Demand(SeededRandom random, QueueDay demand, int agents)
    {
        int slots = demand.Required!.Count;
        demand = random.Below(3) == 0
            ? demand with { Required = null, Cost = [.. Enumerable.Range(0, slots).Select(_ => Table(random, agents))] }
            : demand;
        return random.Below(6) == 0
            ? demand with { MinimumPosts = [.. Enumerable.Range(0, slots).Select(slot => slot is >= 2 and < 5 ? 1 : 0)] }
            : demand;
    }

    /// <summary>A convex table: steps that save less and less, and may cost in the end.</summary>
    private static double[] Table(SeededRandom random, int agents)
    {
        double[] table = new double[agents + 2];
        double step = 6 * random.Fraction();
        table[0] = 10;
        for (int people = 1; people < table.Length; people++)
        {
            table[people] = table[people - 1] - step;
            step -= 4 * random.Fraction();
        }

        return table;
    }

    private static PlanMeeting Meeting(SeededRandom random, PlanningGrid grid)
    {
        LocalDate date = grid.Days[random.Below(grid.Days.Count)].Date;
        int from = random.Below(2) == 0 ? 7 : 19;
        return new PlanMeeting(new Interval(Small.At(date, from), Small.At(date, from + 1)), ActivityKind.Meeting, IsMovable: false, random.Below(2) == 0);
    }

    private static PlanAgent Agent(SeededRandom random, int number, int days, int weeks)
    {
        string[][] skills = [["a"], ["b"], ["a", "b"]];
        LocalDate someDay = Small.Monday.PlusDays(random.Below(days));
        return Small.Agent($"p{number}", "full", skills[random.Below(3)]) with
        {
            Templates = [new TemplateId("short")],
            Absences = random.Below(3) == 0 ? [new DayAbsence(someDay, Duration.FromHours(4))] : [],
            Wishes = random.Below(2) == 0 ? [new PlanWish(Small.Monday.PlusDays(random.Below(days)), WishKind.DayOff), new PlanWish(null, WishKind.Late)] : [],
            PreviousShifts =
            [
                .. Enumerable.Range(1, 5).Where(_ => random.Below(2) == 0).OrderDescending()
                    .Select(back => Small.Monday.PlusDays(-back))
                    .Select(date => random.Below(2) == 0
                        ? new Interval(Small.At(date, 6), Small.At(date, 10))
                        : new Interval(Small.At(date, 10), Small.At(date, 14))),
            ],
            FollowingShifts = random.Below(3) > 0 ? [] :
            [
                .. Enumerable.Range(0, 4).Where(_ => random.Below(2) == 0).Select(day => Small.Monday.PlusDays(7 * weeks + day))
                    .Select(date => random.Below(2) == 0
                        ? new Interval(Small.At(date, 6), Small.At(date, 10))
                        : new Interval(Small.At(date, 10), Small.At(date, 14))),
            ],
            Locks = random.Below(4) == 0
                ? [new DayLock(Small.Monday.PlusDays(random.Below(days)), random.Below(2) == 0 ? null : Shifts[random.Below(2)])]
                : [],
        };
    }
}
