using NodaTime;

namespace Wfm.Domain;

/// <summary>The limits of a person's working time. Everything is a parameter; an empty one switches its rule off.</summary>
/// <remarks>
/// Presets follow the Swedish Working Hours Act (arbetstidslagen, ATL) and the municipal agreement (Allmänna bestämmelser, AB).
/// The product checks against these rules; it makes no legal claim.
/// </remarks>
public sealed record WorkRules
{
    /// <summary>The Working Hours Act as most contact centres apply it.</summary>
    public static WorkRules WorkingHoursAct { get; } = new() { Name = "atl" };

    /// <summary>The municipal agreement since October 2023: 11 hours also inside each 24 hours from the break point, here 07:00:
    /// counted from midnight, a day shift of eight hours would leave no unbroken 11 hours on either side.</summary>
    public static WorkRules MunicipalAgreement { get; } = new() { Name = "ab", DayBreak = new LocalTime(7, 0) };

    /// <summary>The presets a file may name.</summary>
    public static IReadOnlyList<WorkRules> Presets { get; } = [WorkingHoursAct, MunicipalAgreement];

    /// <summary>The name files use, such as <c>atl</c> or <c>ab</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether people under these rules are called in by the hour (timvikarier): they owe no hours, are left out of the plan,
    /// and are offered where a call-in would help. Default: no.</summary>
    public bool IsCalledIn { get; init; }

    /// <summary>Least rest from the end of a shift to the start of the next (ATL 13 §). Default 11 h.</summary>
    public Duration? DailyRest { get; init; } = Duration.FromHours(11);

    /// <summary>Where the 24-hour period begins inside which daily rest must lie as well (AB 13 §, dygnsbryt). Default: not checked.</summary>
    public LocalTime? DayBreak { get; init; }

    /// <summary>Least unbroken rest in each period of seven days (ATL 14 §). Default 36 h.</summary>
    public Duration? WeeklyRest { get; init; } = Duration.FromHours(36);

    /// <summary>The weekday on whose midnight fixed seven-day periods begin; empty means any seven days: at most 168 h − <see cref="WeeklyRest"/> between two such rests. Default Monday.</summary>
    public IsoDayOfWeek? WeekBreak { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>Longest work without a meal break (ATL 15 §). Default 5 h.</summary>
    public Duration? LongestWorkWithoutRast { get; init; } = Duration.FromHours(5);

    /// <summary>Longest working time in a day. Default 10 h.</summary>
    public Duration? LongestDay { get; init; } = Duration.FromHours(10);

    /// <summary>Longest working time in a calendar week. Default 48 h.</summary>
    public Duration? LongestWeek { get; init; } = Duration.FromHours(48);

    /// <summary>Weeks of the calculation period (beräkningsperiod), counted from the first day of the plan: at the end of each the hours are
    /// balanced as at the end of the plan. Default: only the plan's end.</summary>
    public int? AveragingWeeks { get; init; }

    /// <summary>Most ordinary hours a week on average over <see cref="AveragingWeeks"/> (ATL 5 §: 40 h over at most 4 weeks). Default: not checked.</summary>
    public Duration? AverageWeek { get; init; }

    /// <summary>Most hours a week in all on average over <see cref="LongestAveragingWeeks"/> (ATL 10 b §: 48 h over at most 4 months). Default: not checked.</summary>
    public Duration? LongestAverageWeek { get; init; }

    /// <summary>Weeks over which <see cref="LongestAverageWeek"/> is taken; at most 17 by law. Default: the whole plan.</summary>
    public int? LongestAveragingWeeks { get; init; }

    /// <summary>Most working days in a row. Default 6.</summary>
    public int? MostWorkingDaysInARow { get; init; } = 6;

    /// <summary>Fewest days off in a row. Default: not checked.</summary>
    public int? FewestDaysOffInARow { get; init; }

    /// <summary>Most weekends worked in the period; a weekend counts when Saturday or Sunday is worked. Default: not checked.</summary>
    public int? MostWeekends { get; init; }
}
