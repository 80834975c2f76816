namespace Wfm.Scheduling.OrTools.Solving;

/// <summary>The solver's process could not be started, died, or gave no usable answer.</summary>
public sealed class SolverFailureException : Exception
{
    /// <param name="message">What happened, with the last lines of the process's log.</param>
    public SolverFailureException(string message)
        : base(message)
    {
    }

    /// <param name="message">What happened.</param>
    /// <param name="inner">Why.</param>
    public SolverFailureException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>A failure without more to say.</summary>
    public SolverFailureException()
    {
    }
}
