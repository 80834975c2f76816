using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>No early start on the day after a late end.</summary>
/// <param name="LateAfter">An end after this wall-clock time is late.</param>
/// <param name="EarlyBefore">A start before this wall-clock time is early.</param>
public sealed record EarlyAfterLate(LocalTime LateAfter, LocalTime EarlyBefore);

/// <summary>A contract with the rules only scheduling asks about.</summary>
/// <param name="Terms">Hours, bands and work rules.</param>
public sealed record PlanContract(Contract Terms)
{
    /// <summary>No early start after a late end; null switches the rule off.</summary>
    public EarlyAfterLate? EarlyAfterLate { get; init; }
}
