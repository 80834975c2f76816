using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Why;

/// <summary>The limits of a contract as suspects: how each reads, and how it gives way.</summary>
internal static class RuleSuspects
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly Duration HalfHour = Duration.FromMinutes(30);

    /// <summary>Every rule of the contract's book that has a limit; rules about the person's own days are other suspects.</summary>
    public static IEnumerable<Suspect> Of(PlanContract contract) =>
        ScheduleRules.For(contract).Select(rule => Of(rule, contract)).OfType<Suspect>();

    /// <summary>Hours owed, with the band of each week and the tolerance at the end.</summary>
    public static Suspect Hours(SchedulingProblem problem, PlanContract contract)
    {
        Contract terms = contract.Terms;
        Duration far = Duration.FromHours(168 * SchedulingProblem.MostWeeks);
        Duration unit = Duration.FromMinutes(problem.PaidUnitMinutes);
        int count = (int)(Duration.FromHours(168) / unit);
        ContractHoursRule rule = new(terms.WeekBand, terms.PeriodTolerance);
        string found = $"contract {terms.Id}: {PlannerText.Hours(terms.HoursPerWeek)} a week, "
            + $"{PlannerText.Hours(terms.WeekBand)} either way each week, {PlannerText.Hours(terms.PeriodTolerance)} at the end";
        Duration More(Duration from, int step) => from + unit * (step + 1);
        return new Suspect(
            new ConflictMember(ConflictKind.ContractHours, rule.Name, rule.Paragraph, found),
            person => person.WithHours(far, far))
        {
            Ladders =
            [
                new Ladder(count, (person, step) => (
                    person.WithHours(More(terms.WeekBand, step), terms.PeriodTolerance),
                    Remark.Of("way-week-band", $"week band {terms.WeekBand.TotalHours:0.##} h → {More(terms.WeekBand, step).TotalHours:0.##} h"))),
                new Ladder(count, (person, step) => (
                    person.WithHours(terms.WeekBand, More(terms.PeriodTolerance, step)),
                    Remark.Of("way-period-tolerance", $"period tolerance {terms.PeriodTolerance.TotalHours:0.##} h → {More(terms.PeriodTolerance, step).TotalHours:0.##} h"))),
                new Ladder(count, (person, step) => (
                    person.WithHours(Duration.Max(terms.WeekBand, More(terms.PeriodTolerance, step)), More(terms.PeriodTolerance, step)),
                    Remark.Of("way-band-and-tolerance", $"week band and period tolerance of {Duration.Max(terms.WeekBand, More(terms.PeriodTolerance, step)).TotalHours:0.##} h and {More(terms.PeriodTolerance, step).TotalHours:0.##} h"))),
            ],
        };
    }

    private static Suspect? Of(IScheduleRule rule, PlanContract contract)
    {
        WorkRules rules = contract.Terms.Rules;
        return rule switch
        {
            LongestDayRule => Longer(rule, rules.LongestDay!.Value, HalfHour, 24, (own, to) => own with { LongestDay = to }),
            LongestWeekRule => Longer(rule, rules.LongestWeek!.Value, HalfHour, 168, (own, to) => own with { LongestWeek = to }),
            AverageWeekRule when rule.Name == "Average week" => Longer(rule, rules.AverageWeek!.Value, HalfHour, 168, (own, to) => own with { AverageWeek = to }),
            AverageWeekRule => Longer(rule, rules.LongestAverageWeek!.Value, HalfHour, 168, (own, to) => own with { LongestAverageWeek = to }),
            WorkWithoutRastRule => Longer(
                rule, rules.LongestWorkWithoutRast!.Value, Quarter, 24, (own, to) => own with { LongestWorkWithoutRast = to }),
            DailyRestRule => Shorter(rule, rules.DailyRest!.Value, Quarter, (own, to) => own with { DailyRest = to }),
            DayBreakRestRule => Plain(
                rule, $"{PlannerText.Hours(rules.DailyRest!.Value)} from {rules.DayBreak!.Value:HH':'mm}", own => own with { DayBreak = null }),
            WeeklyRestRule or RestWithinSevenDaysRule => Shorter(
                rule, rules.WeeklyRest!.Value, Duration.FromHours(1), (own, to) => own with { WeeklyRest = to }),
            WorkingDaysInARowRule => More(rule, rules.MostWorkingDaysInARow!.Value, "at most", 1, (own, to) => own with { MostWorkingDaysInARow = to }),
            WeekendsRule => More(rule, rules.MostWeekends!.Value, "at most", 1, (own, to) => own with { MostWeekends = to }),
            DaysOffInARowRule => More(rule, rules.FewestDaysOffInARow!.Value, "at least", -1, (own, to) => own with { FewestDaysOffInARow = to }),
            EarlyAfterLateRule => new Suspect(
                MemberOf(rule, $"no start before {contract.EarlyAfterLate!.EarlyBefore:HH':'mm} after an end after {contract.EarlyAfterLate.LateAfter:HH':'mm}"),
                person => person with { Contract = person.Contract with { EarlyAfterLate = null } })
            {
                Ladders = [Ladder.Single(Off(rule), person => person with { Contract = person.Contract with { EarlyAfterLate = null } })],
            },
            _ => null,
        };
    }

    private static Remark Off(IScheduleRule rule) => Remark.Of("way-rule-off", $"{rule.Name} switched off");

    private static ConflictMember MemberOf(IScheduleRule rule, string found) => new(ConflictKind.Rule, rule.Name, rule.Paragraph, found);

    private static Suspect Plain(IScheduleRule rule, string found, Func<WorkRules, WorkRules> off) =>
        new(MemberOf(rule, found), person => person.WithRules(off))
        {
            Ladders = [Ladder.Single(Off(rule), person => person.WithRules(off))],
        };

    private static Suspect Longer(IScheduleRule rule, Duration limit, Duration step, int mostHours, Func<WorkRules, Duration?, WorkRules> set) => new(
        MemberOf(rule, $"at most {PlannerText.Hours(limit)}"), person => person.WithRules(own => set(own, null)))
    {
        Ladders = [Rungs(rule, limit, step, Math.Max(0, (int)((Duration.FromHours(mostHours) - limit) / step)), set)],
    };

    private static Suspect Shorter(IScheduleRule rule, Duration limit, Duration step, Func<WorkRules, Duration?, WorkRules> set) => new(
        MemberOf(rule, $"at least {PlannerText.Hours(limit)}"), person => person.WithRules(own => set(own, null)))
    {
        Ladders = [Rungs(rule, limit, -step, (int)(limit / step), set)],
    };

    private static Ladder Rungs(IScheduleRule rule, Duration limit, Duration step, int count, Func<WorkRules, Duration?, WorkRules> set) =>
        new(count, (person, at) =>
        {
            Duration to = limit + step * (at + 1);
            return (person.WithRules(own => set(own, to)), Remark.Of("way-rule-hours", $"{rule.Name} {limit.TotalHours:0.##} h → {to.TotalHours:0.##} h"));
        });

    private static Suspect More(IScheduleRule rule, int limit, string bound, int step, Func<WorkRules, int?, WorkRules> set) => new(
        MemberOf(rule, $"{bound} {limit}"), person => person.WithRules(own => set(own, null)))
    {
        Ladders =
        [
            new Ladder(step > 0 ? 7 * SchedulingProblem.MostWeeks : limit - 1, (person, at) =>
                (person.WithRules(own => set(own, limit + step * (at + 1))), Remark.Of("way-rule-count", $"{rule.Name} {limit} → {limit + step * (at + 1)}"))),
        ],
    };
}
