using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What one queue saw in one interval, as stored. Written in bulk by <see cref="CallIntervalStore"/> only.</summary>
public sealed class StoredCallInterval
{
    private StoredCallInterval()
    {
    }

    /// <summary>Which queue of which source.</summary>
    public CallStreamId StreamId { get; private set; }

    /// <summary>Start of the interval.</summary>
    public Instant Start { get; private set; }

    /// <summary>Its length.</summary>
    public Duration Length { get; private set; }

    /// <summary>Calls that came.</summary>
    public int Offered { get; private set; }

    /// <summary>Calls answered.</summary>
    public int? Answered { get; private set; }

    /// <summary>Calls that hung up.</summary>
    public int? Abandoned { get; private set; }

    /// <summary>Calls answered within the source's threshold.</summary>
    public int? AnsweredInTime { get; private set; }

    /// <summary>Sum of talk, hold and after-call work.</summary>
    public double? HandleSeconds { get; private set; }

    /// <summary>Sum of all callers' waiting.</summary>
    public double? WaitSeconds { get; private set; }

    /// <summary>The part of it of callers who were answered.</summary>
    public double? AnsweredWaitSeconds { get; private set; }

    /// <summary>Calls that hung up within the source's short limit.</summary>
    public int? ShortAbandoned { get; private set; }

    /// <summary>Calls that hung up later than that and within the source's threshold.</summary>
    public int? AbandonedInTime { get; private set; }

    /// <summary>1 for the first figures, one more each time they were replaced by other ones.</summary>
    public int Revision { get; private set; }

    /// <summary>The file these figures came with.</summary>
    public ImportedFileId FileId { get; private set; }

    /// <summary>When these figures were made, by the source's word or else when they came; older ones never take their place.</summary>
    public Instant? GeneratedAt { get; private set; }

    /// <summary>When these figures came.</summary>
    public Instant UpdatedAt { get; private set; }

    /// <summary>The interval in the words of the domain.</summary>
    public CallInterval ToDomain() =>
        new(Start, Length, Offered, Answered, Abandoned, AnsweredInTime, HandleSeconds, WaitSeconds, AnsweredWaitSeconds, ShortAbandoned, AbandonedInTime);
}
