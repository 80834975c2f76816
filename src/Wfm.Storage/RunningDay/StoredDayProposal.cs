using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Changes proposed for the rest of a running day, person by person; each person's part is answered on its own.</summary>
public sealed class StoredDayProposal : IRowVersioned
{
    private readonly List<StoredDayProposalPart> _parts = [];

    /// <param name="unit">Where.</param>
    /// <param name="date">The day.</param>
    /// <param name="madeAt">When it was made.</param>
    /// <param name="madeBy">Who asked for it; the watch for its own.</param>
    /// <param name="schedule">The published version it would change.</param>
    /// <param name="isBelow">Whether the day falls short; else there is room to spare.</param>
    /// <param name="queues">The queues it is for.</param>
    /// <param name="contentJson">Effects, gap and notes.</param>
    public StoredDayProposal(
        BusinessUnitId unit, LocalDate date, Instant madeAt, string madeBy, ScheduleId schedule, bool isBelow, IEnumerable<QueueId> queues, string contentJson)
    {
        (BusinessUnitId, LocalDate, MadeAt, MadeBy, ScheduleId) = (unit, date, madeAt, madeBy, schedule);
        (IsBelow, ContentJson) = (isBelow, contentJson);
        QueueCodes = string.Join('\n', queues.Select(queue => queue.Value));
    }

    private StoredDayProposal()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The day.</summary>
    public LocalDate LocalDate { get; private set; }

    /// <summary>When it was made.</summary>
    public Instant MadeAt { get; private set; }

    /// <summary>Who asked for it.</summary>
    public string MadeBy { get; private set; } = "";

    /// <summary>The published version it would change.</summary>
    public ScheduleId ScheduleId { get; private set; }

    /// <summary>Whether the day falls short; else there is room to spare.</summary>
    public bool IsBelow { get; private set; }

    /// <summary>The queues it is for, one a line.</summary>
    public string QueueCodes { get; private set; } = "";

    /// <summary>Effects, gap and notes, as JSON.</summary>
    public string ContentJson { get; private set; } = "";

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Person by person.</summary>
    public IReadOnlyList<StoredDayProposalPart> Parts => _parts;

    /// <summary>The queues it is for.</summary>
    public IEnumerable<QueueId> Queues => QueueCodes.Split('\n').Select(code => new QueueId(code));

    /// <summary>Whether any part waits for an answer.</summary>
    public bool IsOpen => _parts.Any(part => part.IsOpen);

    /// <summary>Adds one person's part.</summary>
    /// <param name="agent">Who.</param>
    /// <param name="group">Whose leader answers.</param>
    /// <param name="levers">What kinds of change it holds, one a line.</param>
    /// <param name="firstChange">When the first thing changes; it can be said yes to until then.</param>
    /// <param name="partJson">What changes, and the day before and after.</param>
    public void Add(AgentId agent, GroupId group, IEnumerable<string> levers, Instant firstChange, string partJson) =>
        _parts.Add(new StoredDayProposalPart(_parts.Count, agent, group, string.Join('\n', levers), firstChange, partJson));
}

/// <summary>How far a part of a proposal has come.</summary>
public enum DayProposalStatus
{
    /// <summary>It waits for an answer.</summary>
    Open,

    /// <summary>The person themselves has been asked and has not said anything yet; whoever leads them may still answer.</summary>
    Offered,

    /// <summary>It is in the schedule.</summary>
    Accepted,

    /// <summary>Somebody said no.</summary>
    Rejected,

    /// <summary>The person was asked and said no; they are not asked again that day.</summary>
    Declined,

    /// <summary>Nobody answered before it was too late or something newer took its place.</summary>
    Expired,
}

/// <summary>What a proposal changes for one person.</summary>
public sealed class StoredDayProposalPart
{
    internal StoredDayProposalPart(int place, AgentId agent, GroupId group, string levers, Instant firstChange, string partJson) =>
        (Place, AgentCode, GroupCode, Levers, FirstChange, PartJson) = (place, agent, group, levers, firstChange, partJson);

    private StoredDayProposalPart()
    {
    }

    /// <summary>The proposal.</summary>
    public int ProposalId { get; private set; }

    /// <summary>Which of its parts.</summary>
    public int Place { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>Whose leader answers.</summary>
    public GroupId GroupCode { get; private set; }

    /// <summary>What kinds of change it holds, one a line.</summary>
    public string Levers { get; private set; } = "";

    /// <summary>When the first thing changes.</summary>
    public Instant FirstChange { get; private set; }

    /// <summary>What changes, and the day before and after, as JSON.</summary>
    public string PartJson { get; private set; } = "";

    /// <summary>How far it has come.</summary>
    public DayProposalStatus Status { get; private set; }

    /// <summary>Whether it waits for an answer, a leader's or the person's own.</summary>
    public bool IsOpen => Status is DayProposalStatus.Open or DayProposalStatus.Offered;

    /// <summary>Who answered; of an offer who asked.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>When.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>Why.</summary>
    public string? Reason { get; private set; }

    /// <summary>Asks the person.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="at">When.</param>
    /// <param name="words">What is said with it.</param>
    /// <exception cref="InvalidOperationException">They were asked before, or it was answered.</exception>
    public void Offer(string by, Instant at, string? words)
    {
        if (Status != DayProposalStatus.Open)
        {
            throw new InvalidOperationException($"Part {Place} of proposal {ProposalId} is {Status} already.");
        }

        (Status, AnsweredBy, AnsweredAt, Reason) = (DayProposalStatus.Offered, by, at, words);
    }

    /// <summary>The answer.</summary>
    /// <param name="status">Accepted, rejected, declined or expired.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="InvalidOperationException">It was answered before.</exception>
    public void Answer(DayProposalStatus status, string by, Instant at, string? reason)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"Part {Place} of proposal {ProposalId} is {Status} already.");
        }

        (Status, AnsweredBy, AnsweredAt, Reason) = (status, by, at, reason);
    }
}
