using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What somebody asks for.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Agents">Whom it concerns; oneself when left out. Meetings, trainings, assignments and loans may concern many.</param>
/// <param name="Start">From when on the unit's wall clock; not of swaps.</param>
/// <param name="End">Until when.</param>
/// <param name="Category">The kind of absence; only of absences.</param>
/// <param name="Activity">What is done meanwhile; only of meetings, trainings and assignments.</param>
/// <param name="Date">The day of the shift given; only of swaps.</param>
/// <param name="Other">Who takes it; only of swaps.</param>
/// <param name="OtherDate">The day of the shift taken in return; the same day when left out.</param>
/// <param name="Queues">The queues people are lent to; only of loans.</param>
/// <param name="Settlement">How overtime is made good, paid unless said otherwise; only of overtime.</param>
/// <param name="Note">A short note; refused where it would be about health or family.</param>
/// <param name="DecideBy">When it expires without an answer.</param>
/// <param name="IsDraft">Whether it waits to be sent.</param>
public sealed record RequestBody(
    RequestKind Kind,
    IReadOnlyList<AgentId>? Agents = null,
    LocalDateTime? Start = null,
    LocalDateTime? End = null,
    AbsenceCategory? Category = null,
    ActivityKind? Activity = null,
    LocalDate? Date = null,
    AgentId? Other = null,
    LocalDate? OtherDate = null,
    IReadOnlyList<QueueId>? Queues = null,
    OvertimeSettlement? Settlement = null,
    string? Note = null,
    Instant? DecideBy = null,
    bool IsDraft = false)
{
    private const int MostPeople = 200;
    private const int LongestDays = 366;
    private const int FarthestDays = 3 * 366;

    private const int MostQueues = 50;

    private bool IsOfMany => Kind is RequestKind.Meeting or RequestKind.Training or RequestKind.Assignment or RequestKind.Loan;

    /// <summary>What is asked for, checked, of people the caller may ask for.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Where.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="act">What lets the caller ask for somebody.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal async Task<RequestContent> ReadAsync(WfmDb db, BusinessUnitId unit, Caller caller, Act act, Instant now, CancellationToken cancellationToken)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[(await db.BusinessUnits.FindAsync([unit], cancellationToken))!.ZoneId];
        AgentId[] people = [.. People(caller, unit)];
        IReadOnlyDictionary<AgentId, GroupId> groups = await RequestScope.GroupsAsync(db, unit, people, cancellationToken);
        for (int place = 0; place < people.Length; place++)
        {
            // The other one of a swap is a colleague; whoever else is asked for, the caller answers for.
            CallerScope scope = caller.In(unit, Kind == RequestKind.Swap && place == 1 ? Act.ReadColleagues : act);
            if (!groups.TryGetValue(people[place], out GroupId group) || !scope.Covers(people[place], group))
            {
                throw new ApiProblemException(ApiProblem.NotFound);
            }
        }

        Refuse(Kind == RequestKind.Loan && people.Select(agent => groups[agent]).Distinct().Count() > 1, "many-groups", "agents", "people of one group: its leader decides");
        (Instant start, Instant end) = Kind == RequestKind.Swap ? Days(zone) : Span(zone);
        Refuse(start <= now, "in-the-past", "start", "a time after now");
        Refuse(start > now + Duration.FromDays(FarthestDays), "too-far-ahead", "start", "a time within three years");
        Refuse(end > start + Duration.FromDays(LongestDays), "span-too-long", "end", $"at most {LongestDays} days after start");
        RequestContent content = new(Kind, people, start, end)
        {
            Category = CategoryOf(),
            Activity = ActivityOf(),
            Date = Date,
            OtherDate = Kind == RequestKind.Swap ? OtherDate ?? Date : null,
            Queues = await QueuesOfAsync(db, unit, cancellationToken),
            Settlement = SettlementOf(),
        };
        return content with { Note = ShortWords.Optional("note", Note, RequestContent.LongestNote, content.IsPrivate) };
    }

    /// <summary>The decide-by date asked for, checked.</summary>
    internal Instant? DecideByOf(RequestContent content, Instant now)
    {
        Refuse(DecideBy <= now || DecideBy > content.Start, "bad-decide-by", "decideBy", "a moment after now and not after the start");
        return DecideBy;
    }

    private List<AgentId> People(Caller caller, BusinessUnitId unit)
    {
        List<AgentId> people = Agents is { } named ? [.. named.Distinct()] : caller.AgentUnit == unit && caller.Agent is { } self ? [self] : [];
        Refuse(people.Count == 0, "nobody", "agents", "at least one agent");
        Refuse(people.Count > (IsOfMany ? MostPeople : 1), "too-many-people", "agents", IsOfMany ? $"at most {MostPeople}" : "one agent");
        Refuse(Other is not null != (Kind == RequestKind.Swap), "bad-field", "other", "a colleague, in swaps only");
        if (Other is { } other)
        {
            Refuse(other == people[0], "bad-field", "other", "somebody else");
            people.Add(other);
        }

        return people;
    }

    private (Instant Start, Instant End) Span(DateTimeZone zone)
    {
        Refuse(Date is not null || OtherDate is not null, "bad-field", "date", "nothing but in swaps");
        if (Start is not { } start || End is not { } end)
        {
            throw Problem("bad-field", Start is null ? "start" : "end", "a day and time such as 2026-01-05T07:30");
        }

        Refuse(end <= start, "end-before-start", "end", "a time after start");
        return (At(zone, start, "start", WallClock.Earliest), At(zone, end, "end", WallClock.Latest));
    }

    private (Instant Start, Instant End) Days(DateTimeZone zone)
    {
        Refuse(Start is not null || End is not null, "bad-field", "start", "no times in swaps: they are of whole shifts");
        if (Date is not { } date)
        {
            throw Problem("bad-field", "date", "the day of the shift to give");
        }

        LocalDate other = OtherDate ?? date;
        Refuse(date.Year is < 2000 or > 2200 || other.Year is < 2000 or > 2200, "bad-field", "date", "a day of this century or the next");
        return (zone.AtStartOfDay(LocalDate.Min(date, other)).ToInstant(), zone.AtStartOfDay(LocalDate.Max(date, other).PlusDays(1)).ToInstant());
    }

    private static Instant At(DateTimeZone zone, LocalDateTime local, string field, NodaTime.TimeZones.ZoneLocalMappingResolver resolver)
    {
        Refuse(local.Year is < 2000 or > 2200, "bad-field", field, "a time of this century or the next");
        Refuse(zone.MapLocal(local).Count == 0, "time-does-not-exist", field, $"a time the clock shows: {local.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)} is skipped when summer time begins");
        return local.InZone(zone, resolver).ToInstant();
    }

    private AbsenceCategory? CategoryOf()
    {
        Refuse(Category is null == (Kind == RequestKind.Absence), "bad-field", "category", "the kind of absence, in absences only");
        return Category;
    }

    private async Task<IReadOnlyList<QueueId>> QueuesOfAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        QueueId[] queues = [.. (Queues ?? []).Distinct()];
        Refuse((queues.Length > 0) != (Kind == RequestKind.Loan) || queues.Length > MostQueues, "bad-field", "queues", $"1 to {MostQueues} queues, in loans only");
        int known = queues.Length == 0 ? 0 : await db.Queues.CountAsync(row => row.BusinessUnitId == unit && queues.Contains(row.Code), cancellationToken);
        Refuse(known != queues.Length, "unknown-queue", "queues", "queues of the unit");
        return queues;
    }

    private OvertimeSettlement? SettlementOf()
    {
        Refuse(Settlement is not null && Kind != RequestKind.Overtime, "bad-field", "settlement", "nothing but in overtime");
        return Kind == RequestKind.Overtime ? Settlement ?? OvertimeSettlement.Paid : null;
    }

    private ActivityKind? ActivityOf()
    {
        if (!IsOfMany || Kind == RequestKind.Loan)
        {
            Refuse(Activity is not null, "bad-field", "activity", "nothing but in meetings, trainings and assignments");
            return null;
        }

        ActivityKind activity = Activity ?? Kind switch
        {
            RequestKind.Meeting => ActivityKind.Meeting,
            RequestKind.Training => ActivityKind.Training,
            _ => ActivityKind.Administration,
        };
        bool fits = Kind switch
        {
            RequestKind.Meeting => activity == ActivityKind.Meeting,
            RequestKind.Training => activity is ActivityKind.Training or ActivityKind.Coaching,
            _ => activity is ActivityKind.Administration or ActivityKind.BackOffice,
        };
        Refuse(!fits, "bad-field", "activity", "one that goes with the kind");
        return activity;
    }

    private static void Refuse(bool isWrong, string code, string field, string expected)
    {
        if (isWrong)
        {
            throw Problem(code, field, expected);
        }
    }

    private static ApiProblemException Problem(string code, string field, string expected) => new(ApiProblem.Bad(code, $"{field}: expected {expected}."));
}
