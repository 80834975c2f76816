namespace Wfm.Domain;

/// <summary>Which calls count when a service level is stated. Reports never agree unless they name it.</summary>
public enum ServiceLevelDefinition
{
    /// <summary>Answered within the threshold ÷ offered. The default: strict, and what a caller feels.</summary>
    OfOffered,

    /// <summary>Answered within the threshold ÷ answered.</summary>
    OfAnswered,

    /// <summary>Answered within the threshold ÷ (offered − abandoned within the short limit).</summary>
    ExcludingShortAbandons,

    /// <summary>(Answered within the threshold + abandoned within the threshold) ÷ offered.</summary>
    AbandonedInTimeCounts,

    /// <summary>Probability that a caller with endless patience would wait no longer than the threshold. Predictions only.</summary>
    VirtualWait,
}
