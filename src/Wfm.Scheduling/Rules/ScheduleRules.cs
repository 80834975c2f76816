using Wfm.Domain;

namespace Wfm.Scheduling.Rules;

/// <summary>The rule book: every hard rule of a contract, one object each.</summary>
public static class ScheduleRules
{
    /// <summary>The rules that bind everybody together.</summary>
    public static IReadOnlyList<IUnitRule> ForUnit { get; } = [new MinimumPostsRule(), new ActivityRule()];

    /// <summary>The rules of one contract; a limit the contract leaves empty has no rule.</summary>
    public static IReadOnlyList<IScheduleRule> For(PlanContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        Contract terms = contract.Terms;
        WorkRules rules = terms.Rules;
        List<IScheduleRule> book =
        [
            new LockRule(),
            new AbsenceRule(),
            new MeetingRule(),
            new SkillRule(),
            new TemplateRule(),
        ];
        if (!contract.IsCalledIn)
        {
            book.Add(new ContractHoursRule(terms.WeekBand, terms.PeriodTolerance, rules.AveragingWeeks));
        }

        AddIf(book, rules.LongestDay, longest => new LongestDayRule(longest));
        AddIf(book, rules.LongestWeek, longest => new LongestWeekRule(longest));
        AddIf(book, rules.AverageWeek, most => new AverageWeekRule("Average week", "ATL 5 §", most, rules.AveragingWeeks));
        AddIf(book, rules.LongestAverageWeek, most => new AverageWeekRule("Average of all hours", "ATL 10 b §", most, rules.LongestAveragingWeeks, before: person => person.AveragedBefore));
        AddIf(book, rules.LongestWorkWithoutRast, longest => new WorkWithoutRastRule(longest));
        AddIf(book, rules.DailyRest, rest => new DailyRestRule(rest));
        AddIf(book, rules.DayBreak, dayBreak => rules.DailyRest is { } rest ? new DayBreakRestRule(rest, dayBreak) : null);
        AddIf(book, rules.WeeklyRest, rest => rules.WeekBreak is { } weekday
            ? new WeeklyRestRule(rest, weekday)
            : new RestWithinSevenDaysRule(rest));
        AddIf(book, rules.MostWorkingDaysInARow, most => new WorkingDaysInARowRule(most));
        AddIf(book, rules.FewestDaysOffInARow, least => new DaysOffInARowRule(least));
        AddIf(book, rules.MostWeekends, most => new WeekendsRule(most));
        if (contract.NoticeIsHard)
        {
            book.Add(new NoticeRule());
        }

        if (contract.EarlyAfterLate is { } early)
        {
            book.Add(new EarlyAfterLateRule(early));
        }

        return book;
    }

    private static void AddIf<T>(List<IScheduleRule> book, T? limit, Func<T, IScheduleRule?> rule)
        where T : struct
    {
        if (limit is { } value && rule(value) is { } found)
        {
            book.Add(found);
        }
    }
}
