using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What may be asked for.</summary>
public enum RequestKind
{
    /// <summary>Time away, credited as worked.</summary>
    Absence,

    /// <summary>Voluntary time off: hours given up.</summary>
    TimeOff,

    /// <summary>A meeting of one or many.</summary>
    Meeting,

    /// <summary>A training.</summary>
    Training,

    /// <summary>Other work than calls for a while (uppdrag).</summary>
    Assignment,

    /// <summary>More hours than planned.</summary>
    Overtime,

    /// <summary>Two people exchange shifts.</summary>
    Swap,

    /// <summary>People take queues of another group for a while, beside their own.</summary>
    Loan,
}

/// <summary>How overtime is made good.</summary>
public enum OvertimeSettlement
{
    /// <summary>With the pay.</summary>
    Paid,

    /// <summary>As hours of time off in lieu (komptimmar).</summary>
    InLieu,
}

/// <summary>How far a request has come.</summary>
public enum RequestStatus
{
    /// <summary>Being written; only the asker sees it as something to do.</summary>
    Draft,

    /// <summary>Waits for the group leader.</summary>
    Sent,

    /// <summary>On the waiting list: no for now, offered again when a slot frees.</summary>
    Waiting,

    /// <summary>Yes, and the schedule was changed.</summary>
    Approved,

    /// <summary>No.</summary>
    Denied,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}

/// <summary>What is asked for.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="People">Whom it concerns, the first one's request it is; in a swap both.</param>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
public sealed record RequestContent(RequestKind Kind, IReadOnlyList<AgentId> People, Instant Start, Instant End)
{
    /// <summary>The kind of absence; only of absences.</summary>
    public AbsenceCategory? Category { get; init; }

    /// <summary>What is done meanwhile; of meetings, trainings and assignments.</summary>
    public ActivityKind? Activity { get; init; }

    /// <summary>The day of the shift given; of swaps.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The day of the shift taken in return; of swaps.</summary>
    public LocalDate? OtherDate { get; init; }

    /// <summary>How overtime is made good; only of overtime.</summary>
    public OvertimeSettlement? Settlement { get; init; }

    /// <summary>The queues people are lent to; only of loans.</summary>
    public IReadOnlyList<QueueId> Queues { get; init; } = [];

    /// <summary>A short note; never of sick leave and care of children.</summary>
    public string? Note { get; init; }

    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 500;

    /// <summary>Whether words about an absence of this kind would be about somebody's health or family.</summary>
    public bool IsPrivate => Category is AbsenceCategory.Sick or AbsenceCategory.CareOfChild or AbsenceCategory.ParentalLeave;
}
