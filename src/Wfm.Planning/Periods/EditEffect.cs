using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;

namespace Wfm.Planning;

/// <summary>What a change by hand does to a schedule: cost by part, rules broken and mended, service level.</summary>
/// <param name="Before">The cost before.</param>
/// <param name="After">The cost after.</param>
/// <param name="NewViolations">Rules the change breaks.</param>
/// <param name="MendedViolations">Rules it mends.</param>
/// <param name="Days">Service level of the days touched, before and after.</param>
public sealed record EditEffect(
    CostByPart Before, CostByPart After, IReadOnlyList<RuleViolation> NewViolations, IReadOnlyList<RuleViolation> MendedViolations, IReadOnlyList<EditedQueueDay> Days)
{
    /// <summary>What the change adds to the cost; negative when it saves.</summary>
    public double CostDelta => After.Total - Before.Total;
}

/// <summary>A queue on a day touched by a change.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Date">The day.</param>
/// <param name="Before">Predicted service level before, 0 to 1.</param>
/// <param name="After">And after.</param>
/// <param name="Target">What it promises.</param>
public sealed record EditedQueueDay(QueueId Queue, NodaTime.LocalDate Date, double Before, double After, double Target);
