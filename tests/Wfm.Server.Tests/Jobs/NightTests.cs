using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Tests.Jobs;

/// <summary>A whole night of one unit, run by run, without Quartz: what it stores, tells and skips.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class NightTests(DatabaseProvider provider)
{
    private static readonly LocalDate Today = new(2026, 2, 16);
    private RunningServer _server = null!;
    private RunShell _shell = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _shell = Shell(new ServerSettings { NightStepsPerUnit = 60, NightSecondsPerUnit = 60 });
    }

    [TearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task A_night_plans_the_next_period_once_and_tells_the_planners()
    {
        await NightAsync(Today);

        await using WfmDb db = _server.Database.CreateContext();
        StoredRun plan = await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind);
        (plan.State, plan.Part, plan.Tries, plan.Reason).ShouldBe((RunState.Done, "bygg", 1, null));
        ScheduleVersion draft = await db.Schedules.SingleAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Draft);
        draft.FirstDay.ShouldBe(new LocalDate(2026, 3, 16));
        draft.Cost!.Value.ShouldBe(plan.Cost!.Value, 1e-9);
        (await db.Shifts.CountAsync(row => row.ScheduleId == draft.Id)).ShouldBeGreaterThan(40);
        JsonNode report = JsonNode.Parse((await db.Notifications.SingleAsync(row => row.Kind == "night-report")).BodyJson)!;
        report["schedule"]!.GetValue<int>().ShouldBe(draft.Id.Value);
        report["units"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task A_draft_of_the_night_tells_what_the_published_period_left_and_what_it_adds()
    {
        await using WfmDb db = _server.Database.CreateContext();
        ScheduleVersion published = await db.Schedules.AsNoTracking().SingleAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Published);
        HashSet<LocalDate> worked = [.. (await ScheduleStore.LoadAsync(db, published.Id, default)).Shifts.Where(shift => shift.Agent.Value == "0004").Select(shift => shift.Date)];
        LocalDate free = published.Period.Days.First(day => day.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Thursday && !worked.Contains(day));
        db.Add(new StoredWish(House.Unit, new Wish(new AgentId("0004"), free, WishKind.DayOff, 1)));
        await db.SaveChangesAsync();
        await NightAsync(Today);

        ScheduleVersion draft = await DraftAsync(db);
        using ApiClient tora = await _server.AsAsync("tora");
        JsonNode told = (await tora.GetAsync($"/api/units/1/schedules/{draft.Id.Value}")).Is(200).Json["quality"]!;
        JsonNode[] earlier = [.. JsonNode.Parse(published.QualityJson)!["ledger"]!["people"]!.AsArray().Select(person => person!)];
        JsonNode[] people = [.. told["ledger"]!["people"]!.AsArray().Select(person => person!)];
        told["carried"]!["from"]!.AsArray().Select(from => from!.GetValue<int>()).ShouldBe([published.Id.Value]);
        people.Length.ShouldBe(8);
        for (int at = 0; at < people.Length; at++)
        {
            Number(people[at], "opening", "granted_wishes").ShouldBe(Number(earlier[at], "counts", "granted_wishes") + (at == 3 ? 1 : 0), "counted anew: a wish for a free day of 0004 was entered since");
            Number(people[at], "opening_hours").ShouldBe(Number(earlier[at], "closing_hours"), 0.5, "in whole half hours");
            Number(people[at], "closing", "granted_wishes").ShouldBe(Number(people[at], "opening", "granted_wishes") + Number(people[at], "counts", "granted_wishes"));
        }

        told["ledger"]!["spreads"]!.AsArray().Select(spread => spread!["measure"]!.GetValue<string>()).ShouldBe(["weekends", "late_shifts", "early_shifts", "granted_wishes"]);

        double Number(JsonNode person, params string[] path) => path.Aggregate(person, (node, name) => node[name]!).GetValue<double>();
    }

    [Test]
    public async Task A_draft_of_the_night_tells_the_level_of_each_queue_with_those_who_are_lent()
    {
        await using WfmDb db = _server.Database.CreateContext();
        LocalDateTime noon = new(2026, 3, 18, 9, 0);
        db.Add(new StoredLoan(House.Unit, new AgentId("0002"), new QueueId("bygg"), new Interval(noon.InZoneStrictly(SmallHouse.Stockholm).ToInstant(), noon.PlusHours(2).InZoneStrictly(SmallHouse.Stockholm).ToInstant()), 1));
        await db.SaveChangesAsync();
        await NightAsync(Today);

        ScheduleVersion draft = await DraftAsync(db);
        StoredPlan plan = (await new LoadPlan(db).RunAsync(House.Unit, draft.Id, default)).Plan!;
        Dictionary<string, double> told = JsonNode.Parse(draft.QualityJson)!["queues"]!.AsArray().ToDictionary(queue => queue!["queue"]!.GetValue<string>(), queue => queue!["service_level"]!.GetValue<double>());
        Dictionary<string, double> Levels(ServiceLevelForecast figures) => figures.Queues.ToDictionary(queue => queue.Queue, queue => queue.ServiceLevel!.Value);
        Dictionary<string, double> with = Levels(ServiceLevelPrediction.Of(plan.Problem, plan.Schedule, plan.Loans)), without = Levels(ServiceLevelPrediction.Of(plan.Problem, plan.Schedule));
        told.Keys.Order().ShouldBe(["bygg", "första"]);
        told["bygg"].ShouldBe(with["bygg"], 1e-9);
        told["bygg"].ShouldBeGreaterThan(without["bygg"]);
    }

    [Test]
    public async Task A_unit_whose_inputs_are_as_yesterday_is_not_planned_again()
    {
        await NightAsync(Today);
        await NightAsync(Today.PlusDays(1));

        await using WfmDb db = _server.Database.CreateContext();
        StoredRun second = await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind && row.LocalDate == Today.PlusDays(1));
        (second.State, second.Reason).ShouldBe((RunState.Done, "nothing changed since it was last planned"));
        (await db.Schedules.CountAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Draft)).ShouldBe(1);
    }

    [Test]
    public async Task An_event_entered_since_yesterday_is_forecast_and_planned_for()
    {
        await NightAsync(Today);
        await using WfmDb db = _server.Database.CreateContext();
        db.Add(new StoredKnownEvent(House.Unit, new KnownEvent(null, new LocalDate(2026, 3, 16), new LocalDate(2026, 3, 20), "Utskick", 1.5, EventKind.Letter)));
        await db.SaveChangesAsync();

        await NightAsync(Today.PlusDays(1));

        StoredRun second = await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind && row.LocalDate == Today.PlusDays(1));
        (second.State, second.Reason).ShouldBe((RunState.Done, null));
        ForecastVersion[] forecasts = await db.Forecasts.Where(row => row.BusinessUnitId == House.Unit).OrderByDescending(row => row.Version).Take(2).ToArrayAsync();
        (await CallsAsync(db, forecasts[0]) / await CallsAsync(db, forecasts[1])).ShouldBe(1.5, 1e-6);
        SizedEvent.Of(forecasts[0]).Select(one => (one.Event.Name, one.Origin, one.SizeFraction)).ShouldBe([("Utskick", SizeOrigin.Stated, 0.5)]);
    }

    [Test]
    public async Task Movable_meetings_are_placed_by_the_night_and_who_is_moved_is_told()
    {
        await using WfmDb db = _server.Database.CreateContext();
        LocalDateTime ten = new(2026, 3, 17, 10, 0);
        db.AddRange(Enumerable.Range(5, 4).Select(number => new StoredMeeting(House.Unit, new Meeting(new AgentId($"000{number}"), ten, ten.PlusHours(1), ActivityKind.Training, IsMovable: true))));
        await db.SaveChangesAsync();

        await NightAsync(Today);

        StoredRun run = await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind);
        run.State.ShouldBe(RunState.Done);
        run.Reason!.ShouldContain("lie at another time of their day than before");
        ScheduleVersion draft = await db.Schedules.SingleAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Draft);
        ShiftActivity[] trainings = [.. (await ScheduleStore.LoadAsync(db, draft.Id, default)).Shifts.Where(shift => shift.Date == ten.Date).SelectMany(shift => shift.Activities).Where(piece => piece.Kind == ActivityKind.Training)];
        trainings.Sum(piece => piece.Span.Duration.TotalHours).ShouldBe(4);
        trainings.ShouldContain(piece => piece.Span.Start != ten.InZoneStrictly(SmallHouse.Stockholm).ToInstant());
    }

    private static async Task<double> CallsAsync(WfmDb db, ForecastVersion forecast)
    {
        (Instant from, Instant to) = (Instant.FromUtc(2026, 3, 16, 0, 0), Instant.FromUtc(2026, 3, 21, 0, 0));
        return await db.ForecastIntervals.Where(row => row.ForecastId == forecast.Id && row.Start >= from && row.Start < to).SumAsync(row => row.Calls);
    }

    [Test]
    public async Task A_poisoned_run_is_tried_three_times_then_parked_and_planners_are_told_while_others_go_on()
    {
        RunShell shell = Shell(new ServerSettings(), new Poison());
        await using WfmDb db = _server.Database.CreateContext();
        RunId poisoned = await QueuedAsync(db, "poison", Today);
        for (int round = 0; round < 4; round++)
        {
            await shell.RunAsync(poisoned, default);
        }

        StoredRun run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == poisoned);
        (run.State, run.Tries).ShouldBe((RunState.Parked, 3));
        run.Reason!.ShouldContain("giftigt");
        (await db.Notifications.CountAsync(row => row.Kind == "run-parked")).ShouldBe(1);
        await NightAsync(Today);
        (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.PlanKind)).State.ShouldBe(RunState.Done);
    }

    [Test]
    public async Task A_run_that_is_stopped_ends_soon_and_says_so()
    {
        RunShell slow = Shell(new ServerSettings { NightStepsPerUnit = 500_000_000, NightSecondsPerUnit = 120 });
        await using WfmDb db = _server.Database.CreateContext();
        await slow.RunAsync(await QueuedAsync(db, JoinNight.NightKind, Today), default);
        RunId plan = (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.PlanKind)).Id;
        Task running = slow.RunAsync(plan, default);
        while ((await db.Runs.AsNoTracking().SingleAsync(row => row.Id == plan)).Cost is null)
        {
            await Task.Delay(100);
        }

        Instant asked = await RunStore.NowAsync(db, default);
        using ApiClient tora = await _server.AsAsync("tora");
        (await tora.SendAsync("POST", $"/api/units/1/runs/{plan.Value}/cancel")).Is(200);
        await running;

        StoredRun run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == plan);
        run.State.ShouldBe(RunState.Cancelled);
        (run.FinishedAt!.Value - asked).ShouldBeLessThan(Duration.FromSeconds(15));
        (await tora.GetAsync("/api/units/1/runs")).Is(200).Json["items"]!.AsArray().Count.ShouldBe(2);
        (await tora.GetAsync($"/api/units/1/runs/{plan.Value}")).Is(200).Json["state"]!.GetValue<string>().ShouldBe("cancelled");
    }

    [Test]
    public async Task A_day_locked_by_hand_stays_to_the_bit_whatever_the_night_would_rather_do()
    {
        await NightAsync(Today);
        await using WfmDb db = _server.Database.CreateContext();
        ScheduleVersion draft = await DraftAsync(db);
        Shift[] kept = await ChangedAsync(db, draft, "0003", shifts => [.. shifts.Take(2).Select(WithAdministration)]);
        await LockAsync(db, kept.Select(shift => (shift.Agent, shift.Date)));

        await NightAsync(Today.PlusDays(1));

        ScheduleVersion next = await DraftAsync(db);
        (next.Version, next.ParentId).ShouldBe((draft.Version + 1, (ScheduleId?)draft.Id));
        Schedule planned = await ScheduleStore.LoadAsync(db, next.Id, default);
        foreach (Shift shift in kept)
        {
            Words(planned.Shifts.Single(own => own.Agent == shift.Agent && own.Date == shift.Date)).ShouldBe(Words(shift));
        }

        (await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind && row.LocalDate == Today.PlusDays(1))).Reason.ShouldBeNull();
        AuditEntry audit = await db.AuditEntries.OrderBy(row => row.Id).LastAsync(row => row.Action == "night-draft");
        (audit.Who, audit.Why).ShouldBe(("night", "2 locked days kept"));
    }

    [Test]
    public async Task Locks_that_break_a_rule_stay_and_the_rule_is_told()
    {
        await NightAsync(Today);
        await using WfmDb db = _server.Database.CreateContext();
        ScheduleVersion draft = await DraftAsync(db);
        LocalDate[] week = [.. Enumerable.Range(0, 5).Select(draft.FirstDay.PlusDays)];
        await InTransaction.RunAsync(db, async () =>
        {
            await ScheduleStore.ReplaceDaysAsync(db, draft.Id, [.. week.Select(date => (new AgentId("0003"), date, (Shift?)null))], default);
            return 0;
        }, default);
        await LockAsync(db, week.Select(date => (new AgentId("0003"), date)));

        await NightAsync(Today.PlusDays(1));

        StoredRun run = await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind && row.LocalDate == Today.PlusDays(1));
        run.State.ShouldBe(RunState.Done);
        run.Reason!.ShouldStartWith("Locked days stay though rules break: 0003:");
        run.Reason.ShouldContain("contract", Case.Insensitive);
        ScheduleVersion next = await DraftAsync(db);
        next.Version.ShouldBe(draft.Version + 1);
        Schedule planned = await ScheduleStore.LoadAsync(db, next.Id, default);
        planned.Shifts.Where(shift => shift.Agent.Value == "0003" && week.Contains(shift.Date)).ShouldBeEmpty();
        planned.Shifts.Count(shift => shift.Agent.Value == "0003").ShouldBeGreaterThan(3, "the rest of the person's period is planned");
    }

    [Test]
    public async Task Publishing_while_the_night_writes_has_one_winner_and_the_audit_shows_both()
    {
        await NightAsync(Today);
        await using WfmDb db = _server.Database.CreateContext();
        ScheduleVersion draft = await DraftAsync(db);
        Shift locked = (await ChangedAsync(db, draft, "0003", shifts => [.. shifts.Take(1).Select(WithAdministration)])).Single();
        await LockAsync(db, [(locked.Agent, locked.Date)]);
        await _shell.RunAsync(await QueuedAsync(db, JoinNight.NightKind, Today.PlusDays(1)), default);
        RunId plan = (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.PlanKind && row.State == RunState.Queued)).Id;
        await using WfmDb other = _server.Database.CreateContext();
        PublishSchedule publish = new(other, new FixedClock(House.Planned));

        await Task.WhenAll(_shell.RunAsync(plan, default), Task.Run(async () => await publish.RunAsync(House.Unit, draft.Id, "tora", "bråttom", default)));

        ScheduleVersion[] versions = await db.Schedules.AsNoTracking().Where(row => row.BusinessUnitId == House.Unit && row.FirstDay == draft.FirstDay).OrderBy(row => row.Version).ToArrayAsync();
        versions.Single(version => version.State == ScheduleState.Published).Id.ShouldBe(draft.Id);
        foreach (ScheduleVersion version in versions)
        {
            Schedule stored = await ScheduleStore.LoadAsync(db, version.Id, default);
            Words(stored.Shifts.Single(own => own.Agent == locked.Agent && own.Date == locked.Date)).ShouldBe(Words(locked));
        }

        List<string> acts = await db.AuditEntries.OrderBy(row => row.Id).Select(row => row.Action).ToListAsync();
        acts.ShouldContain("publish");
        acts.Count(act => act is "night-draft" or "discard-night-plan").ShouldBe(2, "the first night's draft, and what became of the second's");
        acts.Contains("discard-night-plan").ShouldBe(versions.Length == 1);
        (await db.Runs.AsNoTracking().SingleAsync(row => row.Id == plan)).State.ShouldBe(RunState.Done);
    }

    [Test]
    public async Task What_was_published_while_the_night_planned_is_not_planned_over()
    {
        await NightAsync(Today);
        await using WfmDb db = _server.Database.CreateContext();
        ScheduleVersion draft = await DraftAsync(db);
        await LockAsync(db, [(new AgentId("0003"), draft.FirstDay)]);
        await _shell.RunAsync(await QueuedAsync(db, JoinNight.NightKind, Today.PlusDays(1)), default);
        RunId plan = (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.PlanKind && row.State == RunState.Queued)).Id;
        await using WfmDb other = _server.Database.CreateContext();
        await new PublishSchedule(other, new FixedClock(House.Planned)).RunAsync(House.Unit, draft.Id, "tora", "bråttom", default);

        await _shell.RunAsync(plan, default);

        (await db.Schedules.CountAsync(row => row.BusinessUnitId == House.Unit && row.FirstDay == draft.FirstDay)).ShouldBe(1);
        AuditEntry audit = await db.AuditEntries.SingleAsync(row => row.Action == "discard-night-plan");
        audit.Why!.ShouldContain("was published while the night planned");
        JsonNode report = JsonNode.Parse((await db.Notifications.OrderBy(row => row.Id).LastAsync(row => row.Kind == "night-report")).BodyJson)!;
        (report["schedule"], report["why"]!.GetValue<string>()).ShouldBe((null, audit.Why));
    }

    private static Task<ScheduleVersion> DraftAsync(WfmDb db) => db.Schedules.AsNoTracking()
        .Where(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Draft).OrderByDescending(row => row.Version).FirstAsync();

    /// <summary>Somebody's shifts in a draft made other ones, as a hand would.</summary>
    private static async Task<Shift[]> ChangedAsync(WfmDb db, ScheduleVersion draft, string agent, Func<IEnumerable<Shift>, Shift[]> change)
    {
        Shift[] changed = change((await ScheduleStore.LoadAsync(db, draft.Id, default)).Shifts.Where(shift => shift.Agent.Value == agent));
        return await InTransaction.RunAsync(db, async () =>
        {
            await ScheduleStore.ReplaceDaysAsync(db, draft.Id, [.. changed.Select(shift => (shift.Agent, shift.Date, (Shift?)shift))], default);
            return changed;
        }, default);
    }

    // The first half hour is something no search puts there by itself.
    private static Shift WithAdministration(Shift shift)
    {
        Instant half = shift.Span.Start + Duration.FromMinutes(30);
        return shift with
        {
            Activities =
            [
                new ShiftActivity(ActivityKind.Administration, new Interval(shift.Span.Start, half)),
                shift.Activities[0] with { Span = new Interval(half, shift.Activities[0].Span.End) },
                .. shift.Activities.Skip(1),
            ],
        };
    }

    private static async Task LockAsync(WfmDb db, IEnumerable<(AgentId Agent, LocalDate Date)> days)
    {
        db.AddRange(days.Select(day => new StoredLock(House.Unit, day.Agent, day.Date, "tora", House.Planned)));
        await db.SaveChangesAsync();
    }

    private static string Words(Shift shift) => $"{shift.Span} {string.Join(' ', shift.Activities.Select(piece => $"{piece.Kind} {piece.Span}"))}";

    private async Task NightAsync(LocalDate date)
    {
        await using WfmDb db = _server.Database.CreateContext();
        await _shell.RunAsync(await QueuedAsync(db, JoinNight.NightKind, date), default);
        foreach (StoredRun run in await db.Runs.AsNoTracking().Where(row => row.State == RunState.Queued && row.Kind == JoinNight.PlanKind).ToListAsync())
        {
            await _shell.RunAsync(run.Id, default);
        }

        StoredRun night = await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.NightKind && row.LocalDate == date);
        (night.State, night.Reason).ShouldBe((RunState.Done, null));
    }

    private static async Task<RunId> QueuedAsync(WfmDb db, string kind, LocalDate date)
    {
        await RunStore.QueueAsync(db, new RunKey(House.Unit, kind, "", date), new RunOrder(), again: false, default);
        return (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == kind && row.LocalDate == date)).Id;
    }

    private RunShell Shell(ServerSettings settings, params IRunStep[] more)
    {
        IServiceScopeFactory scopes = _server.Services.GetRequiredService<IServiceScopeFactory>();
        return new RunShell([new NightStep(scopes, settings), new PlanStep(scopes, settings), .. more], scopes, new NodeName("a"), NullLogger<RunShell>.Instance);
    }

    private sealed class Poison : IRunStep
    {
        public string Kind => "poison";

        public Task RunAsync(RunWork work, CancellationToken cancellationToken) => throw new InvalidDataException("giftigt");
    }
}
