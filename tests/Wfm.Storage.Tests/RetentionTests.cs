using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

/// <summary>Of every class something old and something young: what is old goes, after it was counted, and nothing else.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class RetentionTests(DatabaseProvider provider)
{
    private static readonly Dictionary<string, int> Usual = [];
    private static readonly AgentId Asa = SmallCentre.Asa.Id;
    private TestDatabase _test = null!;
    private WfmDb _db = null!;
    private BusinessUnitId _unit;
    private Instant _now;

    [SetUp]
    public async Task Fill()
    {
        _test = await TestDatabase.CreateAsync(provider);
        _db = _test.Database.CreateContext();
        _unit = await SaveBusinessUnit.RunAsync(_db, new BusinessUnit("Centre", DateTimeZone.Utc, Duration.FromMinutes(15)), default);
        await SaveMasterData.RunAsync(_db, _unit, SmallCentre.Data with { Absences = [], Meetings = [], Wishes = [], PreviousShifts = [] }, default);
        _now = await RunStore.NowAsync(_db, default);
        StoredAccount account = new("asa", "Åsa", _now);
        _db.Add(account);
        await _db.SaveChangesAsync();
        foreach ((string name, Instant at) in ((string, Instant)[])[("old", Ago(800)), ("young", _now)])
        {
            await AddAsync(name, at, account.Id);
        }

        await AddCallsAsync(Ago(3700), 1);
        await AddCallsAsync(Ago(800), 2);
        _db.ChangeTracker.Clear();
    }

    [TearDown]
    public async Task Drop()
    {
        await _db.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Test]
    public async Task A_dry_run_counts_each_class_and_removes_nothing()
    {
        IReadOnlyList<RetentionRow> rows = await Retention.RunAsync(_db, Usual, dryRun: true, default);

        rows.Select(row => row.Class).ShouldBe(Retention.Classes.Select(kind => kind.Name));
        rows.Where(row => row.Class != "schedules").ShouldAllBe(row => row.Rows == (row.Class == "days" ? 4 : 1));
        rows.Single(row => row.Class == "schedules").Rows.ShouldBe(3);
        rows.ShouldAllBe(row => row.What.Length > 10);
        rows.ToDictionary(row => row.Class, row => row.KeptDays).ShouldSatisfyAllConditions(
            days => days["absences"].ShouldBe(791),
            days => days["schedules"].ShouldBe(791),
            days => days["audit"].ShouldBe(791),
            days => days["reads"].ShouldBe(395),
            days => days["calls"].ShouldBe(3652));
        (await CountsAsync()).ShouldAllBe(count => count.Old > 0 && count.Young > 0);
    }

    [Test]
    public async Task What_is_old_goes_and_what_is_young_stays()
    {
        IReadOnlyList<RetentionRow> rows = await Retention.RunAsync(_db, Usual, dryRun: false, default);

        rows.ShouldAllBe(row => row.Rows >= 1);
        (await CountsAsync()).ShouldAllBe(count => count.Old == 0 && count.Young > 0);
        (await _db.ShiftActivities.CountAsync(row => !_db.Schedules.Any(schedule => schedule.Id == row.ScheduleId))).ShouldBe(0);
        (await Retention.RunAsync(_db, Usual, dryRun: true, default)).ShouldAllBe(row => row.Rows == 0);
        (await _db.Removals.CountAsync()).ShouldBe(0);
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_class_kept_longer_is_left_alone_and_the_others_go(string name)
    {
        Dictionary<string, int> days = new() { [name] = 40_000 };

        IReadOnlyList<RetentionRow> rows = await Retention.RunAsync(_db, days, dryRun: false, default);

        rows.Single(row => row.Class == name).Rows.ShouldBe(0);
        rows.Where(row => row.Class != name && row.Class != "schedules" && row.Class != "drafts").ShouldAllBe(row => row.Rows == (row.Class == "days" ? 4 : 1));
    }

    [Test]
    public async Task Nobody_else_removes_what_is_only_ever_added()
    {
        await Should.ThrowAsync<DbException>(() => _db.AuditEntries.ExecuteDeleteAsync());
        await Should.ThrowAsync<DbException>(() => _db.Schedules.Where(row => row.State == ScheduleState.Published).ExecuteDeleteAsync());

        // Not even by writing down that everything may go.
        _db.Add(new StoredRemoval("audit", _now));
        DbUpdateException fresh = await Should.ThrowAsync<DbUpdateException>(() => _db.SaveChangesAsync());
        fresh.InnerException!.Message.ShouldContain("younger than ninety days");
        _db.ChangeTracker.Clear();
        _db.Add(new StoredRemoval("audit", Ago(100)));
        await _db.SaveChangesAsync();
        await Should.ThrowAsync<DbException>(() => _db.Removals.ExecuteUpdateAsync(set => set.SetProperty(row => row.Before, _now)));
        await Should.ThrowAsync<DbException>(() => _db.AuditEntries.Where(row => row.Subject == "young").ExecuteDeleteAsync());
        await Should.ThrowAsync<DbException>(() => _db.AuditEntries.ExecuteUpdateAsync(set => set.SetProperty(row => row.Who, "nobody")));
        await Should.ThrowAsync<DbException>(() => _db.Schedules.Where(row => row.State == ScheduleState.Published).ExecuteDeleteAsync());
        (await _db.AuditEntries.CountAsync()).ShouldBe(2);
    }

    [TestCase("audits", 800, "RetentionDays names \"audits\"")]
    [TestCase("audit", 89, "expected 90 or more")]
    [TestCase("schedules", 89, "expected 90 or more")]
    [TestCase("absences", 0, "expected 1 or more")]
    public async Task Settings_that_cannot_be_kept_are_told(string name, int days, string words)
    {
        FormatException told = await Should.ThrowAsync<FormatException>(() => Retention.RunAsync(_db, new Dictionary<string, int> { [name] = days }, dryRun: false, default));

        told.Message.ShouldContain(words);
        (await CountsAsync()).ShouldAllBe(count => count.Old > 0);
    }

    private static IEnumerable<string> Names() => Retention.Classes.Select(kind => kind.Name);

    private Instant Ago(int days) => _now - Duration.FromDays(days);

    private async Task AddAsync(string name, Instant at, AccountId account)
    {
        LocalDate day = at.InUtc().Date;
        LocalDateTime time = at.InUtc().LocalDateTime;
        StoredAnswer answer = new(name, name, [1], at);
        _db.AddRange(
            new StoredSession([(byte)name.Length], account, name, at, at),
            answer,
            new StoredEvent(_unit, name, name, at),
            new StoredNotification(_unit, account, name, "{}", at),
            new StoredProducedReport(_unit, account, name, new ProducedFile("rapport.csv", "text/csv", [1, 2]), at),
            new PersonalRead(_unit, at, "asa", name, Asa),
            new StoredAbsence(_unit, new Absence(Asa, time.PlusDays(-1), time, AbsenceCategory.Sick)),
            new StoredRequest(_unit, new RequestContent(RequestKind.Absence, [Asa], at - Duration.FromDays(1), at) { Category = AbsenceCategory.Vacation }, name, account, at, at),
            new StoredLoan(_unit, Asa, new QueueId("bygg"), new Interval(at - Duration.FromHours(1), at), 1),
            new StoredMeeting(_unit, new Meeting(Asa, time.PlusHours(-1), time, ActivityKind.Meeting, false)),
            new StoredWish(_unit, new Wish(Asa, day, WishKind.DayOff, 1)),
            new StoredLock(_unit, Asa, day, name, at),
            new StoredAdherenceDay(_unit, Asa, day),
            new StoredPresence(_unit, Asa, PresenceKind.Sick, new Interval(at - Duration.FromHours(1), at), "asa", at),
            new StoredPreviousShift(_unit, new PreviousShift(Asa, new Interval(at - Duration.FromHours(9), at))),
            new StoredLook(_unit, day, at, new ScheduleId(1), name, isStale: false, "{}"),
            new StoredAlarm(_unit, day, new QueueId("bygg"), isBelow: true, at, 0.9, 0.8),
            ProposalOf(day, at),
            new StoredWaitingActivity(_unit, Asa, ActivityKind.Training, 20, null, name, at),
            new AuditEntry(_unit, at, "asa", new AuditedAct("test", name)));
        await _db.SaveChangesAsync();
        if (name == "young")
        {
            await _db.Sessions.Where(row => row.CsrfToken == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, at + Duration.FromDays(1)));
        }

        StoredFeedSource source = await FeedSources.EnsureAsync(_db, _unit, "acd", default);
        await InTransaction.RunAsync(_db, async () =>
        {
            await QueueSnapshotStore.AddAsync(_db, source.Id, [new QueueSnapshot(new QueueId("bygg"), at, 1, 2, 3, 4)], at, default);
            return await AgentStateStore.AddAsync(_db, source, [new NewAgentState("0001", at, name, null, Asa, null)], [at], at, default);
        }, default);
        await RunStore.QueueAsync(_db, new RunKey(_unit, "night", name, day), new RunOrder(), again: false, default);
        await _db.Runs.Where(row => row.Part == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.FinishedAt, at));
        await AddSchedulesAsync(day, name, at);
    }

    private StoredDayProposal ProposalOf(LocalDate day, Instant at)
    {
        StoredDayProposal proposal = new(_unit, day, at, "watch", new ScheduleId(1), isBelow: true, [new QueueId("bygg")], "{}");
        proposal.Add(Asa, new GroupId("ett"), ["MoveBreaks"], at, "{}");
        return proposal;
    }

    // Two published versions of a period, the second made from the first, and a draft nobody wants.
    private async Task AddSchedulesAsync(LocalDate lastDay, string name, Instant at)
    {
        LocalDate monday = lastDay.PlusDays(-27).Previous(IsoDayOfWeek.Monday);
        SchedulePeriod period = new(monday, 4);
        Interval span = new((monday + new LocalTime(8, 0)).InUtc().ToInstant(), (monday + new LocalTime(16, 0)).InUtc().ToInstant());
        Shift[] shifts = [new Shift(Asa, monday, span, [new ShiftActivity(ActivityKind.Contacts, span)])];
        PlanOrigin made = new(new Provenance(name, new string('a', 64), "glm", 7, "0.1.0", at));
        ScheduleVersion first = await ScheduleStore.SaveAsync(_db, _unit, period, shifts, new ScheduleOrigin(made), default);
        ScheduleVersion second = await ScheduleStore.SaveAsync(_db, _unit, period, shifts, new ScheduleOrigin(made, Parent: first.Id), default);
        await ScheduleStore.SaveAsync(_db, _unit, period, shifts, new ScheduleOrigin(made), default);
        first.Publish(at);
        second.Publish(at);
        StoredPeriod life = new(_unit, period, new PeriodDates(monday.PlusDays(-30), monday.PlusDays(-25), monday.PlusDays(-20), monday.PlusDays(-14)));
        _db.Add(life);
        await _db.SaveChangesAsync();
        _db.Add(new StoredApproval(life.Id, new GroupId("g1"), second.Id, "asa", at));
        await _db.SaveChangesAsync();
        await _db.Periods.Where(row => row.Id == life.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ScheduleId, second.Id));
    }

    private Task<CallImportResult> AddCallsAsync(Instant at, int number)
    {
        Instant start = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 900 * 900);
        CallSeries series = new(new QueueId("växel"), DateTimeZone.Utc, Duration.FromMinutes(15), [new CallInterval(start, Duration.FromMinutes(15), 3)]);
        return CallIntervalStore.UpsertAsync(_db, _unit, new FileToImport("calls", "acd", "calls.csv", number.ToString("x64", null)), [series], _now, default);
    }

    private async Task<List<(string Table, int Old, int Young)>> CountsAsync()
    {
        Instant border = Ago(400), calls = Ago(3650);
        LocalDate day = border.InUtc().Date;
        LocalDateTime time = border.InUtc().LocalDateTime;
        return
        [
            ("sessions", await _db.Sessions.CountAsync(row => row.CreatedAt < border), await _db.Sessions.CountAsync(row => row.CreatedAt >= border)),
            ("answers", await _db.Answers.CountAsync(row => row.At < border), await _db.Answers.CountAsync(row => row.At >= border)),
            ("events", await _db.Events.CountAsync(row => row.At < border), await _db.Events.CountAsync(row => row.At >= border)),
            ("notifications", await _db.Notifications.CountAsync(row => row.At < border), await _db.Notifications.CountAsync(row => row.At >= border)),
            ("runs", await _db.Runs.CountAsync(row => row.FinishedAt < border), await _db.Runs.CountAsync(row => row.FinishedAt >= border)),
            ("produced reports", await _db.ProducedReports.CountAsync(row => row.At < border), await _db.ProducedReports.CountAsync(row => row.At >= border)),
            ("reads", await _db.PersonalReads.CountAsync(row => row.At < border), await _db.PersonalReads.CountAsync(row => row.At >= border)),
            ("looks", await _db.Looks.CountAsync(row => row.At < border), await _db.Looks.CountAsync(row => row.At >= border)),
            ("alarms", await _db.Alarms.CountAsync(row => row.RaisedAt < border), await _db.Alarms.CountAsync(row => row.RaisedAt >= border)),
            ("proposals", await _db.DayProposals.CountAsync(row => row.MadeAt < border), await _db.DayProposals.CountAsync(row => row.MadeAt >= border)),
            ("waiting", await _db.WaitingActivities.CountAsync(row => row.At < border), await _db.WaitingActivities.CountAsync(row => row.At >= border)),
            ("absences", await _db.Absences.CountAsync(row => row.End < time), await _db.Absences.CountAsync(row => row.End >= time)),
            ("requests", await _db.Requests.CountAsync(row => row.End < border), await _db.Requests.CountAsync(row => row.End >= border)),
            ("loans", await _db.Loans.CountAsync(row => row.End < border), await _db.Loans.CountAsync(row => row.End >= border)),
            ("meetings", await _db.Meetings.CountAsync(row => row.End < time), await _db.Meetings.CountAsync(row => row.End >= time)),
            ("wishes", await _db.Wishes.CountAsync(row => row.Date < day), await _db.Wishes.CountAsync(row => row.Date >= day)),
            ("locks", await _db.Locks.CountAsync(row => row.Date < day), await _db.Locks.CountAsync(row => row.Date >= day)),
            ("previous shifts", await _db.PreviousShifts.CountAsync(row => row.End < border), await _db.PreviousShifts.CountAsync(row => row.End >= border)),
            ("schedules", await _db.Schedules.CountAsync(row => row.FirstDay < day), await _db.Schedules.CountAsync(row => row.FirstDay >= day)),
            ("periods", await _db.Periods.CountAsync(row => row.FirstDay < day), await _db.Periods.CountAsync(row => row.FirstDay >= day)),
            ("shifts", await _db.Shifts.CountAsync(row => row.Date < day), await _db.Shifts.CountAsync(row => row.Date >= day)),
            ("audit", await _db.AuditEntries.CountAsync(row => row.At < border), await _db.AuditEntries.CountAsync(row => row.At >= border)),
            ("calls", await _db.CallIntervals.CountAsync(row => row.Start < calls), await _db.CallIntervals.CountAsync(row => row.Start >= calls)),
        ];
    }
}
