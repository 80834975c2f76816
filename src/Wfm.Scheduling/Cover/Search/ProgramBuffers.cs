namespace Wfm.Scheduling.Cover;

/// <summary>Working memory of <see cref="PersonProgram"/>, grown as needed; one per thread.</summary>
internal sealed class ProgramBuffers
{
    /// <summary>Least cost of each state, day after day.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>Whether a block of states was reached, day after day.</summary>
    public bool[] Reached { get; private set; } = [];

    public void Reserve(long values, int blocks)
    {
        if (Values.LongLength < values)
        {
            Values = new double[values];
        }

        if (Reached.Length < blocks)
        {
            Reached = new bool[blocks];
        }
    }
}
