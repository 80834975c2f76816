using NodaTime;
using Wfm.Domain;

namespace Wfm.Server.Endpoints;

/// <summary>A contract.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Contract">What it says.</param>
public sealed record ContractView(ContractId Code, ContractBody Contract);

/// <summary>How much people of a contract work, and by which rules. Other hours from a day on are another contract: agents change to it from that day.</summary>
/// <param name="Share">Share of full time, above 0 and at most 1.</param>
/// <param name="HoursPerWeek">Hours a week owed, share already taken; above 0, at most 168.</param>
/// <param name="WeekBandHours">How far the running total may be from what is owed at the end of any week.</param>
/// <param name="PeriodToleranceHours">How far the total may be from what is owed at the end of the period.</param>
/// <param name="Rules">The work rules.</param>
public sealed record ContractBody(double Share, double HoursPerWeek, double WeekBandHours, double PeriodToleranceHours, WorkRulesBody Rules)
{
    internal static ContractBody Of(Contract contract) => new(
        contract.ShareFraction, contract.HoursPerWeek.TotalHours, contract.WeekBand.TotalHours, contract.PeriodTolerance.TotalHours, WorkRulesBody.Of(contract.Rules));

    internal Contract? ToDomain(ContractId code, Findings found)
    {
        found.Unless(Share is > 0 and <= 1, "share", Share, Remark.Of("wants-share", "a share of full time above 0 and at most 1; 80 % is 0.80"));
        found.Unless(HoursPerWeek is >= 0.1 and <= 168, "hoursPerWeek", HoursPerWeek, Remark.Of("wants-week-hours", "hours a week above 0 and at most 168, share already taken"));
        found.Unless(WeekBandHours is >= 0 and <= 1000, "weekBandHours", WeekBandHours, Remark.Of("wants-hours", "hours, 0 to 1000"));
        found.Unless(PeriodToleranceHours is >= 0 and <= 1000, "periodToleranceHours", PeriodToleranceHours, Remark.Of("wants-hours", "hours, 0 to 1000"));
        WorkRules rules = Rules.ToDomain(found);
        if (!found.IsEmpty)
        {
            return null;
        }

        Contract contract = new(code, Share, Hours(HoursPerWeek), Hours(WeekBandHours), Hours(PeriodToleranceHours), rules);
        found.Unless(!(contract.HoursPerWeek > rules.LongestWeek), "hoursPerWeek", HoursPerWeek, Remark.Of("wants-within-week", "at most the longest week of the rules"));
        found.Unless(!(contract.HoursPerWeek > rules.LongestDay * 7), "hoursPerWeek", HoursPerWeek, Remark.Of("wants-within-days", "at most seven of the longest days of the rules"));
        return contract;
    }

    internal static Duration Hours(double hours) => Duration.FromSeconds((long)Math.Round(hours * 3600));
}

/// <summary>Limits of working time; an absent one switches its rule off.</summary>
/// <param name="Name">What the rules are called, such as <c>atl</c> or <c>ab</c>.</param>
/// <param name="DailyRestHours">Least rest from the end of a shift to the start of the next (ATL 13 §).</param>
/// <param name="DayBreak">Where the 24 hours begin inside which daily rest must lie as well (AB 13 §).</param>
/// <param name="WeeklyRestHours">Least unbroken rest in each seven days (ATL 14 §).</param>
/// <param name="WeekBreak">The weekday fixed seven-day periods begin on; absent means any seven days.</param>
/// <param name="LongestWorkWithoutRastHours">Longest work without a meal break (ATL 15 §).</param>
/// <param name="LongestDayHours">Longest working time in a day.</param>
/// <param name="LongestWeekHours">Longest working time in a calendar week.</param>
/// <param name="MostWorkingDaysInARow">Most working days in a row.</param>
/// <param name="FewestDaysOffInARow">Fewest days off in a row.</param>
/// <param name="MostWeekends">Most weekends worked in the period.</param>
/// <param name="AveragingWeeks">Weeks of the calculation period.</param>
/// <param name="AverageWeekHours">Most ordinary hours a week on average over it (ATL 5 §).</param>
/// <param name="LongestAverageWeekHours">Most hours a week in all on average (ATL 10 b §).</param>
/// <param name="LongestAveragingWeeks">Weeks over which that average is taken.</param>
/// <param name="IsCalledIn">Whether people are called in by the hour and left out of the plan.</param>
public sealed record WorkRulesBody(
    string Name,
    double? DailyRestHours = null,
    LocalTime? DayBreak = null,
    double? WeeklyRestHours = null,
    IsoDayOfWeek? WeekBreak = null,
    double? LongestWorkWithoutRastHours = null,
    double? LongestDayHours = null,
    double? LongestWeekHours = null,
    int? MostWorkingDaysInARow = null,
    int? FewestDaysOffInARow = null,
    int? MostWeekends = null,
    int? AveragingWeeks = null,
    double? AverageWeekHours = null,
    double? LongestAverageWeekHours = null,
    int? LongestAveragingWeeks = null,
    bool IsCalledIn = false)
{
    internal static WorkRulesBody Of(WorkRules rules) => new(
        rules.Name, rules.DailyRest?.TotalHours, rules.DayBreak, rules.WeeklyRest?.TotalHours, rules.WeekBreak, rules.LongestWorkWithoutRast?.TotalHours,
        rules.LongestDay?.TotalHours, rules.LongestWeek?.TotalHours, rules.MostWorkingDaysInARow, rules.FewestDaysOffInARow, rules.MostWeekends, rules.AveragingWeeks,
        rules.AverageWeek?.TotalHours, rules.LongestAverageWeek?.TotalHours, rules.LongestAveragingWeeks, rules.IsCalledIn);

    internal WorkRules ToDomain(Findings found)
    {
        found.Unless(WeekBreak != IsoDayOfWeek.None, "rules.weekBreak", WeekBreak, Remark.Of("wants-weekday", "a weekday"));
        return new WorkRules
        {
            Name = found.Text("rules.name", Name, 50),
            DailyRest = Hours("dailyRestHours", DailyRestHours, found),
            DayBreak = DayBreak,
            WeeklyRest = Hours("weeklyRestHours", WeeklyRestHours, found),
            WeekBreak = WeekBreak,
            LongestWorkWithoutRast = Hours("longestWorkWithoutRastHours", LongestWorkWithoutRastHours, found),
            LongestDay = Hours("longestDayHours", LongestDayHours, found),
            LongestWeek = Hours("longestWeekHours", LongestWeekHours, found),
            MostWorkingDaysInARow = Count("mostWorkingDaysInARow", MostWorkingDaysInARow, found),
            FewestDaysOffInARow = Count("fewestDaysOffInARow", FewestDaysOffInARow, found),
            MostWeekends = Count("mostWeekends", MostWeekends, found),
            AveragingWeeks = Count("averagingWeeks", AveragingWeeks, found),
            AverageWeek = Hours("averageWeekHours", AverageWeekHours, found),
            LongestAverageWeek = Hours("longestAverageWeekHours", LongestAverageWeekHours, found),
            LongestAveragingWeeks = Count("longestAveragingWeeks", LongestAveragingWeeks, found),
            IsCalledIn = IsCalledIn,
        };
    }

    private static Duration? Hours(string field, double? hours, Findings found)
    {
        found.Unless(hours is null or (>= 0.01 and <= 168), $"rules.{field}", hours, Remark.Of("wants-hours-or-none", "hours above 0 and at most 168, or none"));
        return hours is >= 0.01 and <= 168 ? ContractBody.Hours(hours.Value) : null;
    }

    private static int? Count(string field, int? count, Findings found)
    {
        found.Unless(count is null or (>= 0 and <= 366), $"rules.{field}", count, Remark.Of("wants-days-or-none", "a whole number from 0 to 366, or none"));
        return count;
    }
}
