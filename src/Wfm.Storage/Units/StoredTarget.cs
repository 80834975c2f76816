using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The target of a queue from a day on. A queue without rows has had the same one since ever. Never changed, only added and removed.</summary>
public sealed class StoredTarget
{
    /// <param name="unit">Whose.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="validFrom">First day it holds; empty means since ever.</param>
    /// <param name="target">The target.</param>
    public StoredTarget(BusinessUnitId unit, QueueId queue, LocalDate? validFrom, QueueTarget target)
    {
        BusinessUnitId = unit;
        QueueCode = queue;
        ValidFrom = validFrom;
        TargetJson = QueueTargetJson.Write(target);
    }

    private StoredTarget()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Which queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>First day it holds; empty means since ever.</summary>
    public LocalDate? ValidFrom { get; private set; }

    /// <summary>The target as JSON; see <see cref="QueueTargetJson"/>.</summary>
    public string TargetJson { get; private set; } = "";

    /// <summary>The target in the words of the domain.</summary>
    public QueueTarget ToDomain() => QueueTargetJson.Read(TargetJson);
}
