namespace Wfm.Scheduling.Cover;

/// <summary>Working memory of <see cref="PersonProgram"/>, grown as needed; one per thread.</summary>
internal sealed class ProgramBuffers
{
    public double[] Now { get; private set; } = [];

    public double[] Next { get; private set; } = [];

    /// <summary>How each state of each day was reached.</summary>
    public ushort[] Came { get; private set; } = [];

    public void Reserve(int layer, int days)
    {
        if (Now.Length < layer)
        {
            (Now, Next) = (new double[layer], new double[layer]);
        }

        if (Came.Length < (long)layer * days)
        {
            Came = new ushort[(long)layer * days];
        }
    }
}
