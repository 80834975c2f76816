namespace Wfm.Exchange;

/// <summary>The queueing formula a row of <c>wfm erlang</c> asks for.</summary>
public enum ErlangModel
{
    /// <summary>Callers who find everyone busy are turned away (Erlang B).</summary>
    B,

    /// <summary>Callers wait for ever (Erlang C).</summary>
    C,

    /// <summary>Callers wait until their patience ends (Erlang A).</summary>
    A,
}

/// <summary>One valid row of <c>wfm erlang --in</c>.</summary>
/// <param name="Model">The formula.</param>
/// <param name="Calls">Calls in the interval, 0 or more.</param>
/// <param name="IntervalSeconds">Length of the interval, more than 0.</param>
/// <param name="AhtSeconds">Mean handle time, more than 0.</param>
/// <param name="Agents">People taking calls, 1 or more; empty means the fewest that meet the target.</param>
/// <param name="ThresholdSeconds">Longest wait in time, 0 or more; 0 where the cell is empty, which only Erlang B allows.</param>
/// <param name="Target">Service level to reach, between 0 and 1; empty means none.</param>
/// <param name="PatienceSeconds">Mean patience, more than 0; given for Erlang A.</param>
/// <param name="MaxOccupancy">Highest occupancy allowed, above 0 and at most 1; empty means no limit.</param>
public sealed record ErlangCase(
    ErlangModel Model,
    double Calls,
    double IntervalSeconds,
    double AhtSeconds,
    int? Agents,
    double ThresholdSeconds,
    double? Target,
    double? PatienceSeconds,
    double? MaxOccupancy);

/// <summary>A row of the file: its cells as they were written, and the case when they make one.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Cells">The cells as written, one per column of the header.</param>
/// <param name="Case">What is asked; empty for a bad row, whose problems are in the file's list.</param>
public sealed record ErlangRow(int Line, IReadOnlyList<string> Cells, ErlangCase? Case);

/// <summary>A file of cases. A bad row does not stop the others.</summary>
/// <param name="Header">The column names as written.</param>
/// <param name="Rows">Every row, good or bad; one whose very shape is broken (a NUL, more cells than the header) is in the problems only.</param>
/// <param name="Problems">The first thousand problems.</param>
/// <param name="ProblemCount">How many problems there are in all.</param>
/// <param name="Warnings">Oddities, such as columns not used.</param>
public sealed record ErlangCaseFile(
    IReadOnlyList<string> Header,
    IReadOnlyList<ErlangRow> Rows,
    IReadOnlyList<ImportProblem> Problems,
    int ProblemCount,
    IReadOnlyList<ImportWarning> Warnings);

/// <summary>The answer to one case; an empty value is an empty cell (no steady state, nothing to require, a bad row).</summary>
/// <param name="OfferedLoadErlangs">Calls × mean handle time ÷ interval.</param>
/// <param name="RequiredAgents">Fewest people that meet target and occupancy.</param>
/// <param name="ProbabilityOfBlocking">Erlang B's blocking.</param>
/// <param name="ProbabilityOfWait">Probability that a caller waits.</param>
/// <param name="ServiceLevel">Service level with the agents of the case, or the required ones.</param>
/// <param name="ServiceLevelOneFewer">Service level with one fewer.</param>
/// <param name="AverageSpeedOfAnswerSeconds">Mean wait of answered calls.</param>
/// <param name="Occupancy">Busy share of available time.</param>
/// <param name="ProbabilityOfAbandonment">Share of callers who hang up.</param>
public sealed record ErlangAnswer(
    double? OfferedLoadErlangs = null,
    int? RequiredAgents = null,
    double? ProbabilityOfBlocking = null,
    double? ProbabilityOfWait = null,
    double? ServiceLevel = null,
    double? ServiceLevelOneFewer = null,
    double? AverageSpeedOfAnswerSeconds = null,
    double? Occupancy = null,
    double? ProbabilityOfAbandonment = null);
