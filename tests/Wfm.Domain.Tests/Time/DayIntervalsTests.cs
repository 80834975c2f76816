using FsCheck;
using FsCheck.Fluent;

namespace Wfm.Domain.Tests.Time;

public sealed class DayIntervalsTests
{
    private static readonly string[] Zones =
    [
        "Europe/Stockholm", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Chatham", "Africa/Casablanca",
    ];

    private static readonly int[] Minutes = [5, 6, 10, 12, 15, 20, 30, 60];

    [TestCase(2026, 10, 25, 100)]
    [TestCase(2027, 3, 28, 92)]
    [TestCase(2026, 7, 1, 96)]
    public void A_Swedish_day_has_92_96_or_100_quarters(int year, int month, int day, int quarters) =>
        DayIntervals.StartsOf(new LocalDate(year, month, day), DateTimeZoneProviders.Tzdb["Europe/Stockholm"], Duration.FromMinutes(15)).Count.ShouldBe(quarters);

    [Test]
    public void Any_day_in_any_zone_is_covered_without_gap_or_overlap() =>
        Prop.ForAll<int, byte, byte>((day, zone, length) => CoversItsDay(
            new LocalDate(2000, 1, 1).PlusDays(Math.Abs(day % 36_525)), DateTimeZoneProviders.Tzdb[Zones[zone % Zones.Length]], Minutes[length % Minutes.Length]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Test]
    public void Every_day_of_a_century_in_Sweden_has_92_96_or_100_quarters_and_two_a_year_are_odd()
    {
        DateTimeZone stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
        Dictionary<int, int> counts = Enumerable.Range(0, 36_525)
            .Select(day => DayIntervals.Of(new LocalDate(2000, 1, 1).PlusDays(day), stockholm).Duration / Duration.FromMinutes(15))
            .GroupBy(quarters => (int)quarters).ToDictionary(group => group.Key, group => group.Count());

        counts.ShouldBe(new Dictionary<int, int> { [96] = 36_325, [92] = 100, [100] = 100 }, ignoreOrder: true);
    }

    [TestCase(0)]
    [TestCase(-15)]
    [TestCase(7)]
    [TestCase(25)]
    [TestCase(120)]
    public void A_length_that_does_not_divide_an_hour_is_the_callers_mistake(int minutes) =>
        Should.Throw<ArgumentOutOfRangeException>(() => DayIntervals.ThrowUnlessDividesHour(Duration.FromMinutes(minutes))).ParamName.ShouldBe("length");

    private static bool CoversItsDay(LocalDate day, DateTimeZone zone, int minutes)
    {
        Duration length = Duration.FromMinutes(minutes);
        IReadOnlyList<Instant> starts = DayIntervals.StartsOf(day, zone, length);
        NodaTime.Interval whole = DayIntervals.Of(day, zone);
        bool isWhole = whole.Duration.TotalMinutes % minutes == 0;
        return starts[0] == whole.Start
            && starts.All(start => start.InZone(zone).Date == day)
            && starts.Zip(starts.Skip(1)).All(pair => pair.Second - pair.First == length)
            && (isWhole ? starts[^1] + length == whole.End : starts[^1] + length > whole.End);
    }
}
