using NodaTime;

namespace Wfm.Exchange.Tests.Calls;

public sealed class CallsCsvTests
{
    [Test]
    public void Every_column_of_our_own_format_is_read()
    {
        CallSeries calls = TextFile.Calls(
            "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds,aht_seconds,interval_minutes",
            "q,2026-01-05T07:00:00.000+01:00,10,8,2,6,2400.5,95,999,30").Only();

        calls.IntervalLength.ShouldBe(Duration.FromMinutes(30));
        calls.Zone.Id.ShouldBe("Europe/Stockholm");
        calls.Intervals.ShouldBe([new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(30), 10, 8, 2, 6, 2400.5, 95)]);
    }

    [TestCase("10,8,,300", 2400)]
    [TestCase("10,,,300", 3000)]
    [TestCase("10,8,1000,300", 1000)]
    [TestCase("10,8,,", null)]
    [TestCase("0,0,,", null)]
    [TestCase("0,0,0,", 0)]
    public void A_mean_handle_time_counts_the_answered_calls_or_else_the_offered_and_a_sum_goes_before_it(string cells, double? handle) =>
        TextFile.Calls("queue,start,offered,answered,handle_seconds,aht_seconds", "q,2026-01-05T07:00," + cells).Only()
            .Intervals[0].HandleSeconds.ShouldBe(handle);

    [Test]
    public void A_mean_handle_time_without_calls_is_ignored_with_a_warning()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls("queue,start,offered,aht_seconds", "q,2026-01-05T07:00,0,240");

        result.Only().Intervals[0].HandleSeconds.ShouldBeNull();
        TextFile.WarningsOf(result).ShouldBe(["calls.csv, line 2, aht_seconds: mean handle time without a call, ignored."]);
    }

    [Test]
    public void A_row_given_twice_word_for_word_is_ignored_with_a_warning()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls(
            "queue,start,offered", "q,2026-01-05T07:00,3", "q,2026-01-05T07:15,4", "q,2026-01-05T07:00,3");

        result.Only().Intervals.Select(interval => interval.Offered).ShouldBe([3, 4]);
        TextFile.WarningsOf(result).ShouldBe(["calls.csv, line 4, start: the same row as line 2, ignored."]);
    }

    [Test]
    public void Counts_that_do_not_add_up_are_a_warning()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls("queue,start,offered,answered,abandoned", "q,2026-01-05T07:00,10,8,3");

        result.IsAccepted.ShouldBeTrue();
        TextFile.WarningsOf(result).ShouldBe(["calls.csv, line 2, offered: 10 calls offered, 11 accounted for."]);
    }

    [TestCase(5)]
    [TestCase(15)]
    [TestCase(30)]
    [TestCase(60)]
    public void The_length_is_read_off_the_smallest_distance_in_a_queue(int minutes)
    {
        string[] rows = [.. Enumerable.Range(0, 20).Where(at => at % 5 != 2).Select(at => Row("q", at * minutes))];

        TextFile.Calls(["queue,start,offered", .. rows]).Only().IntervalLength.ShouldBe(Duration.FromMinutes(minutes));
    }

    [Test]
    public void A_queue_of_few_calls_takes_the_length_of_the_others()
    {
        string[] rows = [.. Enumerable.Range(0, 20).Select(at => Row("busy", at * 15)), Row("quiet", 0), Row("quiet", 60), Row("quiet", 105)];

        TextFile.Calls(["queue,start,offered", .. rows]).Value!.Select(series => series.IntervalLength.TotalMinutes).ShouldBe([15, 15]);
    }

    [Test]
    public void One_row_off_the_grid_is_the_only_one_named()
    {
        string[] rows = [.. Enumerable.Range(0, 20).Select(at => Row("q", at * 15)), Row("q", 7)];

        TextFile.ProblemsOf(TextFile.Calls(["queue,start,offered", .. rows])).ShouldBe(
        [
            "calls.csv, line 22, start: \"2026-01-05T00:07+01:00\" — expected a start on the grid of 15-minute intervals.",
        ]);
    }

    [TestCase(5, 15, 4, 6)]
    [TestCase(15, 15, 12, 2)]
    [TestCase(15, 60, 3, 8)]
    public void Shorter_intervals_are_summed_to_the_length_asked(int from, int to, int rows, int first)
    {
        string[] lines = ["queue,start,offered", .. Enumerable.Range(0, 12).Select(at => Row("q", at * from, offered: 2))];

        CallSeries calls = CallsCsv.Read(TextFile.Lines(lines), "calls.csv", CallColumns.Wfm, TextFile.Stockholm, Duration.FromMinutes(to)).Only();

        calls.IntervalLength.ShouldBe(Duration.FromMinutes(to));
        calls.Intervals.Count.ShouldBe(rows);
        calls.Intervals[0].Offered.ShouldBe(first);
        calls.Intervals.Sum(interval => interval.Offered).ShouldBe(24);
        calls.Intervals.ShouldAllBe(interval => interval.Length == Duration.FromMinutes(to));
    }

    [TestCase(30, 15)]
    [TestCase(20, 30)]
    [TestCase(10, 15)]
    public void Intervals_that_do_not_divide_the_length_asked_are_refused(int from, int to)
    {
        string[] lines = ["queue,start,offered", .. Enumerable.Range(0, 12).Select(at => Row("q", at * from))];

        ImportResult<IReadOnlyList<CallSeries>> result =
            CallsCsv.Read(TextFile.Lines(lines), "calls.csv", CallColumns.Wfm, TextFile.Stockholm, Duration.FromMinutes(to));

        TextFile.ProblemsOf(result).ShouldBe(
            [$"calls.csv, line 2, start: \"{from}\" — expected intervals of {to} minutes, or shorter ones that divide them."]);
    }

    [Test]
    public void Quarters_that_became_half_hours_some_day_are_summed_when_hours_are_asked()
    {
        string[] lines =
        [
            "queue,start,offered,interval_minutes", "q,2026-01-05T07:00,1,15", "q,2026-01-05T07:15,2,15", "q,2026-01-05T07:30,4,15",
            "q,2026-01-05T07:45,8,15", "q,2026-01-05T08:00,16,30", "q,2026-01-05T08:30,32,30",
        ];

        CallsCsv.Read(TextFile.Lines(lines), "calls.csv", CallColumns.Wfm, TextFile.Stockholm, Duration.FromHours(1)).Only()
            .Intervals.Select(interval => interval.Offered).ShouldBe([15, 48]);
    }

    [Test]
    public void A_sum_with_an_unknown_part_is_unknown()
    {
        CallSeries calls = TextFile.Calls(
            "queue,start,offered,answered,abandoned", "q,2026-01-05T07:00,3,2,1", "q,2026-01-05T07:15,4,,1").Only();

        CallInterval half = CallResampling.ToLength(calls, Duration.FromMinutes(30)).Intervals.ShouldHaveSingleItem();

        half.ShouldBe(new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(30), 7, null, 2));
    }

    [Test]
    public void Calls_cannot_be_resampled_to_a_shorter_length()
    {
        CallSeries calls = new(new QueueId("q"), TextFile.Stockholm, Duration.FromMinutes(30), []);

        Should.Throw<ArgumentOutOfRangeException>(() => CallResampling.ToLength(calls, Duration.FromMinutes(15))).ParamName.ShouldBe("length");
        Should.Throw<ArgumentOutOfRangeException>(() => CallResampling.ToLength(calls, Duration.FromMinutes(40))).ParamName.ShouldBe("length");
        CallResampling.ToLength(calls, Duration.FromMinutes(30)).ShouldBeSameAs(calls);
    }

    [TestCase("=1+1")]
    [TestCase("+46")]
    [TestCase("-kö")]
    [TestCase("@sum")]
    [TestCase("＝1")]
    [TestCase("'=1")]
    [TestCase("a,b")]
    [TestCase("say \"hi\"")]
    public void Queue_codes_are_written_so_that_no_spreadsheet_runs_them_and_read_back_the_same(string code)
    {
        CallSeries calls = new(
            new QueueId(code), TextFile.Stockholm, Duration.FromMinutes(15), [new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(15), 1)]);

        string text = TextFile.Written(writer => CallsCsv.Write(writer, [calls]));

        "=+-@＝".ShouldNotContain(text.Split('\n')[1].TrimStart('"')[0]);
        CallsCsv.Read(TextFile.Of(text), "calls.csv", CallColumns.Wfm, TextFile.Stockholm).Only().Queue.Value.ShouldBe(code);
    }

    [Test]
    public void The_same_file_twice_gives_equal_results()
    {
        string[] lines = ["queue,start,offered", .. Enumerable.Range(0, 50).Select(at => Row(at % 2 == 0 ? "a" : "b", at / 2 * 15, at))];

        CallSeries[] first = [.. TextFile.Calls(lines).Value!], second = [.. TextFile.Calls(lines).Value!];

        first.SelectMany(series => series.Intervals).ShouldBe(second.SelectMany(series => series.Intervals));
        first.Select(series => series.Queue).ShouldBe(second.Select(series => series.Queue));
    }

    private static string Row(string queue, int minute, int offered = 1) =>
        $"{queue},{new LocalDateTime(2026, 1, 5, 0, 0).PlusMinutes(minute):uuuu-MM-dd'T'HH:mm},{offered}";
}
