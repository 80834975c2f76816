using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>A decision as it is posted: repeating it under its key is harmless.</summary>
/// <param name="Kind">What it does; every write of a kind adds the same number of rows.</param>
/// <param name="Who">Whose login.</param>
/// <param name="Path">Where to.</param>
/// <param name="Body">What.</param>
internal sealed record CrashWrite(string Kind, string Who, string Path, object Body)
{
    /// <summary>The Idempotency-Key.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Posts it.</summary>
    /// <returns>The answer; nothing when the server died before it gave one.</returns>
    public async Task<ApiAnswer?> PostAsync(CrashClients clients)
    {
        try
        {
            return await clients[Who].DecideAsync(Path, Body, Key);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return null;
        }
    }
}

/// <summary>Somebody who writes one thing after another: what comes next follows from what is stored.</summary>
internal interface ICrashWriter
{
    /// <summary>What is written next.</summary>
    Task<CrashWrite> NextAsync(CrashClients clients, WfmDatabase database);

    /// <summary>The write is done.</summary>
    void Done(ApiAnswer answer);

    /// <summary>Asserts that everything a write touches is there, or that nothing is.</summary>
    /// <param name="database">Where.</param>
    /// <param name="isStored">Whether its answer is.</param>
    Task WholeAsync(WfmDatabase database, bool isStored);
}

/// <summary>An hour of leave: asked for, granted, taken back, asked for again.</summary>
/// <param name="agent">Who is away.</param>
/// <param name="shift">The shift it is an hour of; no other writer's day, so that what each sees stays as it is.</param>
internal sealed class LeaveWriter(string agent, StoredShift shift) : ICrashWriter
{
    private const string Requests = "/api/units/1/requests";
    private const string Leader = "greta";

    private readonly Instant _end = shift.Start + Duration.FromHours(1);
    private int _request;
    private RequestStatus _status = RequestStatus.Withdrawn;
    private RequestStatus _next;

    public async Task<CrashWrite> NextAsync(CrashClients clients, WfmDatabase database)
    {
        switch (_status)
        {
            case RequestStatus.Withdrawn:
                _next = RequestStatus.Sent;
                return new CrashWrite("ask", Leader, Requests, new { kind = "absence", agents = (string[])[agent], start = Local(shift.Start), end = Local(_end), category = "vacation" });
            case RequestStatus.Sent:
                _next = RequestStatus.Approved;
                string seen = (await clients[Leader].GetAsync($"{Requests}/{_request}/consequence")).Is(200).Json["hash"]!.GetValue<string>();
                return new CrashWrite("approve", Leader, $"{Requests}/{_request}/decision", new { answer = "approve", seenConsequence = seen, reason = "ja" });
            default:
                _next = RequestStatus.Withdrawn;
                return new CrashWrite("take back", Leader, $"{Requests}/{_request}/withdraw", new { reason = "behövs inte" });
        }
    }

    public void Done(ApiAnswer answer)
    {
        _request = answer.Json["id"]!.GetValue<int>();
        _status = _next;
    }

    public async Task WholeAsync(WfmDatabase database, bool isStored)
    {
        await using WfmDb db = database.CreateContext();
        RequestStatus expected = isStored ? _next : _status;
        StoredRequest? newest = await db.Requests.AsNoTracking().Where(row => row.BusinessUnitId == House.Unit && row.Start == shift.Start && row.End == _end)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync();
        (newest?.Status ?? RequestStatus.Withdrawn).ShouldBe(expected, $"the leave of {agent}");
        bool isAway = expected == RequestStatus.Approved;
        LocalDateTime start = shift.Start.InZone(SmallHouse.Stockholm).LocalDateTime;
        (await db.Absences.CountAsync(row => row.BusinessUnitId == House.Unit && row.AgentCode == shift.AgentCode && row.Start == start)).ShouldBe(isAway ? 1 : 0, $"the absence of {agent}");
        ScheduleId inForce = await CrashRows.InForceAsync(db, House.Unit);
        Schedule schedule = await ScheduleStore.LoadAsync(db, inForce, default);
        schedule.Shifts.Single(row => row.Agent == shift.AgentCode && row.Date == shift.Date).Activities
            .Any(piece => piece.Kind == ActivityKind.Absence).ShouldBe(isAway, $"the shift of {agent} in force");
    }

    private static string Local(Instant instant) => instant.InZone(SmallHouse.Stockholm).ToString("uuuu-MM-dd'T'HH:mm", null);
}

/// <summary>A planner who publishes one correction after another, in a unit of their own.</summary>
/// <param name="shift">The shift that is published anew, as it is.</param>
internal sealed class CorrectionWriter(Shift shift) : ICrashWriter
{
    private ScheduleId _from;

    public async Task<CrashWrite> NextAsync(CrashClients clients, WfmDatabase database)
    {
        _from = await Rounds.AskAsync(database, db => CrashRows.InForceAsync(db, House.OtherUnit));
        object day = new { agent = shift.Agent, date = shift.Date, activities = shift.Activities.Select(piece => new { piece.Kind, piece.Span.Start, piece.Span.End }) };
        return new CrashWrite("correct", "otto", $"/api/units/2/schedules/{_from.Value}/correct", new { days = (object[])[day], why = "kurs", acceptsBrokenRules = true });
    }

    public void Done(ApiAnswer answer)
    {
    }

    public async Task WholeAsync(WfmDatabase database, bool isStored)
    {
        await using WfmDb db = database.CreateContext();
        ScheduleId inForce = await CrashRows.InForceAsync(db, House.OtherUnit);
        (inForce != _from).ShouldBe(isStored, "the corrected schedule");
    }
}

/// <summary>Everybody who is logged in at a node.</summary>
internal sealed class CrashClients : IDisposable
{
    private readonly Dictionary<string, ApiClient> _clients = [];

    public ApiClient this[string login] => _clients[login];

    public static async Task<CrashClients> LogInAsync(Node node)
    {
        CrashClients clients = new();
        foreach (string login in (string[])["greta", "otto"])
        {
            clients._clients.Add(login, await ApiClient.LogInAsync(await node.Address, login, House.Password));
        }

        return clients;
    }

    public void Dispose()
    {
        foreach (ApiClient client in _clients.Values)
        {
            client.Dispose();
        }
    }
}

/// <summary>How many rows there are of everything a decision writes.</summary>
internal static class CrashRows
{
    public static Task<int[]> CountAsync(WfmDatabase database) => Rounds.AskAsync<int[]>(database, async db =>
    [
        await db.Requests.CountAsync(), await db.RequestPeople.CountAsync(), await db.Schedules.CountAsync(), await db.Shifts.CountAsync(), await db.Absences.CountAsync(),
        await db.AuditEntries.CountAsync(), await db.Notifications.CountAsync(), await db.Events.CountAsync(), await db.BalanceEntries.CountAsync(), await db.Answers.CountAsync(),
    ]);

    public static int[] Sum(IEnumerable<int[]> rows) => rows.Aggregate(new int[10], (sum, row) => [.. sum.Zip(row, (left, right) => left + right)]);

    public static int[] Less(int[] after, int[] before) => [.. after.Zip(before, (left, right) => left - right)];

    public static Task<ScheduleId> InForceAsync(WfmDb db, BusinessUnitId unit) => db.Schedules
        .Where(row => row.BusinessUnitId == unit && row.State == ScheduleState.Published).OrderByDescending(row => row.Version).Select(row => row.Id).FirstAsync();
}
