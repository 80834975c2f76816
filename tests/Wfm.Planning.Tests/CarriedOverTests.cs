using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning.Tests;

/// <summary>What published periods leave to the next: evenings and hours counted anew, and the shifts on both sides of a border.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class CarriedOverTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly LocalDate Monday = SmallHouse.Monday;
    private static readonly SchedulePeriod One = new(Monday, 2), Two = new(Monday.PlusWeeks(2), 2), Three = new(Monday.PlusWeeks(4), 2);
    private static readonly AgentId A = new("a"), B = new("b"), C = new("c"), D = new("d");
    private static readonly AgentId[] People = [A, B, C, D];
    private static readonly ScheduleOptions Search = new() { Steps = 300, BoundSteps = 5 };

    /// <summary>Two work 08–16:30 and two 11:30–20 every weekday, and nothing else is possible.</summary>
    private const string EarlyOrLate = "tidig,1-5,08:00,08:00,15,8,8,30,30,11:00,13:00,1,15\nsen,1-5,11:30,11:30,15,8,8,30,30,15:00,16:30,1,15\n";

    /// <summary>Six to nine hours, from 08:00 to 11:00.</summary>
    private const string AnyLength = "dag,1-5,08:00,11:00,30,6,9,30,30,12:00,15:00,1,15\n";

    private BusinessUnitId _unit;
    private RequirementId _requirement;

    [Test]
    public async Task Who_had_all_the_evenings_has_none_in_the_next_period()
    {
        await using WfmDb db = await OpenAsync(EarlyOrLate);
        await PublishedAsync(db, One, day => [(A, 11.5, 20, 15), (B, 11.5, 20, 15), (C, 8, 16.5, 12), (D, 8, 16.5, 12)]);

        BuildScheduleResult built = await BuildAsync(db, Two);

        Evenings(built).ShouldBe([0, 0, 10, 10], "ten working days, two evenings each");
        FairnessLedger ledger = built.Result!.Ledger;
        ledger.People.Select(person => (person.Opening.LateShifts, person.Counts.LateShifts)).ShouldBe([(10, 0), (10, 0), (0, 10), (0, 10)]);
        ledger.Spreads.Single(spread => spread.Measure == "late_shifts").ShouldBe(new FairnessSpread("late_shifts", new Spread(0, 5, 10, A), new Spread(10, 10, 10, A)));
        using JsonDocument kept = JsonDocument.Parse((await VersionAsync(db, built.Stored!.Id)).QualityJson);
        kept.RootElement.GetProperty("carried").GetProperty("people").EnumerateArray().Select(person => (person.GetProperty("agent").GetString(), person.GetProperty("late_shifts").GetDouble()))
            .ShouldBe([("a", 10), ("b", 10)], "C and D begin with nothing");
        StoredPeriod period = new(_unit, Two, new PeriodDates(Monday, Monday.PlusDays(1), Monday.PlusDays(2), Monday.PlusDays(3)));
        (await new PublishPeriod(db, Clock).SummaryAsync(period, await ScheduleStore.LoadAsync(db, built.Stored.Id, default), default))
            .Select(person => (person.Agent, person.CarriedLateShifts, person.LateShifts)).ShouldBe([(A, 10, 0), (B, 10, 0), (C, 0, 10), (D, 0, 10)]);
    }

    [Test]
    public async Task Evenings_that_changed_hands_after_publication_count_for_who_worked_them()
    {
        await using WfmDb db = await OpenAsync(EarlyOrLate);
        ScheduleVersion published = await PublishedAsync(db, One, day => [(A, 11.5, 20, 15), (B, 11.5, 20, 15), (C, 8, 16.5, 12), (D, 8, 16.5, 12)]);
        DayEdit[] swapped =
        [
            .. One.Days.Where(IsWeekday).Skip(5).SelectMany(day => new[] { new DayEdit(A, day, Day(A, day, 8, 16.5, 12)), new DayEdit(C, day, Day(C, day, 11.5, 20, 15)) }),
        ];
        await new ChangePublished(db, Clock.Now).RunAsync(_unit, [new PublishedChange(published.Id, swapped)], ChangeCause.Correction("eva", "swapped by agreement"), default);

        BuildScheduleResult built = await BuildAsync(db, Two);

        built.Result!.Ledger.People.Select(person => person.Opening.LateShifts).ShouldBe([5, 10, 5, 0]);
        Evenings(built).ShouldBe([5, 0, 5, 10], "everybody comes to ten");
    }

    [Test]
    public async Task What_is_half_a_year_old_is_nobodys_debt_and_who_is_new_begins_with_the_mean()
    {
        await using WfmDb db = await OpenAsync(EarlyOrLate, weeksBefore: 27);
        SchedulePeriod old = new(Two.FirstDay.PlusWeeks(-29), 2);
        await PublishedAsync(db, old, day => [(D, 11.5, 20, 15)]);
        await PublishedAsync(db, One, day => [(A, 11.5, 20, 15), (B, 8, 16.5, 12), (C, 11.5, 20, 15)]);

        BuildScheduleResult built = await BuildAsync(db, Two);

        built.Result!.Ledger.People.Select(person => Math.Round(person.Opening.LateShifts, 9)).ShouldBe([10, 0, 10, Math.Round(20 / 3.0, 9)]);
        built.Result.Ledger.People.Select(person => person.OpeningHours).ShouldBe([0, 0, 0, 0], "and owes nothing of a plan they were not in");
    }

    [TestCase(41.5, 80)]
    [TestCase(41, null)]
    public async Task The_average_of_all_hours_counts_what_was_worked_in_the_published_weeks_before_overtime_too(double average, double? most)
    {
        await using WfmDb db = await OpenAsync(AnyLength, averageOfFourWeeks: average);
        // Ten days of eight hours each, and three evenings of two more, paid, which nobody has to work off.
        await PublishedAsync(db, One, day => [.. People.Select(agent => (agent, 8.0, day < Monday.PlusDays(3) ? 18.5 : 16.5, 12.0))]);
        db.AddRange(from agent in People from day in Enumerable.Range(0, 3) select Approved(RequestKind.Overtime, agent, Monday.PlusDays(day), 16.5, 18.5));
        await db.SaveChangesAsync();

        BuildScheduleResult built = await BuildAsync(db, Two);

        built.Assembled.Problem!.Agents.Select(agent => agent.OpeningBalance).ShouldAllBe(balance => balance == Duration.Zero);
        built.Assembled.Problem.Agents.Select(agent => agent.AveragedBefore).Distinct().ShouldBe([most is null ? null : new EarlierWeeks(2, Duration.FromHours(86))]);
        built.Result!.Ledger.People.ShouldAllBe(person => person.WorkedHours >= 79 && person.WorkedHours <= (most ?? 81));
        built.Assembled.Notes.Count(note => note.Said.StartsWith("average-begins-anew", StringComparison.Ordinal)).ShouldBe(most is null ? 4 : 0);
        StoredPlan plan = (await new LoadPlan(db).RunAsync(_unit, built.Stored!.Id, default)).Plan!;
        plan.Problem.Agents.Select(agent => agent.AveragedBefore).ShouldBe(built.Assembled.Problem.Agents.Select(agent => agent.AveragedBefore), "a version is judged by what it was made with");
        plan.Check.Violations.ShouldBeEmpty();
        await new PublishSchedule(db, Clock).RunAsync(_unit, built.Stored.Id, "eva", "as tests need it", default);
        EarlierWeeks?[] next = [.. (await BuildAsync(db, Three)).Assembled.Problem!.Agents.Select(agent => agent.AveragedBefore)];
        next.ShouldAllBe(before => most == null ? before!.Weeks == 2 : before == null, "four weeks end with the second plan, or go on from where they began anew");
    }

    [Test]
    public async Task Hours_over_and_short_move_into_what_the_next_plan_owes()
    {
        await using WfmDb db = await OpenAsync(AnyLength);
        // A three hours more than 80, B two less, C two more by overtime, D on holiday in the second week and an hour longer because the running day asked for it.
        await AwayAsync(db, D, Monday.PlusDays(7), Monday.PlusDays(12));
        ScheduleVersion one = await PublishedAsync(db, One, day => Shifts(day).Where(shift => shift.Agent != D || day < Monday.PlusDays(7)));
        LocalDate tuesday = Monday.PlusDays(1);
        db.Add(Approved(RequestKind.Overtime, C, tuesday, 16.5, 18.5));
        StoredDayProposal stay = new(_unit, tuesday, Clock.Now, "watch", one.Id, isBelow: true, [new QueueId("växel")], "{}");
        DayMove longer = new(Lever.Overtime, ActivityKind.Contacts, At(tuesday, 8), At(tuesday, 16.5), At(tuesday, 8), At(tuesday, 17.5), 60, []);
        stay.Add(D, new GroupId("ett"), ["Overtime"], At(tuesday, 16.5), RequestJson.Write(new DayPart([longer], "[]", "[]")));
        DayMove undone = new(Lever.Overtime, ActivityKind.Contacts, At(tuesday, 8), At(tuesday, 16.5), At(tuesday, 8), At(tuesday, 18), 90, []);
        stay.Add(B, new GroupId("ett"), ["Overtime"], At(tuesday, 16.5), RequestJson.Write(new DayPart([undone], "[]", "[]")));
        stay.Parts[0].Answer(DayProposalStatus.Accepted, "lena", Clock.Now, null);
        stay.Parts[1].Answer(DayProposalStatus.Accepted, "lena", Clock.Now, null);
        db.Add(stay);
        await db.SaveChangesAsync();
        (await new GatherPayroll(db).RunAsync(_unit, Monday, Monday.PlusDays(6), _ => true, default)).Overtime.Select(over => (over.Agent, over.Span))
            .ShouldBe([(C, new Interval(At(tuesday, 16.5), At(tuesday, 18.5))), (D, new Interval(At(tuesday, 16.5), At(tuesday, 17.5)))], "B's shift does not hold it any more");

        BuildScheduleResult built = await BuildAsync(db, Two);

        built.Assembled.Problem!.Agents.Select(agent => agent.OpeningBalance.TotalHours).ShouldBe([3, -2, 0, 0]);
        double[] worked = [.. built.Result!.Ledger.People.Select(person => person.WorkedHours)];
        double[] owed = [77, 82, 80, 80];
        worked.Zip(owed, (hours, due) => Math.Abs(hours - due)).ShouldAllBe(off => off <= 1, $"worked {string.Join(' ', worked)}");
        built.Result.Ledger.People.Select(person => person.ClosingHours).ShouldBe(worked.Zip(owed, (hours, due) => hours - due));
        await new PublishSchedule(db, Clock).RunAsync(_unit, built.Stored!.Id, "eva", null, default);
        ChangeOutcome corrected = await new ChangePublished(db, Clock.Now).RunAsync(_unit, [new PublishedChange(built.Stored.Id, [])], ChangeCause.Correction("eva", "nothing"), default);
        (await new LoadPlan(db).RunAsync(_unit, corrected.Versions[0].Id, default)).Plan!.Problem.Agents.Select(agent => agent.OpeningBalance.TotalHours)
            .ShouldBe([3, -2, 0, 0], "a corrected version is judged by what the first was made with");

        IEnumerable<(AgentId Agent, double Start, double End, double Lunch)> Shifts(LocalDate day) =>
        [
            (A, 8, day == Monday ? 17.5 : day == Monday.PlusDays(2) ? 17.5 : day == Monday.PlusDays(3) ? 17.5 : 16.5, 12), (B, 8, day == Monday ? 14.5 : 16.5, 12),
            (C, 8, day == Monday.PlusDays(1) ? 18.5 : 16.5, 12), (D, 8, day == Monday.PlusDays(1) ? 17.5 : 16.5, 12),
        ];
    }

    [Test]
    public async Task Offered_time_off_is_not_owed_and_a_change_after_the_next_plan_moves_on_to_the_one_after()
    {
        await using WfmDb db = await OpenAsync(AnyLength);
        ScheduleVersion one = await PublishedAsync(db, One, day => People.Select(agent => (agent, 8d, 16.5, 12d)));
        BuildScheduleResult two = await BuildAsync(db, Two);
        await new PublishSchedule(db, Clock).RunAsync(_unit, two.Stored!.Id, "eva", null, default);
        double[] closing = [.. two.Result!.Ledger.People.Select(person => person.ClosingHours)];
        // When the second period was published already, A went home two hours early by a correction and B by an offer.
        LocalDate last = Monday.PlusDays(11);
        ChangeOutcome changed = await new ChangePublished(db, Clock.Now).RunAsync(
            _unit, [new PublishedChange(one.Id, [new DayEdit(A, last, Day(A, last, 8, 14.5, 12)), new DayEdit(B, last, Day(B, last, 8, 14.5, 12))])], ChangeCause.Correction("eva", "home early"), default);
        StoredRequest offered = Approved(RequestKind.TimeOff, B, last, 14.5, 16.5, $$"""{"versions":[{"from":{{one.Id.Value}},"to":{{changed.Versions[0].Id.Value}}}]}""");
        db.Add(offered);
        await db.SaveChangesAsync();

        BuildScheduleResult three = await BuildAsync(db, Three);

        closing[0] -= 2;
        three.Assembled.Problem!.Agents.Select(agent => agent.OpeningBalance.TotalHours).ShouldBe(closing);
        (await new LoadPlan(db).RunAsync(_unit, two.Stored.Id, default)).Plan!.Check.Violations.ShouldBeEmpty("a plan is judged by what it was made with");
    }

    [Test]
    public async Task More_hours_than_a_plan_can_take_up_are_told_and_the_plan_is_made()
    {
        await using WfmDb db = await OpenAsync(EarlyOrLate);
        // Every shift has eight hours, so the next plan gives 80 or 72: nothing between, and nothing beyond, but for the tolerance of an hour.
        await PublishedAsync(db, One, day => [(A, 8, day == Monday ? 22.5 : 16.5, 12), (B, 8, day == Monday ? 12.5 : 16.5, 11), (C, 8, day == Monday ? 19.5 : 16.5, 12), (D, 8, 16.5, 12)]);
        await AwayAsync(db, A, Two.FirstDay, Two.FirstDay.PlusDays(14));

        BuildScheduleResult built = await BuildAsync(db, Two);

        built.Assembled.Notes.Select(note => note.Said).ShouldBe(["hours-left-over|a|6|1|5", "hours-left-over|b|-4|-1|-3", "hours-left-over|c|3|1|2"]);
        built.Assembled.Problem!.Agents.Select(agent => agent.OpeningBalance.TotalHours).ShouldBe([1, -1, 1, 0]);
        built.Result!.Violations.ShouldBeEmpty();
    }

    [Test]
    public async Task A_plan_keeps_the_rest_before_the_published_period_after_it()
    {
        await using WfmDb db = await OpenAsync(EarlyOrLate.Replace("1-5", "1-7", StringComparison.Ordinal), lastWeekday: 7);
        BuildScheduleResult alone = await BuildAsync(db, One);
        string stamp = await KeptPlans.StampAsync(db, _unit, default);
        SchedulingProblem open = alone.Assembled.Problem!;
        LocalDate sunday = One.LastDay;
        AgentId[] late = [.. alone.Result!.Schedule.ToShifts(open).Where(shift => shift.Date == sunday && EndsLate(shift)).Select(shift => shift.Agent)];
        late.Length.ShouldBeGreaterThan(0);
        // Whoever ends the first period at 20:00 begins the one after at 06:00.
        await PublishedAsync(db, Two, day => late.Select(agent => (agent, 6d, 14.5, 10d)));

        BuildScheduleResult again = await BuildAsync(db, One);

        SchedulingProblem problem = again.Assembled.Problem!;
        (await KeptPlans.StampAsync(db, _unit, default)).ShouldNotBe(stamp, "plans kept look at the period after them");
        problem.Agents.Where(agent => late.Contains(agent.Id)).ShouldAllBe(agent => agent.FollowingShifts.Count == 10 && agent.FollowingShifts[0].Start == At(Two.FirstDay, 6));
        again.Result!.Schedule.ToShifts(problem).Where(shift => shift.Date == sunday && late.Contains(shift.Agent)).ShouldAllBe(shift => !EndsLate(shift));
        again.Result.Violations.ShouldBeEmpty();
        ScheduleChecker.Check(problem, alone.Result.Schedule).Violations.Where(violation => violation.Rule == "Daily rest").Select(violation => (violation.Agent, violation.Date))
            .ShouldBe(late.Select(agent => ((AgentId?)agent, (LocalDate?)sunday)), "what the plan without it would have broken");
    }

    [Test]
    public async Task A_hand_edit_and_a_yes_are_judged_by_the_shifts_after_the_border_too()
    {
        await using WfmDb db = await OpenAsync(EarlyOrLate.Replace("1-5", "1-7", StringComparison.Ordinal), lastWeekday: 7);
        await PublishedAsync(db, Two, day => [(A, 6, 14.5, 10)]);
        ScheduleVersion draft = await ScheduleStore.SaveAsync(db, _unit, One, [Day(A, One.LastDay, 8, 16.5, 12)], new ScheduleOrigin(Origin(), _requirement), default);
        EditDraft edit = new(db, Clock, new KeptPlans());

        EditEffect later = await edit.TryAsync(_unit, draft.Id, [new DayEdit(A, One.LastDay, Day(A, One.LastDay, 11.5, 20, 15))], default);
        EditEffect noLater = await edit.TryAsync(_unit, draft.Id, [new DayEdit(A, One.LastDay, Day(A, One.LastDay, 10.5, 19, 15))], default);

        later.NewViolations.Where(violation => violation.Rule == "Daily rest").ShouldHaveSingleItem().Facts.ShouldBe("10|2026-03-16T06:00|11");
        noLater.NewViolations.ShouldNotContain(violation => violation.Rule == "Daily rest");
        StoredPlan plan = (await new LoadPlan(db).RunAsync(_unit, draft.Id, default)).Plan!;
        RestAfterStaying(until: 19).ShouldBeEmpty();
        RestAfterStaying(until: 19.5).ShouldBe(["10.5|2026-03-16T06:00|11"]);

        IEnumerable<string> RestAfterStaying(double until) =>
            from violation in plan.Weigh(new OvertimeRequest(A, new Interval(At(One.LastDay, 16.5), At(One.LastDay, until))), new WeighOptions { SimulatedDays = 20 }, default).Weighing.Consequence!.Violations
            where violation.Rule == "Daily rest"
            select violation.Facts;
    }

    private static bool IsWeekday(LocalDate day) => day.DayOfWeek <= IsoDayOfWeek.Friday;

    private static bool EndsLate(Shift shift) => shift.Span.End.InZone(SmallHouse.Stockholm).TimeOfDay > new LocalTime(18, 0);

    private static double[] Evenings(BuildScheduleResult built)
    {
        ILookup<AgentId, Shift> shifts = built.Result!.Schedule.ToShifts(built.Assembled.Problem!).ToLookup(shift => shift.Agent);
        return [.. People.Select(agent => (double)shifts[agent].Count(EndsLate))];
    }

    private Task<BuildScheduleResult> BuildAsync(WfmDb db, SchedulePeriod period) => new BuildSchedule(db, Clock).RunAsync(_unit, _requirement, period, Search, null, default);

    /// <summary>Four full-time people on one queue, open 08–20, that wants two people from morning to evening.</summary>
    private async Task<WfmDb> OpenAsync(string templates, int lastWeekday = 5, int weeksBefore = 0, double? averageOfFourWeeks = null)
    {
        Dictionary<string, string> files = new()
        {
            ["queues.csv"] = "queue,name,channel,group\nväxel,Växel,phone,ett\n",
            ["targets.csv"] = "queue,share,threshold_seconds,model,patience_seconds\nväxel,0.8,30,c,240\n",
            ["opening_hours.csv"] = $"queue,weekday,opens,closes,valid_from,valid_to\nväxel,1-{lastWeekday},06:00,23:00,,\n",
            ["contracts.csv"] = "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set\nhel,1,40,5,1," + (averageOfFourWeeks is null ? "atl" : "snitt") + "\n",
            ["rule_sets.csv"] = FormattableString.Invariant($"rule_set,longest_average_week_hours,longest_averaging_weeks\nsnitt,{averageOfFourWeeks ?? 48},4\n"),
            ["shift_templates.csv"] =
                "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes\n" + templates,
            ["agents.csv"] = "agent,name,group,contract,employed_from,employed_to\n" + string.Concat(People.Select(agent => $"{agent},{agent},ett,hel,,\n")),
            ["skills.csv"] = "agent,queue,priority,valid_from,valid_to\n" + string.Concat(People.Select(agent => $"{agent},växel,1,,\n")),
        };
        WfmDb db = Database.CreateContext();
        _unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit($"Kvällshuset {lastWeekday}", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        await new ImportPeople(db, Clock).RunAsync(_unit, name => files.TryGetValue(name, out string? text) ? SmallHouse.Utf8(text) : null, default);
        StaffingCost cost = new([10, 4, 0, 0, 0], [10, 4, 0, 0, 0]);
        LocalDate first = Monday.PlusWeeks(-weeksBefore);
        RequirementInterval[] intervals =
        [
            .. from day in Enumerable.Range(0, Period.DaysBetween(first, Three.LastDay) + 1).Select(first.PlusDays)
               where (int)day.DayOfWeek <= lastWeekday
               from quarter in Enumerable.Range(0, 68)
               select new RequirementInterval(At(day, 6 + (quarter / 4.0)), 4, 180, 2, 2, 2, quarter is >= 8 and < 56 ? cost : new StaffingCost([0, 0], [0, 0])),
        ];
        _requirement = (await RequirementStore.SaveAsync(
            db, _unit, null, [new StaffingRequirement(new QueueId("växel"), Duration.FromMinutes(15), intervals)], Origin(), default)).Id;
        return db;
    }

    private async Task<ScheduleVersion> PublishedAsync(WfmDb db, SchedulePeriod period, Func<LocalDate, IEnumerable<(AgentId Agent, double Start, double End, double Lunch)>> shifts)
    {
        ScheduleVersion version = await ScheduleStore.SaveAsync(
            db, _unit, period,
            [.. period.Days.Where(IsWeekday).SelectMany(day => shifts(day).Select(shift => Day(shift.Agent, day, shift.Start, shift.End, shift.Lunch)))],
            new ScheduleOrigin(Origin(), _requirement), default);
        await new PublishSchedule(db, Clock).RunAsync(_unit, version.Id, "eva", "as tests need it", default);
        return version;
    }

    private async Task AwayAsync(WfmDb db, AgentId agent, LocalDate from, LocalDate to)
    {
        db.Add(new StoredAbsence(_unit, new Absence(agent, from.AtMidnight(), to.AtMidnight(), AbsenceCategory.Vacation)));
        await db.SaveChangesAsync();
    }

    private StoredRequest Approved(RequestKind kind, AgentId agent, LocalDate day, double start, double end, string? effect = null)
    {
        RequestContent content = new(kind, [agent], At(day, start), At(day, end)) { Settlement = kind == RequestKind.Overtime ? OvertimeSettlement.Paid : null };
        StoredRequest request = new(_unit, content, "eva", null, Clock.Now, Clock.Now + Duration.FromDays(14));
        request.Send(Clock.Now, null);
        request.Answer(RequestStatus.Approved, new RequestAnswer("lena", Clock.Now, null, null, effect));
        return request;
    }

    private static Task<ScheduleVersion> VersionAsync(WfmDb db, ScheduleId id) => db.Schedules.AsNoTracking().SingleAsync(row => row.Id == id);

    private static PlanOrigin Origin() => new(new Provenance("test", "", "by hand", null, "test", Instant.FromUtc(2026, 2, 2, 9, 0)));

    private static Instant At(LocalDate day, double hour) => (day + LocalTime.Midnight.PlusMinutes((long)(60 * hour))).InZoneLeniently(SmallHouse.Stockholm).ToInstant();

    /// <summary>A shift with half an hour of lunch.</summary>
    private static Shift Day(AgentId agent, LocalDate day, double start, double end, double lunch)
    {
        (Instant from, Instant to, Instant meal) = (At(day, start), At(day, end), At(day, lunch));
        Instant back = meal + Duration.FromMinutes(30);
        return new Shift(agent, day, new Interval(from, to),
        [
            new ShiftActivity(ActivityKind.Contacts, new Interval(from, meal)), new ShiftActivity(ActivityKind.Lunch, new Interval(meal, back)),
            new ShiftActivity(ActivityKind.Contacts, new Interval(back, to)),
        ]);
    }
}
