using System.Runtime.InteropServices;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>One call of a drawn day: everything chance decides about it, none of it dependent on staffing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SimulatedCall
{
    /// <summary>Seconds since the day began.</summary>
    public double Time;

    /// <summary>Handle time in seconds.</summary>
    public float Service;

    /// <summary>Seconds this caller waits before hanging up; may be infinite.</summary>
    public float Patience;

    /// <summary>Uniform in [0, 1): chooses between equally good groups.</summary>
    public float Pick;

    public ushort Queue;

    public ushort Interval;
}
