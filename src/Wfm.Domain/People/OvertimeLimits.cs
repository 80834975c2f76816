using NodaTime;

namespace Wfm.Domain;

/// <summary>How much one person may work beyond ordinary time by the Swedish Working Hours Act (arbetstidslagen, ATL). The product checks against it; it makes no legal claim.</summary>
public sealed record OvertimeLimits
{
    /// <summary>The limits of the act, for overtime and mertid without special grounds.</summary>
    public static OvertimeLimits WorkingHoursAct { get; } = new();

    /// <summary>Most overtime in any four weeks (ATL 8 §). Default 48 h.</summary>
    public Duration InFourWeeks { get; init; } = Duration.FromHours(48);

    /// <summary>Most overtime in a calendar month (ATL 8 §). Default 50 h. An employer counts by four weeks or by months; which is not known, so the limit is passed where both are.</summary>
    public Duration InMonth { get; init; } = Duration.FromHours(50);

    /// <summary>Most overtime in a calendar year (ATL 8 §, allmän övertid). Default 200 h.</summary>
    public Duration InYear { get; init; } = Duration.FromHours(200);

    /// <summary>Most mertid of a part-timer in a calendar year (ATL 10 §, allmän mertid). Default 200 h.</summary>
    public Duration ExtraTimeInYear { get; init; } = Duration.FromHours(200);
}
