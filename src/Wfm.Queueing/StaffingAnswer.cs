namespace Wfm.Queueing;

/// <summary>Whether a staffing question has an answer.</summary>
public enum StaffingOutcome
{
    /// <summary>The fewest agents that meet every condition were found.</summary>
    Met,

    /// <summary>No load: nobody is needed, and a service level has no meaning.</summary>
    NoLoad,

    /// <summary>More agents than the given maximum would be needed; no figures.</summary>
    BeyondMaximum,
}

/// <summary>The fewest agents that meet a target, with the figures they give.</summary>
/// <param name="Outcome">Whether <paramref name="Agents"/> answers the question.</param>
/// <param name="Agents">The fewest agents; 0 without load, the maximum where that is not enough.</param>
/// <param name="ServiceLevel">Service level with these agents, by the model's own definition; null unless the outcome is met.</param>
/// <param name="ServiceLevelOneFewer">The same with one agent fewer; null where that is zero agents or has no steady state.</param>
/// <param name="ProbabilityOfWait">Share of callers who do not find a free agent (Erlang B: who are turned away).</param>
/// <param name="ProbabilityOfAbandonment">Share of callers who hang up; 0 in Erlang B and C.</param>
/// <param name="Occupancy">Busy share of available time.</param>
public readonly record struct StaffingAnswer(
    StaffingOutcome Outcome,
    int Agents,
    double? ServiceLevel,
    double? ServiceLevelOneFewer,
    double ProbabilityOfWait,
    double ProbabilityOfAbandonment,
    double Occupancy)
{
    internal static StaffingAnswer Nobody => new(StaffingOutcome.NoLoad, 0, null, null, 0, 0, 0);

    internal static StaffingAnswer Beyond(int maximum) => new(StaffingOutcome.BeyondMaximum, maximum, null, null, double.NaN, double.NaN, double.NaN);
}
