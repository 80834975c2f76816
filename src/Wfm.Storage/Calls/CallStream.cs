using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>One queue as one source reports it: the first two parts of the key (source, queue, start) of call intervals, as one small number.</summary>
/// <remarks>The queue need not be known to the unit: history may come before master data.</remarks>
public sealed class CallStream
{
    /// <param name="unit">Whose.</param>
    /// <param name="source">The system that reports.</param>
    /// <param name="queue">The queue it reports on.</param>
    public CallStream(BusinessUnitId unit, string source, QueueId queue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        BusinessUnitId = unit;
        Source = source;
        QueueCode = queue;
    }

    private CallStream()
    {
    }

    /// <summary>Its number.</summary>
    public CallStreamId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The system that reports.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The queue it reports on.</summary>
    public QueueId QueueCode { get; private set; }
}
