using Wfm.Domain;
using Wfm.Queueing;

namespace Wfm.Staffing;

/// <summary>The fewest people that keep a queue's promise in one interval.</summary>
internal static class Fewest
{
    private const double ShortAbandonSeconds = 5;

    // As in Wfm.Queueing: a target met exactly in real arithmetic counts as met.
    private const double Tie = 1e-14;

    // Five chosen days would be nearer to all days by 0.05 points of service level at most, and a third dearer.
    private const int Days = 3;

    public static int ByErlangC(double load, double handleSeconds, QueueTarget target, int most) =>
        RequiredAgents.ByErlangC(Question(load, handleSeconds, target, most)).Agents;

    /// <summary>For a day exactly as expected.</summary>
    public static int ByErlangA(double load, double handleSeconds, QueueTarget target, int most)
    {
        StaffingQuestion question = Question(load, handleSeconds, target, most) with
        {
            MeanPatienceSeconds = target.MeanPatience.TotalSeconds,
            MaxAbandonment = target.MaxAbandonmentFraction ?? 1,
        };
        return target.ServiceLevel.Definition == ServiceLevelDefinition.OfOffered
            ? RequiredAgents.ByErlangA(question).Agents
            : OverDays(load, handleSeconds, target, most, variation: 0);
    }

    /// <summary>For all days together: calls answered in time ÷ calls, busy days weighing more, and the ceiling on abandonment likewise.</summary>
    public static int OverDays(double load, double handleSeconds, QueueTarget target, int most, double variation)
    {
        if (load == 0)
        {
            return 0;
        }

        Span<double> factors = stackalloc double[variation > 0 ? Days : 1];
        Span<double> weights = stackalloc double[factors.Length];
        DayFactor.Fill(variation, factors, weights);
        bool usual = target.ServiceLevel.Definition == ServiceLevelDefinition.OfOffered;
        int guess = usual ? ByErlangA(load, handleSeconds, target, most) : Math.Clamp((int)load + 1, 1, most);
        int step = 1, enough = guess, tooFew = guess;
        if (Meets(load, handleSeconds, target, guess, factors, weights))
        {
            for (; tooFew > 0 && (tooFew == enough || Meets(load, handleSeconds, target, tooFew, factors, weights)); step *= 2)
            {
                enough = tooFew;
                tooFew = Math.Max(0, enough - step);
            }
        }
        else
        {
            for (; enough < most && (enough == tooFew || !Meets(load, handleSeconds, target, enough, factors, weights)); step *= 2)
            {
                tooFew = enough;
                enough = Math.Min(most, tooFew + step);
            }
        }

        while (enough - tooFew > 1)
        {
            int middle = tooFew + ((enough - tooFew) / 2);
            bool meets = Meets(load, handleSeconds, target, middle, factors, weights);
            (tooFew, enough) = meets ? (tooFew, middle) : (middle, enough);
        }

        return enough;
    }

    private static bool Meets(
        double load, double handleSeconds, QueueTarget target, int people, ReadOnlySpan<double> factors, ReadOnlySpan<double> weights)
    {
        double counted = 0, inTime = 0, lost = 0;
        for (int day = 0; day < factors.Length; day++)
        {
            ErlangA queue = new(load * factors[day], people, handleSeconds, target.MeanPatience.TotalSeconds);
            double calls = factors[day] * weights[day], threshold = target.ServiceLevel.Threshold.TotalSeconds;
            (double good, double of) = target.ServiceLevel.Definition switch
            {
                ServiceLevelDefinition.OfOffered => (queue.ServiceLevelOfOffered(threshold), 1),
                ServiceLevelDefinition.OfAnswered => (queue.ServiceLevelOfOffered(threshold), queue.ProbabilityOfService),
                ServiceLevelDefinition.ExcludingShortAbandons =>
                    (queue.ServiceLevelOfOffered(threshold), 1 - queue.ProbabilityOfAbandonmentWithin(Math.Min(ShortAbandonSeconds, threshold))),
                ServiceLevelDefinition.AbandonedInTimeCounts => (queue.ServiceLevelAbandonedInTimeCounts(threshold), 1),
                ServiceLevelDefinition.VirtualWait => (queue.ServiceLevelVirtualWait(threshold), 1),
            };
            inTime += calls * good;
            counted += calls * of;
            lost += calls * queue.ProbabilityOfAbandonment;
        }

        return inTime >= counted * (target.ServiceLevel.Fraction - Tie) && counted > 0
            && lost <= (target.MaxAbandonmentFraction ?? 1) * (1 + Tie);
    }

    private static StaffingQuestion Question(double load, double handleSeconds, QueueTarget target, int most) =>
        new(load, handleSeconds, target.ServiceLevel.Fraction, target.ServiceLevel.Threshold.TotalSeconds) { MaxAgents = most };
}
