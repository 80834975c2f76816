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

    /// <summary>Most working days in a row. Default 6.</summary>
    public int? MostWorkingDaysInARow { get; init; } = 6;

    /// <summary>Fewest days off in a row. Default: not checked.</summary>
    public int? FewestDaysOffInARow { get; init; }

    /// <summary>Most weekends worked in the period; a weekend counts when Saturday or Sunday is worked. Default: not checked.</summary>
    public int? MostWeekends { get; init; }
}
