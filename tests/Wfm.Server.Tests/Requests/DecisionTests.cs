using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class DecisionTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    [Test]
    public async Task A_yes_makes_a_new_published_version_an_absence_an_audit_entry_and_one_message()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        ScheduleId before = await InAsync(NewestAsync);
        StoredShift shift = await ShiftOfAsync("0002");
        int request = IdOf(await AskAsync(beata, "0002"));

        ApiAnswer answer = await AnswerAsync(greta, request, "approve");

        StatusOf(answer.Is(200).Json).ShouldBe("approved");
        ScheduleId after = await InAsync(NewestAsync);
        ScheduleVersion made = await InAsync(db => db.Schedules.SingleAsync(row => row.Id == after));
        (made.ParentId, made.State).ShouldBe(((ScheduleId?)before, ScheduleState.Published));
        Schedule old = await InAsync(db => ScheduleStore.LoadAsync(db, before, default)), now = await InAsync(db => ScheduleStore.LoadAsync(db, after, default));
        Changed(old, now).ShouldBe([$"0002 {shift.Date:uuuu-MM-dd}"]);
        Shift own = now.Shifts.Single(row => row.Agent.Value == "0002" && row.Date == shift.Date);
        own.Activities.Where(piece => piece.Kind == ActivityKind.Absence).Aggregate(Duration.Zero, (sum, piece) => sum + piece.Span.Duration).ShouldBe(Duration.FromHours(1));
        (await InAsync(db => db.Absences.CountAsync(row => row.AgentCode == new AgentId("0002") && row.Category == AbsenceCategory.Vacation))).ShouldBe(1);
        (await MessagesAsync("0002")).ShouldBe(["request-approved"]);
        AuditEntry audit = await InAsync(db => db.AuditEntries.SingleAsync(row => row.Action == "approve-request"));
        (audit.Who, audit.Subject).ShouldBe(("greta", $"request {request}"));
        audit.AfterJson!.ShouldNotContain("vacation");
        (await InAsync(db => db.Events.Where(row => row.Kind == "schedule-published").Select(row => row.Subject).ToListAsync())).ShouldBe([$"schedules/{after.Value}"]);
    }

    [Test]
    public async Task A_yes_that_leaves_a_post_without_its_people_tells_which()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        await InAsync(async db =>
        {
            db.Add(new StoredMinimumPost(House.Unit, new MinimumPost(new QueueId("första"), null, new LocalTime(8, 0), new LocalTime(17, 0), 8, null, null)));
            return await db.SaveChangesAsync();
        });
        int request = IdOf(await AskAsync(beata, "0002"));

        JsonNode[] broken = [.. (await greta.GetAsync($"{Requests}/{request}/consequence")).Is(200).Json["figures"]!["violations"]!.AsArray().Select(one => one!)];

        broken.ShouldNotBeEmpty();
        broken.ShouldAllBe(one => one["rule"]!.GetValue<string>() == "Minimum posts" && one["facts"]!.GetValue<string>().Split('|', StringSplitOptions.None)[1] == "första");
    }

    [Test]
    public async Task Fifty_approvals_at_once_approve_once_change_once_and_tell_once()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        int request = IdOf(await AskAsync(beata, "0002"));
        string seen = await SeenAsync(greta, request);
        int versions = await InAsync(db => db.Schedules.CountAsync());

        ApiAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => greta.DecideAsync(
            $"{Requests}/{request}/decision", new { answer = "approve", seenConsequence = seen }, $"click-{number / 2}")));

        string[] taken = [.. answers.Where(answer => answer.Status == 200).Select(answer => answer.Text)];
        taken.Length.ShouldBeInRange(1, 2);
        taken.Distinct().Count().ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 409);
        (await InAsync(db => db.Schedules.CountAsync())).ShouldBe(versions + 1);
        (await MessagesAsync("0002")).ShouldBe(["request-approved"]);
        (await InAsync(db => db.AuditEntries.CountAsync(row => row.Action == "approve-request"))).ShouldBe(1);
        (await InAsync(db => db.Absences.CountAsync(row => row.AgentCode == new AgentId("0002") && row.Category == AbsenceCategory.Vacation))).ShouldBe(1);
    }

    [Test]
    public async Task The_last_seat_is_given_once_however_many_leaders_give_it()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient gustav = await Server.AsAsync("gustav");
        using ApiClient tora = await Server.AsAsync("tora");
        LocalDate day = SmallHouse.Monday.PlusDays(10);
        int away = await InAsync(db => db.Absences.CountAsync(row => row.BusinessUnitId == House.Unit && row.Start < day.PlusDays(1).AtMidnight() && row.End > day.AtMidnight()));
        away.ShouldBe(0);
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 1 }, ("If-Match", "\"0\""))).Is(200);
        List<(ApiClient Leader, int Request)> asked = [];
        foreach (string agent in (string[])["0001", "0002", "0003", "0005", "0006", "0007", "0008"])
        {
            ApiClient leader = string.CompareOrdinal(agent, "0004") < 0 ? greta : gustav;
            foreach (int minutes in (int[])[0, 15, 30])
            {
                string start = Text(day, 10, minutes), end = Text(day, 12, minutes);
                asked.Add((leader, IdOf((await leader.DecideAsync(Requests, new { kind = "absence", agents = (string[])[agent], start, end, category = "vacation" })).Is(200).Json)));
            }
        }

        ApiAnswer[] answers = await Task.WhenAll(asked.Take(20).Select(async pair =>
        {
            ApiAnswer answer = await AnswerAsync(pair.Leader, pair.Request, "approve");
            for (int tries = 0; answer.Code == "consequence-changed" && tries < 30; tries++)
            {
                answer = await AnswerAsync(pair.Leader, pair.Request, "approve");
            }

            return answer;
        }));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "limit-reached" || answer.Code == "already-away");
        (await InAsync(db => db.Absences.CountAsync(row => row.BusinessUnitId == House.Unit && row.Start < day.PlusDays(1).AtMidnight() && row.End > day.AtMidnight()))).ShouldBe(1);
    }

    [Test]
    public async Task A_consequence_that_changed_since_it_was_seen_is_answered_with_the_new_figures()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        LocalDate day = SmallHouse.Monday.PlusDays(10);
        int first = IdOf((await greta.DecideAsync(Requests, Leave("0001", Text(day, 9, 0), Text(day, 15, 0)))).Is(200).Json);
        int second = IdOf((await greta.DecideAsync(Requests, Leave("0002", Text(day, 9, 0), Text(day, 15, 0)))).Is(200).Json);
        string old = await SeenAsync(greta, second);
        (await AnswerAsync(greta, first, "approve", "viktigt")).Is(200);

        ApiAnswer stale = await greta.DecideAsync($"{Requests}/{second}/decision", new { answer = "approve", seenConsequence = old, reason = "viktigt" });

        (stale.Status, stale.Code).ShouldBe((409, "consequence-changed"));
        string fresh = stale.Json["facts"]!["hash"]!.GetValue<string>();
        fresh.ShouldNotBe(old);
        stale.Json["facts"]!["queues"]!.AsArray().ShouldNotBeEmpty();
        (await greta.GetAsync($"{Requests}/{second}")).Json["status"]!.GetValue<string>().ShouldBe("sent");
        (await greta.DecideAsync($"{Requests}/{second}/decision", new { answer = "approve", seenConsequence = fresh, reason = "viktigt" })).Is(200);
    }

    [Test]
    public async Task A_leader_does_not_decide_about_themselves_and_trafikledning_only_advises()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient gustav = await Server.AsAsync("gustav");
        using ApiClient tora = await Server.AsAsync("tora");
        int own = IdOf(await AskAsync(greta, "0004"));

        ApiAnswer self = await AnswerAsync(greta, own, "approve");
        (self.Status, self.Code).ShouldBe((403, "own-request"));
        (await gustav.DecideAsync($"{Requests}/{own}/decision", new { answer = "approve", seenConsequence = "x" })).Is(404);
        (await tora.DecideAsync($"{Requests}/{own}/decision", new { answer = "approve", seenConsequence = "x" })).Is(403);

        (await tora.DecideAsync($"{Requests}/{own}/advice", new { recommendation = "tight", comment = "Helst en timme senare." })).Is(200);
        (await greta.GetAsync($"{Requests}/{own}")).Json["advice"]!["comment"]!.GetValue<string>().ShouldBe("Helst en timme senare.");
    }

    [Test]
    public async Task A_no_tells_the_agent_the_rule_the_intervals_the_figures_and_the_nearest_time()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        LocalDate day = (await ShiftOfAsync("0002")).Date;
        int request = IdOf((await beata.DecideAsync(Requests, Leave("0002", Text(day, 8, 0), Text(day, 17, 0)))).Is(200).Json);
        ApiAnswer silent = await AnswerAsync(greta, request, "deny");
        (silent.Status, silent.Code).ShouldBe((400, "reason-missing"));

        (await AnswerAsync(greta, request, "deny", "Vi är för få den dagen.")).Is(200);

        JsonNode told = (await beata.GetAsync($"{Requests}/{request}")).Is(200).Json;
        StatusOf(told).ShouldBe("denied");
        told["decision"]!["reason"]!.GetValue<string>().ShouldBe("Vi är för få den dagen.");
        told["decision"]!["obstacles"]!["reason"]!.GetValue<string>().ShouldNotBeEmpty();
        told["decision"]!["obstacles"]!["intervals"]!.AsArray().Count.ShouldBeGreaterThan(0);
        told["decision"]!["obstacles"]!.AsObject().ContainsKey("nearest").ShouldBeTrue();
        told.AsObject().ContainsKey("consequence").ShouldBeFalse("agents see a colour and a sentence");
        told["outlook"]!["colour"]!.GetValue<string>().ShouldBeOneOf("green", "yellow");
        (await MessagesAsync("0002")).ShouldBe(["request-denied"]);
    }

    [Test]
    public async Task The_same_key_gives_the_same_answer_and_another_body_under_it_is_refused()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        int request = IdOf(await AskAsync(beata, "0002"));
        string seen = await SeenAsync(greta, request);
        object body = new { answer = "approve", seenConsequence = seen };

        ApiAnswer first = await greta.DecideAsync($"{Requests}/{request}/decision", body, "en nyckel");
        ApiAnswer again = await greta.DecideAsync($"{Requests}/{request}/decision", body, "en nyckel");
        ApiAnswer other = await greta.DecideAsync($"{Requests}/{request}/decision", new { answer = "deny", seenConsequence = seen, reason = "nej" }, "en nyckel");

        again.Is(200).Text.ShouldBe(first.Is(200).Text);
        (other.Status, other.Code).ShouldBe((409, "idempotency-key-used"));
        ApiAnswer late = await greta.DecideAsync($"{Requests}/{request}/decision", body);
        (late.Status, late.Code).ShouldBe((409, "already-decided"));
    }

    [Test]
    public async Task A_yes_below_the_lowest_level_of_the_unit_is_impossible()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        int request = IdOf(await AskAsync(beata, "0002"));
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { lowestLevel = 0.9999 }, ("If-Match", "\"0\""))).Is(200);

        ApiAnswer answer = await AnswerAsync(greta, request, "approve", "ändå");

        (answer.Status, answer.Code).ShouldBe((409, "limit-reached"));
        answer.Json["facts"]!["lowestLevel"]!.GetValue<double>().ShouldBe(0.9999);
        ApiAnswer stale = await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 3 }, ("If-Match", "\"0\""));
        (stale.Status, stale.Code).ShouldBe((409, "changed-meanwhile"));
    }

    [Test]
    public async Task Nobody_answers_after_the_decide_by_date_and_both_sides_are_told()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        int request = IdOf(await AskAsync(beata, "0002"));
        string seen = await SeenAsync(greta, request);
        Server.Clock.Now += Duration.FromDays(FileRequest.DaysToDecide);
        using ApiClient later = await Server.AsAsync("greta");

        (await later.DecideAsync($"{Requests}/{request}/decision", new { answer = "approve", seenConsequence = seen })).Code.ShouldBe("request-expired");
        (await StepAsync((ExpireRequests step) => step.RunAsync(default))).ShouldBe(1);
        (await StepAsync((ExpireRequests step) => step.RunAsync(default))).ShouldBe(0);

        StatusOf((await later.GetAsync($"{Requests}/{request}")).Json).ShouldBe("expired");
        (await MessagesAsync("0002")).ShouldBe(["request-expired"]);
        (await InAsync(db => db.Notifications.CountAsync(row => row.Kind == "request-expired" && row.AccountId != null))).ShouldBe(1);
    }

    private static object Leave(string agent, string start, string end) => new { kind = "absence", agents = (string[])[agent], start, end, category = "vacation" };

    private static string Text(LocalDate day, int hour, int minutes) => $"{day:uuuu-MM-dd}T{hour:00}:{minutes:00}";

    private static string[] Changed(Schedule old, Schedule now)
    {
        string[] before = [.. old.Shifts.Select(Text)], after = [.. now.Shifts.Select(Text)];
        return [.. after.Except(before).Concat(before.Except(after)).Select(text => text[..15]).Distinct()];
    }

    private static string Text(Shift shift) =>
        $"{shift.Agent} {shift.Date:uuuu-MM-dd} {shift.Span} {string.Join(' ', shift.Activities.Select(piece => $"{piece.Kind} {piece.Span}"))}";
}
