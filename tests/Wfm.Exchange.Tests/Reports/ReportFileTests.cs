using System.Text;
using System.Text.Json;
using ExcelDataReader;
using NodaTime;

namespace Wfm.Exchange.Tests.Reports;

[TestFixture]
public sealed class ReportFileTests
{
    // The reader asks for a code page it does not need.
    static ReportFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly LocalDate Sunday = new(2026, 10, 25);

    [Test]
    public void Csv_tells_raw_figures_leaves_the_unknown_blank_and_names_the_withheld()
    {
        string[] lines = Encoding.UTF8.GetString(ReportFile.Of(Table(), ReportFormat.Csv, TextLanguage.English)).TrimStart('\uFEFF').Split('\n');

        lines[0].ShouldBe("start,end,step,level,code,name,kind,share,hours,withheld");
        lines[1].ShouldBe("2026-10-25T02:00+02:00,2026-10-25T02:00+01:00,hour,queue,a,Kö A,yes,0.8236,12.25,");
        lines[2].ShouldBe("2026-10-25T02:00+01:00,2026-10-25T03:00+01:00,hour,queue,a,Kö A,,,,hours");
    }

    [TestCase("=1+1")]
    [TestCase("+46")]
    [TestCase("-x")]
    [TestCase("@sum")]
    [TestCase("\tx")]
    [TestCase("＝1")]
    public void No_spreadsheet_runs_a_name(string name)
    {
        ReportTable table = Table(name);

        Encoding.UTF8.GetString(ReportFile.Of(table, ReportFormat.Csv, TextLanguage.Swedish)).ShouldContain($"\"'{name}\"");
        using MemoryStream workbook = new(ReportFile.Of(table, ReportFormat.Xlsx, TextLanguage.Swedish));
        using IExcelDataReader reader = ExcelReaderFactory.CreateReader(workbook);
        reader.Read();
        reader.Read();
        reader.GetString(5).ShouldBe(name);
    }

    [Test]
    public void A_workbook_holds_numbers_as_numbers_and_its_definitions()
    {
        using MemoryStream workbook = new(ReportFile.Of(Table(), ReportFormat.Xlsx, TextLanguage.Swedish));
        using IExcelDataReader reader = ExcelReaderFactory.CreateReader(workbook);
        reader.Read();
        Enumerable.Range(6, 3).Select(column => reader.GetString(column)).ShouldBe(["Ja", "Andel (%)", "Timmar (timmar)"]);
        reader.Read();
        reader.GetValue(7).ShouldBe(0.8236);
        reader.GetNumberFormatString(7).ShouldBe("0.0%");
        reader.GetValue(8).ShouldBe(12.25);
        reader.GetString(0).ShouldBe("sön 25 okt. 02:00–02:00b");
        reader.Read();
        reader.GetValue(7).ShouldBeNull();
        reader.NextResult();
        reader.Read();
        reader.Read();
        reader.Read();
        Enumerable.Range(0, 3).Select(column => reader.GetString(column)).ShouldBe(["Andel", "%", "Del av hela."]);
    }

    [Test]
    public void The_page_rounds_says_what_is_unknown_and_explains_every_column()
    {
        string page = Encoding.UTF8.GetString(ReportFile.Of(Table("<script>alert(1)</script>"), ReportFormat.Html, TextLanguage.Swedish));

        page.ShouldContain("<td>82,4&#xA0;%</td>");
        page.ShouldContain("<td class=\"b\">–</td>");
        page.ShouldContain("<td>n &lt; 5</td>");
        page.ShouldContain("Del av hela.");
        page.ShouldContain("<h1>Prov &amp; test</h1>");
        page.ShouldContain("<p>En anmärkning.</p>");
        page.ShouldNotContain("<script>");
        page.ShouldContain("default-src 'none'");
        Encoding.UTF8.GetString(ReportFile.Of(Table(), ReportFormat.Html, TextLanguage.English)).ShouldContain("<td>82.4&#xA0;%</td>");
    }

    [Test]
    public void An_empty_report_says_so()
    {
        ReportTable empty = Table() with { Rows = [] };

        Encoding.UTF8.GetString(ReportFile.Of(empty, ReportFormat.Html, TextLanguage.Swedish)).ShouldContain("Det finns inget att visa");
        Encoding.UTF8.GetString(ReportFile.Of(empty, ReportFormat.Csv, TextLanguage.Swedish)).Split('\n').Length.ShouldBe(2);
    }

    [Test]
    public void Json_carries_definitions_and_null_for_the_unknown()
    {
        using JsonDocument json = JsonDocument.Parse(ReportFile.Of(Table(), ReportFormat.Json, TextLanguage.Swedish));

        JsonElement column = json.RootElement.GetProperty("columns")[1];
        (column.GetProperty("key").GetString(), column.GetProperty("measure").GetString(), column.GetProperty("definition").GetProperty("en").GetString()).ShouldBe(("share", "share", "Part of the whole."));
        json.RootElement.GetProperty("rows")[0].GetProperty("figures").GetProperty("share").GetDouble().ShouldBe(0.8236);
        json.RootElement.GetProperty("rows")[1].GetProperty("figures").GetProperty("share").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("rows")[1].GetProperty("withheld")[0].GetString().ShouldBe("hours");
    }

    [TestCase("queue,date,figure,value\nx,2026-03-02,fcr,0.8\n", "a queue that exists")]
    [TestCase("queue,date,figure,value\nbygg,2026-03-02,fcr,80\n", "a share such as 0.8 or 80 %")]
    [TestCase("queue,date,figure,value\nbygg,2026-03-02,mood,0.8\n", "first_contact_resolution or satisfaction")]
    [TestCase("queue,date,figure,value,answers\nbygg,2026-03-02,fcr,0.8,0\n", "a number of answers, 1 or more")]
    [TestCase("queue,date,figure,value\nbygg,2026-03-02,fcr,0.8\nbygg,2026-03-02,fcr,0.9\n", "line 2 has it")]
    [TestCase("queue,date,figure,value\nbygg,2026-02-30,fcr,0.8\n", "a date")]
    [TestCase("queue,date,figure,value\nbygg,2026-03-02,fcr,NaN\n", "a share such as 0.8 or 80 %")]
    public void Figures_from_outside_are_refused_with_line_and_reason(string text, string expected) =>
        TextFile.ProblemsOf(QualityCsv.Read(TextFile.Of(text), "figures.csv", new HashSet<QueueId> { new("bygg") })).ShouldHaveSingleItem().ShouldContain(expected);

    [Test]
    public void Figures_from_outside_are_read_by_queue_and_for_the_whole_centre()
    {
        ImportResult<IReadOnlyList<QualityFigure>> read = QualityCsv.Read(
            TextFile.Of("queue;date;figure;value;answers\nbygg;2026-03-02;first_contact_resolution;82,5 %;40\n;2026-03-02;nöjdhet;0,77;\n"), "figures.csv", new HashSet<QueueId> { new("bygg") });

        read.Value!.ShouldBe([
            new QualityFigure(new QueueId("bygg"), new LocalDate(2026, 3, 2), QualityKind.FirstContactResolution, 0.825, 40),
            new QualityFigure(null, new LocalDate(2026, 3, 2), QualityKind.Satisfaction, 0.77, null)]);
    }

    private static ReportTable Table(string name = "Kö A")
    {
        Instant two = Instant.FromUtc(2026, 10, 25, 0, 0);
        ReportScope queue = new(ScopeKind.Queue, "a", name);
        return new ReportTable(
            "test", new("Prov & test", "Test"), "Centralen", TextFile.Stockholm, new ReportSpan(Sunday, Sunday, ReportStep.Hour),
            [
                new ReportColumn("kind", new("Ja", "Yes"), Measure.Text, new("Ja eller nej.", "Yes or no.")),
                new ReportColumn("share", new("Andel", "Share"), Measure.Share, new("Del av hela.", "Part of the whole.")),
                new ReportColumn("hours", new("Timmar", "Hours"), Measure.Hours, new("Timmar.", "Hours.")),
            ],
            [
                new ReportRow(new ReportBucket(two, two + Duration.FromHours(1), ReportStep.Hour), queue, [ReportCell.Of(new Bilingual("ja", "yes")), ReportCell.Of(0.8236), ReportCell.Of(12.25)]),
                new ReportRow(new ReportBucket(two + Duration.FromHours(1), two + Duration.FromHours(2), ReportStep.Hour), queue, [ReportCell.Unknown, ReportCell.Unknown, ReportCell.Withheld]),
            ],
            [new("En anmärkning.", "A note.")]);
    }
}
