using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>The house with its published schedule, and words for what is asked and answered in it.</summary>
public abstract class RequestsFixture(DatabaseProvider provider)
{
    protected const string Requests = "/api/units/1/requests";

    protected RunningServer Server { get; private set; } = null!;

    [SetUp]
    public async Task Start() => Server = await RunningServer.StartAsync(provider);

    [TearDown]
    public Task Stop() => Server.DisposeAsync().AsTask();

    /// <summary>An hour of a shift somebody has, on a day nobody is away, as wall clock times.</summary>
    protected async Task<(string Start, string End)> HourOfAsync(string agent, int hour = 0)
    {
        StoredShift shift = await ShiftOfAsync(agent);
        Instant start = shift.Start + Duration.FromHours(hour);
        return (Local(start), Local(start + Duration.FromHours(1)));
    }

    /// <summary>The first shift of somebody in the second week.</summary>
    protected async Task<StoredShift> ShiftOfAsync(string agent)
    {
        await using WfmDb db = Server.Database.CreateContext();
        AgentId who = new(agent);
        LocalDate from = SmallHouse.Monday.PlusDays(9);
        ScheduleId newest = await NewestAsync(db);
        return await db.Shifts.Where(row => row.ScheduleId == newest && row.AgentCode == who && row.Date >= from).OrderBy(row => row.Date).FirstAsync();
    }

    protected static Task<ScheduleId> NewestAsync(WfmDb db) => db.Schedules
        .Where(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Published).OrderByDescending(row => row.Version).Select(row => row.Id).FirstAsync();

    protected static string Local(Instant instant) => instant.InZone(SmallHouse.Stockholm).ToString("uuuu-MM-dd'T'HH:mm", null);

    /// <summary>An hour's leave asked for, by whoever it concerns.</summary>
    protected async Task<JsonNode> AskAsync(ApiClient by, string agent, int hour = 0, string category = "vacation")
    {
        (string start, string end) = await HourOfAsync(agent, hour);
        return (await by.DecideAsync(Requests, new { kind = "absence", agents = (string[])[agent], start, end, category })).Is(200).Json;
    }

    protected static async Task<string> SeenAsync(ApiClient by, int request) =>
        (await by.GetAsync($"{Requests}/{request}/consequence")).Is(200).Json["hash"]!.GetValue<string>();

    protected static async Task<ApiAnswer> AnswerAsync(ApiClient by, int request, string answer, string? reason = null, string? key = null) =>
        await by.DecideAsync($"{Requests}/{request}/decision", new { answer, seenConsequence = await SeenAsync(by, request), reason }, key);

    protected static int IdOf(JsonNode request) => request["id"]!.GetValue<int>();

    protected static string StatusOf(JsonNode request) => request["status"]!.GetValue<string>();

    /// <summary>Runs a step of the upkeep, as a node that takes jobs would.</summary>
    protected async Task<TResult> StepAsync<TStep, TResult>(Func<TStep, Task<TResult>> run)
        where TStep : notnull
    {
        await using AsyncServiceScope scope = Server.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TStep>());
    }

    protected async Task<TResult> InAsync<TResult>(Func<WfmDb, Task<TResult>> read)
    {
        await using WfmDb db = Server.Database.CreateContext();
        return await read(db);
    }

    protected Task<List<string>> MessagesAsync(string agent) => InAsync(db =>
    {
        AgentId who = new(agent);
        return db.Notifications.Where(row => row.AgentCode == who).OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync();
    });
}
