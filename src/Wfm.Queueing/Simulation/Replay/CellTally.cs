using System.Runtime.InteropServices;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>
/// What happened to the calls of one queue and interval beyond being answered at once. Only exceptions are counted: a call that finds a free
/// agent touches nothing.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CellTally
{
    /// <summary>Calls beyond those drawn: repeated and passed-on ones.</summary>
    public int NewCalls;

    /// <summary>Calls that found every place taken; they do not count as offered.</summary>
    public int Blocked;

    public int AnsweredLate;

    public int Abandoned;

    public int ShortAbandoned;

    public int AbandonedInTime;

    public int VirtuallyLate;

    public double WaitOfAnswered;

    public double WaitOfAbandoned;

    public void Add(in CellTally other)
    {
        unchecked
        {
            NewCalls += other.NewCalls;
            Blocked += other.Blocked;
            AnsweredLate += other.AnsweredLate;
            Abandoned += other.Abandoned;
            ShortAbandoned += other.ShortAbandoned;
            AbandonedInTime += other.AbandonedInTime;
            VirtuallyLate += other.VirtuallyLate;
            WaitOfAnswered += other.WaitOfAnswered;
            WaitOfAbandoned += other.WaitOfAbandoned;
        }
    }

    public readonly CallFigures Figures(int drawn)
    {
        int offered = drawn + NewCalls - Blocked;
        return new CallFigures(
            offered,
            offered - Abandoned - AnsweredLate,
            Abandoned,
            ShortAbandoned,
            AbandonedInTime,
            offered - VirtuallyLate,
            WaitOfAnswered,
            WaitOfAbandoned)
        {
            Blocked = Blocked,
        };
    }
}
