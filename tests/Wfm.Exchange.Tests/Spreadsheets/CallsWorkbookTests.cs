using System.IO.Compression;
using System.Text;
using NodaTime;

namespace Wfm.Exchange.Tests.Spreadsheets;

public sealed class CallsWorkbookTests
{
    private static readonly string[] Header = ["queue", "start", "offered", "answered"];
    private static readonly Instant Seven = Instant.FromUtc(2026, 1, 5, 6, 0);

    // 5 January 2026 is day 46027 of spreadsheets that count from 1900 and 44565 of those from 1904; seven o'clock is 7/24 of a day.
    [TestCase("2026-01-05T07:00")]
    [TestCase("d:46027.2916666667")]
    [TestCase("#46027.29166666666")]
    [TestCase("2026-01-05 06:00Z")]
    public void A_start_may_be_text_a_date_or_the_bare_number_of_days(string start)
    {
        CallSeries calls = Read(Workbook.Sheet(Header, ["växel", start, "#12", "#9"])).Only();

        calls.Queue.ShouldBe(new QueueId("växel"));
        calls.Intervals.ShouldBe([new CallInterval(Seven, Duration.FromMinutes(15), 12, 9)]);
    }

    [TestCase("1")]
    [TestCase("true")]
    public void Days_may_be_counted_from_1904(string flag)
    {
        string rows = Workbook.Rows(Header, ["a", "d:44565.2916666667", "#1", ""], ["a", "#44565.302083333", "#2", ""]);

        Read(Workbook.Of(rows, $"<workbookPr date1904=\"{flag}\"/>")).Only().Intervals.Select(interval => interval.Start)
            .ShouldBe([Seven, Seven + Duration.FromMinutes(15)]);
    }

    [Test]
    public void Date_and_time_may_stand_in_cells_of_their_own_whatever_pattern_the_mapping_has_for_text()
    {
        CallColumns columns = CallColumns.Teleopti with { DatePattern = "d/M/uuuu", TimePattern = "HH.mm" };
        Workbook book = Workbook.Sheet(
            ["date_from", "time", "queue", "offd_direct_call_cnt"], ["s:46027", "t:0.291666666666667", "a", "#1"], ["5/1/2026", "07.15", "a", "#2"], ["#46027", "#0.3125", "a", "#3"]);

        CallsCsv.Read(book.Packed(), "q.xlsx", columns, TextFile.Stockholm).Only().Intervals
            .Select(interval => (interval.Start - Seven).TotalMinutes).ShouldBe([0, 15, 30]);
    }

    [Test]
    public void Problems_name_the_row_and_the_column_of_the_sheet()
    {
        string rows = Workbook.Rows(Header, ["a", "2026-01-05T07:00", "#-3", "#1"], ["a", "2026-01-05T07:15", "x", ""])
            + "<row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B9\"><v>7</v></c><c r=\"C9\"><v>1</v></c><c r=\"F9\"><v>1</v></c></row>"
            + "<row r=\"10\"><c r=\"A10\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B10\"><v>7</v></c><c r=\"C10\"><v>1.5</v></c></row>";

        TextFile.ProblemsOf(Read(Workbook.Of(rows))).ShouldBe(
        [
            "calls.xlsx, line 2, offered: \"-3\" — expected a number of calls, 0 or more.",
            "calls.xlsx, line 3, offered: \"x\" — expected a number of calls, 0 or more.",
            "calls.xlsx, line 9: \"1\" — expected no more cells than the header has.",
            "calls.xlsx, line 10, start: \"7\" — expected a time such as 2026-01-05T07:00 in the years 1990 to 2100, with or without an offset.",
        ]);
    }

    [TestCase("s:1", "1900-01-01")]
    [TestCase("s:2958465", "9999-12-31")]
    [TestCase("s:-5", "-5")]
    [TestCase("s:99999999", "99999999")]
    public void Days_out_of_all_times_are_problems(string start, string _) =>
        Read(Workbook.Sheet(Header, ["a", start, "#1", ""])).Problems.ShouldHaveSingleItem().Column.ShouldBe("start");

    [Test]
    public void The_same_calls_come_from_a_workbook_and_from_text()
    {
        string[][] rows = [.. Enumerable.Range(0, 200).Select(at => new[] { at % 2 == 0 ? "=q" : "b", $"2026-01-05T{7 + (at / 2 / 60):00}:{at / 2 % 60:00}", $"#{at}", $"#{at / 2}" })];

        IReadOnlyList<CallSeries> fromSheet = Read(Workbook.Sheet([Header, .. rows])).Value!;
        IReadOnlyList<CallSeries> fromText = TextFile.Calls(
            [string.Join(',', Header), .. rows.Select(row => string.Join(',', row.Select(cell => cell.TrimStart('#'))))]).Value!;

        fromSheet.Select(series => (series.Queue, string.Join(' ', series.Intervals))).ShouldBe(fromText.Select(series => (series.Queue, string.Join(' ', series.Intervals))));
    }

    [Test]
    public void Further_sheets_are_named_as_not_read_and_hidden_ones_passed_over()
    {
        Workbook book = Workbook.Sheet(Header, ["a", "2026-01-05T07:00", "#1", ""]);
        book.With("xl/workbook.xml", """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Dold" sheetId="3" state="hidden" r:id="r3"/><sheet name="Samtal" sheetId="1" r:id="r1"/><sheet name="Mer" sheetId="4" r:id="r3"/></sheets></workbook>""");
        book.With("xl/_rels/workbook.xml.rels", """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet3.xml"/></Relationships>""");
        book.With("xl/worksheets/sheet3.xml", """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>""");

        ImportResult<IReadOnlyList<CallSeries>> result = Read(book);

        result.Only().Intervals.Count.ShouldBe(1);
        TextFile.WarningsOf(result).ShouldBe(["calls.xlsx, line 0: sheet Mer was not read; only the first sheet is."]);
    }

    [Test]
    public void Links_to_other_workbooks_are_left_alone()
    {
        Workbook book = Workbook.Sheet(Header, ["a", "2026-01-05T07:00", "#1", ""])
            .With("xl/externalLinks/externalLink1.xml", """<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>""")
            .With("xl/externalLinks/_rels/externalLink1.xml.rels", """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x" Target="http://192.0.2.1/other.xlsx" TargetMode="External"/></Relationships>""");

        Read(book).Only().Intervals.Count.ShouldBe(1);
    }

    [Test]
    public void What_is_no_honest_workbook_is_refused_before_it_is_read()
    {
        Workbook Good() => Workbook.Sheet(Header, ["a", "2026-01-05T07:00", "#1", ""]);
        Workbook many = Good();
        for (int part = 0; part < 1_000; part++)
        {
            many.With($"xl/extra{part}.xml", "");
        }

        Expected(Good().With("xl/vbaProject.bin", "x").Packed()).ShouldBe("an .xlsx workbook without macros");
        Expected(Good().With("[Content_Types].xml", "<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>").Packed()).ShouldBe("an .xlsx workbook without macros");
        Expected(Good().With("xl/styles.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>").Packed()).ShouldBe("a workbook without document type declarations");
        Expected(Good().With("../evil.xml", "x").Packed()).ShouldBe("a workbook whose parts stay within it");
        Expected(many.Packed()).ShouldBe("a workbook of at most 1000 parts");
        Expected(Good().With("xl/media.bin", new byte[8_000_000]).Packed(CompressionLevel.SmallestSize)).ShouldBe("a workbook that grows at most 100 times when unpacked");
        Expected(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])).ShouldStartWith("an .xlsx workbook without a password");
        Expected(TextFile.Of("queue,start,offered\n")).ShouldBe("an .xlsx workbook; this file does not begin like one");
        Expected(new MemoryStream()).ShouldBe("an .xlsx workbook; this file does not begin like one");
        Expected(new MemoryStream([.. "PK\u0003\u0004"u8, .. new byte[50]])).ShouldBe("a whole .xlsx workbook; this one is damaged");
        Expected(new Workbook().With("a.txt", "x").Packed()).ShouldBe("an .xlsx workbook");
    }

    // The framework hands out no more of a part than its directory states, so the lie only hides the rest.
    [Test]
    public void A_declared_size_that_lies_does_not_help()
    {
        byte[] packed = Workbook.Sheet(Header).With("xl/media.bin", new byte[100_000_000]).Packed().ToArray();
        int at = packed.AsSpan().LastIndexOf("xl/media.bin"u8) - 22;
        BitConverter.ToInt32(packed, at).ShouldBe(100_000_000);
        BitConverter.GetBytes(100).CopyTo(packed, at);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Expected(new MemoryStream(packed)).ShouldBe("at least one row under the header");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
    }

    [Test]
    public void An_error_in_a_cell_is_a_problem_and_not_an_unknown_count()
    {
        string rows = Workbook.Rows(Header, ["a", "2026-01-05T07:00", "#1", ""])
            + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B3\" s=\"1\"><v>46027.5</v></c><c r=\"C3\"><v>1</v></c><c r=\"D3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>";

        TextFile.ProblemsOf(Read(Workbook.Of(rows))).ShouldBe(["calls.xlsx, line 3, answered: \"#DIV/0!\" — expected a whole number of calls, 0 or more."]);
    }

    [TestCase("<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>")]
    [TestCase("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>")]
    [TestCase("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>")]
    [TestCase("<row r=\"-5\"><c r=\"A-5\"><v>1</v></c></row>")]
    [TestCase("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>")]
    [TestCase("")]
    [TestCase("<row r=\"1\"><c r=\"A1\">")]
    public void Impossible_sheets_end_in_a_problem(string rows) => Read(Workbook.Of(rows)).ProblemCount.ShouldBeGreaterThan(0);

    [Test]
    public void A_cell_too_long_for_any_code_is_a_problem_of_its_row() =>
        TextFile.ProblemsOf(Read(Workbook.Sheet(Header, [new string('a', 100_000), "2026-01-05T07:00", "#1", ""]))).ShouldHaveSingleItem()
            .ShouldEndWith("expected cells of at most 65536 characters.");

    [Test]
    public void Workbooks_damaged_at_random_are_read_or_refused_and_never_throw()
    {
        Random random = new(20260105);
        string sheet = Workbook.Rows([Header, .. Enumerable.Range(0, 30).Select(at => new[] { "a", $"d:{46027.25 + (at / 96.0)}", $"#{at}", "#0" })]);
        int refused = 0;
        for (int round = 0; round < 600; round++)
        {
            Workbook book = Workbook.Of(round % 3 == 0 ? sheet : Damaged(sheet, random));
            if (round % 7 == 1)
            {
                book.With("xl/styles.xml", Damaged("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></numFmts><cellXfs><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>", random));
            }

            byte[] bytes = book.Packed(CompressionLevel.NoCompression).ToArray();
            for (int times = round % 3 == 0 ? random.Next(1, 6) : 0; times > 0; times--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            refused += Read(new MemoryStream(bytes)).ProblemCount > 0 ? 1 : 0;
        }

        refused.ShouldBeInRange(100, 599);
    }

    private static string Damaged(string text, Random random)
    {
        StringBuilder damaged = new(text);
        string[] odd = ["<", ">", "\"", "</row>", "<c r=\"A1\" t=\"s\"><v>7</v></c>", "<row r=\"x\">", "t=\"e\" ", "t=\"d\" ", "t=\"b\" ", "99999999999", "-", "s=\"77\" ", "<v>1e999</v>", "&#0;", "<mergeCell ref=\"A1:ZZ9\"/>", "\uFFFF"];
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(damaged.Length - 10);
            damaged.Remove(at, random.Next(0, 9)).Insert(at, odd[random.Next(odd.Length)]);
        }

        return damaged.ToString();
    }

    private static string Expected(MemoryStream stream) => Read(stream).Problems.ShouldHaveSingleItem().Expected;

    private static ImportResult<IReadOnlyList<CallSeries>> Read(Workbook book) => Read(book.Packed());

    private static ImportResult<IReadOnlyList<CallSeries>> Read(Stream stream) => CallsCsv.Read(stream, "calls.xlsx", CallColumns.Wfm, TextFile.Stockholm);
}
