using NodaTime;

namespace Wfm.Exchange.Tests.Calls;

public sealed class ClockChangeTests
{
    private static readonly LocalDate Autumn = new(2026, 10, 25);
    private static readonly LocalDate Spring = new(2027, 3, 28);

    [TestCase(2026, 10, 25, 100)]
    [TestCase(2027, 3, 28, 92)]
    [TestCase(2026, 7, 1, 96)]
    public void A_whole_day_is_written_and_read_back_quarter_by_quarter(int year, int month, int day, int quarters)
    {
        IReadOnlyList<Instant> starts = DayIntervals.StartsOf(new LocalDate(year, month, day), TextFile.Stockholm, Duration.FromMinutes(15));
        CallSeries calls = Series([.. starts.Select((start, at) => Calls(start, at))]);

        string text = TextFile.Written(writer => CallsCsv.Write(writer, [calls]));
        CallSeries read = CallsCsv.Read(TextFile.Of(text), "calls.csv", CallColumns.Wfm, TextFile.Stockholm).Only();

        read.Intervals.Count.ShouldBe(quarters);
        read.Intervals.ShouldBe(calls.Intervals);
        read.IntervalLength.ShouldBe(Duration.FromMinutes(15));
    }

    [Test]
    public void Local_times_of_the_repeated_hour_are_the_earlier_and_then_the_later_instant()
    {
        string[] rows =
        [
            .. Wall(Autumn, 0, 3).Select((at, number) => Row(at, number)),
            .. Wall(Autumn, 2, 24).Select((at, number) => Row(at, 100 + number)),
        ];

        CallSeries calls = TextFile.Calls(["queue,start,offered", .. rows]).Only();

        calls.Intervals.Select(interval => interval.Start).ShouldBe(DayIntervals.StartsOf(Autumn, TextFile.Stockholm, Duration.FromMinutes(15)));
        calls.Intervals[8].Offered.ShouldBe(8);
        calls.Intervals[12].Offered.ShouldBe(100);
    }

    [Test]
    public void The_repeated_hour_may_be_listed_quarter_by_quarter_and_is_counted_for_each_queue_apart()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls(
            "queue,start,offered", "a,2026-10-25T02:00,1", "b,2026-10-25T02:00,2", "a,2026-10-25T02:00,3", "a,2026-10-25T02:15,4", "a,2026-10-25T02:15,4");

        result.Value!.Select(series => string.Join(' ', series.Intervals.Select(interval => $"{interval.Start:HH:mm}={interval.Offered}")))
            .ShouldBe(["00:00=1 00:15=4 01:00=3 01:15=4", "00:00=2"]);
        result.WarningCount.ShouldBe(0);
    }

    [Test]
    public void A_third_time_in_the_repeated_hour_is_one_too_many()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls(
            "queue,start,offered", "a,2026-10-25T02:00,1", "a,2026-10-25T02:00,2", "a,2026-10-25T02:00,3");

        TextFile.ProblemsOf(result).ShouldBe(
            ["calls.csv, line 4, start: \"2026-10-25T02:00+01:00\" — expected each interval of a queue once; line 3 has it with other values."]);
    }

    [Test]
    public void Offsets_settle_the_repeated_hour_in_any_order()
    {
        CallSeries calls = TextFile.Calls(
            "queue,start,offered", "a,2026-10-25T02:00+01:00,2", "a,2026-10-25T00:15Z,5", "a,2026-10-25T02:00+02:00,1").Only();

        calls.Intervals.Select(interval => (interval.Start, interval.Offered)).ShouldBe(
        [
            (Instant.FromUtc(2026, 10, 25, 0, 0), 1), (Instant.FromUtc(2026, 10, 25, 0, 15), 5), (Instant.FromUtc(2026, 10, 25, 1, 0), 2),
        ]);
    }

    [TestCase("02:00")]
    [TestCase("02:45")]
    public void A_time_the_clock_skips_is_refused(string time) =>
        TextFile.Calls("queue,start,offered", $"a,2027-03-28T{time},1").Problems.ShouldHaveSingleItem().Expected
            .ShouldBe("a time that exists on the clock of Europe/Stockholm; this one is skipped when summer time begins");

    [TestCase("01:45", 0, 45)]
    [TestCase("03:00", 1, 0)]
    public void The_times_on_either_side_of_the_skipped_hour_are_fine(string time, int hour, int minute) =>
        TextFile.Calls("queue,start,offered", $"a,2027-03-28T{time},1").Only().Intervals[0].Start
            .ShouldBe(Instant.FromUtc(2027, 3, 28, hour, minute));

    [Test]
    public void A_local_spring_day_without_the_skipped_hour_has_92_quarters()
    {
        string[] rows = [.. Wall(Spring, 0, 2).Concat(Wall(Spring, 3, 24)).Select((at, number) => Row(at, number))];

        CallSeries calls = TextFile.Calls(["queue,start,offered", .. rows]).Only();

        calls.Intervals.Select(interval => interval.Start).ShouldBe(DayIntervals.StartsOf(Spring, TextFile.Stockholm, Duration.FromMinutes(15)));
    }

    [Test]
    public void Summing_to_hours_keeps_the_two_hours_of_the_repeated_one_apart()
    {
        IReadOnlyList<Instant> starts = DayIntervals.StartsOf(Autumn, TextFile.Stockholm, Duration.FromMinutes(15));
        CallSeries hours = CallResampling.ToLength(Series([.. starts.Select(start => Calls(start, 1))]), Duration.FromHours(1));

        hours.Intervals.Select(interval => interval.Start).ShouldBe(DayIntervals.StartsOf(Autumn, TextFile.Stockholm, Duration.FromHours(1)));
        hours.Intervals.ShouldAllBe(interval => interval.Offered == 4);
    }

    private static IEnumerable<LocalDateTime> Wall(LocalDate day, int fromHour, int toHour) =>
        Enumerable.Range(fromHour * 4, (toHour - fromHour) * 4).Select(quarter => day.AtMidnight().PlusMinutes(quarter * 15));

    private static string Row(LocalDateTime at, int offered) => $"a,{at:uuuu-MM-dd'T'HH:mm},{offered}";

    private static CallInterval Calls(Instant start, int offered) =>
        new(start, Duration.FromMinutes(15), offered, offered, 0, offered, offered * 240.25, offered / 3d);

    private static CallSeries Series(IReadOnlyList<CallInterval> intervals) =>
        new(new QueueId("växel"), TextFile.Stockholm, Duration.FromMinutes(15), intervals);
}
