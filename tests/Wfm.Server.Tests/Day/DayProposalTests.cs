using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Day;

/// <summary>Proposals for the running day are answered person by person, by who leads them or whom they have delegated to; a yes is a new published version.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class DayProposalTests(DatabaseProvider provider) : DayFixture(provider)
{
    private const string Proposals = $"{Day}/proposals";
    private const string Offers = "/api/units/1/my-offers";

    [Test]
    public async Task A_leader_accepts_the_part_of_the_own_group_and_the_schedule_people_and_audit_follow()
    {
        (int id, AgentId agent, JsonNode part) = await BusyMorningAsync("två");
        using ApiClient gustav = await Server.AsAsync("gustav");
        ScheduleId before = await InAsync(NewestAsync);
        JsonNode tried = (await gustav.SendAsync("POST", $"{Proposals}/{id}/try", new { accept = (string[])[agent.Value] })).Is(200).Json;
        tried["brokenRules"]!.AsArray().ShouldBeEmpty();

        JsonNode answered = (await gustav.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Is(200).Json;

        answered["parts"]!.AsArray().Select(own => (own!["agent"]!.GetValue<string>(), own["status"]!.GetValue<string>())).ShouldContain((agent.Value, "accepted"));
        ScheduleId after = await InAsync(NewestAsync);
        Schedule old = await InAsync(db => ScheduleStore.LoadAsync(db, before, default)), now = await InAsync(db => ScheduleStore.LoadAsync(db, after, default));
        ComparedDay day = CompareSchedules.Of(old.Shifts, now.Shifts).ShouldHaveSingleItem();
        (day.Agent, day.Date).ShouldBe((agent, Wednesday));
        JsonNode move = part["moves"]!.AsArray().Single(one => one!["lever"]!.GetValue<string>() == "overtime")!;
        day.After!.Span.End.ToString().ShouldBe(move["toEnd"]!.GetValue<string>());
        (day.After.Span.End - day.Before!.Span.End).TotalMinutes.ShouldBe(move["minutes"]!.GetValue<double>());
        (await MessagesAsync(agent.Value)).ShouldBe(["schedule-changed"]);
        AuditEntry audit = await InAsync(db => db.AuditEntries.SingleAsync(row => row.Action == "replan-day"));
        (audit.Who, audit.Why).ShouldBe(("gustav", "kön växer"));
        JsonNode effects = JsonNode.Parse((await InAsync(db => db.AuditEntries.SingleAsync(row => row.Action == "answer-day-proposal"))).AfterJson!)!["effects"]!;
        Late(effects, "lateAfter").ShouldBeLessThan(Late(effects, "lateBefore"));
        Late(effects, "lateAfter").ShouldBe(Late(tried["effects"]!, "lateAfter"), 1e-9, "what was tried is what was done");
        (await gustav.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Code.ShouldBe("already-answered");
    }

    [Test]
    public async Task Others_answer_only_what_a_leader_has_delegated()
    {
        (int id, AgentId agent, _) = await BusyMorningAsync("två");
        using ApiClient tora = await Server.AsAsync("tora");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient gustav = await Server.AsAsync("gustav");

        (await greta.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Is(404);
        (await tora.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Code.ShouldBe("not-delegated");
        (await tora.SendAsync("PUT", $"{Day}/delegations/två", new { levers = (string[])["overtime"] })).Is(403);
        (await gustav.SendAsync("PUT", $"{Day}/delegations/två", new { levers = (string[])["moveBreaks", "overtime"] })).Is(200);

        JsonNode seen = (await tora.GetAsync($"{Proposals}/{id}")).Is(200).Json["parts"]!.AsArray().Single(own => own!["agent"]!.GetValue<string>() == agent.Value)!;
        seen["mayAnswer"]!.GetValue<bool>().ShouldBeTrue();
        (await tora.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Is(200);
        (await tora.GetAsync($"{Day}/delegations")).Is(200).Json[0]!["levers"]!.AsArray().Select(lever => lever!.GetValue<string>()).ShouldBe(["moveBreaks", "overtime"]);
    }

    [Test]
    public async Task Every_published_version_is_told_with_the_process_it_came_from()
    {
        (int id, AgentId agent, _) = await BusyMorningAsync("två");
        using ApiClient gustav = await Server.AsAsync("gustav");
        using ApiClient tora = await Server.AsAsync("tora");
        (await gustav.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Is(200);
        await CorrectAsync("0002", "2026-03-11", "gick hem sjuk");
        await CorrectAsync("0003", "2026-03-13", "kurs");

        JsonArray changes = (await tora.GetAsync("/api/units/1/changes?from=2026-02-02&to=2026-03-11")).Is(200).Json.AsArray();

        changes.Select(change => (change!["process"]!.GetValue<string>(), change["who"]!.GetValue<string>(), change["people"]!.GetValue<int>(), change["noticeDays"]!.GetValue<int>())).ShouldBe(
            [("planned", "tora", 1, 2), ("unplanned", "tora", 1, 0), ("changedAllocation", "gustav", 1, 0), ("newPeriod", "tora", 0, 28)]);
        changes[2]!["source"]!.GetValue<string>().ShouldEndWith($"proposal#{id}");
        changes[1]!["why"]!.GetValue<string>().ShouldBe("gick hem sjuk");

        async Task CorrectAsync(string who, string date, string why) => (await tora.DecideAsync(
            $"/api/units/1/schedules/{(await InAsync(NewestAsync)).Value}/correct",
            new { days = new[] { new { agent = who, date, activities = Array.Empty<object>() } }, why, acceptsBrokenRules = true })).Is(200);
    }

    [Test]
    public async Task A_no_needs_a_reason_and_the_queue_is_left_alone_for_an_hour()
    {
        (int id, AgentId agent, _) = await BusyMorningAsync("två");
        using ApiClient gustav = await Server.AsAsync("gustav");
        object no = new { accept = Array.Empty<string>(), reject = (string[])[agent.Value] };

        (await gustav.DecideAsync($"{Proposals}/{id}/answer", no)).Code.ShouldBe("reason-missing");
        (await gustav.DecideAsync($"{Proposals}/{id}/answer", new { accept = Array.Empty<string>(), reject = (string[])[agent.Value], reason = "hon har hämtning" })).Is(200);
        QueueId[] refused = [.. (await InAsync(db => db.DayProposals.SingleAsync(row => row.Id == id))).Queues];
        await PassAsync(new LocalTime(9, 45), new LocalTime(10, 30), 2.2);

        (await InAsync(db => db.DayProposals.Where(row => row.Id > id).ToListAsync())).ShouldAllBe(later => !later.Queues.Intersect(refused).Any());
        StoredDayProposalPart part = (await InAsync(db => db.DayProposals.SingleAsync(row => row.Id == id))).Parts.Single(own => own.AgentCode == agent);
        (part.Status, part.AnsweredBy, part.Reason).ShouldBe((DayProposalStatus.Rejected, "gustav", "hon har hämtning"));
        (await InAsync(NewestAsync)).ShouldBe(new ScheduleId(1));
    }

    [Test]
    public async Task What_has_changed_since_or_has_begun_is_not_accepted()
    {
        (int id, AgentId agent, JsonNode part) = await BusyMorningAsync("två");
        using ApiClient tora = await Server.AsAsync("tora");
        using ApiClient gustav = await Server.AsAsync("gustav");
        ScheduleId newest = await InAsync(NewestAsync);
        object dayOff = new { days = new[] { new { agent = agent.Value, date = "2026-03-11", activities = Array.Empty<object>() } }, why = "gick hem sjuk", acceptsBrokenRules = true };
        (await tora.DecideAsync($"/api/units/1/schedules/{newest.Value}/correct", dayOff)).Is(200);

        (await gustav.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Code.ShouldBe("changed-since");

        Server.Clock.Now = Instant.FromDateTimeOffset(DateTimeOffset.Parse(part["moves"]![0]!["fromEnd"]!.GetValue<string>(), null));
        using ApiClient later = await Server.AsAsync("gustav");
        (await later.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Code.ShouldBe("too-late");
        (await InAsync(db => db.AuditEntries.CountAsync(row => row.Action == "replan-day"))).ShouldBe(0);
    }

    [Test]
    public async Task Room_to_spare_finds_the_trainings_that_wait()
    {
        await PassAsync(new LocalTime(8, 0), new LocalTime(10, 0), 0.3);
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        (await greta.DecideAsync("/api/units/1/waiting-activities", new { agents = (string[])["0002"], activity = "training", minutes = 20 })).Is(200);
        (await greta.DecideAsync("/api/units/1/waiting-activities", new { agents = (string[])["0005"], activity = "training", minutes = 20 })).Is(404);
        (await tora.SendAsync("PUT", $"{Day}/settings", new { timeOffMinutes = 0 }, ("If-Match", "\"0\""))).Is(200);

        JsonNode proposal = (await tora.DecideAsync(Proposals, new { queues = Array.Empty<string>() })).Is(200).Json;
        JsonNode move = proposal["parts"]!.AsArray().ShouldHaveSingleItem()!["moves"]!.AsArray().ShouldHaveSingleItem()!;
        (move["lever"]!.GetValue<string>(), move["activity"]!.GetValue<string>()).ShouldBe(("train", "training"));
        (await greta.DecideAsync($"{Proposals}/{proposal["id"]}/answer", Yes(new AgentId("0002")))).Is(200);

        StoredMeeting meeting = await InAsync(db => db.Meetings.SingleAsync(row => row.AgentCode == new AgentId("0002")));
        meeting.Start.InZoneStrictly(SmallHouse.Stockholm).ToInstant().ToString().ShouldBe(move["toStart"]!.GetValue<string>());
        (await InAsync(db => db.WaitingActivities.SingleAsync())).PlacedFor.ToString().ShouldBe(move["toStart"]!.GetValue<string>());
        Schedule now = await InAsync(async db => await ScheduleStore.LoadAsync(db, await NewestAsync(db), default));
        now.Shifts.Single(shift => shift.Agent == new AgentId("0002") && shift.Date == Wednesday).Activities.ShouldContain(piece => piece.Kind == ActivityKind.Training);
    }

    [Test]
    public async Task Who_is_asked_to_stay_says_yes_and_the_schedule_people_and_audit_follow()
    {
        (int id, AgentId agent) = await AskableAsync();
        using ApiClient leads = await Server.AsAsync("gustav");
        using ApiClient other = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        using ApiClient asked = await Server.AsAsync("pia");
        (await asked.GetAsync(Offers)).Is(200).Json.AsArray().ShouldBeEmpty();
        (await asked.DecideAsync($"{Offers}/{id}", new { isYes = true })).Is(404);
        (await other.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Is(404);
        (await tora.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Code.ShouldBe("not-delegated");

        (await leads.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Is(200);
        JsonNode offer = (await asked.GetAsync(Offers)).Is(200).Json.AsArray().ShouldHaveSingleItem()!;
        (offer["askedBy"]!.GetValue<string>(), offer["reason"]!.GetValue<string>()).ShouldBe(("gustav", "kan du stanna?"));
        JsonNode move = offer["moves"]!.AsArray().ShouldHaveSingleItem()!;
        move["lever"]!.GetValue<string>().ShouldBe("overtime");
        offer["answerBy"]!.GetValue<string>().ShouldBe(move["fromEnd"]!.GetValue<string>(), "until the shift ends as it is");
        ScheduleId before = await InAsync(NewestAsync);
        (await asked.DecideAsync($"{Offers}/{id}", new { isYes = true, reason = "gärna" })).Is(200).Json["status"]!.GetValue<string>().ShouldBe("accepted");

        Schedule old = await InAsync(db => ScheduleStore.LoadAsync(db, before, default)), now = await InAsync(async db => await ScheduleStore.LoadAsync(db, await NewestAsync(db), default));
        ComparedDay day = CompareSchedules.Of(old.Shifts, now.Shifts).ShouldHaveSingleItem();
        (day.Agent, day.After!.Span.End.ToString()).ShouldBe((agent, move["toEnd"]!.GetValue<string>()));
        (await MessagesAsync(agent.Value)).ShouldBe(["day-offer", "schedule-changed"]);
        (await InAsync(db => db.AuditEntries.Where(row => row.Action == "offer-day-parts" || row.Action == "answer-day-proposal").OrderBy(row => row.Id).Select(row => row.Who).ToListAsync())).ShouldBe(["gustav", "pia"]);
        (await leads.GetAsync("/api/units/1/inbox")).Is(200).Json["items"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>()).ShouldContain("day-offer-taken");
        (await asked.GetAsync(Offers)).Is(200).Json.AsArray().ShouldBeEmpty();
        (await asked.DecideAsync($"{Offers}/{id}", new { isYes = false })).Code.ShouldBe("already-answered");

        await PassAsync(new LocalTime(9, 45), new LocalTime(10, 30), 2.2);
        (await InAsync(db => db.DayProposals.Where(row => row.Id > id).ToListAsync())).SelectMany(proposal => proposal.Parts).ShouldNotContain(own => own.AgentCode == agent, "who stays already has done enough");
    }

    [Test]
    public async Task Who_has_no_overtime_left_in_the_year_is_not_asked_and_what_was_agreed_on_uses_up_the_weeks_mertid()
    {
        (int id, AgentId agent) = await AskableAsync();
        await ApprovedOvertime.AddAsync(Server, agent.Value, 8, Enumerable.Range(0, 25).Select(week => new LocalDate(2026, 5, 4).PlusWeeks(week)));
        await InAsync(db => db.Contracts.ExecuteUpdateAsync(set => set.SetProperty(row => row.ShareFraction, 1)));
        using ApiClient leads = await Server.AsAsync("gustav");
        using ApiClient asked = await Server.AsAsync("pia");

        ApiAnswer refused = await leads.DecideAsync($"{Proposals}/{id}/offer", Asking(agent));
        refused.Code.ShouldBe("rules-broken");
        string[] said = refused.Json["said"]!.GetValue<string>().Split('|');
        (said[0], said[1], said[3], said[4]).ShouldBe(("overtime-in-a-year", agent.Value, "2026", "200"));
        double hours = double.Parse(said[2], System.Globalization.CultureInfo.InvariantCulture) - 200;
        hours.ShouldBeGreaterThan(0);
        JsonNode broken = (await leads.SendAsync("POST", $"{Proposals}/{id}/try", new { accept = (string[])[agent.Value] })).Is(200).Json["violations"]!.AsArray().ShouldHaveSingleItem()!;
        (broken["rule"]!.GetValue<string>(), broken["facts"]!.GetValue<string>()).ShouldBe(("Overtime in a year", $"{said[2]}|2026|200"));
        (await leads.DecideAsync($"{Proposals}/{id}/answer", Yes(agent))).Code.ShouldBe("rules-broken");

        // Of part-timers the same time is mertid, and the week has less room after it.
        await InAsync(db => db.Contracts.ExecuteUpdateAsync(set => set.SetProperty(row => row.ShareFraction, 0.5)));
        double room = await RoomAsync();
        (await leads.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Code.ShouldBe("rules-broken");
        await InAsync(db => db.Requests.Where(row => row.Start > Server.Clock.Now + Duration.FromDays(200)).ExecuteDeleteAsync());
        (await leads.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Is(200);
        (await asked.DecideAsync($"{Offers}/{id}", new { isYes = true })).Is(200);
        (await RoomAsync()).ShouldBe(room - hours, 1e-9);

        async Task<double> RoomAsync() => (await InAsync(db => new ReadOvertime(db, House.Unit, SmallHouse.Stockholm).RunAsync(Wednesday, agent, default)))[agent].ExtraLeftIn(Wednesday);
    }

    [Test]
    public async Task Nobody_is_proposed_to_stay_who_would_pass_a_limit_by_it()
    {
        await InAsync(db => db.Contracts.ExecuteUpdateAsync(set => set.SetProperty(row => row.ShareFraction, 1)));
        foreach (int number in Enumerable.Range(1, 8))
        {
            await ApprovedOvertime.AddAsync(Server, $"{number:0000}", 8, Enumerable.Range(0, 25).Select(week => new LocalDate(2026, 5, 4).PlusWeeks(week)));
        }

        Server.Clock.Now = At(new LocalTime(7, 50));
        using ApiClient planner = await Server.AsAsync("tora");
        (await planner.SendAsync("PUT", $"{Day}/settings", new { levers = (string[])["overtime"] }, ("If-Match", "\"0\""))).Is(200);
        await PassAsync(new LocalTime(8, 0), new LocalTime(9, 45), 2.2);

        (await planner.GetAsync(Proposals)).Is(200).Json.AsArray().ShouldBeEmpty("only overtime may be used, and nobody has any left");
    }

    [Test]
    public async Task Who_says_no_is_not_asked_again_that_day_and_the_queue_does_not_rest_for_it()
    {
        (int id, AgentId agent) = await AskableAsync();
        using ApiClient leads = await Server.AsAsync("gustav");
        using ApiClient asked = await Server.AsAsync("pia");
        (await leads.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Is(200);
        (await asked.DecideAsync($"{Offers}/{id}", new { isYes = false, reason = "hämtar barn" })).Is(200).Json["status"]!.GetValue<string>().ShouldBe("declined");
        (await leads.GetAsync("/api/units/1/inbox")).Is(200).Json["items"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>()).ShouldContain("day-offer-declined");
        StoredDayProposal declined = await InAsync(db => db.DayProposals.SingleAsync(row => row.Id == id));
        await PassAsync(new LocalTime(9, 45), new LocalTime(10, 45), 2.2);

        List<StoredDayProposal> later = await InAsync(db => db.DayProposals.Where(row => row.Id > id).ToListAsync());
        later.ShouldContain(proposal => proposal.Queues.Intersect(declined.Queues).Any());
        later.SelectMany(proposal => proposal.Parts).ShouldNotContain(part => part.AgentCode == agent);
    }

    [Test]
    public async Task Who_was_asked_is_told_when_the_question_is_over_and_breaks_are_decided_not_offered()
    {
        (int id, AgentId agent) = await AskableAsync();
        using ApiClient leads = await Server.AsAsync("gustav");
        using ApiClient asked = await Server.AsAsync("pia");
        (await leads.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Is(200);
        (await leads.DecideAsync($"{Proposals}/{id}/offer", Asking(agent))).Code.ShouldBe("already-asked");
        await PassAsync(new LocalTime(9, 45), new LocalTime(11, 0), 2.2);

        (await MessagesAsync(agent.Value)).ShouldBe(["day-offer", "day-offer-over"]);
        (await asked.GetAsync(Offers)).Is(200).Json.AsArray().ShouldBeEmpty();
        (await asked.DecideAsync($"{Offers}/{id}", new { isYes = true })).Code.ShouldBe("already-answered");

        int breaks = await InAsync(async db =>
        {
            StoredDayProposal proposal = new(House.Unit, Wednesday, Server.Clock.Now, "tora", await NewestAsync(db), isBelow: true, [new QueueId("första")], RequestJson.Write(new DayProposalContent(false, 1, 1, 15, [], [])));
            DayMove move = new(Lever.MoveBreaks, ActivityKind.Break, At(new LocalTime(14, 0)), At(new LocalTime(14, 15)), At(new LocalTime(15, 0)), At(new LocalTime(15, 15)), 60, []);
            proposal.Add(agent, new GroupId("två"), ["MoveBreaks"], At(new LocalTime(14, 0)), RequestJson.Write(new DayPart([move], "[]", "[]")));
            db.Add(proposal);
            await db.SaveChangesAsync();
            return proposal.Id;
        });
        (await leads.DecideAsync($"{Proposals}/{breaks}/offer", Asking(agent))).Code.ShouldBe("nothing-to-ask");
    }

    /// <summary>A busy morning's proposal with overtime for somebody who can log in.</summary>
    private async Task<(int Proposal, AgentId Agent)> AskableAsync()
    {
        (int id, AgentId agent, _) = await BusyMorningAsync("två");
        await using WfmDb db = Server.Database.CreateContext();
        await House.AccountAsync(db, "pia", House.Unit, agent.Value, (Role.Medarbetare, null));
        return (id, agent);
    }

    /// <summary>A morning so busy that overtime is proposed; one part of a group, where breaks and lunches are left alone.</summary>
    private async Task<(int Proposal, AgentId Agent, JsonNode Part)> BusyMorningAsync(string group)
    {
        Server.Clock.Now = At(new LocalTime(7, 50));
        using ApiClient planner = await Server.AsAsync("tora");
        (await planner.SendAsync("PUT", $"{Day}/settings", new { levers = (string[])["overtime"] }, ("If-Match", "\"0\""))).Is(200);
        await PassAsync(new LocalTime(8, 0), new LocalTime(9, 45), 2.2);
        JsonNode proposal = (await planner.GetAsync(Proposals)).Is(200).Json[0]!;
        JsonNode part = proposal["parts"]!.AsArray().First(own => own!["group"]!.GetValue<string>() == group)!;
        part["status"]!.GetValue<string>().ShouldBe("open");
        return (proposal["id"]!.GetValue<int>(), new AgentId(part["agent"]!.GetValue<string>()), part);
    }

    private static object Asking(AgentId agent) => new { people = (string[])[agent.Value], reason = "kan du stanna?" };

    private static object Yes(AgentId agent) => new { accept = (string[])[agent.Value], reject = Array.Empty<string>(), reason = "kön växer" };

    private static double Late(JsonNode effects, string what) => effects.AsArray().Sum(effect => effect![what]!.GetValue<double>());
}
