using System.Runtime.InteropServices;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>A caller who is more than a completion to come: waits in line, or will call again, be called back or be passed on.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Caller
{
    /// <summary>When the wait began; stays with a caller who is called back.</summary>
    public double Arrived;

    /// <summary>When the caller entered the line.</summary>
    public double Joined;

    /// <summary>When this caller hangs up; may be infinite.</summary>
    public double HangsUp;

    /// <summary>Key of all further draws about this caller.</summary>
    public ulong Key;

    public float Service;

    public float Pick;

    /// <summary>Queue × intervals + interval of arrival.</summary>
    public int Cell;

    /// <summary>The caller behind in line, or −1.</summary>
    public int Next;

    /// <summary>Group that is serving a call that will be passed on.</summary>
    public int Group;

    public ushort Queue;

    public bool IsWaiting;

    /// <summary>Has asked to be called back once already.</summary>
    public bool WasCalledBack;
}
