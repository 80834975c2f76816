using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Periods;

/// <summary>Changes by hand: weighed, refused, made, taken back, made again, by two at a time, and of what was promised.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class EditTests(DatabaseProvider provider)
{
    private const string Root = "/api/units/1";

    private RunningServer _server = null!;
    private ApiClient _tora = null!;
    private string _draft = "";

    [SetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _tora = await _server.AsAsync("tora");
        _draft = $"{Root}/schedules/{(await _tora.DecideAsync($"{Root}/schedules/1/restore", new { })).Is(200).Json["id"]}";
    }

    [TearDown]
    public async Task Stop()
    {
        _tora.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Trying_tells_cost_rules_and_service_level_and_changes_nothing()
    {
        string before = (await _tora.GetAsync($"{_draft}/shifts")).Is(200).Text;

        ApiAnswer tried = (await _tora.SendAsync("POST", $"{_draft}/try", DayOff(await AnyShiftAsync()))).Is(200);

        tried.Json["costDelta"]!.GetValue<double>().ShouldBeGreaterThan(0, "somebody fewer costs callers");
        JsonNode queue = tried.Json["queues"]!.AsArray().First(row => row!["queue"]!.GetValue<string>() == "första")!;
        queue["after"]!.GetValue<double>().ShouldBeLessThan(queue["before"]!.GetValue<double>());
        tried.Json["newViolations"]!.AsArray().ShouldNotBeEmpty("hours are owed");
        (await _tora.GetAsync($"{_draft}/shifts")).Text.ShouldBe(before);
    }

    [Test]
    public async Task A_broken_rule_is_refused_unless_accepted_with_a_reason()
    {
        JsonNode shift = await AnyShiftAsync();

        ApiAnswer refused = await EditAsync(DayOff(shift));
        ApiAnswer without = await EditAsync(DayOff(shift, why: null, accepts: true));
        ApiAnswer accepted = await EditAsync(DayOff(shift, why: "utbildningsdag", accepts: true));

        (refused.Status, refused.Code).ShouldBe((409, "rules-broken"));
        refused.Json["facts"]!["violations"]!.AsArray().ShouldNotBeEmpty();
        without.Code.ShouldBe("rules-broken");
        accepted.Is(200);
        (await HasShiftAsync(shift)).ShouldBeFalse();
    }

    [Test]
    public async Task What_a_change_lays_over_a_loan_is_told_while_one_drags_and_wants_a_reason_to_be_saved()
    {
        await using WfmDb db = _server.Database.CreateContext();
        ScheduleId draft = new(int.Parse(_draft.Split('/')[^1], CultureInfo.InvariantCulture));
        AgentId who = new("0003");
        Shift shift = (await ScheduleStore.LoadAsync(db, draft, default)).Shifts.First(own => own.Agent == who && own.Activities[^1].Span.Duration >= Duration.FromHours(2));
        Interval loan = new(shift.Span.End - Duration.FromHours(1), shift.Span.End);
        db.Add(new StoredLoan(House.Unit, who, new QueueId("bygg"), loan, 1));
        await db.SaveChangesAsync();
        string lent = $"lent to bygg {Clock(loan.Start)}–{Clock(loan.End)}.";

        // As it is; a meeting of the last half hour; an end half an hour before; the meeting before the loan.
        (await LoansBrokenAsync(shift.Activities)).ShouldBeEmpty();
        (await LoansBrokenAsync(With(loan.End - Duration.FromMinutes(30), loan.End))).ShouldBe([$"meeting {Clock(loan.End - Duration.FromMinutes(30))}–{Clock(loan.End)}, {lent}"]);
        (await LoansBrokenAsync([.. shift.Activities.SkipLast(1), Until(loan.End - Duration.FromMinutes(30))])).ShouldBe([$"off {Clock(loan.End - Duration.FromMinutes(30))}–{Clock(loan.End)}, {lent}"]);
        (await LoansBrokenAsync([])).ShouldBe([$"off {Clock(loan.Start)}–{Clock(loan.End)}, {lent}"]);
        (await LoansBrokenAsync(With(loan.Start - Duration.FromMinutes(30), loan.Start))).ShouldBeEmpty();

        object over = Body(With(loan.End - Duration.FromMinutes(30), loan.End));
        ApiAnswer refused = await EditAsync(over);
        refused.Code.ShouldBe("rules-broken");
        refused.Json["facts"]!["violations"]!.AsArray().ShouldContain(words => words!.GetValue<string>().EndsWith(lent, StringComparison.Ordinal));
        (await EditAsync(Body(With(loan.End - Duration.FromMinutes(30), loan.End), "båda vet", accepts: true))).Is(200);
        JsonNode mended = (await _tora.SendAsync("POST", $"{_draft}/try", Body(shift.Activities))).Is(200).Json;
        mended["mendedViolations"]!.AsArray().ShouldContain(rule => rule!["rule"]!.GetValue<string>() == "Loans");

        // Whoever is away by then is not lent.
        db.Add(new StoredAbsence(House.Unit, new Absence(who, shift.Date.AtMidnight(), shift.Date.PlusDays(1).AtMidnight(), AbsenceCategory.Other)));
        await db.SaveChangesAsync();
        (await LoansBrokenAsync([])).ShouldBeEmpty();

        ShiftActivity Until(Instant end) => new(ActivityKind.Contacts, new Interval(shift.Activities[^1].Span.Start, end));

        ShiftActivity[] With(Instant from, Instant to) =>
        [
            .. shift.Activities.SkipLast(1), Until(from), new ShiftActivity(ActivityKind.Meeting, new Interval(from, to)),
            .. to < shift.Span.End ? [new ShiftActivity(ActivityKind.Contacts, new Interval(to, shift.Span.End))] : Array.Empty<ShiftActivity>(),
        ];

        object Body(IEnumerable<ShiftActivity> pieces, string? why = null, bool accepts = false) => new
        {
            days = new[] { new { agent = "0003", date = shift.Date.ToString("uuuu-MM-dd", null), activities = pieces.Select(piece => new { kind = JsonNamingPolicy.CamelCase.ConvertName(piece.Kind.ToString()), start = piece.Span.Start.ToString(), end = piece.Span.End.ToString() }).ToArray() } },
            why,
            acceptsBrokenRules = accepts,
        };

        async Task<string[]> LoansBrokenAsync(IEnumerable<ShiftActivity> pieces) =>
            [.. (await _tora.SendAsync("POST", $"{_draft}/try", Body(pieces))).Is(200).Json["newViolations"]!.AsArray().Where(rule => rule!["rule"]!.GetValue<string>() == "Loans").Select(rule => rule!["reason"]!.GetValue<string>())];

        static string Clock(Instant moment) => moment.InZone(SmallHouse.Stockholm).ToString("HH:mm", null);
    }

    [Test]
    public async Task Three_steps_back_and_forth_end_where_they_began()
    {
        string before = Sorted(await _tora.GetAsync($"{_draft}/shifts"));
        double? cost = await CostAsync();
        JsonNode[] shifts = [.. (await _tora.GetAsync($"{_draft}/shifts")).Json.AsArray().Where((_, index) => index % 7 == 0).Take(3).Select(shift => shift!)];
        foreach (JsonNode shift in shifts)
        {
            (await EditAsync(DayOff(shift, why: "prov", accepts: true))).Is(200);
        }

        string after = Sorted(await _tora.GetAsync($"{_draft}/shifts"));
        for (int step = 0; step < 3; step++)
        {
            (await StepAsync("undo")).Is(200);
        }

        (await StepAsync("undo")).Code.ShouldBe("nothing-to-undo");
        Sorted(await _tora.GetAsync($"{_draft}/shifts")).ShouldBe(before);
        (await CostAsync())!.Value.ShouldBe(cost!.Value, 1e-6);
        for (int step = 0; step < 3; step++)
        {
            (await StepAsync("redo")).Is(200);
        }

        (await StepAsync("redo")).Code.ShouldBe("nothing-to-redo");
        Sorted(await _tora.GetAsync($"{_draft}/shifts")).ShouldBe(after);
        (await _tora.GetAsync($"{_draft}/edits")).Is(200).Json.AsArray().Count.ShouldBe(3);
    }

    [Test]
    public async Task What_is_kept_of_an_edited_draft_answers_as_what_is_read_anew()
    {
        JsonNode[] shifts = [.. (await _tora.GetAsync($"{_draft}/shifts")).Json.AsArray().Where((_, index) => index % 5 == 0).Take(3).Select(shift => shift!)];
        await _tora.SendAsync("POST", $"{_draft}/try", DayOff(shifts[0]));

        // Kept on from the edit itself; after a step back only the shifts are read again.
        (string Step, int Shift)[] steps = [("edit", 0), ("edit", 1), ("undo", 0), ("redo", 0), ("undo", 0), ("edit", 1)];
        foreach ((string step, int shift) in steps)
        {
            (step == "edit" ? await EditAsync(DayOff(shifts[shift], step, accepts: true)) : await StepAsync(step)).Is(200);

            JsonNode kept = (await _tora.SendAsync("POST", $"{_draft}/try", DayOff(shifts[2]))).Is(200).Json;

            await using WfmDb db = _server.Database.CreateContext();
            DayEdit off = new(new AgentId(shifts[2]["agent"]!.GetValue<string>()), LocalDatePattern.Iso.Parse(shifts[2]["date"]!.GetValue<string>()).Value, null);
            EditEffect anew = await new EditDraft(db, _server.Clock, new KeptPlans()).TryAsync(House.Unit, new ScheduleId(int.Parse(_draft.Split('/')[^1], CultureInfo.InvariantCulture)), [off], default);
            kept["costDelta"]!.GetValue<double>().ShouldBe(anew.CostDelta, step);
            kept["newViolations"]!.AsArray().Count.ShouldBe(anew.NewViolations.Count, step);
            kept["queues"]!.AsArray().Select(queue => queue!["after"]!.GetValue<double>()).ShouldBe(anew.Days.Select(queue => queue.After), step);
        }
    }

    [Test]
    public async Task Of_two_who_drag_at_the_same_time_the_second_is_told_and_the_steps_stay_in_order()
    {
        JsonNode shift = await AnyShiftAsync();
        string tag = (await _tora.GetAsync(_draft)).ETag!;

        ApiAnswer[] answers = await Task.WhenAll(EditAsync(DayOff(shift, "en", true), tag), EditAsync(DayOff(shift, "två", true), tag));

        answers.Select(answer => answer.Status).ShouldBe([200, 409], ignoreOrder: true);
        answers.Single(answer => answer.Status == 409).Code.ShouldBe("changed-meanwhile");
        (await _tora.GetAsync($"{_draft}/edits")).Json.AsArray().ShouldHaveSingleItem();
        (await StepAsync("undo")).Is(200);
        (await HasShiftAsync(shift)).ShouldBeTrue();
    }

    [Test]
    public async Task What_was_promised_is_corrected_by_a_new_version_and_the_person_is_told()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        JsonNode shift = (await _tora.GetAsync($"{Root}/schedules/1/shifts")).Is(200).Json.AsArray().First(row => row!["agent"]!.GetValue<string>() == "0001")!;
        string day = shift["date"]!.GetValue<string>();

        ApiAnswer inPlace = await _tora.SendAsync("POST", $"{Root}/schedules/1/edits", DayOff(shift, "x", true), ("Idempotency-Key", "a"), ("If-Match", (await _tora.GetAsync($"{Root}/schedules/1")).ETag!));
        ApiAnswer corrected = (await _tora.DecideAsync($"{Root}/schedules/1/correct", DayOff(shift, "kurs", true))).Is(200);
        ApiAnswer again = await _tora.DecideAsync($"{Root}/schedules/1/correct", DayOff(shift, "kurs", true));

        (inPlace.Status, inPlace.Code).ShouldBe((409, "published"));
        corrected.Json["schedule"]!["state"]!.GetValue<string>().ShouldBe("published");
        (again.Status, again.Code).ShouldBe((409, "not-in-force"));
        (await anna.GetAsync($"{Root}/my-schedule?from={day}&to={day}")).Is(200).Json.AsArray().ShouldBeEmpty();
        (await anna.GetAsync($"{Root}/inbox")).Json["items"]!.AsArray().ShouldHaveSingleItem()!["kind"]!.GetValue<string>().ShouldBe("schedule-changed");
        (await _tora.GetAsync($"{Root}/schedules/1/compare/{corrected.Json["schedule"]!["id"]}")).Is(200).Json.AsArray().ShouldHaveSingleItem()!["after"].ShouldBeNull();
    }

    [Test]
    public async Task A_shift_with_a_gap_on_another_day_or_of_a_stranger_is_refused_with_what_was_found()
    {
        JsonNode shift = await AnyShiftAsync();
        string start = shift["start"]!.GetValue<string>(), end = shift["end"]!.GetValue<string>(), agent = shift["agent"]!.GetValue<string>(), date = shift["date"]!.GetValue<string>();

        ApiAnswer backwards = await EditAsync(Day(agent, date, end, start));
        ApiAnswer otherDay = await EditAsync(Day(agent, "2026-03-12", start, end));
        ApiAnswer stranger = await EditAsync(Day("9999", date, start, end));
        ApiAnswer closed = await EditAsync(Day(agent, "2026-03-06", "2026-03-06T08:00:00Z", "2026-03-06T14:00:00Z"));

        backwards.Code.ShouldBe("bad-activities");
        otherDay.Code.ShouldBe("bad-activities");
        stranger.Code.ShouldBe("unknown-agent");
        (closed.Status, closed.Code).ShouldBe((409, "day-does-not-fit"));
        closed.Json["detail"]!.GetValue<string>().ShouldContain("2026-03-06");
    }

    private static object Day(string agent, string date, string start, string end) =>
        new { days = new[] { new { agent, date, activities = new[] { new { kind = "contacts", start, end } } } }, why = "prov", acceptsBrokenRules = true };

    private static object DayOff(JsonNode shift, string? why = null, bool accepts = false) => new
    {
        days = new[] { new { agent = shift["agent"]!.GetValue<string>(), date = shift["date"]!.GetValue<string>(), activities = Array.Empty<object>() } },
        why,
        acceptsBrokenRules = accepts,
    };

    private static string Sorted(ApiAnswer shifts) => string.Join('\n', shifts.Is(200).Json.AsArray().Select(shift => shift!.ToJsonString()).Order(StringComparer.Ordinal));

    private async Task<ApiAnswer> EditAsync(object body, string? tag = null) => await _tora.SendAsync(
        "POST", $"{_draft}/edits", body, ("Idempotency-Key", Guid.NewGuid().ToString("N")), ("If-Match", tag ?? (await _tora.GetAsync(_draft)).ETag!));

    private async Task<ApiAnswer> StepAsync(string step) => await _tora.SendAsync(
        "POST", $"{_draft}/{step}", new { }, ("Idempotency-Key", Guid.NewGuid().ToString("N")), ("If-Match", (await _tora.GetAsync(_draft)).ETag!));

    private async Task<JsonNode> AnyShiftAsync() => (await _tora.GetAsync($"{_draft}/shifts")).Is(200).Json.AsArray()[3]!;

    private async Task<bool> HasShiftAsync(JsonNode shift) => (await _tora.GetAsync($"{_draft}/shifts")).Json.AsArray()
        .Any(row => row!["agent"]!.GetValue<string>() == shift["agent"]!.GetValue<string>() && row["date"]!.GetValue<string>() == shift["date"]!.GetValue<string>());

    private async Task<double?> CostAsync() => (await _tora.GetAsync(_draft)).Json["schedule"]!["cost"]?.GetValue<double>();
}
