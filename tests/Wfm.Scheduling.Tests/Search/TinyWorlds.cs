using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

/// <summary>Tiny problems with two shifts a day, 06–10 and 18–22, and random rules; small enough to try everything.</summary>
internal static class TinyWorlds
{
    public static readonly DayShift[] Shifts = [Small.Plain(0, 8), Small.Plain(24, 32)];

    public static SchedulingProblem Of(SeededRandom random, int agents, int days, bool weeklyRest)
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
            Small.Grid(daysPerWeek: days, opens: 6, closes: 22, slotMinutes: 30), people, contract, templates: [template], queues: queues,
            demand: (_, _, _) => random.Fraction() * agents);
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
