using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

/// <summary>Rule by rule: what the search's states, hours and options accept is exactly what the plain rule accepts.</summary>
public sealed class RuleEqualityTests
{
    private const int Worlds = 24;
    private const int RowsPerWorld = 150;

    private static readonly Dictionary<string, Func<SeededRandom, SchedulingProblem, SchedulingProblem>> Cases = new()
    {
        ["daily rest"] = (random, problem) => With(problem, rules => rules with { DailyRest = Duration.FromMinutes(60 * 9 + 30 * random.Below(8)) }),
        ["daily rest inside 24 hours"] = (random, problem) => With(problem, rules => rules with
        {
            DailyRest = Duration.FromHours(11),
            DayBreak = new LocalTime(random.Below(24), 0),
        }),
        ["weekly rest, fixed"] = (random, problem) => With(problem, rules => rules with
        {
            WeeklyRest = Duration.FromHours(30 + random.Below(12)),
            WeekBreak = Small.EveryDay[random.Below(7)],
        }),
        ["weekly rest, any seven days"] = (random, problem) => With(problem, rules => rules with
        {
            WeeklyRest = Duration.FromHours(30 + random.Below(12)),
            WeekBreak = null,
        }),
        ["working days in a row"] = (random, problem) => With(problem, rules => rules with { MostWorkingDaysInARow = 2 + random.Below(4) }),
        ["days off in a row"] = (random, problem) => With(problem, rules => rules with { FewestDaysOffInARow = 2 + random.Below(2) }),
        ["weekends"] = (random, problem) => With(problem, rules => rules with { MostWeekends = random.Below(2) }),
        ["longest week"] = (random, problem) => With(problem, rules => rules with { LongestWeek = Duration.FromHours(20 + random.Below(20)) }),
        ["average week"] = (random, problem) => With(problem, rules => rules with
        {
            AverageWeek = Duration.FromHours(22 + random.Below(10)),
            AveragingWeeks = 1 + random.Below(2),
        }),
        ["average of all hours"] = (random, problem) => With(problem, rules => rules with { LongestAverageWeek = Duration.FromHours(22 + random.Below(10)) }),
        ["average of all hours that began earlier"] = (random, problem) => With(
            problem with { Agents = [problem.Agents[0] with { AveragedBefore = new EarlierWeeks(1 + random.Below(2), Duration.FromMinutes(60 * 20 + 30 * random.Below(30))) }] },
            rules => rules with { LongestAverageWeek = Duration.FromHours(22 + random.Below(6)), LongestAveragingWeeks = 4 }),
        ["early after late"] = (random, problem) => problem with
        {
            Contracts = [problem.Contracts[0] with { EarlyAfterLate = new EarlyAfterLate(new LocalTime(16 + random.Below(5), 0), new LocalTime(7 + random.Below(5), 0)) }],
        },
        ["contract hours"] = (random, problem) => problem with
        {
            Contracts = [Small.Contract(24 + random.Below(12), 8, 6, Small.NoRules with { AveragingWeeks = random.Below(2) == 0 ? 1 : null })],
        },
        ["longest day"] = (random, problem) => With(problem, rules => rules with { LongestDay = Duration.FromMinutes(60 * 5 + 30 * random.Below(6)) }),
        ["work without a rast"] = (random, problem) => With(problem, rules => rules with { LongestWorkWithoutRast = Duration.FromMinutes(60 * 4 + 30 * random.Below(8)) }),
        ["absences and locks"] = (random, problem) => problem with
        {
            Agents = [problem.Agents[0] with
            {
                Absences = [new DayAbsence(Small.Monday.PlusDays(random.Below(14)), Duration.FromHours(4))],
                Locks = [new DayLock(Small.Monday.PlusDays(random.Below(14)), null)],
            }],
        },
        ["skills by date"] = (random, problem) => problem with
        {
            Agents = [problem.Agents[0] with { Skills = [new PlanSkill(new QueueId("a"), Small.Monday.PlusDays(random.Below(4)), Small.Monday.PlusDays(9 + random.Below(5)))] }],
        },
        ["templates by weekday"] = (random, problem) => problem with
        {
            Templates = [problem.Templates[0] with { Weekdays = [.. Small.EveryDay.Where(_ => random.Below(6) > 0)], LatestEnd = new LocalTime(20, 0) }],
        },
        ["meetings"] = (random, problem) => Small.Monday.PlusDays(random.Below(14)) is var date ? problem with
        {
            Agents = [problem.Agents[0] with
            {
                Meetings = [new PlanMeeting(new Interval(Small.At(date, 12), Small.At(date, 13)), ActivityKind.Meeting, false, random.Below(2) == 0)],
            }],
        } : problem,
        ["everything"] = (random, problem) => With(problem, rules => rules with
        {
            DailyRest = Duration.FromHours(11),
            WeeklyRest = Duration.FromHours(36),
            WeekBreak = random.Below(2) == 0 ? IsoDayOfWeek.Monday : null,
            MostWorkingDaysInARow = 5,
            LongestWeek = Duration.FromHours(44),
            AverageWeek = Duration.FromHours(40),
            AveragingWeeks = 1,
        }),
    };

    private static IEnumerable<string> Names => Cases.Keys;

    [TestCaseSource(nameof(Names))]
    public void Search_and_plain_rule_accept_the_same_rows(string name)
    {
        SeededRandom random = new(name.Length * 1000 + name[0]);
        (int accepted, int refused) = (0, 0);
        for (int world = 0; world < Worlds; world++)
        {
            SchedulingProblem problem = Cases[name](random, World(random));
            AgentModel agent = PlanModel.Of(problem).Agents[0];
            for (int trial = 0; trial < RowsPerWorld; trial++)
            {
                DayShift?[] row = Row(random, problem);
                bool allowed = PlainAccepts(problem, row);

                SearchAccepts(agent, row).ShouldBe(allowed, $"{name}, world {world}, row {Text(problem, row)}");
                (accepted, refused) = (accepted + (allowed ? 1 : 0), refused + (allowed ? 0 : 1));
                if (allowed)
                {
                    Walk(agent.Hopeful, agent, row).ShouldBeTrue($"the bound's states refuse {Text(problem, row)}");
                }
                else if (Days(agent, row))
                {
                    (Hours(agent, row) && Walk(agent.Cautious, agent, row)).ShouldBeFalse($"the search's states allow {Text(problem, row)}");
                }

                agent.ExactRest?.Walk.Holds(row).ShouldBe(RestHolds(problem, row), Text(problem, row));
            }
        }

        accepted.ShouldBeGreaterThan(20);
        refused.ShouldBeGreaterThan(20);
    }

    private static SchedulingProblem With(SchedulingProblem problem, Func<WorkRules, WorkRules> change) => problem with
    {
        Contracts = [Small.Contract(20, 160, 160, change(Small.NoRules))],
    };

    /// <summary>Two weeks of seven days, 06–22, shifts of 4 to 8 hours at any half hour, a random history, and in every other world shifts that stand after.</summary>
    private static SchedulingProblem World(SeededRandom random)
    {
        PlanAgent agent = Small.Agent("ana") with
        {
            Templates = [new TemplateId("short")],
            PreviousShifts =
            [
                .. Enumerable.Range(1, 9).Where(_ => random.Below(3) > 0).OrderDescending().Select(back => Small.Monday.PlusDays(-back))
                    .Select(date => (date, start: 6 + 0.5 * random.Below(20))).Select(shift => new Interval(
                        Small.At(shift.date, shift.start), Small.At(shift.date, shift.start + 6))),
            ],
            FollowingShifts = random.Below(2) == 0 ? [] :
            [
                .. Enumerable.Range(0, 9).Where(_ => random.Below(3) > 0).Select(day => Small.Monday.PlusDays(14 + day))
                    .Select(date => (date, start: 5 + 0.5 * random.Below(24))).Select(shift => new Interval(
                        Small.At(shift.date, shift.start), Small.At(shift.date, shift.start + 6))),
            ],
        };
        PlanTemplate template = Small.Short(6, 18, 4, 8) with { StartStepMinutes = 30 * (1 + random.Below(3)) };
        return Small.Problem(
            Small.Grid(weeks: 2, daysPerWeek: 7, opens: 6, closes: 22, slotMinutes: 30), [agent], Small.Contract(20, 160, 160), templates: [template]);
    }

    private static DayShift?[] Row(SeededRandom random, SchedulingProblem problem)
    {
        int busy = 3 + random.Below(6);
        int step = problem.Templates[0].StartStepMinutes / 30;
        int longest = 2 + random.Below(7);
        bool wanders = random.Below(2) == 0;
        int usual = random.Below(20);
        return
        [
            .. Enumerable.Range(0, problem.Grid.Days.Count).Select(_ =>
            {
                int start = (wanders ? random.Below(24) : Math.Clamp(usual + random.Below(5) - 2, 0, 24)) / step * step;
                return random.Below(10) < busy ? Small.Plain(start, Math.Min(32, start + 8 + random.Below(longest))) : (DayShift?)null;
            }),
        ];
    }

    private static bool PlainAccepts(SchedulingProblem problem, DayShift?[] row)
    {
        AgentSchedule schedule = new(problem, problem.Agents[0], row);
        RuleViolation[] broken = [.. ScheduleRules.For(problem.Contracts[0]).SelectMany(rule => rule.Violations(schedule))];
        broken.All(one => one.Date >= problem.Grid.FirstDate && one.Date < problem.Grid.EndDate).ShouldBeTrue("what meets shifts on either side of the weeks is told of a day in them");
        return broken.Length == 0;
    }

    private static bool RestHolds(SchedulingProblem problem, DayShift?[] row)
    {
        AgentSchedule schedule = new(problem, problem.Agents[0], row);
        return !ScheduleRules.For(problem.Contracts[0])
            .Where(rule => rule is DailyRestRule or WeeklyRestRule or RestWithinSevenDaysRule or EarlyAfterLateRule)
            .Any(rule => rule.Violations(schedule).Any());
    }

    private static bool SearchAccepts(AgentModel agent, DayShift?[] row) =>
        Days(agent, row) && Hours(agent, row) && (agent.ExactRest is { } exact ? Walk(exact, row) : Walk(agent.Cautious, agent, row));

    private static bool Days(AgentModel agent, DayShift?[] row) => Enumerable.Range(0, row.Length)
        .All(day => row[day] is { } shift ? agent.Days[day]?.Allows(shift) ?? false : !agent.MustWork[day]);

    private static bool Hours(AgentModel agent, DayShift?[] row)
    {
        int units = 0;
        bool holds = agent.LowHours[0] <= 0 && agent.HighHours[0] >= 0 && agent.HoursConflict.Length == 0;
        for (int day = 0; day < row.Length; day++)
        {
            units += row[day] is { } shift ? shift.PaidSlots : 0;
            holds &= units >= agent.LowHours[day + 1] && units <= agent.HighHours[day + 1];
        }

        return holds && HoursCap.Holds(agent, row);
    }

    private static bool Walk(RestStates states, AgentModel agent, DayShift?[] row)
    {
        int state = 0;
        for (int day = 0; day < row.Length && state >= 0; day++)
        {
            state = row[day] is { } shift
                ? states.AfterWork(day, state, agent.Days[day]!.ClassOf(shift.Start, shift.End))
                : states.AfterOff(day, state);
        }

        return state >= 0 && states.Accepts(state);
    }

    private static bool Walk(ExactRest exact, DayShift?[] row)
    {
        RestState state = exact.Step.Initial();
        int previous = -1;
        for (int day = 0; day < row.Length; day++)
        {
            RestDay today = exact.Days[day];
            RestState? next = exact.Step.Pass(state, previous + 1, today.Date, endDate: false);
            next = next is not { } ready ? null : row[day] is { } shift ? exact.Step.Work(ready, day, ClassOf(exact, today, day, shift)) : exact.Step.Off(ready);
            if (next is not { } known)
            {
                return false;
            }

            (state, previous) = (known, today.Date);
        }

        return exact.Step.Pass(state, previous + 1, exact.EndDate, endDate: true) is not null;
    }

    private static int ClassOf(ExactRest exact, RestDay day, int number, DayShift shift)
    {
        int Band(RestBand[] bands, int slot) =>
            Array.FindIndex(bands, band => slot >= exact.SlotOf(number, band.First) && slot <= exact.SlotOf(number, band.Last));
        int found = Array.IndexOf(day.Classes, (Band(day.Starts, shift.Start), Band(day.Ends, shift.End)));
        found.ShouldBeGreaterThanOrEqualTo(0);
        return found;
    }

    private static string Text(SchedulingProblem problem, DayShift?[] row) =>
        string.Join(' ', row.Select(shift => shift is { } known ? $"{known.Start}-{known.End}" : "."))
        + " after " + string.Join(' ', problem.Agents[0].PreviousShifts.Select(shift => $"{shift.Start:dd'T'HH}-{shift.End:HH}"))
        + " before " + string.Join(' ', problem.Agents[0].FollowingShifts.Select(shift => $"{shift.Start:dd'T'HH}-{shift.End:HH}"))
        + $" {problem.Contracts[0].Terms.Rules} {problem.Contracts[0].EarlyAfterLate}";
}
