using NodaTime;

namespace Wfm.Exchange;

/// <summary>Agents' states as one message of a telephone system tells them.</summary>
/// <param name="Source">Which of the organisation's sources sends, by its own name; leading zeros count.</param>
/// <param name="Key">The key it shows; null where the key travels another way.</param>
/// <param name="States">The states, in the message's order.</param>
public sealed record StateBatch(string Source, string? Key, IReadOnlyList<FedState> States);

/// <summary>One agent's state.</summary>
/// <param name="User">The agent's logon in the telephone system; text, leading zeros count; empty in the message that closes a snapshot.</param>
/// <param name="State">The system's code; spaces and hyphens count; empty where it says nothing but logged on or off.</param>
/// <param name="At">When, by the system's own clock.</param>
/// <param name="IsLoggedOn">Whether the agent is logged on.</param>
/// <param name="Batch">The snapshot the state belongs to; null outside of snapshots.</param>
public sealed record FedState(string User, string State, Instant At, bool IsLoggedOn, Instant? Batch)
{
    /// <summary>Code stored for an agent who is logged off and has no code of the system's own.</summary>
    public const string LoggedOff = "LOGGED-OFF";

    /// <summary>Closes its snapshot: whoever of the source is not in it is logged off.</summary>
    public bool ClosesSnapshot => Batch is not null && User.Length == 0;
}

/// <summary>A message that cannot be read.</summary>
/// <param name="message">Where, what was found and what was expected.</param>
public sealed class UnreadableFeedException(string message) : Exception(message);
