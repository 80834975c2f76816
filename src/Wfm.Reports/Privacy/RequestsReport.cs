using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A request as a report counts it: no words, no category.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Group">Where they belonged when it was sent.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="Sent">When it was sent.</param>
/// <param name="Decided">When it was decided; empty while it is open or where nobody did.</param>
/// <param name="DecideBy">By when an answer was due.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="IsAutomatic">Whether a rule answered.</param>
public sealed record CountedRequest(
    AgentId Agent, GroupId Group, Bilingual Kind, Instant Sent, Instant? Decided, Instant DecideBy, RequestResult Outcome, bool IsAutomatic);

/// <summary>What became of a request.</summary>
public enum RequestResult
{
    /// <summary>Nobody has answered yet, or it is on the waiting list.</summary>
    Open,

    /// <summary>Yes.</summary>
    Approved,

    /// <summary>No, and a yes would have broken a rule.</summary>
    DeniedForRules,

    /// <summary>No, and callers would have met less than promised.</summary>
    DeniedForCallers,

    /// <summary>No, for another reason.</summary>
    DeniedOtherwise,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}

/// <summary>Requests in aggregate, by group and kind: how many, how answered, how fast, on what grounds.</summary>
public static class RequestsReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "requests";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Förfrågningar, sammanställda", "Requests in aggregate");

    private static readonly Bilingual Note = new(
        "En förfrågan räknas när den skickades. Siffror om färre än fem personer visas inte, inte heller sådana som kan räknas fram ur andra; därför visas slag bara när alla slag i raden går att visa.",
        "A request counts when it was sent. Figures about fewer than five people are not shown, nor those that could be reckoned from others; kinds are therefore shown only where all kinds of the row can be.");

    private static readonly Column<RequestRow>[] Columns =
    [
        Column<RequestRow>.Text("kind", new("Slag", "Kind"), new("Vad som begärdes.", "What was asked for."), row => row.Kind),
        Count("requests", new("Skickade", "Sent"), new("Förfrågningar som skickades.", "Requests sent."), _ => true),
        Count("approved", new("Beviljade", "Approved"), new("Beviljade.", "Approved."), request => request.Outcome == RequestResult.Approved),
        Count("denied", new("Avslagna", "Denied"), new("Avslagna.", "Denied."), IsDenied),
        Count("open", new("Öppna", "Open"), new("Inte avgjorda, väntelistan medräknad.", "Not decided, the waiting list included."), request => request.Outcome == RequestResult.Open),
        Count("withdrawn", new("Återtagna", "Withdrawn"), new("Återtagna av den som frågade.", "Taken back by whoever asked."), request => request.Outcome == RequestResult.Withdrawn),
        Count("expired", new("Utan svar", "Expired"), new("Ingen svarade i tid.", "Nobody answered in time."), request => request.Outcome == RequestResult.Expired),
        Number("approval_share", Measure.Share, new("Andel beviljade", "Approval share"), new("Beviljade ÷ (beviljade + avslagna).", "Approved ÷ (approved + denied)."), requests => Share(requests.Count(request => request.Outcome == RequestResult.Approved), requests.Count(IsDecided))),
        Number("decision_hours", Measure.Hours, new("Svarstid, median", "Time to answer, median"), new("Timmar från skickad till svar, medianen.", "Hours from sent to answered, the median."), requests => Median([.. requests.Where(request => request.Decided is not null).Select(request => (request.Decided!.Value - request.Sent).TotalHours)])),
        Number("in_time_share", Measure.Share, new("Svar i tid", "Answered in time"), new("Svar före sista svarsdag ÷ alla vars sista svarsdag har avgjorts.", "Answered before the day it was due ÷ all decided or expired."), requests => Share(requests.Count(request => request.Decided <= request.DecideBy), requests.Count(request => IsDecided(request) || request.Outcome == RequestResult.Expired))),
        Number("automatic_share", Measure.Share, new("Av regel", "By a rule"), new("Svar som en regel gav ÷ svar.", "Answers a rule gave ÷ answers."), requests => Share(requests.Count(request => request.IsAutomatic), requests.Count(IsDecided))),
        Count("denied_for_rules", new("Avslag: regel", "Denied: rule"), new("Avslag där ett ja hade brutit en regel.", "Denied where a yes would have broken a rule."), request => request.Outcome == RequestResult.DeniedForRules),
        Count("denied_for_callers", new("Avslag: servicenivå", "Denied: service level"), new("Avslag där ett ja hade tagit intervall under målet.", "Denied where a yes would have taken intervals below the target."), request => request.Outcome == RequestResult.DeniedForCallers),
        Count("denied_otherwise", new("Avslag: annat", "Denied: other"), new("Avslag av annan orsak; orsaken visas inte.", "Denied for another reason; the reason is not told."), request => request.Outcome == RequestResult.DeniedOtherwise),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days, told by day or longer.</param>
    /// <param name="requests">Requests sent by people of the groups the reader may see.</param>
    public static ReportTable Of(ReportFrame frame, IReadOnlyList<CountedRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(requests);
        PersonFact<CountedRequest>[] facts = [.. requests.Select(request => new PersonFact<CountedRequest>(request.Agent, request.Group, request.Sent.InZone(frame.Zone).Date, request))];
        GroupLine<CountedRequest>[] lines = [.. GroupLines.Of(frame, facts, People)];
        (GroupLine<CountedRequest> Line, RequestRow Row)[] rows = [.. lines.SelectMany(line => Rows(line).Select(row => (line, row)))];
        ReportTable table = Tables.Of(frame, Name, Title, Columns, rows.Select(row => (row.Line.Bucket, row.Line.Scope, row.Row)), [Note]);
        return table with { Rows = [.. table.Rows.Select((row, at) => rows[at].Line.IsWithheld ? row with { Cells = [row.Cells[0], .. row.Cells.Skip(1).Select(_ => ReportCell.Withheld)] } : row)] };
    }

    private static IEnumerable<RequestRow> Rows(GroupLine<CountedRequest> line)
    {
        CountedRequest[] all = [.. line.Facts.Select(fact => fact.Value)];
        yield return new RequestRow(new("alla", "all"), all);
        IGrouping<Bilingual, PersonFact<CountedRequest>>[] kinds = [.. line.Facts.GroupBy(fact => fact.Value.Kind)];

        // Kinds of groups and of the total together would tell more than each alone: they stand in the total only.
        if (line.Scope.Kind == ScopeKind.Total && kinds.Length > 1 && !SmallGroups.Withheld([.. kinds.Select(kind => People([.. kind]))]).Any(isHidden => isHidden))
        {
            foreach (IGrouping<Bilingual, PersonFact<CountedRequest>> kind in kinds.OrderBy(kind => kind.Key.English, StringComparer.Ordinal))
            {
                yield return new RequestRow(kind.Key, [.. kind.Select(fact => fact.Value)]);
            }
        }
    }

    private static HashSet<AgentId> People(IReadOnlyList<PersonFact<CountedRequest>> facts) => facts.Select(fact => fact.Agent).ToHashSet();

    private static bool IsDenied(CountedRequest request) => request.Outcome is RequestResult.DeniedForRules or RequestResult.DeniedForCallers or RequestResult.DeniedOtherwise;

    private static bool IsDecided(CountedRequest request) => IsDenied(request) || request.Outcome == RequestResult.Approved;

    private static double? Share(int part, int whole) => whole > 0 ? (double)part / whole : null;

    private static double? Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static Column<RequestRow> Count(string key, Bilingual title, Bilingual definition, Func<CountedRequest, bool> counts) =>
        Number(key, Measure.Count, title, definition, requests => requests.Count(counts));

    private static Column<RequestRow> Number(string key, Measure measure, Bilingual title, Bilingual definition, Func<IReadOnlyList<CountedRequest>, double?> value) =>
        Column<RequestRow>.Number(key, measure, title, definition, row => value(row.Requests));

    private sealed record RequestRow(Bilingual Kind, IReadOnlyList<CountedRequest> Requests);
}
