namespace Wfm.Scheduling.OrTools.Solving;

/// <summary>A program of ours that solves models over standard input and output.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="TakesText">Whether it takes solver parameters as protobuf text instead of bytes.</param>
public sealed record SolverCommand(string Name, string File, IReadOnlyList<string> Arguments, bool TakesText);
