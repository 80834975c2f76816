using Wfm.Exchange;
using Wfm.Queueing;

namespace Wfm.Planning;

/// <summary>Answers the rows of a table of queueing questions, as planners ask them of a calculator.</summary>
public static class AnswerErlangCases
{
    /// <summary>The figures of one case, at the agents it names or at the fewest that meet its target.</summary>
    /// <param name="asked">A valid case.</param>
    /// <returns>Empty values where there is nothing to say: no steady state, no target, nobody needed.</returns>
    public static ErlangAnswer Answer(ErlangCase asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        double load = asked.Calls * asked.AhtSeconds / asked.IntervalSeconds;
        int? required = asked.Target is { } target ? Fewest(asked, load, target) : null;
        if ((asked.Agents ?? required) is not (> 0 and var agents))
        {
            return new ErlangAnswer(load, required);
        }

        ErlangAnswer answer = asked.Model switch
        {
            ErlangModel.B => ByErlangB(load, agents),
            ErlangModel.C => ByErlangC(asked, load, agents),
            ErlangModel.A => ByErlangA(asked, load, agents),
        };
        return answer with
        {
            OfferedLoadErlangs = load,
            RequiredAgents = required,
            ProbabilityOfBlocking = ErlangB.ProbabilityOfBlocking(load, agents),
            ServiceLevelOneFewer = agents > 1 ? ServiceLevel(asked, load, agents - 1) : null,
        };
    }

    private static int? Fewest(ErlangCase asked, double load, double target)
    {
        // "All of them" and "none of them" are asked as the nearest shares in between.
        double share = Math.Clamp(target, double.Epsilon, Math.BitDecrement(1.0));
        StaffingQuestion question = new(load, asked.AhtSeconds, share, asked.ThresholdSeconds)
        {
            MaxOccupancy = asked.MaxOccupancy ?? 1,
            MeanPatienceSeconds = asked.PatienceSeconds ?? double.PositiveInfinity,
        };
        StaffingAnswer answer = asked.Model switch
        {
            ErlangModel.B => RequiredAgents.ByErlangB(question),
            ErlangModel.C => RequiredAgents.ByErlangC(question),
            ErlangModel.A => RequiredAgents.ByErlangA(question),
        };
        return answer.Outcome == StaffingOutcome.BeyondMaximum ? null : answer.Agents;
    }

    private static ErlangAnswer ByErlangB(double load, int agents)
    {
        double blocked = ErlangB.ProbabilityOfBlocking(load, agents);
        return new ErlangAnswer(
            ProbabilityOfWait: 0,
            ServiceLevel: 1 - blocked,
            AverageSpeedOfAnswerSeconds: 0,
            Occupancy: load * (1 - blocked) / agents,
            ProbabilityOfAbandonment: 0);
    }

    private static ErlangAnswer ByErlangC(ErlangCase asked, double load, int agents) =>
        ErlangC.Evaluate(load, agents, asked.AhtSeconds) is { } queue
            ? new ErlangAnswer(
                ProbabilityOfWait: queue.ProbabilityOfWait,
                ServiceLevel: queue.ServiceLevel(asked.ThresholdSeconds),
                AverageSpeedOfAnswerSeconds: queue.AverageSpeedOfAnswerSeconds,
                Occupancy: queue.Occupancy,
                ProbabilityOfAbandonment: 0)
            : new ErlangAnswer();

    private static ErlangAnswer ByErlangA(ErlangCase asked, double load, int agents)
    {
        ErlangA queue = Patient(asked, load, agents);
        return new ErlangAnswer(
            ProbabilityOfWait: queue.ProbabilityOfWait,
            ServiceLevel: queue.ServiceLevelOfOffered(asked.ThresholdSeconds),
            AverageSpeedOfAnswerSeconds: queue.AverageSpeedOfAnswerSeconds,
            Occupancy: queue.Occupancy,
            ProbabilityOfAbandonment: queue.ProbabilityOfAbandonment);
    }

    private static double? ServiceLevel(ErlangCase asked, double load, int agents) => asked.Model switch
    {
        ErlangModel.B => 1 - ErlangB.ProbabilityOfBlocking(load, agents),
        ErlangModel.C => ErlangC.ServiceLevel(load, agents, asked.AhtSeconds, asked.ThresholdSeconds),
        ErlangModel.A => Patient(asked, load, agents).ServiceLevelOfOffered(asked.ThresholdSeconds),
    };

    private static ErlangA Patient(ErlangCase asked, double load, int agents) =>
        new(load, agents, asked.AhtSeconds, asked.PatienceSeconds!.Value);
}
