namespace Wfm.Domain.Tests;

[TestFixture]
public sealed class MinimumPostTests
{
    private static readonly OpeningHours Weekdays = new(
    [
        .. Enumerable.Range(1, 4).SelectMany(day => new[] { Open((IsoDayOfWeek)day, 7, 12), Open((IsoDayOfWeek)day, 12, 17) }),
        Open(IsoDayOfWeek.Friday, 7, 16),
        Open(IsoDayOfWeek.Saturday, 18, 0) with { ValidFrom = new LocalDate(2026, 6, 1) },
    ]);

    [TestCase(7, 16, "")]
    [TestCase(7, 17, "Friday")]
    [TestCase(6, 16, "Monday Tuesday Wednesday Thursday Friday")]
    public void A_post_of_every_open_day_lies_within_the_hours_of_each_of_them(int from, int to, string outside) =>
        string.Join(' ', Post(null, from, to, validTo: new LocalDate(2026, 5, 31)).WeekdaysOutside(Weekdays)).ShouldBe(outside);

    [Test]
    public void A_post_of_one_weekday_lies_within_the_hours_of_that_day_while_they_hold()
    {
        Post(IsoDayOfWeek.Monday, 7, 17).WeekdaysOutside(Weekdays).ShouldBeEmpty();
        Post(IsoDayOfWeek.Sunday, 7, 8).WeekdaysOutside(Weekdays).ShouldBe([IsoDayOfWeek.Sunday]);
        Post(IsoDayOfWeek.Saturday, 20, 0).WeekdaysOutside(Weekdays).ShouldBeEmpty();
        Post(IsoDayOfWeek.Saturday, 20, 0, validTo: new LocalDate(2026, 5, 31)).WeekdaysOutside(Weekdays).ShouldBe([IsoDayOfWeek.Saturday]);
        Post(IsoDayOfWeek.Sunday, 7, 8).WeekdaysOutside(OpeningHours.Unknown).ShouldBeEmpty("nobody has said when it is open");
    }

    [Test]
    public void Posts_overlap_on_the_same_weekday_days_and_time()
    {
        MinimumPost monday = Post(IsoDayOfWeek.Monday, 8, 10);

        monday.Overlaps(Post(null, 9, 11)).ShouldBeTrue();
        monday.Overlaps(Post(IsoDayOfWeek.Monday, 10, 11)).ShouldBeFalse();
        monday.Overlaps(Post(IsoDayOfWeek.Tuesday, 8, 10)).ShouldBeFalse();
        monday.Overlaps(Post(null, 9, 0) with { Queue = new QueueId("annan") }).ShouldBeFalse();
        Post(null, 22, 0).Overlaps(Post(null, 23, 0)).ShouldBeTrue("midnight is the end of the day");
        Post(null, 8, 9, validTo: new LocalDate(2026, 5, 31)).Overlaps(Post(null, 8, 9) with { ValidFrom = new LocalDate(2026, 6, 1) }).ShouldBeFalse();
    }

    private static OpeningPeriod Open(IsoDayOfWeek day, int opens, int closes) => new(day, new LocalTime(opens, 0), new LocalTime(closes, 0), null, null);

    private static MinimumPost Post(IsoDayOfWeek? weekday, int from, int to, LocalDate? validTo = null) =>
        new(new QueueId("växel"), weekday, new LocalTime(from, 0), new LocalTime(to, 0), 2, null, validTo);
}
