using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What a planner says of a queue with little history, as stored.</summary>
public sealed class StoredNewQueue
{
    /// <param name="unit">Whose.</param>
    /// <param name="planned">What to store.</param>
    public StoredNewQueue(BusinessUnitId unit, NewQueue planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        BusinessUnitId = unit;
        QueueCode = planned.Queue;
        Take(planned);
    }

    private StoredNewQueue()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>The queue whose profile it borrows.</summary>
    public QueueId ProfileCode { get; private set; }

    /// <summary>Calls expected in an ordinary week.</summary>
    public double CallsPerWeek { get; private set; }

    /// <summary>Expected mean handle time in seconds; empty means that of the profile's queue.</summary>
    public double? AverageHandleSeconds { get; private set; }

    /// <summary>Makes it say what a planner says now.</summary>
    /// <param name="planned">The same queue.</param>
    public void Take(NewQueue planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ProfileCode = planned.Profile;
        CallsPerWeek = planned.CallsPerWeek;
        AverageHandleSeconds = planned.AverageHandleSeconds;
    }

    /// <summary>The same in the words of the domain.</summary>
    public NewQueue ToDomain() => new(QueueCode, ProfileCode, CallsPerWeek, AverageHandleSeconds);
}
