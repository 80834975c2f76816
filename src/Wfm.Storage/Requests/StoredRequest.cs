using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Something somebody asks to change in a schedule, with its answer.</summary>
public sealed class StoredRequest : IRowVersioned
{
    private readonly List<StoredRequestPerson> _people = [];

    /// <param name="unit">Where.</param>
    /// <param name="content">What is asked for.</param>
    /// <param name="askedBy">Who asks, as the audit calls them.</param>
    /// <param name="account">Their account.</param>
    /// <param name="at">When.</param>
    /// <param name="decideBy">When it expires without an answer.</param>
    public StoredRequest(BusinessUnitId unit, RequestContent content, string askedBy, AccountId? account, Instant at, Instant decideBy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(askedBy);
        BusinessUnitId = unit;
        AskedBy = askedBy;
        AskedByAccount = account;
        CreatedAt = at;
        Take(content, decideBy);
    }

    private StoredRequest()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>What is asked for.</summary>
    public RequestKind Kind { get; private set; }

    /// <summary>How far it has come.</summary>
    public RequestStatus Status { get; private set; }

    /// <summary>Whom it concerns.</summary>
    public IReadOnlyList<StoredRequestPerson> People => _people;

    /// <summary>From when.</summary>
    public Instant Start { get; private set; }

    /// <summary>Until when.</summary>
    public Instant End { get; private set; }

    /// <summary>The kind of absence.</summary>
    public AbsenceCategory? Category { get; private set; }

    /// <summary>What is done meanwhile.</summary>
    public ActivityKind? Activity { get; private set; }

    /// <summary>The day of the shift given in a swap.</summary>
    public LocalDate? Date { get; private set; }

    /// <summary>The day of the shift taken in return.</summary>
    public LocalDate? OtherDate { get; private set; }

    /// <summary>How overtime is made good.</summary>
    public OvertimeSettlement? Settlement { get; private set; }

    /// <summary>Codes of the queues people are lent to, one to a line.</summary>
    public string? LentTo { get; private set; }

    /// <summary>A short note.</summary>
    public string? Note { get; private set; }

    /// <summary>Who asked.</summary>
    public string AskedBy { get; private set; } = "";

    /// <summary>Their account.</summary>
    public AccountId? AskedByAccount { get; private set; }

    /// <summary>When it was written.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it was sent.</summary>
    public Instant? SentAt { get; private set; }

    /// <summary>When it expires without an answer.</summary>
    public Instant DecideBy { get; private set; }

    /// <summary>When the other person of a swap said yes.</summary>
    public Instant? AcceptedAt { get; private set; }

    /// <summary>When a slot freed for it while it waited.</summary>
    public Instant? OfferedAt { get; private set; }

    /// <summary>What a yes would have cost when it was sent, with the hashes of what went in; empty where nothing is published.</summary>
    public string? ConsequenceJson { get; private set; }

    /// <summary>The advice of trafikledning.</summary>
    public string? AdviceJson { get; private set; }

    /// <summary>Who answered.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When.</summary>
    public Instant? DecidedAt { get; private set; }

    /// <summary>The reason given.</summary>
    public string? DecisionReason { get; private set; }

    /// <summary>What the answer rested on: the consequence in the transaction of the decision; after a no what stood in the way.</summary>
    public string? DecisionJson { get; private set; }

    /// <summary>What a yes changed, so that it can be taken back.</summary>
    public string? EffectJson { get; private set; }

    /// <summary>Whether a rule answered.</summary>
    public bool IsAutomatic { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Whether somebody may still answer.</summary>
    public bool IsOpen => Status is RequestStatus.Sent or RequestStatus.Waiting;

    /// <summary>What is asked for.</summary>
    public RequestContent Content => new(Kind, [.. _people.OrderBy(person => person.Place).Select(person => person.AgentCode)], Start, End)
    {
        Category = Category,
        Activity = Activity,
        Date = Date,
        OtherDate = OtherDate,
        Settlement = Settlement,
        Queues = [.. (LentTo?.Split('\n') ?? []).Select(queue => new QueueId(queue))],
        Note = Note,
    };

    /// <summary>Takes other content while it is a draft.</summary>
    /// <param name="content">What is asked for.</param>
    /// <param name="decideBy">When it expires without an answer.</param>
    public void Take(RequestContent content, Instant decideBy)
    {
        ArgumentNullException.ThrowIfNull(content);
        Must(RequestStatus.Draft);
        (Kind, Start, End) = (content.Kind, content.Start, content.End);
        (Category, Activity, Date, OtherDate, Note) = (content.Category, content.Activity, content.Date, content.OtherDate, content.Note);
        (Settlement, LentTo) = (content.Settlement, content.Queues.Count == 0 ? null : string.Join('\n', content.Queues));
        DecideBy = decideBy;
        _people.Clear();
        _people.AddRange(content.People.Select((agent, place) => new StoredRequestPerson(agent, place)));
    }

    /// <summary>Hands it to the group leader.</summary>
    /// <param name="at">When.</param>
    /// <param name="consequenceJson">What a yes would cost.</param>
    public void Send(Instant at, string? consequenceJson)
    {
        Must(RequestStatus.Draft);
        (Status, SentAt, ConsequenceJson) = (RequestStatus.Sent, at, consequenceJson);
    }

    /// <summary>The other person of a swap says yes.</summary>
    /// <param name="at">When.</param>
    public void Accept(Instant at)
    {
        Must(RequestStatus.Sent, RequestStatus.Waiting);
        AcceptedAt ??= at;
    }

    /// <summary>Trafikledning gives advice; the last one counts.</summary>
    /// <param name="adviceJson">What they say.</param>
    public void Advise(string adviceJson)
    {
        Must(RequestStatus.Sent, RequestStatus.Waiting);
        AdviceJson = adviceJson;
    }

    /// <summary>Answers it.</summary>
    /// <param name="status">Approved, denied, or on the waiting list.</param>
    /// <param name="answer">Who, when, why, on what grounds.</param>
    public void Answer(RequestStatus status, RequestAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Must(RequestStatus.Sent, RequestStatus.Waiting);
        if (status is not (RequestStatus.Approved or RequestStatus.Denied or RequestStatus.Waiting))
        {
            throw new ArgumentOutOfRangeException(nameof(status), status, "An answer is approved, denied or waiting.");
        }

        (Status, DecidedBy, DecidedAt, DecisionReason) = (status, answer.Who, answer.At, answer.Reason);
        (DecisionJson, EffectJson, IsAutomatic, OfferedAt) = (answer.GroundsJson, answer.EffectJson, answer.IsAutomatic, null);
    }

    /// <summary>A slot freed while it waited.</summary>
    /// <param name="at">When.</param>
    public void Offer(Instant at)
    {
        Must(RequestStatus.Waiting);
        OfferedAt = at;
    }

    /// <summary>It is taken back by whoever asked.</summary>
    public void Withdraw()
    {
        Must(RequestStatus.Draft, RequestStatus.Sent, RequestStatus.Waiting, RequestStatus.Approved);
        (Status, EffectJson) = (RequestStatus.Withdrawn, null);
    }

    /// <summary>A rule's yes is undone; a leader decides.</summary>
    /// <param name="decideBy">Until when.</param>
    public void Reopen(Instant decideBy)
    {
        Must(RequestStatus.Approved);
        (Status, DecidedBy, DecidedAt, DecisionReason) = (RequestStatus.Sent, null, null, null);
        (DecisionJson, EffectJson, IsAutomatic, DecideBy) = (null, null, false, decideBy);
    }

    /// <summary>Nobody decided in time.</summary>
    public void Expire()
    {
        Must(RequestStatus.Sent, RequestStatus.Waiting);
        Status = RequestStatus.Expired;
    }

    private void Must(params ReadOnlySpan<RequestStatus> allowed)
    {
        if (!allowed.Contains(Status))
        {
            throw new InvalidOperationException($"Request {Id} is {Status}; this is only done to one that is {string.Join(" or ", allowed.ToArray())}.");
        }
    }
}

/// <summary>Somebody a request concerns.</summary>
public sealed class StoredRequestPerson
{
    internal StoredRequestPerson(AgentId agent, int place) => (AgentCode, Place) = (agent, place);

    private StoredRequestPerson()
    {
    }

    /// <summary>Which request.</summary>
    public int RequestId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>0 is the one whose request it is.</summary>
    public int Place { get; private set; }
}

/// <summary>An answer to a request.</summary>
/// <param name="Who">Who answers: a login, or the rule.</param>
/// <param name="At">When.</param>
/// <param name="Reason">The reason given.</param>
/// <param name="GroundsJson">What it rests on.</param>
/// <param name="EffectJson">What a yes changed.</param>
/// <param name="IsAutomatic">Whether a rule answers.</param>
public sealed record RequestAnswer(string Who, Instant At, string? Reason, string? GroundsJson, string? EffectJson = null, bool IsAutomatic = false);
