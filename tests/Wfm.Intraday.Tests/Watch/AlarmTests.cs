using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Scheduling;

namespace Wfm.Intraday.Tests.Watch;

[TestFixture]
public sealed class AlarmTests
{
    private static readonly AlarmSettings Settings = new();
    private static readonly QueueLook Look = DayWatch.Look(TestDay.Reported(TestDay.Of(), 16, 1)).Queues[0];

    [Test]
    public void One_bad_look_raises_nothing_two_do()
    {
        Alarm once = Alarm.Quiet.After(At(0), Below(0.9), 0.8, Settings);
        once.Kind.ShouldBe(AlarmKind.None);

        Alarm twice = once.After(At(15), Below(0.9), 0.8, Settings);
        twice.Kind.ShouldBe(AlarmKind.Below);
        twice.Since.ShouldBe(At(15));
    }

    [Test]
    public void It_stands_while_the_chance_falls_a_little_and_ends_when_it_falls_clearly()
    {
        Alarm raised = Raised();

        raised.After(At(30), Below(0.7), 0.8, Settings).After(At(45), Below(0.7), 0.8, Settings).Kind.ShouldBe(AlarmKind.Below);
        Alarm ended = raised.After(At(30), Below(0.6), 0.8, Settings).After(At(45), Below(0.6), 0.8, Settings);
        ended.Kind.ShouldBe(AlarmKind.None);
        ended.EndedAt.ShouldBe(At(45));
    }

    [Test]
    public void After_an_end_it_keeps_silent_for_the_cool_down()
    {
        AlarmSettings slow = Settings with { CoolDown = Duration.FromMinutes(40) };
        Alarm ended = Raised().After(At(30), Below(0.1), 0.8, slow).After(At(45), Below(0.1), 0.8, slow);

        Alarm soon = ended.After(At(60), Below(0.9), 0.8, slow).After(At(75), Below(0.9), 0.8, slow);
        soon.Kind.ShouldBe(AlarmKind.None);
        soon.After(At(90), Below(0.9), 0.8, slow).Kind.ShouldBe(AlarmKind.Below);
    }

    [Test]
    public void A_level_that_flaps_round_the_limit_raises_at_most_one_alarm_in_fifteen_minutes()
    {
        Alarm alarm = Alarm.Quiet;
        List<Instant> raised = [];
        for (int minute = 0; minute < 240; minute++)
        {
            Alarm next = alarm.After(At(minute), Below(minute / 2 % 2 == 0 ? 0.95 : 0.05), 0.8, Settings);
            if (next.Kind == AlarmKind.Below && alarm.Kind != AlarmKind.Below)
            {
                raised.Add(At(minute));
            }

            alarm = next;
        }

        raised.Count.ShouldBeGreaterThan(1);
        raised.Zip(raised.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= Duration.FromMinutes(15));
    }

    [Test]
    public void Old_reports_change_nothing()
    {
        Alarm raised = Raised();

        raised.After(At(30), Below(0) with { IsStale = true }, 0.8, Settings).ShouldBe(raised);
    }

    [Test]
    public void Room_to_spare_is_told_too()
    {
        QueueLook spare = Look with { ChanceBelow = 0, ChanceAbove = 0.99 };

        Alarm.Quiet.After(At(0), spare, 0.8, Settings).After(At(15), spare, 0.8, Settings).Kind.ShouldBe(AlarmKind.Above);
    }

    /// <summary>Days drawn as the forecast says, with another seed, each watched slot by slot as a real one is.</summary>
    [Test]
    public void Ordinary_days_raise_a_false_alarm_as_seldom_as_stated()
    {
        RunningDay day = TestDay.Of(agents: 12, queues: 1, load: 1.05, dayVariation: 0.12);
        AlarmSettings settings = new() { FalseAlarms = 0.10, LeastChance = 0.05, Days = 400 };
        QueueId queue = day.Problem.Queues[0];
        double level = AlarmLevels.Of(day, settings)[queue];
        level.ShouldBeInRange(0.05, 0.9999);

        const int Days = 100;
        int alarms = Enumerable.Range(0, Days).Count(number => HasAlarm(day, queue, level, settings, number));

        // Two and a half standard deviations of a binomial of 100 days, the error of the level's own 400 days included.
        alarms.ShouldBeInRange(2, 20);
    }

    /// <summary>Days of calls that differ by 5 % and of handle time that differ by 15 %, with another seed, each watched slot by slot as a real one is.</summary>
    [Test]
    public void Where_handle_time_varies_with_the_days_false_alarms_come_nearer_the_stated_share_when_the_drawn_days_know_it()
    {
        LoadVariation load = new(0.15 * 0.15, 0.2);
        RunningDay day = TestDay.Of(agents: 12, queues: 1, load: 0.95);
        QueueId queue = day.Problem.Queues[0];
        QueueSoFar so = new(queue, []) { Variation = new RateVariation(0.05 * 0.05, 0) };
        AlarmSettings settings = new() { FalseAlarms = 0.10, LeastChance = 0.01, Days = 400 };
        double blind = AlarmLevels.Of(day with { Queues = [so] }, settings)[queue], knows = AlarmLevels.Of(day with { Queues = [so with { Load = load }] }, settings)[queue];

        DayLook[][] days = new DayLook[60][];
        Parallel.For(0, days.Length, number => days[number] = [.. Looks(day, so with { Load = load }, number)]);
        double Share(double level) => days.Count(looks => HasAlarm(looks, level, settings)) / (double)days.Length;

        // Two and a half standard deviations of a binomial of 60 days.
        Share(knows).ShouldBeInRange(0.01, 0.20);
        Math.Abs(Share(knows) - 0.10).ShouldBeLessThan(Math.Abs(Share(blind) - 0.10));
    }

    // Requirements tell how the load varies; days drawn with calls and handle time apart vary as much.
    [Test]
    public void Without_anything_known_of_handle_time_levels_are_the_same_bits_and_a_variation_of_the_load_is_shared_out()
    {
        RunningDay day = TestDay.Of(load: 1.05);
        AlarmSettings settings = new() { Days = 60, LeastChance = 0.01 };
        IReadOnlyDictionary<QueueId, double> Levels(LoadVariation load) => AlarmLevels.Of(day with { Queues = [.. day.Problem.Queues.Select(queue => new QueueSoFar(queue, []) { Load = load })] }, settings);

        Levels(LoadVariation.None).ShouldBe(AlarmLevels.Of(day, settings));
        Levels(new LoadVariation(0.0064, 0.3)).Values.ShouldNotBe(AlarmLevels.Of(day, settings).Values);
        LoadVariation load = new(0.0064, 0.3);
        load.CallsOf(load.Of(new RateVariation(0.01, 0.002))).Day.ShouldBe(0.01, 1e-12);
        new LoadVariation(0.04, 0).CallsOf(new RateVariation(0.01, 0)).Day.ShouldBe(0, "handle time alone varies more");
    }

    [Test]
    public void Doubled_calls_are_noticed_on_most_days_within_two_hours()
    {
        RunningDay day = TestDay.Of(agents: 12, queues: 1, load: 0.9, dayVariation: 0.1);
        AlarmSettings settings = new() { Days = 200 };
        QueueId queue = day.Problem.Queues[0];
        double level = AlarmLevels.Of(day, settings)[queue];

        Enumerable.Range(0, 20).Count(number => HasAlarm(day, queue, level, settings, number, jumpAt: 8, times: 2, until: 16)).ShouldBeGreaterThanOrEqualTo(16);
    }

    [Test]
    public void The_level_is_the_same_bits_every_time_and_seeds_differ()
    {
        RunningDay day = TestDay.Of(load: 1.05);
        AlarmSettings settings = new() { Days = 60, LeastChance = 0.01 };

        AlarmLevels.Of(day, settings).ShouldBe(AlarmLevels.Of(day, settings));
        AlarmLevels.Of(day, settings with { Seed = 2 }).Values.ShouldNotBe(AlarmLevels.Of(day, settings).Values);
    }

    [Test]
    public void Wrong_settings_are_refused()
    {
        RunningDay day = TestDay.Of();

        Should.Throw<ArgumentOutOfRangeException>(() => AlarmLevels.Of(day, new AlarmSettings { FalseAlarms = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => AlarmLevels.Of(day, new AlarmSettings { FalseAlarms = double.NaN }));
        Should.Throw<ArgumentOutOfRangeException>(() => AlarmLevels.Of(day, new AlarmSettings { Days = 19 }));
    }

    private static bool HasAlarm(RunningDay day, QueueId queue, double level, AlarmSettings settings, int number, int jumpAt = 40, double times = 1, int until = 40) =>
        HasAlarm(Looks(day, new QueueSoFar(queue, []), number, jumpAt, times).Take(until), level, settings);

    private static bool HasAlarm(IEnumerable<DayLook> looks, double level, AlarmSettings settings)
    {
        Alarm alarm = Alarm.Quiet;
        return looks.Any(look => (alarm = alarm.After(look.Now, look.Queues[0], level, settings)).Kind == AlarmKind.Below);
    }

    /// <summary>A drawn day as it is looked at after each slot; handle times are reported where they vary.</summary>
    private static IEnumerable<DayLook> Looks(RunningDay day, QueueSoFar queue, int number, int jumpAt = 40, double times = 1)
    {
        SlotTraffic traffic = day.Problem.Demand.First(demand => demand.Queue == queue.Queue).Traffic!;
        ForecastInterval[] intervals = [.. traffic.Calls.Select((calls, slot) => new ForecastInterval(TestDay.At(day.Problem, slot), calls, 0, 0, 0, 0, 0, null, ""))];
        double variation = day.Problem.Promises[0].DayVariation!.Value;
        DayPath path = new DayPaths(intervals, queue.Variation ?? new RateVariation(variation * variation, 0), 4711, queue.Load).Draw(number);
        double[] offered = [.. path.Calls.Select((count, slot) => Math.Round(slot < jumpAt ? count : count * times))];
        SlotSoFar[] slots = [.. offered.Select((count, slot) => queue.Load == LoadVariation.None ? new SlotSoFar(count, 0) : new SlotSoFar(count, 0, count, count * traffic.HandleSeconds[slot] * path.HandleFactor))];
        return Enumerable.Range(1, slots.Length).Select(now => DayWatch.Look(day with { Now = TestDay.At(day.Problem, now), Queues = [queue with { Slots = [.. slots.Take(now)] }] }));
    }

    private static Alarm Raised() => Alarm.Quiet.After(At(0), Below(0.9), 0.8, Settings).After(At(15), Below(0.9), 0.8, Settings);

    private static QueueLook Below(double chance) => Look with { ChanceBelow = chance, ChanceAbove = 0 };

    private static Instant At(int minute) => Instant.FromUtc(2026, 3, 2, 10, 0) + Duration.FromMinutes(minute);
}
