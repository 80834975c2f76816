using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Server.Tests.MasterData;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class AgentTests(DatabaseProvider provider)
{
    private const string Agents = "/api/units/1/agents";

    private RunningServer _server = null!;
    private ApiClient _tora = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _tora = await _server.AsAsync("tora");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tora.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_group_leader_sees_her_own_group_only()
    {
        using ApiClient greta = await _server.AsAsync("greta");

        string[] hers = Codes((await greta.GetAsync(Agents)).Is(200));
        hers.ShouldContain("0001");
        hers.ShouldNotContain("0005");
        Codes((await _tora.GetAsync($"{Agents}?limit=3")).Is(200)).ShouldBe(["0001", "0002", "0003"]);
        Codes((await _tora.GetAsync($"{Agents}?limit=2&after=0006")).Is(200)).ShouldBe(["0007", "0008"]);
        (await greta.GetAsync($"{Agents}/0005")).Is(404);
    }

    [Test]
    public async Task Group_and_contract_change_from_a_day_on()
    {
        ApiAnswer before = (await _tora.GetAsync($"{Agents}/0001")).Is(200);
        JsonNode body = before.Json["agent"]!.DeepClone();
        body["assignments"]!.AsArray().Add(new JsonObject { ["group"] = "två", ["contract"] = "halv", ["validFrom"] = "2026-03-02" });

        ApiAnswer changed = (await _tora.SendAsync("PUT", $"{Agents}/0001", body, ("If-Match", before.ETag!))).Is(200);

        (changed.Json["group"]!.GetValue<string>(), changed.Json["contract"]!.GetValue<string>()).ShouldBe(("ett", "hel"));
        Held(await _tora.GetAsync($"{Agents}?on=2026-03-01"), "0001").ShouldBe("ett hel");
        Held(await _tora.GetAsync($"{Agents}?on=2026-03-02"), "0001").ShouldBe("två halv");
        await using WfmDb db = _server.Database.CreateContext();
        AuditEntry audit = await db.AuditEntries.SingleAsync(row => row.Subject == "agents/0001");
        (audit.Who, audit.Action).ShouldBe(("tora", "change"));
        audit.BeforeJson!.ShouldNotContain("2026-03-02");
        audit.AfterJson!.ShouldContain("2026-03-02");
        (await db.Events.SingleAsync(row => row.Subject == "agents/0001")).Kind.ShouldBe("master-data-changed");
    }

    [Test]
    public async Task A_plan_uses_the_contract_of_its_first_day()
    {
        await MoveAsync("0006", "2026-03-02");
        await using WfmDb db = _server.Database.CreateContext();
        RequirementVersion requirement = await db.Requirements.FirstAsync(row => row.BusinessUnitId == House.Unit);

        BuildScheduleResult built = await new BuildSchedule(db, _server.Clock).RunAsync(
            House.Unit, requirement.Id, SmallHouse.Period, new ScheduleOptions { Steps = 20, BoundSteps = 5 }, null, default);

        PlanAgent agent = built.Assembled.Problem!.Agents.Single(agent => agent.Id == new AgentId("0006"));
        (agent.Contract.Value, agent.Group!.Value.Value).ShouldBe(("halv", "ett"));
    }

    [Test]
    public async Task A_dated_change_comes_due_on_its_day_and_moves_who_may_see()
    {
        await MoveAsync("0003", "2026-02-16");
        using ApiClient gustav = await _server.AsAsync("gustav");
        await using WfmDb db = _server.Database.CreateContext();
        (await gustav.GetAsync($"{Agents}/0003")).Is(404);
        (await new BringForward(db, _server.Clock).RunAsync(House.Unit, default)).ShouldBe(0);

        FixedClock morning = new(Instant.FromUtc(2026, 2, 15, 23, 0));
        (await new BringForward(db, morning).RunAsync(House.Unit, default)).ShouldBe(1);
        (await new BringForward(db, morning).RunAsync(House.Unit, default)).ShouldBe(0);

        (await gustav.GetAsync($"{Agents}/0003")).Is(200);
        (await db.Agents.AsNoTracking().SingleAsync(row => row.BusinessUnitId == House.Unit && row.Code == new AgentId("0003"))).ContractCode.ShouldBe(new ContractId("halv"));
        (await db.AuditEntries.SingleAsync(row => row.Action == "come-due")).Subject.ShouldBe("agents/0003");
    }

    [Test]
    public async Task A_new_agent_is_made_once()
    {
        object body = new { name = "Nya Åsa", assignments = new[] { new { group = "ett", contract = "hel" } }, skills = new[] { new { queue = "första", priority = 1 } }, employedFrom = "2026-03-01" };

        (await _tora.SendAsync("PUT", $"{Agents}/9001", body)).Is(428).Code.ShouldBe("if-none-match-missing");
        (await _tora.SendAsync("PUT", $"{Agents}/9001", body, ("If-Match", "\"0\""))).Is(404);
        (await _tora.SendAsync("PUT", $"{Agents}/9001", body, ("If-None-Match", "*"))).Is(200);
        (await _tora.SendAsync("PUT", $"{Agents}/9001", body, ("If-None-Match", "*"))).Is(409).Code.ShouldBe("already-there");
        (await _tora.GetAsync($"{Agents}/9001")).Is(200).Json["agent"]!["skills"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task Two_who_change_the_same_agent_do_not_overwrite_each_other()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Agents}/0002")).Is(200);
        JsonNode body = seen.Json["agent"]!;
        body["name"] = "Åsa Två";
        (await _tora.SendAsync("PUT", $"{Agents}/0002", body, ("If-Match", seen.ETag!))).Is(200);

        ApiAnswer late = (await _tora.SendAsync("PUT", $"{Agents}/0002", body, ("If-Match", seen.ETag!))).Is(409);

        late.Code.ShouldBe("changed-meanwhile");
        late.Json["facts"]!["agent"]!["name"]!.GetValue<string>().ShouldBe("Åsa Två");
    }

    [Test]
    public async Task Everything_wrong_with_an_agent_is_told_at_once()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Agents}/0002")).Is(200);

        ApiAnswer answer = (await _tora.SendAsync("PUT", $"{Agents}/0002", new
        {
            name = "An\u200Bna",
            assignments = new object[] { new { group = "ett", contract = "borta" }, new { group = "ett", contract = "hel", validFrom = "9999-12-31" } },
            skills = new object[]
            {
                new { queue = "första", priority = 0, validFrom = "2026-05-01", validTo = "2026-04-01" }, new { queue = "första", priority = 1 }, new { queue = "okänd", priority = 1 },
            },
            employedFrom = "2026-03-02",
            employedTo = "2026-03-01",
        }, ("If-Match", seen.ETag!))).Is(400);

        answer.Json["facts"]!.AsArray().Select(fact => fact!["field"]!.GetValue<string>()).ShouldBe(
            ["name", "employedTo", "assignments[0].contract", "assignments[1].validFrom", "skills[0].priority", "skills[0].validTo", "skills[1].queue", "skills[2].queue"], ignoreOrder: true);
    }

    private async Task MoveAsync(string agent, string from)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Agents}/{agent}")).Is(200);
        JsonNode body = seen.Json["agent"]!;
        string other = seen.Json["group"]!.GetValue<string>() == "ett" ? "två" : "ett";
        body["assignments"]!.AsArray().Add(new JsonObject { ["group"] = other, ["contract"] = "halv", ["validFrom"] = from });
        (await _tora.SendAsync("PUT", $"{Agents}/{agent}", body, ("If-Match", seen.ETag!))).Is(200);
    }

    private static string[] Codes(ApiAnswer answer) => [.. answer.Json["items"]!.AsArray().Select(row => row!["code"]!.GetValue<string>())];

    private static string Held(ApiAnswer answer, string agent)
    {
        JsonNode row = answer.Is(200).Json["items"]!.AsArray().Single(row => row!["code"]!.GetValue<string>() == agent)!;
        return $"{row["group"]} {row["contract"]}";
    }
}
