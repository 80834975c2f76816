using NodaTime;

namespace Wfm.Exchange;

/// <summary>Kinds of unsocial hours (obekväm arbetstid, OB). A minute has at most one: the highest of those it could have.</summary>
public enum UnsocialHours
{
    /// <summary>Evening of a weekday (kväll).</summary>
    Evening,

    /// <summary>Night (natt).</summary>
    Night,

    /// <summary>Saturday, Sunday or public holiday (helg).</summary>
    Weekend,

    /// <summary>Easter, Whitsun, midsummer, Christmas or New Year (storhelg).</summary>
    MajorHoliday,
}

/// <summary>When unsocial hours are; defaults are what many municipalities have, to be checked against the local agreement.</summary>
public sealed record UnsocialHourRules
{
    /// <summary>Start of a weekday's evening. Default 19:00.</summary>
    public LocalTime EveningFrom { get; init; } = new(19, 0);

    /// <summary>Start of the night. Default 22:00.</summary>
    public LocalTime NightFrom { get; init; } = new(22, 0);

    /// <summary>End of the night. Default 06:00.</summary>
    public LocalTime NightTo { get; init; } = new(6, 0);

    /// <summary>When a weekend or public holiday begins on the day before it; empty, the default, means at midnight.</summary>
    public LocalTime? WeekendFromOnTheDayBefore { get; init; }

    /// <summary>Until when a weekend or public holiday lasts on the day after it. Default midnight.</summary>
    public LocalTime WeekendToOnTheDayAfter { get; init; } = LocalTime.Midnight;

    /// <summary>When a major holiday begins on the day before it; empty means at midnight. Default 18:00.</summary>
    public LocalTime? MajorFromOnTheDayBefore { get; init; } = new LocalTime(18, 0);

    /// <summary>Until when a major holiday lasts on the day after it. Default 07:00.</summary>
    public LocalTime MajorToOnTheDayAfter { get; init; } = new(7, 0);

    /// <summary>The days of major holidays by their names in the calendar.</summary>
    public IReadOnlySet<string> MajorDays { get; init; } = new HashSet<string>
    {
        "Långfredagen", "Påskafton", "Påskdagen", "Annandag påsk", "Pingstafton", "Pingstdagen", "Midsommarafton", "Midsommardagen",
        "Julafton", "Juldagen", "Annandag jul", "Nyårsafton", "Nyårsdagen",
    };
}
