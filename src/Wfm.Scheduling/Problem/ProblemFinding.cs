namespace Wfm.Scheduling;

/// <summary>One thing in a problem that must be mended before it can be scheduled.</summary>
/// <param name="Path">Where: a path into <c>problem.json</c>, such as <c>agents[3].skills</c>.</param>
/// <param name="Found">What is there.</param>
/// <param name="Expected">What is expected.</param>
public sealed record ProblemFinding(string Path, string Found, string Expected)
{
    /// <summary>The finding as a code with its figures, separated by <c>|</c>, so that pages say it in the reader's language; empty where only the sentence is known.</summary>
    public string Said { get; init; } = "";

    /// <summary>Reads like: <c>agents[3].skills: none — expected at least one queue of the problem.</c></summary>
    public override string ToString() => $"{Path}: {Found} — expected {Expected}.";
}
