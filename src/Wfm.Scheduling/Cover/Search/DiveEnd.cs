namespace Wfm.Scheduling.Cover;

/// <summary>How a dive ended.</summary>
internal enum DiveEnd
{
    /// <summary>A cheaper roster was found.</summary>
    Cheaper,

    /// <summary>Even the mix was no cheaper: these people have nothing to gain.</summary>
    NothingToGain,

    /// <summary>The mix was cheaper, the rounded roster was not.</summary>
    Missed,

    /// <summary>The run was stopped.</summary>
    Stopped,
}
