using System.Text.Json.Serialization;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Requests;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>A request as a caller may see it; what they may not see is not there.</summary>
public sealed record RequestView
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>What is asked for.</summary>
    public required RequestKind Kind { get; init; }

    /// <summary>How far it has come.</summary>
    public required RequestStatus Status { get; init; }

    /// <summary>Whom it concerns.</summary>
    public required IReadOnlyList<AgentId> Agents { get; init; }

    /// <summary>From when.</summary>
    public required Instant Start { get; init; }

    /// <summary>Until when.</summary>
    public required Instant End { get; init; }

    /// <summary>The day of the shift given in a swap.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The day of the shift taken in return.</summary>
    public LocalDate? OtherDate { get; init; }

    /// <summary>What is done meanwhile.</summary>
    public ActivityKind? Activity { get; init; }

    /// <summary>The queues people are lent to.</summary>
    public IReadOnlyList<QueueId>? Queues { get; init; }

    /// <summary>How overtime is made good.</summary>
    public OvertimeSettlement? Settlement { get; init; }

    /// <summary>The kind of absence; only for the person and their group leader.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AbsenceCategory? Category { get; init; }

    /// <summary>A short note; for the same people.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>Who asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When it was sent.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>When it expires without an answer.</summary>
    public required Instant DecideBy { get; init; }

    /// <summary>When the other person of a swap said yes.</summary>
    public Instant? AcceptedAt { get; init; }

    /// <summary>When a slot freed for it.</summary>
    public Instant? OfferedAt { get; init; }

    /// <summary>What a yes meant when it was sent, in a colour and a sentence. It is reckoned again when it is decided.</summary>
    public SimpleConsequence? Outlook { get; init; }

    /// <summary>The same in full, for those who lead or plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConsequenceFigures? Consequence { get; init; }

    /// <summary>Trafikledning's advice, for those who lead or plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RequestAdvice? Advice { get; init; }

    /// <summary>The answer.</summary>
    public RequestDecisionView? Decision { get; init; }

    /// <summary>Grows with each change.</summary>
    public required int Version { get; init; }
}

/// <summary>An answer.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="IsAutomatic">Whether a rule answered.</param>
/// <param name="Obstacles">After a no: rule, intervals, figures, the nearest time that would pass.</param>
public sealed record RequestDecisionView(string By, Instant At, bool IsAutomatic, RequestObstacles? Obstacles)
{
    /// <summary>The reason given; only for the person and their group leader.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The consequence in the transaction of a yes, for those who lead or plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConsequenceFigures? Consequence { get; init; }
}

/// <summary>How a yes would go down.</summary>
public enum OutlookColour
{
    /// <summary>Callers hardly notice and no rule is broken.</summary>
    Green,

    /// <summary>The leader will have to think.</summary>
    Yellow,
}

/// <summary>A consequence in a colour and a sentence.</summary>
/// <param name="Colour">How a yes would go down.</param>
/// <param name="Reason">Why, in figures.</param>
public sealed record SimpleConsequence(OutlookColour Colour, string Reason)
{
    /// <summary>Of overtime: how many hours are extra time of a part-timer (mertid), and how many overtime.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OvertimeInLieu? Overtime { get; init; }

    internal static SimpleConsequence Of(ConsequenceFigures figures) =>
        new(figures.Recommendation == Recommendation.Fits ? OutlookColour.Green : OutlookColour.Yellow, figures.Reason) { Overtime = figures.Overtime };
}

/// <summary>Shows requests to one caller.</summary>
internal sealed class RequestViews
{
    private readonly CallerScope _consequence;
    private readonly CallerScope _category;
    private readonly IReadOnlyDictionary<AgentId, GroupId> _groups;

    private RequestViews(Caller caller, BusinessUnitId unit, IReadOnlyDictionary<AgentId, GroupId> groups)
    {
        _consequence = caller.In(unit, Act.ReadConsequence);
        _category = caller.In(unit, Act.ReadAbsenceCategory);
        _groups = groups;
    }

    public static async Task<RequestViews> ForAsync(WfmDb db, BusinessUnitId unit, Caller caller, IEnumerable<StoredRequest> requests, CancellationToken cancellationToken) =>
        new(caller, unit, await RequestScope.GroupsAsync(db, unit, requests.SelectMany(request => request.Content.People), cancellationToken));

    /// <summary>A request as an answer shows it; whose category was read is noted with it.</summary>
    public static async Task<RequestView> OfAsync(WfmDb db, Caller caller, StoredRequest request, CancellationToken cancellationToken)
    {
        RequestView view = (await ForAsync(db, request.BusinessUnitId, caller, [request], cancellationToken)).Of(request, isWhole: true);
        await NoteReadsAsync(db, request.BusinessUnitId, caller, await RunStore.NowAsync(db, cancellationToken), [view], cancellationToken);
        return view;
    }

    /// <summary>Whether the caller leads or plans for somebody it concerns, and so sees every figure.</summary>
    public bool SeesFigures(StoredRequest request) =>
        _consequence.IsUnit || request.Content.People.Any(agent => _groups.TryGetValue(agent, out GroupId group) && _consequence.Groups.Contains(group));

    public RequestView Of(StoredRequest request, bool isWhole)
    {
        RequestContent content = request.Content;
        bool seesFigures = SeesFigures(request);
        bool seesCategory = content.People.All(agent => _groups.TryGetValue(agent, out GroupId group) ? _category.Covers(agent, group) : _category.Own == agent);
        ConsequenceFigures? figures = request.ConsequenceJson is { } json ? RequestJson.Read<ConsequenceFigures>(json) : null;
        return new RequestView
        {
            Id = request.Id,
            Kind = content.Kind,
            Status = request.Status,
            Agents = content.People,
            Start = content.Start,
            End = content.End,
            Date = content.Date,
            OtherDate = content.OtherDate,
            Activity = content.Activity,
            Queues = content.Kind == RequestKind.Loan ? content.Queues : null,
            Settlement = content.Settlement,
            Category = seesCategory ? content.Category : null,
            Note = seesCategory ? content.Note : null,
            AskedBy = request.AskedBy,
            SentAt = request.SentAt,
            DecideBy = request.DecideBy,
            AcceptedAt = request.AcceptedAt,
            OfferedAt = request.OfferedAt,
            Outlook = figures is null ? null : SimpleConsequence.Of(figures),
            Consequence = seesFigures && isWhole ? figures : null,
            Advice = seesFigures && request.AdviceJson is { } advice ? RequestJson.Read<RequestAdvice>(advice) : null,
            Decision = DecisionOf(request, seesCategory, seesFigures && isWhole),
            Version = request.RowVersion,
        };
    }

    /// <summary>Notes who read whose category of absence; one's own is nobody's reading.</summary>
    public static async Task NoteReadsAsync(WfmDb db, BusinessUnitId unit, Caller caller, Instant now, IEnumerable<RequestView> shown, CancellationToken cancellationToken)
    {
        AgentId? self = caller.AgentUnit == unit ? caller.Agent : null;
        AgentId[] others = [.. shown.Where(view => view.Category is not null).SelectMany(view => view.Agents).Where(agent => agent != self).Distinct()];
        if (others.Length > 0)
        {
            db.AddRange(others.Select(agent => new PersonalRead(unit, now, caller.Name, PersonalRead.AbsenceCategory, agent)));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static RequestDecisionView? DecisionOf(StoredRequest request, bool seesReason, bool seesFigures)
    {
        if (request.DecidedBy is not { } by)
        {
            return null;
        }

        // A yes keeps its figures, a no what stood in its way. A request withdrawn or expired keeps what it was answered before.
        bool isNo = request.DecisionJson?.StartsWith("{\"rules\"", StringComparison.Ordinal) == true;
        return new RequestDecisionView(by, request.DecidedAt!.Value, request.IsAutomatic, isNo ? RequestJson.Read<RequestObstacles>(request.DecisionJson!) : null)
        {
            Reason = seesReason ? request.DecisionReason : null,
            Consequence = seesFigures && !isNo && request.DecisionJson is { } json ? RequestJson.Read<ConsequenceFigures>(json) : null,
        };
    }
}
