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
        PlanAgent[] people = [.. Enumerable.Range(0, agents).Select(number => Agent(random, number, days))];
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

    private static PlanAgent Agent(SeededRandom random, int number, int days)
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
            Locks = random.Below(4) == 0
                ? [new DayLock(Small.Monday.PlusDays(random.Below(days)), random.Below(2) == 0 ? null : Shifts[random.Below(2)])]
                : [],
        };
    }
}
