using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A node's hold on a run. Everything it writes is refused once another node took the run.</summary>
/// <param name="Run">Which run.</param>
/// <param name="Epoch">Which taking of it.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Tries">Times it was taken, this one included.</param>
/// <param name="Deadline">It ends by then.</param>
/// <param name="OrderJson">What it was told when queued.</param>
public sealed record RunHold(RunId Run, int Epoch, RunKey Key, int Tries, Instant? Deadline, string? OrderJson);

/// <summary>What a holder hears when it says that it lives.</summary>
/// <param name="IsHeld">Whether the run is still its own.</param>
/// <param name="IsCancelAsked">Whether somebody wants it stopped.</param>
public readonly record struct RunPulse(bool IsHeld, bool IsCancelAsked);

/// <summary>How far a run is.</summary>
/// <param name="Share">Share done, 0 to 1.</param>
/// <param name="Cost">Cost of the best plan so far.</param>
/// <param name="LowerBound">No plan can cost less.</param>
public readonly record struct RunProgress(double Share, double? Cost = null, double? LowerBound = null);

/// <summary>How a run ended.</summary>
/// <param name="State">Done, failed, parked or cancelled.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="ReportJson">What it did.</param>
/// <param name="InputHash">Hash of everything that went in.</param>
/// <param name="Progress">How far it came.</param>
public sealed record RunEnd(RunState State, Remark? Reason, string? ReportJson = null, string? InputHash = null, RunProgress Progress = default);

/// <summary>How a run is queued.</summary>
/// <param name="Size">Work expected; the largest goes first.</param>
/// <param name="Deadline">It ends by then.</param>
/// <param name="Json">What it is told.</param>
public sealed record RunOrder(int Size = 0, Instant? Deadline = null, string? Json = null);

/// <summary>The run was taken by another node meanwhile; nothing of this transaction may stay.</summary>
/// <param name="hold">Who held it.</param>
public sealed class RunLostException(RunHold hold)
    : Exception($"Run {hold?.Run.Value} was taken by another node after epoch {hold?.Epoch}; what this node made of it is not stored.");
