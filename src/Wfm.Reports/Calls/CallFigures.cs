using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Sums and shares of some intervals of calls.</summary>
/// <remarks>
/// A sum is known when every interval with calls tells it. A share is taken over the intervals that tell both of its parts, so that statistics
/// that leave out a figure for a while do not bend it.
/// </remarks>
/// <param name="facts">The intervals; may be of several queues.</param>
internal sealed class CallFigures(IReadOnlyList<CallFact> facts)
{
    // Shares that differ less than this are the same: 4 of 5 meets 80 %.
    private const double Tie = 1e-12;

    // Where nobody hung up at all, nobody did so early. Interval by interval this would not do: quiet intervals would speak for busy ones.
    private readonly bool _isNobodyLost = facts.All(fact => fact.Interval.Abandoned == 0 || fact.Interval.Offered == 0);

    /// <summary>Calls that came; unknown where no interval is told.</summary>
    public double? Offered => facts.Count == 0 ? null : facts.Sum(fact => (double)fact.Interval.Offered);

    /// <summary>Calls answered.</summary>
    public double? Answered => Sum(row => row.Answered);

    /// <summary>Calls that hung up.</summary>
    public double? Abandoned => Sum(row => row.Abandoned);

    /// <summary>Calls answered within the threshold.</summary>
    public double? InTime => Sum(row => row.AnsweredInTime);

    /// <summary>Seconds of talk, hold and after-call work.</summary>
    public double? HandleSeconds => Sum(row => row.HandleSeconds);

    /// <summary>Answered ÷ offered.</summary>
    public double? AnswerRate => Share(row => row.Answered, row => row.Offered);

    /// <summary>Abandoned ÷ offered.</summary>
    public double? Abandonment => Share(row => row.Abandoned, row => row.Offered);

    /// <summary>Mean wait of all callers in seconds.</summary>
    public double? MeanWait => Share(row => row.WaitSeconds, row => row.Offered);

    /// <summary>Mean wait of those who were answered in seconds (ASA); all waiting where the source does not split it and nobody hung up.</summary>
    public double? AnswerSpeed => Share(row => row.AnsweredWaitSeconds ?? (_isNobodyLost ? row.WaitSeconds : null), row => row.Answered);

    /// <summary>Mean handle time in seconds.</summary>
    public double? HandleTime => Share(row => row.HandleSeconds, row => row.Answered ?? row.Offered);

    /// <summary>Share of calls whose interval tells how many were answered in time.</summary>
    public double? Told => Offered is > 0 and var offered ? facts.Where(fact => fact.Interval.AnsweredInTime is not null).Sum(fact => fact.Interval.Offered) / offered : null;

    /// <summary>Intervals in which somebody called and that can be held against the promise.</summary>
    public double? Judged => facts.Count == 0 ? null : facts.Count(fact => LevelOf(fact) is not null);

    /// <summary>Those of them that kept it.</summary>
    public double? Kept => Judged is > 0 ? facts.Count(fact => LevelOf(fact) >= fact.Target.ServiceLevel.Fraction - Tie) : Judged is null ? null : 0;

    /// <summary>Those below their lower action limit; unknown where no queue has limits.</summary>
    public double? BelowLower => Limited(fact => LevelOf(fact) < fact.Target.Limits!.Lower - Tie);

    /// <summary>Those above their upper action limit; unknown where no queue has limits.</summary>
    public double? AboveUpper => Limited(fact => LevelOf(fact) > fact.Target.Limits!.Upper + Tie);

    /// <summary>The share promised, weighted by calls.</summary>
    public double? Promised => facts.Sum(fact => (double)fact.Interval.Offered) is > 0 and var calls ? facts.Sum(fact => fact.Interval.Offered * fact.Target.ServiceLevel.Fraction) / calls : null;

    /// <summary>The threshold in seconds, where all queues have the same.</summary>
    public double? Threshold => facts.Select(fact => fact.Target.ServiceLevel.Threshold).Distinct().ToArray() is [var only] ? only.TotalSeconds : null;

    /// <summary>The service level as each queue's promise counts it, queues of different definitions weighted by calls.</summary>
    public double? Level
    {
        get
        {
            var parts = facts.GroupBy(fact => fact.Target.ServiceLevel.Definition)
                .Select(part => (Level: new CallFigures([.. part]).LevelBy(part.Key), Calls: part.Sum(fact => (double)fact.Interval.Offered))).Where(part => part.Calls > 0).ToArray();
            return parts.Length == 0 || parts.Any(part => part.Level is null) ? null : parts.Sum(part => part.Level * part.Calls) / parts.Sum(part => part.Calls);
        }
    }

    /// <summary>The service level by a definition; unknown where the source does not tell what it takes, and of waits nobody waited.</summary>
    /// <param name="definition">Which calls count.</param>
    public double? LevelBy(ServiceLevelDefinition definition) => definition switch
    {
        ServiceLevelDefinition.OfOffered => Share(row => row.AnsweredInTime, row => row.Offered),
        ServiceLevelDefinition.OfAnswered => Share(row => row.AnsweredInTime, row => row.Answered),
        ServiceLevelDefinition.ExcludingShortAbandons => Share(row => row.AnsweredInTime, row => row.Offered - Few(row.ShortAbandoned)),
        ServiceLevelDefinition.AbandonedInTimeCounts => Share(row => row.AnsweredInTime + Few(row.ShortAbandoned) + Few(row.AbandonedInTime), row => row.Offered),
        _ => null,
    };

    /// <summary>Service level − share promised, −1 to 1.</summary>
    public double? PointsAbove => Level - Promised;

    private double? Limited(Func<CallFact, bool> counts) =>
        facts.Where(fact => fact.Target.Limits is not null && LevelOf(fact) is not null).ToArray() is { Length: > 0 } limited ? limited.Count(counts) : null;

    private static double? LevelOf(CallFact fact) => fact.Interval.Offered == 0 ? null : new CallFigures([fact]).LevelBy(fact.Target.ServiceLevel.Definition);

    private double? Few(int? count) => count ?? (_isNobodyLost ? 0 : null);

    private double? Sum(Func<CallInterval, double?> part)
    {
        double sum = 0;
        foreach (CallFact fact in facts)
        {
            if (part(fact.Interval) is { } value)
            {
                sum += value;
            }
            else if (fact.Interval.Offered > 0)
            {
                return null;
            }
        }

        return facts.Count == 0 ? null : sum;
    }

    private double? Share(Func<CallInterval, double?> part, Func<CallInterval, double?> whole)
    {
        (double parts, double wholes) = (0, 0);
        foreach (CallFact fact in facts)
        {
            if (part(fact.Interval) is { } counted && whole(fact.Interval) is { } of)
            {
                (parts, wholes) = (parts + counted, wholes + of);
            }
        }

        return wholes > 0 ? parts / wholes : null;
    }
}
