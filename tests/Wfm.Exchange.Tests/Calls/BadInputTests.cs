namespace Wfm.Exchange.Tests.Calls;

/// <summary>One bad file per row, with the very words the planner reads.</summary>
public sealed class BadInputTests
{
    private const string Header = "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds,aht_seconds,interval_minutes";

    private static IEnumerable<TestCaseData> Files()
    {
        yield return File("An empty file", [], "calls.csv, line 1: expected a header row with the columns queue, start, offered.");
        yield return File("Blank lines only", ["", "  ", ""], "calls.csv, line 1: expected a header row with the columns queue, start, offered.");
        yield return File("Header only", ["queue,start,offered"], "calls.csv, line 1: expected at least one row under the header.");
        yield return File(
            "Missing columns", ["queue,begin", "a,b"],
            "calls.csv, line 1, start: \"\" — expected a column of this name in the header.",
            "calls.csv, line 1, offered: \"\" — expected a column of this name in the header.");
        yield return File(
            "A column twice", ["queue,start,offered,Offered", "q,2026-01-05T07:00,1,2"],
            "calls.csv, line 1, Offered: \"Offered\" — expected each column once.");
        yield return Row("A negative count", "q,2026-01-05T07:00,-3", "offered: \"-3\" — expected a number of calls, 0 or more.");
        yield return Row("A fraction of an answer", "q,2026-01-05T07:00,3,2.5", "answered: \"2.5\" — expected a whole number of calls, 0 or more.");
        yield return Row("No count", "q,2026-01-05T07:00,", "offered: \"\" — expected a number of calls, 0 or more.");
        yield return Row("A short row", "q,2026-01-05T07:00", "offered: \"\" — expected a number of calls, 0 or more.");
        yield return Row("A count of 2^31", "q,2026-01-05T07:00,2147483648", "offered: \"2147483648\" — expected a number of calls, 0 or more.");
        yield return Row("Not a number", "q,2026-01-05T07:00,NaN", "offered: \"NaN\" — expected a number of calls, 0 or more.");
        yield return Row("More answered than offered", "q,2026-01-05T07:00,3,4", "answered: \"4\" — expected no more calls answered than offered.");
        yield return Row("More abandoned than offered", "q,2026-01-05T07:00,3,0,4", "abandoned: \"4\" — expected no more calls abandoned than offered.");
        yield return Row(
            "More answered in time than answered", "q,2026-01-05T07:00,5,3,0,4", "answered_in_time: \"4\" — expected no more calls answered in time than answered.");
        yield return Row("Handle time without calls", "q,2026-01-05T07:00,2,0,2,0,30", "handle_seconds: \"30\" — expected 0 where no call was handled.");
        yield return Row("Negative seconds", "q,2026-01-05T07:00,2,2,0,0,-30", "handle_seconds: \"-30\" — expected a number of seconds, 0 or more.");
        yield return Row("Endless seconds", "q,2026-01-05T07:00,2,2,0,0,Infinity", "handle_seconds: \"Infinity\" — expected a number of seconds, 0 or more.");
        yield return Row("Seconds beyond a double", "q,2026-01-05T07:00,2,2,0,0,1e309", "handle_seconds: \"1e309\" — expected a number of seconds, 0 or more.");
        yield return Row("A negative mean", "q,2026-01-05T07:00,2,2,0,0,,,-1", "aht_seconds: \"-1\" — expected a number of seconds, 0 or more.");
        yield return Row("No queue", " ,2026-01-05T07:00,1", "queue: \"\" — expected the code of a queue.");
        yield return Row("A date alone", "q,2026-01-05,1", Start("2026-01-05"));
        yield return Row("A day that is not", "q,2026-02-29T07:00,1", Start("2026-02-29T07:00"));
        yield return Row("24:00", "q,2026-01-05T24:00,1", Start("2026-01-05T24:00"));
        yield return Row("Year 1", "q,0001-01-01T07:00,1", Start("0001-01-01T07:00"));
        yield return Row("Year 9999", "q,9999-12-31T07:00,1", Start("9999-12-31T07:00"));
        yield return Row("1989", "q,1989-12-31T07:00,1", Start("1989-12-31T07:00"));
        yield return Row("2101", "q,2101-01-01T07:00,1", Start("2101-01-01T07:00"));
        yield return Row("A spreadsheet's day number", "q,46027.29,1", Start("46027.29"));
        yield return Row("A length that divides no hour", "q,2026-01-05T07:00,1,,,,,,,25", "interval_minutes: \"25\" — expected a length in minutes that divides an hour, such as 15 or 30.");
        yield return Row("A start off its grid", "q,2026-01-05T07:05,1,,,,,,,15", "start: \"2026-01-05T07:05+01:00\" — expected a start on the grid of 15-minute intervals.");
        yield return Row(
            "The hour summer time skips", "q,2026-03-29T02:15,1",
            "start: \"2026-03-29T02:15\" — expected a time that exists on the clock of Europe/Stockholm; this one is skipped when summer time begins.");
        yield return Row("More cells than the header", "q,2026-01-05T07:00,1,,,,,,,,extra", ": \"extra\" — expected no more cells than the header has.");
        yield return Row("A NUL", "q\0,2026-01-05T07:00,1", ": \"q·\" — expected text without NUL characters.");
        yield return Row("A cell of a megabyte", new string('x', 1_000_000) + ",2026-01-05T07:00,1", $": \"{new string('x', 79)}…\" — expected cells of at most 65536 characters.");
        yield return Row("An unclosed quote", "\"q,2026-01-05T07:00,1", ": \"q,2026-01-05T07:00,1·\" — expected a closing quotation mark within 65536 characters.");
        yield return File(
            "A hundred thousand columns", [new string(',', 100_000)], "calls.csv, line 1: expected at most 1000 columns.");
        yield return File(
            "One interval with two values", [Header, "q,2026-01-05T07:00,1", "q,2026-01-05T07:15,1", "q,2026-01-05T07:00,2"],
            "calls.csv, line 4, start: \"2026-01-05T07:00+01:00\" — expected each interval of a queue once; line 2 has it with other values.");
        yield return File(
            "Half hours over quarters", [Header, "q,2026-01-05T07:00,1,,,,,,,30", "q,2026-01-05T07:15,1,,,,,,,15"],
            "calls.csv, line 2, interval_minutes: \"30\" — expected intervals of one length in a queue, 15 minutes as on its other rows.",
            "calls.csv, line 3, interval_minutes: \"15\" — expected intervals that do not overlap; the one of line 2 lasts 30 minutes.");
        yield return File(
            "Several at once", [Header, "q,2026-01-05T07:00,-1", ",2026-01-05T07:15,x", "q,2026-01-05T07:30,1"],
            "calls.csv, line 2, offered: \"-1\" — expected a number of calls, 0 or more.",
            "calls.csv, line 3, queue: \"\" — expected the code of a queue.",
            "calls.csv, line 3, offered: \"x\" — expected a number of calls, 0 or more.");
    }

    [TestCaseSource(nameof(Files))]
    public void A_bad_file_is_refused_in_words_a_planner_can_act_on(string[] lines, string[] problems)
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls(lines);

        TextFile.ProblemsOf(result).ShouldBe(problems);
        result.IsAccepted.ShouldBeFalse();
        result.Value.ShouldBeNull();
        result.ProblemCount.ShouldBe(problems.Length);
    }

    [Test]
    public void A_queue_nobody_knows_is_refused_on_each_of_its_rows()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = CallsCsv.Read(
            TextFile.Lines("queue,start,offered", "vaxel,2026-01-05T07:00,1", "vaxxel,2026-01-05T07:15,1", "Vaxel,2026-01-05T07:30,1"),
            "calls.csv", CallColumns.Wfm, TextFile.Stockholm, knownQueues: new HashSet<QueueId> { new("vaxel") });

        TextFile.ProblemsOf(result).ShouldBe(
        [
            "calls.csv, line 3, queue: \"vaxxel\" — expected a queue that exists.",
            "calls.csv, line 4, queue: \"Vaxel\" — expected a queue that exists.",
        ]);
    }

    [Test]
    public void A_thousand_problems_are_listed_and_the_others_counted()
    {
        string[] rows = [.. Enumerable.Range(0, 2_500).Select(_ => "q,2026-01-05T07:00,-1")];

        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls(["queue,start,offered", .. rows]);

        result.ProblemCount.ShouldBe(2_500);
        result.Problems.Count.ShouldBe(1_000);
        result.Problems[^1].Line.ShouldBe(1_001);
        result.Report().Last().ShouldBe("… and 1500 more problems.");
    }

    [Test]
    public void A_file_that_is_too_large_is_not_read()
    {
        using EndlessStream endless = new(SourceTextLimit + 1);

        ImportResult<IReadOnlyList<CallSeries>> result = CallsCsv.Read(endless, "calls.csv", CallColumns.Wfm, TextFile.Stockholm);

        TextFile.ProblemsOf(result).ShouldBe(["calls.csv: expected a file of at most 512 MB."]);
        endless.BytesRead.ShouldBe(0);
    }

    private const long SourceTextLimit = 512L * 1024 * 1024;

    private static string Start(string value) =>
        $"start: \"{value}\" — expected a time such as 2026-01-05T07:00 in the years 1990 to 2100, with or without an offset.";

    private static TestCaseData Row(string name, string row, string problem) => File(name, [Header, row], $"calls.csv, line 2{(problem[0] == ':' ? "" : ", ")}{problem}");

    private static TestCaseData File(string name, string[] lines, params string[] problems) =>
        new TestCaseData(lines, problems).SetName(name.Replace(' ', '_'));

    /// <summary>A seekable file of any length that counts what is read of it.</summary>
    private sealed class EndlessStream(long length) : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length { get; } = length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => Position;

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
