namespace Wfm.Storage;

/// <summary>What a source delivers.</summary>
public enum FeedKind
{
    /// <summary>Calls per interval.</summary>
    Intervals,

    /// <summary>How a queue stands at a moment.</summary>
    Snapshots,

    /// <summary>States of agents.</summary>
    States,
}

/// <summary>On which interval a source books a call that is answered or given up later than it came.</summary>
public enum IntervalAttribution
{
    /// <summary>Everything on the interval the call came in.</summary>
    Arrival,

    /// <summary>The offer where it came, the answer where it was answered, the loss where the caller hung up; sums of one interval need not agree.</summary>
    Event,
}

/// <summary>Why a state is kept aside.</summary>
public enum HeldReason
{
    /// <summary>Nobody has said whose logon it is.</summary>
    UnknownUser,

    /// <summary>It claims to be of a moment that has not come.</summary>
    Future,
}
