using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Who does something to a request.</summary>
/// <param name="Name">What the audit calls them.</param>
/// <param name="Account">Their account; empty for a rule.</param>
/// <param name="Agent">The agent they are.</param>
public sealed record Actor(string Name, AccountId? Account, AgentId? Agent);

/// <summary>What became of a step on a request: the request, or why it was refused and nothing changed.</summary>
/// <param name="Request">The request as it is now.</param>
/// <param name="Refusal">Why not.</param>
public sealed record RequestOutcome(StoredRequest? Request, RequestRefusal? Refusal)
{
    /// <summary>It was done.</summary>
    public static RequestOutcome Done(StoredRequest request) => new(request, null);

    /// <summary>It was refused.</summary>
    public static implicit operator RequestOutcome(RequestRefusal refusal) => new(null, refusal);
}

/// <summary>Why a step on a request is refused.</summary>
/// <param name="Code">Stable: clients may compare it.</param>
/// <param name="Words">What stands in the way.</param>
/// <param name="Facts">Figures the client may show.</param>
public sealed record RequestRefusal(string Code, string Words, object? Facts = null)
{
    /// <summary>There is no such request in the unit.</summary>
    public static RequestRefusal NoSuchRequest { get; } = new("not-found", "There is no such request here.");

    /// <summary>Nobody decides about themselves.</summary>
    public static RequestRefusal Own { get; } = new("own-request", "Nobody decides a request that concerns themselves.");

    /// <summary>The decide-by date has passed.</summary>
    public static RequestRefusal Expired { get; } = new("request-expired", "Its decide-by date has passed; it has to be asked again.");

    /// <summary>A swap needs two.</summary>
    public static RequestRefusal NotAccepted { get; } = new("swap-not-accepted", "The other person has not said yes to the swap.");

    /// <summary>A no, and a yes that breaks a rule, are explained.</summary>
    public static RequestRefusal NoReason { get; } = new("reason-missing", "A no, and a yes that breaks a rule, need a reason.");

    /// <summary>Time cannot be given back.</summary>
    public static RequestRefusal HasBegun { get; } = new("has-begun", "It has begun, so it cannot be taken back.");

    /// <summary>Something else was done to the same shifts since.</summary>
    public static RequestRefusal ChangedSince { get; } = new("schedule-changed-since", "The shifts were changed again since; change the schedule by hand.");

    /// <summary>The published schedule cannot be changed that way now.</summary>
    /// <param name="conflict">What stands in the way.</param>
    internal static RequestRefusal Of(ChangeConflict conflict) => new(conflict.Code, conflict.Words, conflict.Facts);

    /// <summary>It has got another answer or was taken back.</summary>
    /// <param name="status">How it is.</param>
    public static RequestRefusal Not(RequestStatus status) => new(
        status is RequestStatus.Approved or RequestStatus.Denied ? "already-decided" : "wrong-status",
        $"The request is {status.ToString().ToLowerInvariant()}.", new { Status = status });

    /// <summary>The schedule has no place for it.</summary>
    /// <param name="weighing">What was found.</param>
    internal static RequestRefusal DoesNotFit(StoredWeighing weighing) => new(
        "does-not-fit", string.Join(" ", weighing.Findings), weighing.Findings);
}
