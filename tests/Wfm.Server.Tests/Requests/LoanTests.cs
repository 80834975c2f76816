using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>People lent to another group: proposed by trafikledning or their leader, decided by their leader, told to the borrowing one.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class LoanTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    private const string Proposals = $"{Requests}/proposals";

    [Test]
    public async Task A_proposed_loan_is_decided_by_the_lending_leader_and_told_to_the_borrowing_one()
    {
        using ApiClient tora = await Server.AsAsync("tora");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient gustav = await Server.AsAsync("gustav");
        ScheduleId before = await InAsync(NewestAsync);
        (string start, string end) = await HourOfAsync("0002", hour: 1);

        JsonNode asked = (await tora.DecideAsync(Proposals, Loan(start, end))).Is(200).Json;

        (asked["queues"]![0]!.GetValue<string>(), StatusOf(asked)).ShouldBe(("bygg", "sent"));
        (await InboxAsync(greta)).ShouldBe(["request-sent"]);
        (await InboxAsync(gustav)).ShouldBe(["loan-asked"]);
        (await gustav.DecideAsync($"{Requests}/{IdOf(asked)}/decision", new { answer = "approve", seenConsequence = "x" })).Is(404);
        (await tora.DecideAsync($"{Requests}/{IdOf(asked)}/decision", new { answer = "approve", seenConsequence = "x" })).Is(403);

        StatusOf((await AnswerAsync(greta, IdOf(asked), "approve", "bygg har kö")).Is(200).Json).ShouldBe("approved");

        (await InboxAsync(gustav)).ShouldBe(["loan-approved", "loan-asked"]);
        (await MessagesAsync("0002")).ShouldBe(["request-approved"]);
        ScheduleId after = await InAsync(NewestAsync);
        Schedule old = await InAsync(db => ScheduleStore.LoadAsync(db, before, default)), now = await InAsync(db => ScheduleStore.LoadAsync(db, after, default));
        (now.Version - old.Version).ShouldBe(1);
        Planning.CompareSchedules.Of(old.Shifts, now.Shifts).ShouldBeEmpty("somebody lent keeps the shift");
        AuditEntry audit = await InAsync(db => db.AuditEntries.SingleAsync(row => row.Action == "change-for-request"));
        (audit.Who, audit.Why).ShouldBe(("greta", "bygg har kö"));
        audit.AfterJson!.ShouldContain("\"agent\":\"0002\"");
        StoredLoan loan = await InAsync(db => db.Loans.SingleAsync());
        (loan.AgentCode.Value, loan.QueueCode.Value, Local(loan.Start), Local(loan.End)).ShouldBe(("0002", "bygg", start, end));
    }

    [Test]
    public async Task A_loan_helps_the_borrowing_queue_counts_for_what_is_asked_next_and_can_be_taken_back()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        (string start, string end) = await HourOfAsync("0002", hour: 1);
        int leave = IdOf((await greta.DecideAsync(Requests, new { kind = "absence", agents = (string[])["0002"], start, end, category = "vacation" })).Is(200).Json);
        string without = await SeenAsync(greta, leave);
        int loan = IdOf((await greta.DecideAsync(Requests, Loan(start, end))).Is(200).Json);
        JsonNode consequence = (await greta.GetAsync($"{Requests}/{loan}/consequence")).Is(200).Json["figures"]!;
        JsonNode bygg = consequence["queues"]!.AsArray().Single(queue => queue!["queue"]!.GetValue<string>() == "bygg")!;
        bygg["after"]!["serviceLevel"]!.GetValue<double>().ShouldBeGreaterThan(bygg["before"]!["serviceLevel"]!.GetValue<double>());

        (await AnswerAsync(greta, loan, "approve", "ja")).Is(200);
        string during = await SeenAsync(greta, leave);
        (await greta.DecideAsync($"{Requests}/{loan}/withdraw", new { reason = "behövs inte" })).Is(200);

        during.ShouldNotBe(without, "the leave of somebody lent costs both groups");
        (await SeenAsync(greta, leave)).ShouldBe(without);
        (await InAsync(db => db.Loans.CountAsync())).ShouldBe(0);
        (await InAsync(db => db.AuditEntries.SingleAsync(row => row.Action == "take-back-request"))).Who.ShouldBe("greta");
    }

    [Test]
    public async Task A_loan_stands_in_ones_schedule_the_calendar_the_workbook_and_the_printed_day_until_it_is_taken_back()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        string address = (await beata.SendAsync("POST", "/api/units/1/calendar-token")).Is(200).Json["address"]!.GetValue<string>();
        StoredShift shift = await ShiftOfAsync("0002");
        (string start, string end) = await HourOfAsync("0002", hour: 1);
        string words = $"{start[11..]}–{end[11..]} Utlånad: Bygglov", day = start[..10];
        int loan = IdOf((await tora.DecideAsync(Proposals, Loan(start, end))).Is(200).Json);
        (await LentAsync(beata, day)).ShouldBeEmpty("asked for is not granted");
        string before = await EventAsync(beata, address, shift);

        (await AnswerAsync(greta, loan, "approve", "ja")).Is(200);

        JsonNode lent = (await LentAsync(beata, day)).ShouldHaveSingleItem()!;
        (lent["queues"]!.GetValue<string>(), lent["start"]!.GetValue<DateTimeOffset>()).ShouldBe(("Bygglov", (shift.Start + Duration.FromHours(1)).ToDateTimeOffset()));
        string during = await EventAsync(beata, address, shift);
        during.ShouldContain(words);
        SequenceOf(during).ShouldBeGreaterThan(SequenceOf(before));
        (await greta.GetAsync($"/api/units/1/print/{day}")).Is(200).Text.ShouldContain(words);
        using ApiClient anna = await Server.AsAsync("anna");
        (await anna.GetAsync($"/api/units/1/print/{day}")).Is(200).Text.ShouldNotContain("Utlånad");
        (await anna.GetAsync($"/api/units/1/colleagues?from={day}&to={day}")).Is(200).Json.AsArray().ShouldAllBe(own => own!["lent"]!.AsArray().Count == 0);
        (await greta.GetAsync($"/api/units/1/colleagues?from={day}&to={day}")).Is(200).Json.AsArray().Count(own => own!["lent"]!.AsArray().Count == 1).ShouldBe(1);
        (await tora.GetAsync($"/api/units/1/schedules/{(await InAsync(NewestAsync)).Value}/shifts?from={day}&to={day}")).Is(200).Json.AsArray()
            .Single(own => own!["agent"]!.GetValue<string>() == "0002")!["lent"]!.AsArray().Count.ShouldBe(1);

        (await greta.DecideAsync($"{Requests}/{loan}/withdraw", new { reason = "behövs inte" })).Is(200);

        (await LentAsync(beata, day)).ShouldBeEmpty();
        string after = await EventAsync(beata, address, shift);
        after.ShouldNotContain("Utlånad");
        SequenceOf(after).ShouldBeGreaterThan(SequenceOf(during));
    }

    [Test]
    public async Task A_draft_made_after_a_loan_keeps_the_person_at_work_then()
    {
        AgentId who = new("0002");
        LocalDateTime noon = SmallHouse.Monday.PlusDays(9) + new LocalTime(11, 0);
        Interval span = new(noon.InZoneStrictly(SmallHouse.Stockholm).ToInstant(), noon.PlusHours(2).InZoneStrictly(SmallHouse.Stockholm).ToInstant());
        await using WfmDb db = Server.Database.CreateContext();
        db.Add(new StoredLoan(House.Unit, who, new QueueId("bygg"), span, 1));
        await db.SaveChangesAsync();

        Planning.BuildScheduleResult built = await new Planning.BuildSchedule(db, Server.Clock).RunAsync(
            House.Unit, new RequirementId(1), SmallHouse.Period, new Scheduling.ScheduleOptions { Steps = 60, BoundSteps = 20 }, null, default);

        Schedule draft = await ScheduleStore.LoadAsync(db, built.Stored!.Id, default);
        draft.Shifts.Single(shift => shift.Agent == who && shift.Date == noon.Date).Activities
            .ShouldContain(piece => piece.Kind == ActivityKind.Contacts && piece.Span.Start <= span.Start && piece.Span.End >= span.End);
    }

    [Test]
    public async Task Somebody_lent_answers_for_the_borrowing_queue_in_a_days_prediction_and_in_a_drafts_figures()
    {
        using ApiClient tora = await Server.AsAsync("tora");
        StoredShift shift = await ShiftOfAsync("0002");
        string day = $"/api/units/1/schedules/{(await InAsync(NewestAsync)).Value}/days/{shift.Date:uuuu-MM-dd}";
        double without = await LevelAsync(day);
        await using WfmDb db = Server.Database.CreateContext();
        db.Add(new StoredLoan(House.Unit, new AgentId("0002"), new QueueId("bygg"), new Interval(shift.Start, shift.End), 1));
        await db.SaveChangesAsync();

        (await LevelAsync(day)).ShouldBeGreaterThan(without);
        Planning.BuildScheduleResult built = await new Planning.BuildSchedule(db, Server.Clock).RunAsync(
            House.Unit, new RequirementId(1), SmallHouse.Period, new Scheduling.ScheduleOptions { Steps = 60, BoundSteps = 20 }, null, default);
        Planning.StoredPlan plan = (await new Planning.LoadPlan(db).RunAsync(House.Unit, built.Stored!.Id, default)).Plan!;
        Planning.PredictedQueue told = Bygg(built.Prediction!);
        told.ServiceLevel!.Value.ShouldBe(Bygg(Planning.ServiceLevelPrediction.Of(plan.Problem, plan.Schedule, plan.Loans)).ServiceLevel!.Value, 1e-9);
        told.ServiceLevel!.Value.ShouldBeGreaterThan(Bygg(Planning.ServiceLevelPrediction.Of(plan.Problem, plan.Schedule)).ServiceLevel!.Value);

        async Task<double> LevelAsync(string path) => (await tora.GetAsync(path)).Is(200).Json["queues"]!.AsArray()
            .Single(queue => queue!["queue"]!.GetValue<string>() == "bygg")!["serviceLevel"]!.GetValue<double>();

        static Planning.PredictedQueue Bygg(Planning.ServiceLevelForecast figures) => figures.Queues.Single(queue => queue.Queue == "bygg");
    }

    [Test]
    public async Task A_loan_of_a_whole_day_leaves_room_for_lunch_and_is_told()
    {
        LocalDateTime opens = SmallHouse.Monday.PlusDays(9) + new LocalTime(8, 0);
        Interval span = new(opens.InZoneStrictly(SmallHouse.Stockholm).ToInstant(), opens.PlusHours(9).InZoneStrictly(SmallHouse.Stockholm).ToInstant());
        await using WfmDb db = Server.Database.CreateContext();
        db.Add(new StoredLoan(House.Unit, new AgentId("0002"), new QueueId("bygg"), span, 1));
        await db.SaveChangesAsync();

        Planning.BuildScheduleResult built = await new Planning.BuildSchedule(db, Server.Clock).RunAsync(
            House.Unit, new RequirementId(1), SmallHouse.Period, new Scheduling.ScheduleOptions { Steps = 60, BoundSteps = 20 }, null, default);

        string[] planned = [.. (await ScheduleStore.LoadAsync(db, built.Stored!.Id, default)).Shifts.Select(shift => shift.Agent.Value).Distinct().Order()];
        planned.ShouldBe(["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008"]);
        built.Assembled.Notes.ShouldContain(note => note.Said == "loans-let-go|1|0002 2026-03-11 08:00");
    }

    [Test]
    public async Task Loans_of_two_groups_to_no_queue_or_to_an_unknown_one_are_refused_and_trafikledning_proposes_no_leave()
    {
        using ApiClient tora = await Server.AsAsync("tora");
        (string start, string end) = await HourOfAsync("0002");

        (await tora.DecideAsync(Proposals, Loan(start, end, "0002", "0005"))).Code.ShouldBe("many-groups");
        (await tora.DecideAsync(Proposals, new { kind = "loan", agents = (string[])["0002"], start, end })).Code.ShouldBe("bad-field");
        (await tora.DecideAsync(Proposals, new { kind = "loan", agents = (string[])["0002"], start, end, queues = (string[])["skola"] })).Code.ShouldBe("unknown-queue");
        (await tora.DecideAsync(Proposals, new { kind = "absence", agents = (string[])["0002"], start, end, category = "vacation" })).Code.ShouldBe("bad-field");
        (await tora.DecideAsync(Requests, Loan(start, end))).Is(403);
        (await InAsync(db => db.Requests.CountAsync())).ShouldBe(0);
    }

    [Test]
    public async Task What_trafikledning_proposed_it_takes_back_until_somebody_answers()
    {
        using ApiClient tora = await Server.AsAsync("tora");
        using ApiClient greta = await Server.AsAsync("greta");
        (string start, string end) = await HourOfAsync("0002");
        int first = IdOf((await tora.DecideAsync(Proposals, Loan(start, end))).Is(200).Json);
        int second = IdOf((await tora.DecideAsync(Proposals, new { kind = "meeting", agents = (string[])["0002", "0003"], start, end })).Is(200).Json);
        int others = IdOf(await AskAsync(greta, "0003"));

        StatusOf((await tora.DecideAsync($"{Proposals}/{first}/withdraw", new { })).Is(200).Json).ShouldBe("withdrawn");
        (await AnswerAsync(greta, second, "approve", "ja")).Is(200);
        (await tora.DecideAsync($"{Proposals}/{second}/withdraw", new { })).Code.ShouldBe("already-decided");
        (await tora.DecideAsync($"{Proposals}/{others}/withdraw", new { })).Is(404);
    }

    private static object Loan(string start, string end, params string[] agents) =>
        new { kind = "loan", agents = agents.Length == 0 ? ["0002"] : agents, start, end, queues = (string[])["bygg"] };

    private static async Task<JsonArray> LentAsync(ApiClient who, string day) =>
        (await who.GetAsync($"/api/units/1/my-schedule?from={day}&to={day}")).Is(200).Json.AsArray().ShouldHaveSingleItem()!["lent"]!.AsArray();

    // One event, its folded lines joined.
    private static async Task<string> EventAsync(ApiClient who, string address, StoredShift shift) =>
        (await who.GetAsync(address)).Is(200).Text.Replace("\r\n ", "", StringComparison.Ordinal).Split("BEGIN:VEVENT").Single(one => one.Contains($"shift-0002-{shift.Date:uuuuMMdd}", StringComparison.Ordinal));

    private static int SequenceOf(string calendarEvent) =>
        int.Parse(calendarEvent.Split("\r\n").Single(line => line.StartsWith("SEQUENCE:", StringComparison.Ordinal))["SEQUENCE:".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string[]> InboxAsync(ApiClient who) =>
        [.. (await who.GetAsync("/api/units/1/inbox")).Is(200).Json["items"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>())];
}
