namespace Wfm.Domain.Tests;

public sealed class OpeningHoursTests
{
    private static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    private static readonly LocalDate Autumn = new(2026, 10, 25);
    private static readonly LocalDate Spring = new(2027, 3, 28);

    [TestCase("00:00", "00:00", 25, 23)]
    [TestCase("07:00", "17:00", 10, 10)]
    [TestCase("01:00", "04:00", 4, 2)]
    [TestCase("02:30", "05:00", 3.5, 1.5)]
    [TestCase("01:00", "02:30", 2.5, 1.5)]
    [TestCase("02:30", "03:00", 1.5, 0)]
    public void Clock_changes_lengthen_and_shorten_openings(string opens, string closes, double autumnHours, double springHours)
    {
        OpeningHours sundays = Sundays(opens, closes);

        Hours(sundays, Autumn).ShouldBe(autumnHours);
        Hours(sundays, Spring).ShouldBe(springHours);
    }

    [Test]
    public void An_opening_the_clock_skips_is_no_opening()
    {
        OpeningHours sundays = Sundays("02:30", "03:00");

        sundays.On(Spring, Stockholm).ShouldBeEmpty();
        sundays.IsOpen(Instant.FromUtc(2027, 3, 28, 1, 0), Stockholm).ShouldBeFalse();
    }

    [TestCase(5, 59, false)]
    [TestCase(6, 0, true)]
    [TestCase(15, 59, true)]
    [TestCase(16, 0, false)]
    public void Open_from_the_first_moment_up_to_not_including_the_last(int utcHour, int minute, bool isOpen) =>
        Sundays("07:00", "17:00").IsOpen(Instant.FromUtc(2026, 1, 4, utcHour, minute), Stockholm).ShouldBe(isOpen);

    [TestCase(3, false)]
    [TestCase(4, true)]
    [TestCase(11, true)]
    [TestCase(18, false)]
    public void A_rule_holds_from_its_first_to_its_last_day(int day, bool holds)
    {
        OpeningPeriod rule = new(IsoDayOfWeek.Sunday, new LocalTime(7, 0), new LocalTime(17, 0), new LocalDate(2026, 1, 4), new LocalDate(2026, 1, 11));

        new OpeningHours([rule]).On(new LocalDate(2026, 1, day), Stockholm).Count.ShouldBe(holds ? 1 : 0);
    }

    [Test]
    public void Two_openings_of_a_day_come_in_order_and_none_means_never()
    {
        OpeningPeriod late = new(IsoDayOfWeek.Sunday, new LocalTime(13, 0), new LocalTime(16, 0), null, null);
        OpeningPeriod early = new(IsoDayOfWeek.Sunday, new LocalTime(8, 0), new LocalTime(12, 0), null, null);

        new OpeningHours([late, early]).On(Autumn, Stockholm).Select(opening => opening.Start.InZone(Stockholm).Hour).ShouldBe([8, 13]);
        new OpeningHours([]).IsOpen(Instant.FromUtc(2026, 1, 5, 12, 0), Stockholm).ShouldBeFalse();
        Hours(OpeningHours.Always, Autumn).ShouldBe(25);
        OpeningHours.Always.IsOpen(Instant.FromUtc(2026, 1, 5, 23, 59), Stockholm).ShouldBeTrue();
    }

    private static OpeningHours Sundays(string opens, string closes) =>
        new([new OpeningPeriod(IsoDayOfWeek.Sunday, Time(opens), Time(closes), null, null)]);

    private static LocalTime Time(string text) => new(int.Parse(text[..2]), int.Parse(text[3..]));

    private static double Hours(OpeningHours hours, LocalDate day) => hours.On(day, Stockholm).Sum(opening => opening.Duration.TotalHours);
}
