using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Somebody takes a queue of another group for a while, beside their own. Never changed, only added and removed.</summary>
public sealed class StoredLoan
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who is lent.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="span">When.</param>
    /// <param name="request">The request it comes from.</param>
    public StoredLoan(BusinessUnitId unit, AgentId agent, QueueId queue, Interval span, int request)
    {
        (BusinessUnitId, AgentCode, QueueCode, RequestId) = (unit, agent, queue, request);
        (Start, End) = (span.Start, span.End);
    }

    private StoredLoan()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who is lent.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>The queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>From when.</summary>
    public Instant Start { get; private set; }

    /// <summary>Until when.</summary>
    public Instant End { get; private set; }

    /// <summary>The request it comes from.</summary>
    public int RequestId { get; private set; }
}
