using NodaTime;

namespace Wfm.Exchange;

/// <summary>Who is logged off because a snapshot did not name them.</summary>
/// <remarks>Membership goes by the snapshot alone, not by times: its states carry times slightly after it, and the end of it uses its own as the time.</remarks>
public static class SnapshotClose
{
    /// <summary>The states a closed snapshot adds.</summary>
    /// <param name="snapshot">The snapshot that is closed.</param>
    /// <param name="lastOf">The last state of every user of the source, by time of the source.</param>
    /// <returns>A logged-off state at the snapshot's time for everybody who is on, not in it, and of whom nothing newer is known; in the order of users.</returns>
    public static IReadOnlyList<FedState> LoggedOff(Instant snapshot, IEnumerable<FedState> lastOf)
    {
        ArgumentNullException.ThrowIfNull(lastOf);
        return
        [
            .. lastOf.Where(last => last.IsLoggedOn && last.Batch != snapshot && last.At <= snapshot)
                .OrderBy(last => last.User, StringComparer.Ordinal)
                .Select(last => new FedState(last.User, FedState.LoggedOff, snapshot, IsLoggedOn: false, snapshot)),
        ];
    }
}
