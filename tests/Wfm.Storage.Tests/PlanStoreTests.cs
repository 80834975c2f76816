using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class PlanStoreTests(DatabaseProvider provider) : StorageFixture(provider)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 1, 5, 6, 0);
    private static readonly SchedulePeriod Period = new(new LocalDate(2026, 1, 5), 10);

    // Ten weeks of ten open hours for fourteen queues: what one run of the pipeline stores.
    private static readonly Instant[] Starts =
        [.. Enumerable.Range(0, 70).SelectMany(day => Enumerable.Range(0, 40).Select(quarter => Monday + Duration.FromDays(day) + (Quarter * quarter)))];

    [Test]
    public async Task A_forecast_comes_back_as_it_went_in()
    {
        VolumeForecast[] forecast =
        [
            .. Enumerable.Range(10, 14).Select(queue => new VolumeForecast(new QueueId($"q{queue}"), Quarter,
                [.. Starts.Select((start, index) => new ForecastInterval(start, index / 3d, 1, 2, 3, 4, 5, index % 2 == 0 ? null : 181.7, "glm+mean6"))])),
        ];
        await using WfmDb db = Database.CreateContext();

        ForecastVersion saved = await ForecastStore.SaveAsync(db, Unit, forecast, new PlanOrigin(Made(), "{\"weeks\":10}", "{\"wape\":0.11}"), default);

        await using WfmDb other = Database.CreateContext();
        IReadOnlyList<VolumeForecast> loaded = await ForecastStore.LoadAsync(other, saved.Id, default);
        loaded.Select(queue => queue.Queue).ShouldBe(forecast.Select(queue => queue.Queue));
        loaded.SelectMany(queue => queue.Intervals).SequenceEqual(forecast.SelectMany(queue => queue.Intervals)).ShouldBeTrue();
        ForecastVersion version = await other.Forecasts.SingleAsync(row => row.Id == saved.Id);
        version.Provenance.ShouldBe(Made());
        (version.Version, version.Start, version.End).ShouldBe((1, Starts[0], Starts[^1] + Quarter));
        (version.SettingsJson, version.QualityJson).ShouldBe(("{\"weeks\":10}", "{\"wape\":0.11}"));
    }

    [Test]
    public async Task A_requirement_comes_back_to_the_last_bit()
    {
        StaffingRequirement[] requirement =
        [
            .. Enumerable.Range(10, 14).Select(queue => new StaffingRequirement(new QueueId($"q{queue}"), Quarter,
                [.. Starts.Select((start, index) => new RequirementInterval(start, index / 3d, 180, 4, 3, 3.5, Cost(index)))])),
        ];
        await using WfmDb db = Database.CreateContext();

        RequirementVersion saved = await RequirementStore.SaveAsync(db, Unit, null, requirement, new PlanOrigin(Made()), default);

        await using WfmDb other = Database.CreateContext();
        IReadOnlyList<StaffingRequirement> loaded = await RequirementStore.LoadAsync(other, saved.Id, default);
        loaded.SelectMany(queue => queue.Intervals).Zip(requirement.SelectMany(queue => queue.Intervals))
            .Where(pair => !IsSame(pair.First, pair.Second)).ShouldBeEmpty();
        loaded.Sum(queue => queue.Intervals.Count).ShouldBe(14 * 2800);

        static bool IsSame(RequirementInterval found, RequirementInterval expected) => found with { Cost = expected.Cost } == expected
            && found.Cost.Hull.SequenceEqual(expected.Cost.Hull) && found.Cost.True.SequenceEqual(expected.Cost.True);

        static StaffingCost Cost(int index)
        {
            double[] hull = [.. Enumerable.Range(0, 20).Select(people => Math.Exp(-people / 7d) * index)];
            return new StaffingCost(hull, index % 3 == 0 ? hull : [.. hull.Select(cost => cost + (0.1 / 3))]);
        }
    }

    [Test]
    public async Task A_schedule_comes_back_as_it_went_in()
    {
        Shift[] shifts = Shifts(agents: 52, days: 50);
        await using WfmDb db = Database.CreateContext();
        ScheduleOrigin origin = new(new PlanOrigin(Made("wfm"), QualityJson: "{\"violations\":0}"), Cost: 9876.5, LowerBound: 9000);

        ScheduleVersion saved = await ScheduleStore.SaveAsync(db, Unit, Period, shifts, origin, default);

        await using WfmDb other = Database.CreateContext();
        Schedule loaded = await ScheduleStore.LoadAsync(other, saved.Id, default);
        loaded.Period.ShouldBe(Period);
        (loaded.Version, loaded.State).ShouldBe((1, ScheduleState.Draft));
        loaded.Shifts.Count.ShouldBe(52 * 50);
        loaded.Shifts.Zip(shifts).Where(pair => !IsSame(pair.First, pair.Second)).ShouldBeEmpty();
        ScheduleVersion version = await other.Schedules.SingleAsync(row => row.Id == saved.Id);
        (version.Cost, version.LowerBound, version.QualityJson).ShouldBe((9876.5, 9000, "{\"violations\":0}"));

        static bool IsSame(Shift found, Shift expected) =>
            found with { Activities = expected.Activities } == expected && found.Activities.SequenceEqual(expected.Activities);
    }

    [Test]
    public async Task Some_days_of_a_schedule_are_those_of_the_whole()
    {
        await using WfmDb db = Database.CreateContext();
        await ScheduleStore.SaveAsync(db, Unit, Period, Shifts(agents: 4, days: 9), new ScheduleOrigin(new PlanOrigin(Made())), default);
        ScheduleVersion saved = await ScheduleStore.SaveAsync(db, Unit, Period, Shifts(agents: 7, days: 30), new ScheduleOrigin(new PlanOrigin(Made())), default);
        IReadOnlyList<Shift> all = (await ScheduleStore.LoadAsync(db, saved.Id, default)).Shifts;
        (LocalDate from, LocalDate to, AgentId agent) = (all[0].Date.PlusDays(3), all[0].Date.PlusDays(9), all[40].Agent);

        IReadOnlyList<Shift> days = await ScheduleStore.ShiftsAsync(db, saved.Id, from, to, default), own = await ScheduleStore.ShiftsAsync(db, saved.Id, from, to, default, agent);

        Texts(days).ShouldBe(Texts(all.Where(shift => shift.Date >= from && shift.Date <= to)));
        Texts(own).ShouldBe(Texts(days.Where(shift => shift.Agent == agent)));
        (days.Count, own.Count).ShouldBe((7 * 7, 7));

        static IEnumerable<string> Texts(IEnumerable<Shift> shifts) => shifts.Select(shift => $"{shift.Agent} {shift.Date} {shift.Span}: {string.Join(", ", shift.Activities)}");
    }

    [Test]
    public async Task Versions_count_on_also_when_many_save_at_once()
    {
        ScheduleVersion[] saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            await using WfmDb db = Database.CreateContext();
            return await ScheduleStore.SaveAsync(db, Unit, Period, Shifts(2, 3), new ScheduleOrigin(new PlanOrigin(Made())), default);
        })));

        saved.Select(schedule => schedule.Version).Order().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Test]
    public async Task An_empty_schedule_is_one_but_an_empty_forecast_is_not()
    {
        await using WfmDb db = Database.CreateContext();

        ScheduleVersion saved = await ScheduleStore.SaveAsync(db, Unit, Period, [], new ScheduleOrigin(new PlanOrigin(Made())), default);
        (await ScheduleStore.LoadAsync(db, saved.Id, default)).Shifts.ShouldBeEmpty();

        await Should.ThrowAsync<ArgumentException>(() => ForecastStore.SaveAsync(db, Unit, [], new PlanOrigin(Made()), default));
        await Should.ThrowAsync<ArgumentException>(() => ScheduleStore.LoadAsync(db, new ScheduleId(int.MaxValue), default));
    }

    internal static Shift[] Shifts(int agents, int days) =>
    [
        .. from agent in Enumerable.Range(100, agents)
           from day in Enumerable.Range(0, days)
           let start = Monday + Duration.FromDays(day)
           select new Shift(new AgentId($"a{agent}"), Period.FirstDay.PlusDays(day), Hours(start, 0, 9),
               [
                   new ShiftActivity(ActivityKind.Contacts, Hours(start, 0, 2)),
                   new ShiftActivity(ActivityKind.Break, Hours(start, 2, 2.25)),
                   new ShiftActivity(ActivityKind.Contacts, Hours(start, 2.25, 4)),
                   new ShiftActivity(ActivityKind.Lunch, Hours(start, 4, 5)),
                   new ShiftActivity(ActivityKind.Contacts, Hours(start, 5, 9)),
               ]),
    ];

    private static Interval Hours(Instant start, double from, double to) => new(start + Duration.FromHours(from), start + Duration.FromHours(to));
}
