using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The fewest people of a queue at a time of day, as stored. Never changed, only added and removed.</summary>
public sealed class StoredMinimumPost
{
    /// <param name="unit">Whose.</param>
    /// <param name="post">What to store.</param>
    public StoredMinimumPost(BusinessUnitId unit, MinimumPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        BusinessUnitId = unit;
        QueueCode = post.Queue;
        Weekday = post.Weekday;
        Starts = post.From;
        Ends = post.To;
        People = post.People;
        ValidFrom = post.ValidFrom;
        ValidTo = post.ValidTo;
    }

    private StoredMinimumPost()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Which queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>The weekday it applies to; empty means every day the queue is open.</summary>
    public IsoDayOfWeek? Weekday { get; private set; }

    /// <summary>First moment.</summary>
    public LocalTime Starts { get; private set; }

    /// <summary>First moment it no longer applies; midnight means the end of the day.</summary>
    public LocalTime Ends { get; private set; }

    /// <summary>Fewest people.</summary>
    public int People { get; private set; }

    /// <summary>First day the rule applies.</summary>
    public LocalDate? ValidFrom { get; private set; }

    /// <summary>Last day the rule applies.</summary>
    public LocalDate? ValidTo { get; private set; }

    /// <summary>The post in the words of the domain.</summary>
    public MinimumPost ToDomain() => new(QueueCode, Weekday, Starts, Ends, People, ValidFrom, ValidTo);
}
