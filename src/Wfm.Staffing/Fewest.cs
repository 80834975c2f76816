using Wfm.Domain;
using Wfm.Queueing;

namespace Wfm.Staffing;

/// <summary>The fewest people that keep a queue's promise in one interval.</summary>
internal static class Fewest
{
    private const double ShortAbandonSeconds = 5;

    public static int ByErlangC(double load, double handleSeconds, QueueTarget target, int most) =>
        RequiredAgents.ByErlangC(Question(load, handleSeconds, target, most)).Agents;

    public static int ByErlangA(double load, double handleSeconds, QueueTarget target, int most)
    {
        StaffingQuestion question = Question(load, handleSeconds, target, most) with
        {
            MeanPatienceSeconds = target.MeanPatience.TotalSeconds,
            MaxAbandonment = target.MaxAbandonmentFraction ?? 1,
        };
        return target.ServiceLevel.Definition == ServiceLevelDefinition.OfOffered
            ? RequiredAgents.ByErlangA(question).Agents
            : ByOtherDefinition(question, target.ServiceLevel.Definition);
    }

    // Every definition grows with the number of people, so counting up ends at the fewest.
    private static int ByOtherDefinition(in StaffingQuestion question, ServiceLevelDefinition definition)
    {
        if (question.OfferedLoad == 0)
        {
            return 0;
        }

        int people = 1;
        while (people < question.MaxAgents && !Meets(question, definition, people))
        {
            people++;
        }

        return people;
    }

    private static bool Meets(in StaffingQuestion question, ServiceLevelDefinition definition, int people)
    {
        ErlangA queue = new(question.OfferedLoad, people, question.AverageHandleTimeSeconds, question.MeanPatienceSeconds);
        double threshold = question.ThresholdSeconds;
        double serviceLevel = definition switch
        {
            ServiceLevelDefinition.OfOffered => queue.ServiceLevelOfOffered(threshold),
            ServiceLevelDefinition.OfAnswered => queue.ServiceLevelOfAnswered(threshold),
            ServiceLevelDefinition.ExcludingShortAbandons =>
                queue.ServiceLevelExcludingShortAbandons(threshold, Math.Min(ShortAbandonSeconds, threshold)),
            ServiceLevelDefinition.AbandonedInTimeCounts => queue.ServiceLevelAbandonedInTimeCounts(threshold),
            ServiceLevelDefinition.VirtualWait => queue.ServiceLevelVirtualWait(threshold),
        };
        return serviceLevel >= question.Target && queue.ProbabilityOfAbandonment <= question.MaxAbandonment;
    }

    private static StaffingQuestion Question(double load, double handleSeconds, QueueTarget target, int most) =>
        new(load, handleSeconds, target.ServiceLevel.Fraction, target.ServiceLevel.Threshold.TotalSeconds) { MaxAgents = most };
}
