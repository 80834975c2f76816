using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>The fewest agents that keep a promise: service level at least the target, occupancy and abandonment within their ceilings.</summary>
/// <remarks>
/// Exact, not approximate: the answer meets the target and one agent fewer does not; a starting guess only shortens the way.
/// Agrees with every row of the reference tables, 0.01–100,000 erlangs (<c>RequiredAgentsReferenceTests</c>). No allocation.
/// A tie in exact arithmetic (1 − 0.2 against 0.80, 170 erlangs on 200 agents against 85 %) counts as met: comparisons allow 1e-14.
/// </remarks>
public static class RequiredAgents
{
    /// <summary>Fewest agents by Erlang B; the service level is the share not turned away. The threshold is not used.</summary>
    /// <param name="question">Load, target and limits.</param>
    /// <returns>The answer; <see cref="StaffingOutcome.BeyondMaximum"/> instead of an endless search.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of the question is outside its range, or NaN.</exception>
    public static StaffingAnswer ByErlangB(in StaffingQuestion question)
    {
        Check(question);
        return question.OfferedLoad == 0 ? StaffingAnswer.Nobody : LossSearch.Fewest(question);
    }

    /// <summary>Fewest agents by Erlang C; the service level is the share of calls that wait no longer than the threshold.</summary>
    /// <inheritdoc cref="ByErlangB"/>
    public static StaffingAnswer ByErlangC(in StaffingQuestion question)
    {
        Check(question);
        return question.OfferedLoad == 0 ? StaffingAnswer.Nobody : DelaySearch.Fewest(question);
    }

    /// <summary>Fewest agents by Erlang A; the service level is the share of offered calls served within the threshold.</summary>
    /// <remarks>Pair the target with <see cref="StaffingQuestion.MaxAbandonment"/>: with a generous threshold callers who hang up
    /// can carry the target, and citizens feel it.</remarks>
    /// <inheritdoc cref="ByErlangB"/>
    public static StaffingAnswer ByErlangA(in StaffingQuestion question)
    {
        Check(question);
        Require.Patience(question.MeanPatienceSeconds);
        if (question.OfferedLoad == 0)
        {
            return StaffingAnswer.Nobody;
        }

        return question.MeanPatienceSeconds == double.PositiveInfinity ? DelaySearch.Fewest(question) : PatienceSearch.Fewest(question);
    }

    private static void Check(in StaffingQuestion question)
    {
        Require.Load(question.OfferedLoad);
        Require.PositiveSeconds(question.AverageHandleTimeSeconds);
        Require.Fraction(question.Target);
        Require.Threshold(question.ThresholdSeconds);
        Require.Ceiling(question.MaxOccupancy);
        Require.Ceiling(question.MaxAbandonment);
        ArgumentOutOfRangeException.ThrowIfLessThan(question.MaxAgents, 1);
    }
}
