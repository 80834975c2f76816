using System.Globalization;
using NodaTime;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Tests.Requests;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

/// <summary>Real objects for the rows of authz-matrix.csv: which agent, period … a relation means to a caller, and what a write sends.</summary>
public sealed class MatrixObjects
{
    private readonly Dictionary<string, string> _named = new()
    {
        ["unit"] = "1",
        ["message"] = "999999",
        ["run"] = "999999",
        ["waiting"] = "999999",
        ["schedule"] = "1",
        ["other"] = "1",
        ["forecast"] = "1",
        ["requirement"] = "1",
        ["report"] = "absence",
        ["saved"] = "999999",
        ["made"] = "999999",
    };

    private readonly RequestObjects _requests;
    private int _keys;

    private MatrixObjects(RequestObjects requests) => _requests = requests;

    public static async Task<MatrixObjects> CreateAsync(RunningServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        MatrixObjects objects = new(await RequestObjects.CreateAsync(server));
        await using WfmDb db = server.Database.CreateContext();
        await objects.AddPeriodAsync(db, server.Clock);
        await FeedSources.EnsureAsync(db, House.Unit, "acd", default);
        return objects;
    }

    public string Path(MatrixRow row, string subject)
    {
        string path = row.Route.Replace("{agent}", Agent(row.Relation, subject), StringComparison.Ordinal)
            .Replace("{date}", row.Method == "DELETE" ? "2026-03-04" : "2026-03-03", StringComparison.Ordinal)
            .Replace("{source}", row.Relation == "other" ? "annan" : "acd", StringComparison.Ordinal);
        path = path.Replace("delegations/{group}", row.Relation == "other" ? "delegations/två" : "delegations/ett", StringComparison.Ordinal);
        path = MasterDataObjects.Path(_requests.Path(path, row.Relation, Agent(row.Relation, subject)));
        path = _named.Aggregate(path, (text, named) => text.Replace($"{{{named.Key}}}", named.Value, StringComparison.Ordinal));
        if (row.Route == "/api/units/{unit}/imports/calls")
        {
            return $"{path}?source=fil";
        }

        return row.Route switch
        {
            "/api/units/{unit}/my-schedule" or "/api/units/{unit}/changes" or "/api/units/{unit}/adherence/days" or "/api/units/{unit}/reports/{report}" or "/api/units/{unit}/colleagues" or "/api/units/{unit}/payroll/time.csv" or "/api/units/{unit}/payroll/unsocial.csv"
                or "/api/units/{unit}/payroll/paxml.xml" => $"{path}?from=2026-03-02&to=2026-03-15",
            "/api/units/{unit}/leave-outlook" => $"{path}?from=2026-03-02&days=14",
            "/api/units/{unit}/calls" => $"{path}?queue=any&from=2026-03-02&to=2026-03-15",
            _ => path,
        };
    }

    public static object? Body(MatrixRow row, string subject) => (row.Method, row.Route) switch
    {
        ("GET" or "DELETE", _) => null,
        (_, var route) when MasterDataObjects.IsList(route) => Array.Empty<object>(),
        (_, "/api/session") => new { login = "anna", password = House.Password },
        (_, "/api/units/{unit}/imports/calls" or "/api/units/{unit}/feeds/{source}/calls" or "/api/units/{unit}/schedules/{schedule}/grid" or "/api/units/{unit}/imports/figures") => "queue,start,offered\nbygg,2026-02-02T08:00,1\n",
        (_, "/api/units/{unit}/presence/sick") => new { agent = Agent(row.Relation, subject) },
        (_, "/api/units/{unit}/presence/late") => new { agent = Agent(row.Relation, subject), arrives = "2026-02-02T12:00" },
        (_, "/api/units/{unit}/presence/back") => new { agent = Agent(row.Relation, subject) },
        (_, "/api/units/{unit}/feeds/{source}/states") => new { states = Array.Empty<object>() },
        (_, "/api/units/{unit}/feeds/{source}/intervals") => new { intervals = Array.Empty<object>() },
        (_, "/api/units/{unit}/feeds/{source}/queue-snapshots") => new { snapshots = Array.Empty<object>() },
        (_, "/api/units/{unit}/feeds/{source}/logons") => Array.Empty<object>(),
        (_, "/api/units/{unit}/periods/{period}/approve") => new { group = row.Relation == "other" ? "två" : "ett", schedule = 1 },
        (_, "/api/units/{unit}/periods/{period}/wishes") => Array.Empty<object>(),
        (_, "/api/units/{unit}/day/settings") => new { overtimeMinutes = 45 },
        (_, "/api/units/{unit}/day/proposals") => new { queues = (string[])["bygg"] },
        (_, "/api/units/{unit}/day/proposals/{proposal}/try") => new { accept = (string[])[Agent(row.Relation, subject)] },
        (_, "/api/units/{unit}/day/proposals/{proposal}/answer") => new { accept = (string[])[Agent(row.Relation, subject)], reject = Array.Empty<string>() },
        (_, "/api/units/{unit}/day/proposals/{proposal}/offer") => new { people = (string[])[Agent(row.Relation, subject)] },
        (_, "/api/units/{unit}/my-offers/{proposal}") => new { isYes = false },
        (_, "/api/units/{unit}/day/delegations/{group}") => new { levers = (string[])["moveBreaks"] },
        (_, "/api/units/{unit}/waiting-activities") => new { agents = (string[])[Agent(row.Relation, subject)], activity = "training", minutes = 20 },
        (_, "/api/units/{unit}/saved-reports" or "/api/units/{unit}/saved-reports/{saved}") =>
            new { title = "Veckan", report = "staffing", span = "lastWeek", format = "html", language = "sv", every = "week", receivers = new[] { 1 } },
        (_, var route) when route.StartsWith("/api/units/{unit}/", StringComparison.Ordinal) => RequestObjects.Body(row, Agent(row.Relation, subject)) ?? new { },
        _ => new { },
    };

    public (string Name, string Value)[] Headers(MatrixRow row) => row.Method == "GET"
        ? []
        : [(Idempotent.Header, string.Create(CultureInfo.InvariantCulture, $"matrix-{++_keys}")), ("If-Match", "\"0\"")];

    // A period of the house's weeks with a draft before the leaders, and a day that is locked.
    private async Task AddPeriodAsync(WfmDb db, FixedClock clock)
    {
        StoredPeriod period = await new PlanPeriod(db, clock).RunAsync(House.Unit, SmallHouse.Period, Dates, "tora", default);
        ScheduleVersion draft = await new RestoreSchedule(db, clock).RunAsync(House.Unit, new ScheduleId(1), "tora", default);
        await new ProposeDraft(db, clock).RunAsync(period, draft.Id, "tora", default);
        db.Add(new StoredLock(House.Unit, new Domain.AgentId("0002"), new LocalDate(2026, 3, 4), "tora", clock.GetCurrentInstant()));
        StoredDayProposal proposal = new(House.Unit, new LocalDate(2026, 3, 4), clock.GetCurrentInstant(), WatchDay.Watcher, new ScheduleId(1), isBelow: true, [new Domain.QueueId("första")],
            RequestJson.Write(new DayProposalContent(false, 1, 4, 60, [], [])));
        foreach ((string agent, string group) in ((string, string)[])[("0001", "ett"), ("0002", "ett"), ("0004", "ett"), ("0005", "två")])
        {
            proposal.Add(new Domain.AgentId(agent), new Domain.GroupId(group), ["MoveBreaks"], clock.GetCurrentInstant() + Duration.FromDays(30), RequestJson.Write(new DayPart([], "[]", "[]")));
        }

        db.Add(proposal);
        await db.SaveChangesAsync();
        _named.Add("proposal", proposal.Id.ToString(CultureInfo.InvariantCulture));
        _named.Add("period", period.Id.Value.ToString(CultureInfo.InvariantCulture));
    }

    public static PeriodDates Dates { get; } = new(new LocalDate(2026, 2, 1), new LocalDate(2026, 2, 8), new LocalDate(2026, 2, 12), new LocalDate(2026, 2, 15));

    // Anna is 0001 and Greta 0004, both of group ett; 0005 belongs to group två.
    private static string Agent(string relation, string subject) => relation switch
    {
        "own" => subject == "gruppledare" ? "0004" : "0001",
        "group" => "0002",
        "other" => "0005",
        _ => "0001",
    };
}
