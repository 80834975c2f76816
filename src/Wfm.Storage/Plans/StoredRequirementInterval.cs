using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The people needed in one interval, as stored. Written in bulk by <see cref="RequirementStore"/> only.</summary>
public sealed class StoredRequirementInterval
{
    private StoredRequirementInterval()
    {
    }

    /// <summary>Which requirement.</summary>
    public RequirementId RequirementId { get; private set; }

    /// <summary>Which queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>Start of the interval.</summary>
    public Instant Start { get; private set; }

    /// <summary>Its length.</summary>
    public Duration Length { get; private set; }

    /// <summary>Expected calls.</summary>
    public double Calls { get; private set; }

    /// <summary>Expected mean handle time.</summary>
    public double AverageHandleSeconds { get; private set; }

    /// <summary>Fewest people that meet the target by Erlang C.</summary>
    public int RequiredErlangC { get; private set; }

    /// <summary>Fewest people that meet the target by the queue's own model.</summary>
    public int Required { get; private set; }

    /// <summary>People to schedule.</summary>
    public double ScheduledNeeded { get; private set; }

    /// <summary>Convex cost of 0, 1, 2 … people; see <see cref="CostCurve"/>.</summary>
    public byte[] HullCurve { get; private set; } = [];

    /// <summary>The cost before the hull was taken; empty where it is the hull itself.</summary>
    public byte[]? TrueCurve { get; private set; }

    /// <summary>The interval in the words of the domain.</summary>
    public RequirementInterval ToDomain() => new(
        Start, Calls, AverageHandleSeconds, RequiredErlangC, Required, ScheduledNeeded, CostCurve.Read(HullCurve, TrueCurve));
}
