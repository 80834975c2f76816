namespace Wfm.Cli;

/// <summary>What the command says to the shell.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Finished with findings: infeasible, violations, problems in a file.</summary>
    Findings = 1,

    /// <summary>Wrong usage.</summary>
    Usage = 2,

    /// <summary>Failed: a missing file, a database that is down, a fault of ours.</summary>
    Failure = 3,
}
