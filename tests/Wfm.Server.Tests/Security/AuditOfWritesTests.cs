using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

/// <summary>Every write of authz-matrix.csv, done once with success by somebody who may: who did what to what, and how it was and is, stands in the audit.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class AuditOfWritesTests(DatabaseProvider provider)
{
    private const string Unit = "/api/units/{unit}";
    private const string Root = "/api/units/1";

    // Writes that leave no entry of their own, and why that is right.
    private static readonly Dictionary<string, string> Without = new()
    {
        ["POST /api/session"] = "logging in is kept as a session row and, when refused, in the log",
        ["DELETE /api/session"] = "logging out ends the session row",
        ["PUT /api/session/password"] = "one's own password ends one's other sessions; accounts belong to no unit's audit",
        ["POST /api/session/code"] = "the second step of logging in",
        ["POST /api/session/second-factor"] = "makes a secret nothing asks for yet",
        ["POST /api/session/second-factor/confirm"] = "an entry in every unit the account has a role in; SecondFactorTests look for it",
        ["POST /api/session/second-factor/recovery-codes"] = "the same",
        ["POST /api/session/second-factor/remove"] = "the same",
        [$"DELETE {Unit}/accounts/{{account}}/second-factor"] = "the same",
        [$"POST {Unit}/inbox/{{message}}/read"] = "reading one's own message decides nothing",
        [$"POST {Unit}/agents/{{agent}}/personal-data"] = "an export is a reading: personal_reads keeps who read of whom, when and why",
        [$"POST {Unit}/schedules/{{schedule}}/try"] = "changes nothing",
        [$"POST {Unit}/day/look"] = "the watch looks every half minute anyway; day_looks keeps each look",
        [$"POST {Unit}/day/proposals/{{proposal}}/try"] = "changes nothing",
        [$"POST {Unit}/feeds/{{source}}/states"] = "a machine's states, ten a second; agent_states keeps each with its source and time",
        [$"POST {Unit}/feeds/{{source}}/queue-snapshots"] = "the same; queue_snapshots keeps them",
        [$"POST {Unit}/feeds/{{source}}/intervals"] = "like files of calls: imported_files keeps source, hash and time of each",
        ["POST /TeleoptiWFM/RTA/TeleoptiRtaService.svc"] = "a machine's states by another contract",
        ["POST /RTA/TeleoptiRtaService.svc"] = "the same",
        [$"POST {Unit}/feeds/{{source}}/calls"] = "a machine's intervals every quarter; imported_files keeps source, hash and time of each",
    };

    private readonly Dictionary<string, ApiClient> _clients = [];
    private readonly List<string> _done = [], _lacking = [];
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider, builder => builder.Services.Replace(ServiceDescriptor.Singleton(
        new ServerSettings { TakesJobs = false, LoginsPerMinute = 10_000, WebhookHosts = "example.org" })));

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (ApiClient client in _clients.Values)
        {
            client.Dispose();
        }

        await _server.DisposeAsync();
    }

    [Test]
    public async Task Every_write_leaves_who_what_and_how_it_was_and_is()
    {
        await MasterDataAsync();
        await FeedsAsync();
        await AdministrationAsync();
        await PeriodAsync();
        await DraftsAsync();
        await RequestsAsync();
        await RunsAsync();
        await LateAsync();
        await DayAsync();
        await ReportsAsync();

        _lacking.ShouldBeEmpty();
        string[] writes = [.. MatrixRow.ReadAll().Where(row => row.Method != "GET").Select(row => $"{row.Method} {row.Route}").Distinct()];
        writes.Except(_done).Except(Without.Keys).ShouldBeEmpty("writes nobody has looked at: do them here, or say above why they need no entry");
        _done.Concat(Without.Keys).Except(writes).ShouldBeEmpty("no such writes");
    }

    private async Task MasterDataAsync()
    {
        object agent = new { name = "Nya Åsa", assignments = new[] { new { group = "ett", contract = "hel" } }, skills = new[] { new { queue = "första", priority = 1 } }, employedFrom = "2026-05-01" };
        await DoAsync("tora", $"PUT {Unit}/agents/{{agent}}", $"{Root}/agents/9001", agent, isNew: true, headers: ("If-None-Match", "*"));
        foreach ((string kind, string route, string like) in ((string, string, string)[])[("group", "groups", "ett"), ("contract", "contracts", "hel"), ("template", "shift-templates", "dag"), ("queue", "queues", "bygg")])
        {
            JsonNode seen = (await (await AsAsync("tora")).GetAsync($"{Root}/{route}/{like}")).Is(200).Json;
            JsonNode body = seen[kind] ?? new JsonObject { ["name"] = "Ny" };
            ApiAnswer made = await DoAsync("tora", $"PUT {Unit}/{route}/{{{kind}}}", $"{Root}/{route}/ny", body, isNew: true, headers: ("If-None-Match", "*"));
            await DoAsync("tora", $"DELETE {Unit}/{route}/{{{kind}}}", $"{Root}/{route}/ny", null, headers: ("If-Match", made.ETag!));
        }

        foreach ((string list, object body) in ((string, object)[])
        [
            ("special-days", Array.Empty<object>()),
            ("events-known", new[] { new { name = "Fakturor", from = "2026-03-02", to = "2026-03-04", queue = "bygg", factor = 1.2 } }),
            ("new-queues", new[] { new { queue = "bygg", profile = "första", callsPerWeek = 120 } }),
            ("activities", new[] { new { kind = "meeting", name = "APT", letters = "AP", colour = "#112233" } }),
        ])
        {
            string tag = (await (await AsAsync("tora")).GetAsync($"{Root}/{list}")).Is(200).ETag!;
            await DoAsync("tora", $"PUT {Unit}/{list}", $"{Root}/{list}", body, headers: ("If-Match", tag));
        }
    }

    private async Task FeedsAsync()
    {
        object source = new { attribution = "event", intervalMinutes = 15, statesStaleAfterSeconds = 60, intervalsStaleAfterSeconds = 1800 };
        await DoAsync("tora", $"PUT {Unit}/feeds/{{source}}", $"{Root}/feeds/ny", source, isNew: true, headers: ("If-None-Match", "*"));
        string tag = (await (await AsAsync("tora")).GetAsync($"{Root}/feeds/ny/logons")).Is(200).ETag!;
        System.Text.Json.Nodes.JsonNode rules = (await (await AsAsync("tora")).GetAsync($"{Root}/state-rules")).Is(200).Json;
        rules["groups"]![0]!["name"] = "Ledig";
        await DoAsync("tora", $"PUT {Unit}/state-rules", $"{Root}/state-rules", rules, headers: ("If-Match", "\"0\""));
        await DoAsync("greta", $"POST {Unit}/presence/sick", $"{Root}/presence/sick", new { agent = "0002" }, isNew: true);
        await DoAsync("beata", $"POST {Unit}/presence/back", $"{Root}/presence/back", new { });
        await DoAsync("tora", $"PUT {Unit}/feeds/{{source}}/logons", $"{Root}/feeds/ny/logons", new[] { new { userCode = "0063", agent = "0002" } }, headers: ("If-Match", tag));
    }

    private async Task AdministrationAsync()
    {
        object account = new { login = "disa", name = "Disa", agent = "0003", password = "en helt annan lång fras", roles = new[] { new { role = "medarbetare" } } };
        string made = $"{Root}/accounts/{(await DoAsync("adam", $"POST {Unit}/accounts", $"{Root}/accounts", account, isNew: true)).Json["id"]}";
        string tag = (await (await AsAsync("adam")).GetAsync(made)).Is(200).ETag!;
        await DoAsync("adam", $"PUT {Unit}/accounts/{{account}}", made, new { name = "Disa D", isActive = true, roles = Array.Empty<object>() }, headers: ("If-Match", tag));
        await DoAsync("adam", $"PUT {Unit}/accounts/{{account}}/password", $"{made}/password", new { password = "ännu en lång fras för prov" });
        await DoAsync("adam", $"DELETE {Unit}/accounts/{{account}}/sessions", $"{made}/sessions", null);
        ApiAnswer key = await DoAsync("adam", $"POST {Unit}/keys", $"{Root}/keys", new { source = "genesys" }, isNew: true);
        ApiAnswer rotated = await DoAsync("adam", $"POST {Unit}/keys/{{key}}/rotate", $"{Root}/keys/{key.Json["id"]}/rotate", new { overlapHours = 1 });
        await DoAsync("adam", $"DELETE {Unit}/keys/{{key}}", $"{Root}/keys/{rotated.Json["id"]}", null);
        ApiAnswer hook = await DoAsync("adam", $"POST {Unit}/webhooks", $"{Root}/webhooks", new { address = "https://example.org/" }, isNew: true);
        await DoAsync("adam", $"DELETE {Unit}/webhooks/{{webhook}}", $"{Root}/webhooks/{hook.Json["id"]}", null);
        await DoAsync("anna", $"POST {Unit}/calendar-token", $"{Root}/calendar-token", new { }, isNew: true);
        await DoAsync("anna", $"DELETE {Unit}/calendar-token", $"{Root}/calendar-token", null);
    }

    private async Task PeriodAsync()
    {
        object dates = new { wishesOpen = "2026-02-01", wishesClose = "2026-02-08", approveBy = "2026-02-12", publishBy = "2026-02-15", needsApproval = true };
        string period = $"{Root}/periods/{(await DoAsync("tora", $"POST {Unit}/periods", $"{Root}/periods", new { firstDay = "2026-03-02", weeks = 2, dates }, isNew: true)).Json["id"]}";
        string at = $"{Unit}/periods/{{period}}";
        await DoAsync("tora", $"PUT {at}/dates", $"{period}/dates", dates, headers: ("If-Match", (await (await AsAsync("tora")).GetAsync(period)).ETag ?? "\"0\""));
        await DoAsync("tora", $"POST {at}/open", $"{period}/open", new { });
        await DoAsync("anna", $"PUT {at}/wishes", $"{period}/wishes", new object[] { new { date = "2026-03-11", kind = "dayOff", strength = 3 } });
        await DoAsync("tora", $"POST {at}/close", $"{period}/close", new { });
        int draft = (await DoAsync("tora", $"POST {Unit}/schedules/{{schedule}}/restore", $"{Root}/schedules/1/restore", new { }, isNew: true)).Json["id"]!.GetValue<int>();
        await DoAsync("tora", $"POST {at}/propose", $"{period}/propose", new { schedule = draft }, isNew: true);
        await DoAsync("greta", $"POST {at}/approve", $"{period}/approve", new { group = "ett", schedule = draft }, isNew: true);
        await DoAsync("gustav", $"POST {at}/approve", $"{period}/approve", new { group = "två", schedule = draft }, isNew: true);
        await DoAsync("tora", $"POST {at}/publish", $"{period}/publish", new { });
    }

    private async Task DraftsAsync()
    {
        ApiClient tora = await AsAsync("tora");
        int newest = (await tora.GetAsync($"{Root}/schedules")).Is(200).Json.AsArray().Max(row => row!["id"]!.GetValue<int>());
        JsonNode shift = (await tora.GetAsync($"{Root}/schedules/{newest}/shifts")).Is(200).Json.AsArray().First(row => row!["agent"]!.GetValue<string>() == "0002")!;
        (string agent, string date) = (shift["agent"]!.GetValue<string>(), shift["date"]!.GetValue<string>());
        object dayOff = new { days = new[] { new { agent, date, activities = Array.Empty<object>() } }, why = "kurs", acceptsBrokenRules = true };
        await DoAsync("tora", $"POST {Unit}/schedules/{{schedule}}/correct", $"{Root}/schedules/{newest}/correct", dayOff);
        ApiAnswer built = await DoAsync("tora", $"POST {Unit}/schedules", $"{Root}/schedules", new { requirement = 1, firstDay = "2026-03-02", weeks = 2, seconds = 1 }, isNew: true);
        string draft = $"{Root}/schedules/{built.Json["schedule"]!["id"]}";
        string at = $"{Unit}/schedules/{{schedule}}";
        foreach ((string step, object body) in ((string, object)[])[("edits", dayOff), ("undo", new { }), ("redo", new { })])
        {
            await DoAsync("tora", $"POST {at}/{step}", $"{draft}/{step}", body, headers: ("If-Match", (await tora.GetAsync(draft)).ETag!));
        }

        string[] lines = (await tora.GetAsync($"{draft}/grid.csv?language=en")).Is(200).Text.Split('\n');
        int row = Array.FindIndex(lines, line => line.Contains("0005", StringComparison.Ordinal));
        string[] cells = lines[row].Split(',');
        cells[Array.FindIndex(cells, 5, cell => cell.Contains('-', StringComparison.Ordinal))] = "";
        lines[row] = string.Join(',', cells);
        await DoAsync("tora", $"POST {at}/grid", $"{draft}/grid?why=kurs&acceptsBrokenRules=true", string.Join('\n', lines));
        await DoAsync("tora", $"PUT {Unit}/locks/{{agent}}/{{date}}", $"{Root}/locks/{agent}/{date}", new { });
        await DoAsync("tora", $"DELETE {Unit}/locks/{{agent}}/{{date}}", $"{Root}/locks/{agent}/{date}", null);
        object drawn = new { queue = "första", from = "2026-03-09T08:00:00Z", to = "2026-03-09T11:00:00Z", factor = 1.5 };
        await DoAsync("tora", $"POST {Unit}/forecasts/{{forecast}}/adjustments", $"{Root}/forecasts/1/adjustments", new { why = "Utskick", spans = (object[])[drawn] });
        await DoAsync("tora", $"POST {Unit}/forecasts", $"{Root}/forecasts", new { from = "2026-03-16", days = 7 }, isNew: true);
        await DoAsync("tora", $"POST {Unit}/requirements", $"{Root}/requirements", new { forecast = 1 }, isNew: true);
        await DoAsync("tora", $"POST {Unit}/imports/calls", $"{Root}/imports/calls?source=fil", "queue,start,offered\nbygg,2026-02-02T08:00,1\n", isNew: true);
    }

    private async Task RequestsAsync()
    {
        const string At = $"{Unit}/requests/{{request}}", Requests = $"{Root}/requests";
        object leave = Leave("0002", "2026-03-11T13:00", "2026-03-11T14:00");
        string draft = $"{Requests}/{await AskAsync("beata", new { kind = "timeOff", start = "2026-03-11T13:00", end = "2026-03-11T14:00", isDraft = true })}";
        await DoAsync("beata", $"PUT {At}", draft, leave, headers: ("If-Match", (await (await AsAsync("beata")).GetAsync(draft)).ETag!));
        await DoAsync("beata", $"POST {At}/send", $"{draft}/send", new { });
        await DoAsync("tora", $"POST {At}/advice", $"{draft}/advice", new { recommendation = "fits", comment = "Går bra." });
        await DecideAsync("greta", draft, "approve");
        await DoAsync("beata", $"POST {At}/withdraw", $"{draft}/withdraw", new { reason = "ångrade mig" });
        string swap = $"{Requests}/{await AskAsync("anna", new { kind = "swap", other = "0002", date = "2026-03-12" })}";
        await DoAsync("beata", $"POST {At}/accept", $"{swap}/accept", new { });
        ApiAnswer proposed = await DoAsync("tora", $"POST {Unit}/requests/proposals", $"{Requests}/proposals", new { kind = "loan", agents = (string[])["0002"], queues = (string[])["bygg"], start = "2026-03-11T13:00", end = "2026-03-11T14:00" }, isNew: true);
        await DoAsync("tora", $"POST {Unit}/requests/proposals/{{request}}/withdraw", $"{Requests}/proposals/{proposed.Json["id"]}/withdraw", new { });
        await DoAsync("greta", $"POST {Unit}/balances/{{agent}}/entries", $"{Root}/balances/0002/entries", new { kind = "vacationDays", amount = 25, why = "Ny semester" }, isNew: true);
        await DoAsync("tora", $"PUT {Unit}/request-limits", $"{Root}/request-limits", new { mostAway = 7 }, headers: ("If-Match", "\"0\""));
        object rule = new { approvesAbsence = true, approvesTimeOff = true, marginFraction = 0.0, daysAhead = 1 };
        await DoAsync("greta", $"PUT {Unit}/request-rules/{{group}}", $"{Root}/request-rules/ett", rule, headers: ("If-Match", "\"0\""));
        await DoAsync("greta", $"POST {At}/undo", $"{Requests}/{await ApprovedByRuleAsync()}/undo", new { reason = "Alla behövs." });
    }

    private async Task RunsAsync()
    {
        string run = $"{Root}/runs/{(await DoAsync("tora", $"POST {Unit}/runs/night", $"{Root}/runs/night", new { }, isNew: true)).Json["id"]}";
        await DoAsync("tora", $"POST {Unit}/runs/{{run}}/cancel", $"{run}/cancel", new { });
        await DoAsync("tora", $"POST {Unit}/runs/{{run}}/again", $"{run}/again", new { });
        await DoAsync("adam", $"POST {Unit}/retention", $"{Root}/retention", new { }, isNew: true);
    }

    private async Task DayAsync()
    {
        TurnClock(Instant.FromUtc(2026, 3, 11, 9, 0));
        string at = $"{Unit}/day";
        await DoAsync("tora", $"PUT {at}/settings", $"{Root}/day/settings", new { overtimeMinutes = 90, levers = (string[])["overtime"] }, headers: ("If-Match", "\"0\""));
        await DoAsync("greta", $"PUT {at}/delegations/{{group}}", $"{Root}/day/delegations/ett", new { levers = (string[])["moveBreaks"] });
        ApiAnswer waits = await DoAsync("greta", $"POST {Unit}/waiting-activities", $"{Root}/waiting-activities", new { agents = (string[])["0002"], activity = "coaching", minutes = 20 }, isNew: true);
        await DoAsync("greta", $"DELETE {Unit}/waiting-activities/{{waiting}}", $"{Root}/waiting-activities/{waits.Json[0]!["id"]}", null);
        using ApiClient exchange = _server.AsExchange();
        (await exchange.SendAsync("POST", $"{Root}/feeds/acd/calls", "queue,start,offered,answered,answered_in_time\nförsta,2026-03-11T09:45,60,60,6\nbygg,2026-03-11T09:45,20,20,2\n")).Is(200);
        ApiAnswer proposed = await DoAsync("tora", $"POST {at}/proposals", $"{Root}/day/proposals", new { queues = (string[])["första", "bygg"] }, isNew: true);
        JsonNode part = PartOf(proposed);
        await DoAsync(
            LeaderOf(part), $"POST {at}/proposals/{{proposal}}/answer", $"{Root}/day/proposals/{proposed.Json["id"]}/answer",
            new { accept = Array.Empty<string>(), reject = (string[])[part["agent"]!.GetValue<string>()], reason = "det räcker ändå" });
        ApiAnswer again = await DoAsync("tora", $"POST {at}/proposals", $"{Root}/day/proposals", new { queues = (string[])["första", "bygg"] }, isNew: true);
        string asked = PartOf(again)["agent"]!.GetValue<string>();
        await using (WfmDb db = _server.Database.CreateContext())
        {
            await House.AccountAsync(db, "pia", House.Unit, asked, (Role.Medarbetare, null));
        }

        await DoAsync(LeaderOf(PartOf(again)), $"POST {at}/proposals/{{proposal}}/offer", $"{Root}/day/proposals/{again.Json["id"]}/offer", new { people = (string[])[asked] });
        await DoAsync("pia", $"POST {Unit}/my-offers/{{proposal}}", $"{Root}/my-offers/{again.Json["id"]}", new { isYes = false });

        static JsonNode PartOf(ApiAnswer proposal) => proposal.Json["parts"]!.AsArray().First(own => own!["agent"]!.GetValue<string>() != "0004")!;
        static string LeaderOf(JsonNode part) => part["group"]!.GetValue<string>() == "ett" ? "greta" : "gustav";
    }

    // Everybody has to log in anew by then.
    private void TurnClock(Instant now)
    {
        _server.Clock.Now = now;
        foreach (ApiClient client in _clients.Values)
        {
            client.Dispose();
        }

        _clients.Clear();
    }

    // The morning of a day with shifts.
    private async Task LateAsync()
    {
        JsonArray versions = (await (await AsAsync("tora")).GetAsync($"{Root}/schedules")).Is(200).Json.AsArray();
        int newest = versions.Where(row => row!["state"]!.GetValue<string>() == "published").Max(row => row!["id"]!.GetValue<int>());
        JsonNode shift = (await (await AsAsync("tora")).GetAsync($"{Root}/schedules/{newest}/shifts")).Is(200).Json.AsArray()
            .First(row => row!["date"]!.GetValue<string>() == "2026-03-03" && string.CompareOrdinal(row["agent"]!.GetValue<string>(), "0005") < 0)!;
        TurnClock(Instant.FromUtc(2026, 3, 3, 5, 0));
        await DoAsync("tora", $"POST {Unit}/presence/late", $"{Root}/presence/late", new { agent = shift["agent"]!.GetValue<string>(), arrives = "2026-03-03T10:00" }, isNew: true);
    }

    private async Task ReportsAsync()
    {
        await using WfmDb db = _server.Database.CreateContext();
        int tora = (await db.Accounts.SingleAsync(row => row.Login == "tora")).Id.Value;
        object saved = new { title = "Veckan", report = "staffing", span = "lastWeek", format = "csv", language = "sv", every = "week", receivers = new[] { tora } };
        string report = $"{Root}/saved-reports/{(await DoAsync("tora", $"POST {Unit}/saved-reports", $"{Root}/saved-reports", saved, isNew: true)).Json["id"]}";
        await DoAsync("tora", $"PUT {Unit}/saved-reports/{{saved}}", report, saved, headers: ("If-Match", "\"0\""));
        await DoAsync("tora", $"POST {Unit}/saved-reports/{{saved}}/make", $"{report}/make", new { }, isNew: true);
        await DoAsync("tora", $"DELETE {Unit}/saved-reports/{{saved}}", report, null);
        await DoAsync("tora", $"POST {Unit}/imports/figures", $"{Root}/imports/figures", "queue,date,figure,value\nbygg,2026-02-02,fcr,0.8\n", isNew: true);
    }

    /// <summary>Does one write and looks for what it left.</summary>
    private async Task<ApiAnswer> DoAsync(string who, string route, string path, object? body, bool isNew = false, (string Name, string Value)? headers = null)
    {
        ApiClient client = await AsAsync(who);
        long last = await LastAsync();
        (string, string) key = (Idempotent.Header, Guid.NewGuid().ToString("N"));
        ApiAnswer answer = await client.SendAsync(route.Split(' ')[0], path, body, headers is { } extra ? [key, extra] : [key]);
        answer.Status.ShouldBeInRange(200, 299, $"{route} {answer.Text}");

        await using WfmDb db = _server.Database.CreateContext();
        List<AuditEntry> left = await db.AuditEntries.AsNoTracking().Where(row => row.Id > last && row.BusinessUnitId == House.Unit).ToListAsync();
        AuditEntry? entry = left.Find(row => row.Who == who);
        bool isRemoval = route.StartsWith("DELETE", StringComparison.Ordinal);
        Require(entry is { Action.Length: > 0, Subject.Length: > 0 }, $"{route} left no entry of {who}");
        Require(isRemoval || IsSecret(route) || left.Exists(row => row.AfterJson is not null), $"{route} does not tell how it is");
        Require(isNew || IsSecret(route) || left.Exists(row => row.BeforeJson is not null), $"{route} does not tell how it was");
        _done.Add(route);
        return answer;

        void Require(bool holds, string lack)
        {
            if (!holds)
            {
                _lacking.Add(lack);
            }
        }
    }

    // What is a secret is named and not told.
    private static bool IsSecret(string route) => route.Contains("/password", StringComparison.Ordinal) || route.Contains("/sessions", StringComparison.Ordinal)
        || route.Contains("/keys", StringComparison.Ordinal) || route.Contains("/calendar-token", StringComparison.Ordinal) || route.Contains("/webhooks", StringComparison.Ordinal);

    private async Task<int> AskAsync(string who, object body) =>
        (await DoAsync(who, $"POST {Unit}/requests", $"{Root}/requests", body, isNew: true)).Json["id"]!.GetValue<int>();

    private async Task DecideAsync(string who, string request, string answer)
    {
        string seen = (await (await AsAsync(who)).GetAsync($"{request}/consequence")).Is(200).Json["hash"]!.GetValue<string>();
        await DoAsync(who, $"POST {Unit}/requests/{{request}}/decision", $"{request}/decision", new { answer, seenConsequence = seen, reason = "ja" });
    }

    private async Task<int> ApprovedByRuleAsync()
    {
        for (int hour = 8; hour < 16; hour++)
        {
            ApiAnswer asked = (await (await AsAsync("greta")).DecideAsync($"{Root}/requests", Leave("0003", $"2026-03-12T{hour:00}:00", $"2026-03-12T{hour:00}:15"))).Is(200);
            if (asked.Json["status"]!.GetValue<string>() == "approved")
            {
                return asked.Json["id"]!.GetValue<int>();
            }
        }

        throw new AssertionException("no rule says yes");
    }

    private static object Leave(string agent, string start, string end) => new { kind = "absence", agents = (string[])[agent], start, end, category = "vacation" };

    private async Task<ApiClient> AsAsync(string who)
    {
        if (!_clients.TryGetValue(who, out ApiClient? client))
        {
            _clients.Add(who, client = await _server.AsAsync(who));
        }

        return client;
    }

    private async Task<long> LastAsync()
    {
        await using WfmDb db = _server.Database.CreateContext();
        return await db.AuditEntries.MaxAsync(row => (long?)row.Id) ?? 0;
    }
}
