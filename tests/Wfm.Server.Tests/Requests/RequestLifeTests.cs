using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class RequestLifeTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    [Test]
    public async Task The_leader_of_the_group_is_told_of_a_request_and_finds_it_with_its_consequence()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient gustav = await Server.AsAsync("gustav");

        int request = IdOf(await AskAsync(beata, "0002"));

        (await greta.GetAsync("/api/units/1/inbox")).Json["items"]![0]!["kind"]!.GetValue<string>().ShouldBe("request-sent");
        (await gustav.GetAsync("/api/units/1/inbox")).Json["items"]!.AsArray().ShouldBeEmpty();
        JsonNode whole = (await greta.GetAsync($"{Requests}/{request}")).Is(200).Json;
        whole["consequence"]!["queues"]!.AsArray().ShouldNotBeEmpty();
        whole["consequence"]!["inputs"]!["schedules"]!.AsArray().Count.ShouldBe(1);
        (await gustav.GetAsync($"{Requests}/{request}")).Is(404);
        (await gustav.GetAsync(Requests)).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task The_category_is_seen_by_the_person_and_their_leader_only()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        int request = IdOf(await AskAsync(beata, "0002"));

        foreach (string path in (string[])[$"{Requests}/{request}", Requests])
        {
            (await beata.GetAsync(path)).Is(200).Text.ShouldContain("\"category\":\"vacation\"");
            (await greta.GetAsync(path)).Is(200).Text.ShouldContain("\"category\":\"vacation\"");
            (await tora.GetAsync(path)).Is(200).Text.ShouldNotContain("category");
        }

        var read = (await InAsync(db => db.PersonalReads.Select(row => new { row.Who, row.What, row.AgentCode }).Distinct().ToListAsync())).ShouldHaveSingleItem();
        (read.Who, read.What, read.AgentCode).ShouldBe(("greta", PersonalRead.AbsenceCategory, (AgentId?)new AgentId("0002")));
        (await tora.GetAsync("/api/units/1/balances/0002")).Is(403);
        (await InAsync(db => db.Notifications.Select(row => row.BodyJson).ToListAsync())).ShouldAllBe(body => !body.Contains("vacation"));
    }

    [Test]
    public async Task A_draft_is_its_writers_alone_until_it_is_sent()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        (string start, string end) = await HourOfAsync("0002");
        int request = IdOf((await beata.DecideAsync(Requests, new { kind = "timeOff", start, end, isDraft = true })).Is(200).Json);
        (await greta.GetAsync($"{Requests}/{request}")).Is(404);

        ApiAnswer read = (await beata.GetAsync($"{Requests}/{request}")).Is(200);
        (await beata.SendAsync("PUT", $"{Requests}/{request}", new { kind = "timeOff", start, end, note = "Går det?" }, ("If-Match", read.ETag!))).Is(200);
        ApiAnswer stale = await beata.SendAsync("PUT", $"{Requests}/{request}", new { kind = "timeOff", start, end }, ("If-Match", read.ETag!));
        (stale.Status, stale.Code).ShouldBe((409, "changed-meanwhile"));
        StatusOf((await beata.DecideAsync($"{Requests}/{request}/send", new { })).Is(200).Json).ShouldBe("sent");

        (await greta.GetAsync($"{Requests}/{request}")).Is(200).Json["note"]!.GetValue<string>().ShouldBe("Går det?");
        (await beata.DecideAsync($"{Requests}/{request}/send", new { })).Code.ShouldBe("wrong-status");
    }

    [Test]
    public async Task What_is_withdrawn_gives_shifts_and_days_back()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        (await greta.DecideAsync("/api/units/1/balances/0002/entries", new { kind = "vacationDays", amount = 25, why = "Ny semesterårets dagar" })).Is(200);
        ScheduleId first = await InAsync(NewestAsync);
        StoredShift shift = await ShiftOfAsync("0002");
        string day = $"{shift.Date:uuuu-MM-dd}";
        int request = IdOf((await beata.DecideAsync(Requests, new { kind = "absence", start = $"{day}T08:00", end = $"{day}T17:00", category = "vacation" })).Is(200).Json);
        (await AnswerAsync(greta, request, "approve", "ja")).Is(200);
        (await LeftAsync(beata)).ShouldBe(24);
        (await InAsync(async db => (await ScheduleStore.LoadAsync(db, await NewestAsync(db), default)).Shifts.Any(row => row.Agent.Value == "0002" && row.Date == shift.Date))).ShouldBeFalse();

        StatusOf((await beata.DecideAsync($"{Requests}/{request}/withdraw", new { })).Is(200).Json).ShouldBe("withdrawn");

        (await LeftAsync(beata)).ShouldBe(25);
        ScheduleId last = await InAsync(NewestAsync);
        Schedule before = await InAsync(db => ScheduleStore.LoadAsync(db, first, default)), after = await InAsync(db => ScheduleStore.LoadAsync(db, last, default));
        (after.Version - before.Version).ShouldBe(2);
        after.Shifts.Select(row => $"{row.Agent} {row.Span}").ShouldBe(before.Shifts.Select(row => $"{row.Agent} {row.Span}"));
        (await InAsync(db => db.Absences.CountAsync(row => row.AgentCode == new AgentId("0002") && row.Category == AbsenceCategory.Vacation))).ShouldBe(0);
        (await beata.DecideAsync($"{Requests}/{request}/withdraw", new { })).Code.ShouldBe("wrong-status");
    }

    [Test]
    public async Task Where_nobody_entered_days_of_holiday_leaves_are_counted_but_none_is_refused()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        for (int hour = 0; hour < 2; hour++)
        {
            (await AnswerAsync(greta, IdOf(await AskAsync(beata, "0002", hour)), "approve", "ja")).Is(200);
        }

        JsonNode balance = (await beata.GetAsync("/api/units/1/balances/0002")).Is(200).Json;
        (balance["left"]!.AsArray().Count, balance["entries"]!.AsArray().Count).ShouldBe((0, 2));
    }

    [Test]
    public async Task More_holiday_than_is_left_is_refused()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        (await greta.DecideAsync("/api/units/1/balances/0002/entries", new { kind = "vacationDays", amount = 0.05, why = "Rest" })).Is(200);
        int request = IdOf(await AskAsync(beata, "0002"));

        ApiAnswer answer = await AnswerAsync(greta, request, "approve");

        (answer.Status, answer.Code).ShouldBe((409, "balance-too-low"));
        (await LeftAsync(beata)).ShouldBe(0.05);
    }

    [Test]
    public async Task A_rule_answers_only_when_it_is_on_and_its_answer_can_be_undone()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        StatusOf(await AskAsync(beata, "0002")).ShouldBe("sent", "rules are off until somebody switches them on");
        (await greta.SendAsync("PUT", "/api/units/1/request-rules/ett", Rule(margin: 0.5), ("If-Match", "\"0\""))).Is(200);
        StatusOf(await AskAsync(beata, "0002", hour: 1)).ShouldBe("sent", "no interval is 50 points above its target");
        (await greta.SendAsync("PUT", "/api/units/1/request-rules/ett", Rule(days: 300), ("If-Match", "\"1\""))).Is(200);
        StatusOf(await AskAsync(beata, "0002", hour: 1)).ShouldBe("sent", "too soon");
        (await greta.SendAsync("PUT", "/api/units/1/request-rules/två", Rule(), ("If-Match", "\"0\""))).Is(404);
        (await greta.SendAsync("PUT", "/api/units/1/request-rules/ett", Rule(), ("If-Match", "\"2\""))).Is(200);

        JsonNode? approved = await FirstApprovedAsync(greta);
        if (approved is null)
        {
            Assert.Fail("the house has no hour any rule would give away");
        }

        approved!["decision"]!["isAutomatic"]!.GetValue<bool>().ShouldBeTrue();
        approved["decision"]!["by"]!.GetValue<string>().ShouldBe("rule:ett");
        AuditEntry audit = await InAsync(db => db.AuditEntries.SingleAsync(row => row.Action == "approve-request"));
        string after = audit.AfterJson!;
        after.ShouldContain("\"rule\":{\"approvesAbsence\":true");
        after.ShouldContain("peopleHash");

        ApiAnswer undone = (await greta.DecideAsync($"{Requests}/{IdOf(approved)}/undo", new { reason = "Vi behöver alla den dagen." })).Is(200);
        StatusOf(undone.Json).ShouldBe("sent");
        (await MessagesAsync(approved["agents"]![0]!.GetValue<string>())).ShouldBe(["request-approved", "request-reopened"]);
        (await greta.DecideAsync($"{Requests}/{IdOf(approved)}/undo", new { reason = "igen" })).Code.ShouldBe("wrong-status");
    }

    [Test]
    public async Task A_rule_of_ones_own_never_answers_a_leaders_own_request()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        (await greta.SendAsync("PUT", "/api/units/1/request-rules/ett", Rule(), ("If-Match", "\"0\""))).Is(200);

        for (int hour = 0; hour < 3; hour++)
        {
            StatusOf(await AskAsync(greta, "0004", hour)).ShouldBe("sent");
        }
    }

    [Test]
    public async Task Who_waits_is_offered_the_slot_when_it_frees_and_the_leader_decides()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 0 }, ("If-Match", "\"0\""))).Is(200);
        int request = IdOf(await AskAsync(beata, "0002"));
        (await AnswerAsync(greta, request, "approve")).Code.ShouldBe("limit-reached");
        StatusOf((await AnswerAsync(greta, request, "wait", "Kanske senare.")).Is(200).Json).ShouldBe("waiting");
        (await StepAsync((OfferFreedSlots step) => step.RunAsync(default))).ShouldBe(0);

        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 5 }, ("If-Match", "\"1\""))).Is(200);
        (await StepAsync((OfferFreedSlots step) => step.RunAsync(default))).ShouldBe(1);
        (await StepAsync((OfferFreedSlots step) => step.RunAsync(default))).ShouldBe(0);

        JsonNode offered = (await greta.GetAsync($"{Requests}/{request}")).Json;
        (StatusOf(offered), offered["offeredAt"] is null).ShouldBe(("waiting", false));
        (await greta.GetAsync("/api/units/1/inbox")).Json["items"]![0]!["kind"]!.GetValue<string>().ShouldBe("request-offered");
        StatusOf((await AnswerAsync(greta, request, "approve")).Is(200).Json).ShouldBe("approved");
    }

    [Test]
    public async Task A_swap_needs_the_yes_of_both_before_the_leaders()
    {
        using ApiClient anna = await Server.AsAsync("anna");
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        LocalDate day = SmallHouse.Monday.PlusDays(10);
        ApiAnswer asked = await anna.DecideAsync(Requests, new { kind = "swap", other = "0002", date = $"{day:uuuu-MM-dd}" });
        int request = IdOf(asked.Is(200).Json);
        (await MessagesAsync("0002")).ShouldBe(["swap-asked"]);
        (await AnswerAsync(greta, request, "approve", "ja")).Code.ShouldBe("swap-not-accepted");
        (await anna.DecideAsync($"{Requests}/{request}/accept", new { })).Is(404);

        (await beata.DecideAsync($"{Requests}/{request}/accept", new { })).Is(200);

        string before = await SpansAsync(day);
        (await AnswerAsync(greta, request, "approve", "ja")).Is(200);
        string after = await SpansAsync(day);
        after.ShouldBe(before.Replace("0001", "x", StringComparison.Ordinal).Replace("0002", "0001", StringComparison.Ordinal).Replace("x", "0002", StringComparison.Ordinal)
            .Split('\n').Order(StringComparer.Ordinal).Aggregate((one, two) => $"{one}\n{two}"));
    }

    [Test]
    public async Task A_training_stands_in_the_schedule_and_among_the_meetings()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        (string start, string end) = await HourOfAsync("0003", hour: 1);
        int request = IdOf((await greta.DecideAsync(Requests, new { kind = "training", agents = (string[])["0003"], start, end })).Is(200).Json);

        (await AnswerAsync(greta, request, "approve", "ja")).Is(200);

        (await InAsync(db => db.Meetings.CountAsync(row => row.AgentCode == new AgentId("0003") && row.Activity == ActivityKind.Training))).ShouldBe(1);
        (await InAsync(async db =>
        {
            ScheduleId newest = await NewestAsync(db);
            return await db.ShiftActivities.CountAsync(row => row.ScheduleId == newest && row.Kind == ActivityKind.Training);
        })).ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task Alternatives_for_the_asker_name_no_colleague()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        int request = IdOf(await AskAsync(beata, "0002"));

        JsonNode own = (await beata.GetAsync($"{Requests}/{request}/alternatives")).Is(200).Json;
        JsonNode all = (await greta.GetAsync($"{Requests}/{request}/alternatives")).Is(200).Json;

        own["alternatives"]!.AsArray().Select(choice => choice!["kind"]!.GetValue<string>()).ShouldAllBe(kind => kind == "otherTime" || kind == "otherDay");
        all["alternatives"]!.AsArray().Count.ShouldBeInRange(own["alternatives"]!.AsArray().Count, 3);
        own["hash"]!.GetValue<string>().ShouldBe(await SeenAsync(greta, request));
    }

    [Test]
    public async Task Lists_come_in_parts_the_soonest_decide_by_date_first()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        for (int hour = 0; hour < 3; hour++)
        {
            await AskAsync(greta, "0002", hour);
        }

        JsonNode first = (await greta.GetAsync($"{Requests}?limit=2&status=sent&group=ett&agent=0002")).Is(200).Json;
        JsonNode second = (await greta.GetAsync($"{Requests}?limit=2&after={first["next"]!.GetValue<string>()}")).Is(200).Json;

        int[] ids = [.. first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => IdOf(item!))];
        ids.ShouldBe(ids.Order());
        (ids.Length, second["next"] is null).ShouldBe((3, true));
        (await greta.GetAsync($"{Requests}?group=två")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await greta.GetAsync($"{Requests}?decideBefore=2026-02-02T00:00:00Z")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    private async Task<JsonNode?> FirstApprovedAsync(ApiClient greta)
    {
        foreach (string agent in (string[])["0001", "0002", "0003"])
        {
            for (int hour = 0; hour < 6; hour++)
            {
                JsonNode asked = await AskAsync(greta, agent, hour);
                if (StatusOf(asked) == "approved")
                {
                    return asked;
                }
            }
        }

        return null;
    }

    private static object Rule(double margin = 0, int days = 14) => new { approvesAbsence = true, approvesTimeOff = true, marginFraction = margin, daysAhead = days };

    private static async Task<double> LeftAsync(ApiClient who) =>
        (await who.GetAsync("/api/units/1/balances/0002")).Is(200).Json["left"]![0]!["amount"]!.GetValue<double>();

    private Task<string> SpansAsync(LocalDate day) => InAsync(async db =>
    {
        Schedule schedule = await ScheduleStore.LoadAsync(db, await NewestAsync(db), default);
        return string.Join('\n', schedule.Shifts.Where(shift => shift.Date == day && shift.Agent.Value is "0001" or "0002" && shift.Date == day)
            .Select(shift => $"{shift.Agent} {shift.Span}").Order(StringComparer.Ordinal));
    });
}
