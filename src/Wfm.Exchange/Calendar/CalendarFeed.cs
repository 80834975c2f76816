using NodaTime;

namespace Wfm.Exchange;

/// <summary>The calendar of one person: published shifts, and those that were taken away.</summary>
/// <param name="Name">What calendar programs call it, such as <c>Schema Anna Ek</c>.</param>
/// <param name="Zone">The clock of the centre.</param>
/// <param name="Language">The language of its words.</param>
/// <param name="Shifts">Shifts in any order.</param>
public sealed record CalendarFeed(string Name, DateTimeZone Zone, TextLanguage Language, IReadOnlyList<CalendarShift> Shifts);

/// <summary>A shift as calendar programs follow it through its changes.</summary>
public sealed record CalendarShift
{
    /// <param name="uid">Stays the same through every change of this shift, such as <see cref="UidOf"/>; no control characters.</param>
    /// <param name="sequence">Number of changes so far, 0 or more; a cancelling counts as one.</param>
    /// <param name="changedAt">When it was published as it is now.</param>
    /// <param name="shift">The shift; of a cancelled one, as it was last.</param>
    /// <param name="isCancelled">Whether it was taken away.</param>
    /// <exception cref="ArgumentException">The identity is empty or has control characters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is negative.</exception>
    public CalendarShift(string uid, int sequence, Instant changedAt, Shift shift, bool isCancelled = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(uid);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentNullException.ThrowIfNull(shift);
        if (uid.Any(char.IsControl))
        {
            throw new ArgumentException("A calendar identity has no control characters.", nameof(uid));
        }

        (Uid, Sequence, ChangedAt, Shift, IsCancelled) = (uid, sequence, changedAt, shift, isCancelled);
    }

    /// <summary>Stays the same through every change of this shift.</summary>
    public string Uid { get; }

    /// <summary>Number of changes so far.</summary>
    public int Sequence { get; }

    /// <summary>When it was published as it is now.</summary>
    public Instant ChangedAt { get; }

    /// <summary>The shift.</summary>
    public Shift Shift { get; }

    /// <summary>Whether it was taken away.</summary>
    public bool IsCancelled { get; }

    /// <summary>When the person is lent to another group meanwhile.</summary>
    public IReadOnlyList<LentPiece> Lent { get; init; } = [];

    /// <summary>The usual identity: one shift per person and day, so that a shift moved within its day stays the same event.</summary>
    /// <param name="agent">Whose.</param>
    /// <param name="date">The local day the shift begins on.</param>
    /// <param name="host">A name that is this installation's own, such as its host name.</param>
    public static string UidOf(AgentId agent, LocalDate date, string host) => $"shift-{agent.Value}-{date:uuuuMMdd}@{host}";
}
