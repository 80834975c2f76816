namespace Wfm.Server.Jobs;

/// <summary>What a run of one kind does.</summary>
public interface IRunStep
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Does it, and ends the run in the transaction that stores its result.</summary>
    /// <param name="work">The run.</param>
    /// <param name="cancellationToken">Somebody stops it, another node took it, or the process ends.</param>
    Task RunAsync(RunWork work, CancellationToken cancellationToken);
}
