using System.Text;
using NodaTime;

namespace Wfm.Exchange.Tests.Text;

public sealed class EncodingTests
{
    private static readonly Dictionary<string, Encoding> Encodings = new()
    {
        ["UTF-8"] = new UTF8Encoding(false),
        ["UTF-8 with mark"] = new UTF8Encoding(true),
        ["UTF-16 LE with mark"] = new UnicodeEncoding(false, true),
        ["UTF-16 BE with mark"] = new UnicodeEncoding(true, true),
        ["UTF-16 LE"] = new UnicodeEncoding(false, false),
        ["UTF-16 BE"] = new UnicodeEncoding(true, false),
        ["Latin-1"] = Encoding.Latin1,
    };

    [Test, Combinatorial]
    public void The_same_calls_are_read_from_every_encoding_delimiter_decimal_sign_and_line_ending(
        [Values("UTF-8", "UTF-8 with mark", "UTF-16 LE with mark", "UTF-16 BE with mark", "UTF-16 LE", "UTF-16 BE", "Latin-1")] string encoding,
        [Values(';', ',', '\t')] char delimiter,
        [Values('.', ',')] char decimalSign,
        [Values("\n", "\r\n", "\r")] string lineEnd)
    {
        string handle = $"61{decimalSign}5";
        string cell = decimalSign == delimiter ? $"\"{handle}\"" : handle;
        string[] cells = [" Queue ", "START", "offered", "Handle_Seconds", "Växel åäö", "2026-01-05 07:00", "3", cell];
        string text = string.Join(delimiter, cells[..4]) + lineEnd + string.Join(delimiter, cells[4..]) + lineEnd;

        CallSeries calls = CallsCsv.Read(Bytes(text, Encodings[encoding]), "calls.csv", CallColumns.Wfm, TextFile.Stockholm).Only();

        calls.Queue.ShouldBe(new QueueId("Växel åäö"));
        calls.Intervals.ShouldBe(
            [new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(15), 3, HandleSeconds: 61.5)]);
    }

    [Test]
    public void A_letter_that_straddles_two_chunks_of_a_large_file_does_not_turn_it_into_Latin_1([Values(0, 1, 2, 3)] int shift)
    {
        string[] rows = [.. Enumerable.Range(0, 4_000).Select(row => $"kö å {row % 5} €😀,{Time(row / 5)},1")];

        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls([new string(' ', shift) + "queue,start,offered", .. rows]);

        result.Value!.Select(series => series.Queue.Value).ShouldBe(["kö å 0 €😀", "kö å 1 €😀", "kö å 2 €😀", "kö å 3 €😀", "kö å 4 €😀"]);
        result.Value!.Sum(series => series.Intervals.Count).ShouldBe(4_000);
    }

    [Test]
    public void A_single_letter_of_Latin_1_at_the_very_end_of_a_large_file_is_found()
    {
        string[] rows = [.. Enumerable.Range(0, 4_000).Select(row => $"q,{Time(row)},1"), $"kö,{Time(0)},1"];

        ImportResult<IReadOnlyList<CallSeries>> result = CallsCsv.Read(
            TextFile.Of("queue,start,offered\n" + string.Join('\n', rows), Encoding.Latin1), "calls.csv", CallColumns.Wfm, TextFile.Stockholm);

        result.Value!.Select(series => series.Queue.Value).ShouldBe(["kö", "q"]);
    }

    [Test]
    public void Windows_1252_signs_beyond_Latin_1_are_read()
    {
        byte[] bytes = [.. "queue,start,offered\nk"u8, 0x80, .. ",2026-01-05T07:00,1\n"u8];

        CallSeries calls = CallsCsv.Read(new MemoryStream(bytes), "calls.csv", CallColumns.Wfm, TextFile.Stockholm).Only();

        calls.Queue.Value.ShouldBe("k€");
    }

    [Test]
    public void A_stream_that_cannot_be_rewound_is_read_as_well()
    {
        using MemoryStream file = TextFile.Of("queue,start,offered\nkö,2026-01-05T07:00,1\n", Encoding.Latin1);
        using OneWayStream oneWay = new(file);

        CallsCsv.Read(oneWay, "calls.csv", CallColumns.Wfm, TextFile.Stockholm).Only().Queue.Value.ShouldBe("kö");
    }

    [Test]
    public void The_separator_line_spreadsheets_write_before_the_header_is_understood()
    {
        CallSeries calls = TextFile.Calls("sep=;", "queue;start;offered", "q;2026-01-05T07:00;4").Only();

        calls.Intervals.ShouldHaveSingleItem().Offered.ShouldBe(4);
    }

    [Test]
    public void Quoted_cells_keep_delimiters_quotes_and_line_ends_and_lines_are_still_counted()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls("queue,start,offered", "\"a,\"\"b\"\"\r\nc\",2026-01-05T07:00,1", "q,2026-01-05T07:00,x");

        TextFile.ProblemsOf(result).ShouldBe(["calls.csv, line 4, offered: \"x\" — expected a number of calls, 0 or more."]);
        TextFile.Calls("queue,start,offered", "\"a,\"\"b\"\"\r\nc\",2026-01-05T07:00,1").Only().Queue.Value.ShouldBe("a,\"b\"\nc");
    }

    [Test]
    public void Columns_nobody_asked_for_are_named_in_a_warning()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = TextFile.Calls("queue,start,offered,colour", "q,2026-01-05T07:00,4,red");

        result.IsAccepted.ShouldBeTrue();
        TextFile.WarningsOf(result).ShouldBe(["calls.csv, line 1, colour: not a column of this file, ignored."]);
    }

    private static string Time(int quarter) =>
        (new LocalDateTime(2026, 1, 5, 0, 0) + Period.FromMinutes(15 * quarter)).ToString("uuuu-MM-dd'T'HH:mm", null);

    private static MemoryStream Bytes(string text, Encoding encoding) => new([.. encoding.Preamble, .. encoding.GetBytes(text)]);

    private sealed class OneWayStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 7));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
