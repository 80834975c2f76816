using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Scheduling;
using Wfm.Staffing;

namespace Wfm.Planning.Tests.Deferred;

[TestFixture]
public sealed class CentreDeferredTests
{
    private static readonly QueueId Mail = new("post");
    private static readonly Dictionary<QueueId, OpeningHours> NoHours = [];
    private static readonly (SchedulingProblem Problem, DraftSchedule Schedule) Plan = Made();

    private static (SchedulingProblem, DraftSchedule) Made()
    {
        PeopleData people = PeopleFiles.Read(SmallHouse.Open, SmallHouse.Stockholm).Value!;
        StaffingRequirement Need(string queue, double calls) => RequirementMaker.Make(
            new VolumeForecast(new QueueId(queue), Duration.FromMinutes(15),
            [
                .. from day in Enumerable.Range(0, 12) where day % 7 < 5
                   from quarter in Enumerable.Range(0, 36)
                   let start = (SmallHouse.Monday.PlusDays(day) + new LocalTime(8, 0).PlusMinutes(15 * quarter)).InZoneStrictly(SmallHouse.Stockholm).ToInstant()
                   select new ForecastInterval(start, calls, calls, calls, calls, calls, calls, 200, "m"),
            ]),
            people.Targets[new QueueId(queue)], new Dictionary<LocalDate, RateVariation>(), new RequirementSettings(SmallHouse.Stockholm, SmallHouse.Monday));
        AssembledProblem assembled = ProblemAssembly.Assemble(new CentreToPlan
        {
            Period = SmallHouse.Period,
            Zone = SmallHouse.Stockholm,
            Requirements = [Need("första", 5), Need("bygg", 2)],
            Targets = people.Targets,
            Agents = people.Agents,
            Skills = people.Skills,
            Contracts = people.Contracts,
            Templates = people.Templates,
        });
        return (assembled.Problem!, ScheduleBuilder.Build(assembled.Problem!, new ScheduleOptions { Steps = 30, BoundSteps = 5 }, null, default).Schedule);
    }

    private static DeferredReport Report(DeferredArrival[] arrivals, DeferredBacklog[]? backlog = null, DeferredSettings? settings = null) =>
        CentreDeferred.Of(Plan.Problem, Plan.Schedule, arrivals, backlog ?? [], NoHours, settings ?? new DeferredSettings());

    [Test]
    public void Time_between_calls_is_people_less_the_calls_they_carry_less_the_reserve()
    {
        DeferredCapacity[] none = [.. DeferredTime.Of(Plan.Problem, Plan.Schedule, new DeferredSettings { Idle = new UsableIdle(0) })];
        DeferredCapacity[] all = [.. DeferredTime.Of(Plan.Problem, Plan.Schedule, new DeferredSettings { Idle = new UsableIdle(1, 0) })];
        DeferredCapacity[] usual = [.. DeferredTime.Of(Plan.Problem, Plan.Schedule, new DeferredSettings { Idle = new UsableIdle(0.7, 0) })];
        DeferredCapacity[] reserved = [.. DeferredTime.Of(Plan.Problem, Plan.Schedule, new DeferredSettings { Idle = new UsableIdle(0.7, 2) })];

        none.Sum(slot => slot.Hours).ShouldBe(0);
        usual.Sum(slot => slot.Hours).ShouldBe(0.7 * all.Sum(slot => slot.Hours), 1e-9);
        reserved.Zip(usual).ShouldAllBe(pair => pair.First.Hours <= pair.Second.Hours && pair.First.Hours >= 0);
        double onCalls = Plan.Schedule.ToShifts(Plan.Problem).SelectMany(shift => shift.Activities)
            .Where(activity => activity.Kind == ActivityKind.Contacts).Sum(activity => activity.Span.Duration.TotalHours);
        double carried = 10 * 36 * ((5 * 200) + (2 * 200)) / 3600.0;
        all.Sum(slot => slot.Hours).ShouldBeInRange((0.9 * onCalls) - carried - 1, onCalls - (0.8 * carried));
    }

    [Test]
    public void Little_mail_is_done_in_time_and_too_much_tells_its_shortage()
    {
        DeferredArrival few = Arrival(day: 1, hour: 9, items: 10);
        DeferredArrival flood = Arrival(day: 1, hour: 9, items: 2000);

        Report([few]).Outlook.Expected.ShareInTime.ShouldBe(1);
        DeferredPlan short_ = Report([flood]).Outlook.Expected;

        short_.ShareInTime!.Value.ShouldBeLessThan(0.5);
        short_.ShortageHours.ShouldBe(200 - short_.InTimeHours, 1e-6);
        short_.FirstFailure!.Value.End.ShouldBeLessThanOrEqualTo(At(2, 9) + Duration.FromMinutes(15));
        Report([few with { Items = 0 }]).Outlook.Expected.ShareInTime.ShouldBeNull();
    }

    // Mail over the weekend is due one working day after Monday's opening; with four open hours it is due at noon.
    [Test]
    public void Deadlines_are_told_on_the_days_of_the_schedule()
    {
        DeferredArrival weekend = Arrival(day: 5, hour: 12, items: 5000);

        Report([weekend]).Outlook.Expected.FirstFailure!.Value.Start.ShouldBe(At(8, 8));
        Report([weekend with { DueHours = 4 }]).Outlook.Expected.FirstFailure!.Value.End.ShouldBe(At(7, 12));
    }

    [Test]
    public void The_backlog_comes_first_and_rows_outside_the_period_are_counted_and_left_out()
    {
        DeferredBacklog old = new(Mail, At(0, 10), 40, 360);

        DeferredReport report = Report([Arrival(day: 1, hour: 9, items: 10), Arrival(day: -3, hour: 9, items: 10)], [old]);

        report.BacklogHours.ShouldBe(4, 1e-9);
        report.Outside.ShouldBe(1);
        report.ArrivedHours.ShouldBe(1, 1e-9);
        report.Outlook.Expected.Intervals[0].BacklogHours.ShouldBeLessThanOrEqualTo(4);
    }

    [Test]
    public void Only_those_who_take_a_helping_queue_help()
    {
        double all = DeferredTime.Of(Plan.Problem, Plan.Schedule, new DeferredSettings()).Sum(slot => slot.Hours);
        double some = DeferredTime.Of(Plan.Problem, Plan.Schedule, new DeferredSettings { Helpers = [new QueueId("bygg")] }).Sum(slot => slot.Hours);

        some.ShouldBeInRange(0.01, all - 0.01);
        DeferredTime.Of(Plan.Problem, Plan.Schedule, new DeferredSettings { SetAsideFraction = 0.1 }).Sum(slot => slot.Hours).ShouldBeGreaterThan(all);
    }

    private static DeferredArrival Arrival(int day, int hour, double items) => new(Mail, At(day, hour), null, items, 360, null);

    private static Instant At(int day, int hour) =>
        (SmallHouse.Monday.PlusDays(day) + new LocalTime(hour, 0)).InZoneStrictly(SmallHouse.Stockholm).ToInstant();
}
