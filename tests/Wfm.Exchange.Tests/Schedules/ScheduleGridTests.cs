using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using NodaTime;

namespace Wfm.Exchange.Tests.Schedules;

public sealed class ScheduleGridTests
{
    private static readonly LocalDate Monday = new(2026, 1, 5);
    private static readonly GridPerson[] People =
        [new(new AgentId("0063"), "=cmd|' /C calc'!A0", new GroupId("växel")), new(new AgentId("0064"), "Åsa Öberg", new GroupId("växel"))];

    private static readonly ScheduleGrid Grid = new(new SchedulePeriod(Monday, 2), 3, 0, TextFile.Stockholm, People,
    [
        DayShift("0063", Monday), DayShift("0063", Monday.PlusDays(1)), DayShift("0064", Monday), DayShift("0064", Monday.PlusDays(8)),
    ]);

    [Test]
    public void The_days_are_a_table_of_persons_by_days()
    {
        string[] lines = TextFile.Written(writer => ScheduleGridFile.WriteDays(writer, Grid, TextLanguage.Swedish)).Split('\n');

        lines[0].ShouldStartWith("agent,name,group,version,2026-01-05 mån,2026-01-06 tis,");
        lines[1].ShouldStartWith("0063,\"'=cmd|' /C calc'!A0\",växel,2026-01-05/2w v3,08:00-16:30 P 09:30-09:45 L 11:30-12:00 M 13:00-14:00,08:00-16:30 P");
        lines[2].ShouldContain(",,08:00-16:30 P");
    }

    [Test]
    public void The_quarters_are_a_letter_for_each()
    {
        string[] lines = TextFile.Written(writer => ScheduleGridFile.WriteQuarters(writer, Grid)).Split('\n');

        lines[0].ShouldStartWith("date,agent,name,version,07:00,07:15,07:30,07:45,08:00,");
        lines[1].ShouldEndWith(",,,,,K,K,K,K,K,K,P,K,K,K,K,K,K,K,L,L,K,K,K,K,M,M,M,M,K,K,K,K,K,K,K,K,K,K,,");
    }

    [TestCase("workbook")]
    [TestCase("days")]
    [TestCase("quarters")]
    public void A_file_nobody_touched_changes_nothing(string kind)
    {
        ImportResult<GridEdit> result = Read(Written(Grid, kind));

        TextFile.ProblemsOf(result).ShouldBeEmpty();
        result.Value!.Edits.ShouldBeEmpty();
        result.Warnings.ShouldBeEmpty();
        ScheduleGridFile.ReadOrigin(Written(Grid, kind), "x").Value.ShouldBe(new GridOrigin(Monday, 2, 3));
    }

    [Test]
    public void Loans_have_a_sheet_of_their_own_which_is_not_read_back()
    {
        LentPiece lent = new(new Interval(At(Monday, 9, 0), At(Monday, 11, 30)), "Bygglov, =Avfall");
        ScheduleGrid lending = Grid with { Lent = new[] { lent }.ToLookup(_ => new AgentId("0064")) };

        using MemoryStream file = Written(lending, "workbook");

        string sheet = Part(file, "xl/worksheets/sheet3.xml");
        sheet.ShouldContain("0064");
        sheet.ShouldContain("2026-01-05");
        sheet.ShouldContain("09:00–11:30");
        sheet.ShouldContain("Bygglov, =Avfall");
        file.Position = 0;
        Read(file).Value!.Edits.ShouldBeEmpty();
    }

    [Test]
    public void A_workbook_is_valid_and_has_no_formula_and_no_text_that_becomes_one()
    {
        using MemoryStream file = Written(Grid, "workbook");
        using SpreadsheetDocument document = SpreadsheetDocument.Open(file, isEditable: false);

        new OpenXmlValidator().Validate(document).Select(error => error.Description).ShouldBeEmpty();
        string sheet = Part(file, "xl/worksheets/sheet1.xml");
        sheet.ShouldNotContain("<x:f>");
        sheet.ShouldContain("=cmd|");
        sheet.ShouldMatch("<x:c r=\"B2\" s=\"2\" t=\"inlineStr\">");
    }

    [TestCase("=1+1"), TestCase("+1"), TestCase("-1"), TestCase("@a"), TestCase("\t=1"), TestCase("\r=1"), TestCase("＝1"), TestCase("＋1"), TestCase("－1"), TestCase("＠1")]
    public void Every_sign_a_formula_begins_with_is_defused_in_both_kinds_of_file(string name)
    {
        ScheduleGrid grid = Grid with { People = [People[0] with { Name = name }, People[1]] };

        TextFile.Written(writer => ScheduleGridFile.WriteDays(writer, grid, TextLanguage.Swedish)).ShouldContain($"\"'{name}\"");
        Part(Written(grid, "workbook"), "xl/worksheets/sheet1.xml").ShouldMatch("<x:c r=\"B2\" s=\"2\" t=\"inlineStr\">");
    }

    [Test]
    public void Edits_of_days_come_back_as_shifts_before_and_after()
    {
        string text = TextFile.Written(writer => ScheduleGridFile.WriteDays(writer, Grid, TextLanguage.Swedish));
        string[] lines = text.Split('\n');
        lines[1] = lines[1].Replace("M 13:00-14:00,08:00", "M 13:00-14:00,8-12.15 p9.30-9:45,08:00", StringComparison.Ordinal)
            .Replace(",08:00-16:30 P 09:30-09:45 L 11:30-12:00 M 13:00-14:00,,,,,,,,,,,,", ",,,,,,,,,,,,", StringComparison.Ordinal);
        lines[2] = lines[2].Replace("0064,", "0064,", StringComparison.Ordinal);

        GridEdit edit = Read(TextFile.Of(string.Join('\n', lines))).Value!;

        ShiftEdit only = edit.Edits.ShouldHaveSingleItem();
        (only.Agent, only.Date).ShouldBe((new AgentId("0063"), Monday.PlusDays(1)));
        only.Before.ShouldBe(Grid.Shifts[1]);
        only.After!.Span.ShouldBe(new Interval(At(Monday.PlusDays(1), 8, 0), At(Monday.PlusDays(1), 12, 15)));
        Shown(only.After).ShouldBe("K90 P15 K150");
    }

    [Test]
    public void Edits_of_quarters_come_back_too_and_a_cleared_row_is_a_day_off()
    {
        string[] lines = TextFile.Written(writer => ScheduleGridFile.WriteQuarters(writer, Grid)).Split('\n');
        lines[1] = lines[1].Replace(",K,K,M,M,M,M,K,", ",K,K,U,u,M,M,K,", StringComparison.Ordinal);
        lines[2] = string.Join(',', lines[2].Split(',').Select((cell, at) => at < 4 ? cell : ""));

        GridEdit edit = Read(TextFile.Of(string.Join('\n', lines))).Value!;

        edit.Edits.Count.ShouldBe(2);
        Shown(edit.Edits[0].After!).ShouldBe("K90 P15 K105 L30 K60 U30 M30 K150");
        (edit.Edits[1].Agent, edit.Edits[1].After).ShouldBe((new AgentId("0064"), null));
    }

    [Test]
    public void A_workbook_may_be_edited_on_either_sheet_but_not_the_same_day_on_both()
    {
        MemoryStream onDays = Edited("xl/worksheets/sheet1.xml", "M 13:00-14:00", "M 13:00-14:30");
        MemoryStream onBoth = Edited("xl/worksheets/sheet2.xml", ">M<", ">A<", Edited("xl/worksheets/sheet1.xml", "M 13:00-14:00", "M 13:00-14:30"));

        Read(onDays).Value!.Edits.Select(edit => Shown(edit.After!)).ShouldBe(Enumerable.Repeat("K90 P15 K105 L30 K60 M90 K120", 4));
        Read(onBoth).Problems[0].ToString().ShouldBe("grid, Quarters, line 2, 16:15: \"K\" — expected the same day changed on one sheet only, or alike on both.");
    }

    [Test]
    public void A_problem_of_a_workbook_names_its_cell_and_one_of_csv_does_not()
    {
        Read(Edited("xl/worksheets/sheet1.xml", "M 13:00-14:00", "M 13:00-14:xx")).Problems.Select(problem => problem.Cell).ShouldBe(["E2", "F2", "E3", "M3"]);
        Read(Edited("xl/worksheets/sheet2.xml", ">M<", ">X<")).Problems[0].Cell.ShouldBe("AC2");
        Read(TextFile.Of(TextFile.Written(writer => ScheduleGridFile.WriteDays(writer, Grid, TextLanguage.Swedish)).Replace("08:00", "08:xx", StringComparison.Ordinal)))
            .Problems[0].Cell.ShouldBeNull();
    }

    [Test]
    public void A_file_of_an_older_version_is_refused()
    {
        ImportResult<GridEdit> result = ScheduleGridFile.Read(Written(Grid, "days"), "grid", Grid with { Version = 4 });

        result.Value.ShouldBeNull();
        TextFile.ProblemsOf(result)[0].ShouldBe(
            "grid, line 2, version: \"2026-01-05/2w v3\" — expected 2026-01-05/2w v4: the schedule has changed since this file was exported, export it again.");
    }

    [TestCase("08:00", "a shift such as 08:00-16:30")]
    [TestCase("ledig", "a shift such as 08:00-16:30")]
    [TestCase("25:00-26:00", "a shift such as 08:00-16:30")]
    [TestCase("08:00-08:00", "an end after its start")]
    [TestCase("08:00-16:00 Z 09:00-10:00", "letters of activities: K (contacts), L (lunch)")]
    [TestCase("08:00-16:00 L 17:00-17:30", "breaks, lunches and meetings within the shift")]
    [TestCase("08:00-16:00 L 11:00-12:00 P 11:45-12:15", "pieces that do not overlap")]
    [TestCase("08:00b-16:00", "a b only after times of the hour that comes twice")]
    [TestCase("24:00-06:00", "a shift such as 08:00-16:30")]
    public void A_cell_that_is_no_shift_names_its_row_and_column(string cell, string expected)
    {
        ImportResult<GridEdit> result = Read(TextFile.Lines("agent,version,2026-01-06 Tue", $"0063,2026-01-05/2w v3,{cell}"));

        ImportProblem problem = result.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Column, problem.Value).ShouldBe((2, "2026-01-06 Tue", cell));
        problem.Expected.ShouldStartWith(expected);
    }

    [Test]
    public void Everything_wrong_is_told_at_once_and_nothing_is_taken()
    {
        ImportResult<GridEdit> result = Read(TextFile.Lines(
            "date,agent,version,07:00,07:15,07:30", "2026-01-05,0063,2026-01-05/2w v3,K,,K", "2026-01-05,0099,2026-01-05/2w v3,K,K,K",
            "2026-02-05,0063,2026-01-05/2w v3,K,K,K", "2026-01-05,0063,2026-01-05/2w v3,K,K,K", "2026-01-06,0063,v3,K,K,K", "2026-01-07,0063,2026-01-05/2w v3,K,X,KK"));

        result.Value.ShouldBeNull();
        result.Problems.Select(problem => (problem.Line, problem.Column)).ShouldBe(
            [(2, "07:30"), (3, "agent"), (4, "date"), (5, "agent"), (6, "version"), (7, "07:15"), (7, "07:30")], ignoreOrder: true);
    }

    [TestCase(2026, 10, 19)]
    [TestCase(2027, 3, 22)]
    public void Nights_over_a_clock_change_go_out_and_come_back_the_same(int year, int month, int day)
    {
        LocalDate monday = new(year, month, day);
        ScheduleGrid grid = Nights(monday);
        ScheduleGrid empty = grid with { Shifts = [] };

        foreach (string kind in new[] { "workbook", "days", "quarters" })
        {
            Read(Written(grid, kind), grid).Value!.Edits.ShouldBeEmpty(kind);
        }

        // The same file read against a schedule without shifts gives every shift back.
        IReadOnlyList<ShiftEdit> edits = Read(Written(grid, "days"), empty).Value!.Edits;
        edits.Select(edit => edit.After!.Span).ShouldBe(grid.Shifts.Select(shift => shift.Span));
        edits.SelectMany(edit => edit.After!.Activities).ShouldBe(grid.Shifts.SelectMany(shift => shift.Activities));
    }

    [Test]
    public void Quarters_of_the_hour_that_comes_twice_have_their_own_columns()
    {
        ScheduleGrid grid = Nights(new LocalDate(2026, 10, 19));
        string[] lines = TextFile.Written(writer => ScheduleGridFile.WriteQuarters(writer, grid)).Split('\n');

        lines[0].ShouldContain(",26:00,26:15,26:30,26:45,26:00b,26:15b,26:30b,26:45b,27:00,");
        // Saturday 24 October, 22:00 to 06:00, is nine hours: 36 quarters.
        lines[6].Split(',').Skip(4).Count(letter => letter.Length > 0).ShouldBe(36);
        lines[5].Split(',').Skip(4).Count(letter => letter.Length > 0).ShouldBe(32);

        // A grid whose columns are the same, with the last night away: its row is read as a new shift.
        ScheduleGrid without = grid with { Shifts = [.. grid.Shifts.Where(shift => shift.Date != new LocalDate(2026, 10, 24))] };
        Read(TextFile.Of(string.Join('\n', lines)), without).Value!.Edits.ShouldHaveSingleItem().After!.Span.Duration.ShouldBe(Duration.FromHours(9));
    }

    [Test]
    public void A_time_the_clock_skips_is_a_problem()
    {
        ScheduleGrid grid = Nights(new LocalDate(2027, 3, 22));

        Read(TextFile.Lines("agent,version,2027-03-27 lör", "1,2027-03-22/1w v1,22:00-02:30"), grid).Problems.ShouldHaveSingleItem().Expected
            .ShouldBe("times that exist on the clock of Europe/Stockholm; 02:30 is skipped when summer time begins");
    }

    [Test]
    public void A_period_of_seventy_people_goes_out_and_comes_back_within_bounds()
    {
        GridPerson[] people = [.. Enumerable.Range(0, 70).Select(at => new GridPerson(new AgentId($"{at:0000}"), $"Person {at}", new GroupId("g")))];
        SchedulePeriod period = new(Monday, 10);
        Shift[] shifts = [.. from person in people from date in period.Days where date.DayOfWeek < IsoDayOfWeek.Saturday select DayShift(person.Id.Value, date)];
        ScheduleGrid grid = new(period, 1, 0, TextFile.Stockholm, people, shifts);

        using MemoryStream file = Written(grid, "workbook");

        file.Length.ShouldBeLessThan(3_000_000);
        TextFile.ProblemsOf(Read(file, grid)).ShouldBeEmpty();
    }

    [Test]
    public void A_damaged_grid_is_read_or_refused_and_never_throws()
    {
        Random random = new(20260105);
        string[] odd = ["", "K", "L", "-", "08:00-16:00", "22:00-06:00 L 02:00-02:30", "24-25", "\"", "'", "2026-01-05", "0063", "b", "02:30b-03:00", "9999", "½", "8-8b", "\0"];
        foreach (string kind in new[] { "days", "quarters" })
        {
            string text = Encoding.UTF8.GetString(Written(Grid, kind).ToArray());
            int refused = 0;
            for (int round = 0; round < 300; round++)
            {
                string[] cells = text.Split(',');
                for (int times = random.Next(1, 4); times > 0; times--)
                {
                    cells[random.Next(cells.Length)] = odd[random.Next(odd.Length)];
                }

                refused += Read(TextFile.Of(string.Join(',', cells))).ProblemCount > 0 ? 1 : 0;
            }

            refused.ShouldBeInRange(30, 299);
        }
    }

    private static ScheduleGrid Nights(LocalDate monday)
    {
        Shift[] shifts = [.. Enumerable.Range(0, 7).Select(day =>
        {
            LocalDate date = monday.PlusDays(day);
            Interval span = new(At(date, 22, 0), At(date.PlusDays(1), 6, 0));
            Interval lunch = new(span.Start + Duration.FromHours(4), span.Start + Duration.FromHours(4.5));
            return new Shift(new AgentId("1"), date, span,
                [new(ActivityKind.Contacts, new(span.Start, lunch.Start)), new(ActivityKind.Lunch, lunch), new(ActivityKind.Contacts, new(lunch.End, span.End))]);
        })];
        return new ScheduleGrid(new SchedulePeriod(monday, 1), 1, 0, TextFile.Stockholm, [new GridPerson(new AgentId("1"), "Natt", new GroupId("g"))], shifts);
    }

    private static Shift DayShift(string agent, LocalDate date)
    {
        ShiftActivity Piece(ActivityKind kind, int fromHour, int fromMinute, int toHour, int toMinute) =>
            new(kind, new Interval(At(date, fromHour, fromMinute), At(date, toHour, toMinute)));
        return new Shift(new AgentId(agent), date, new Interval(At(date, 8, 0), At(date, 16, 30)),
        [
            Piece(ActivityKind.Contacts, 8, 0, 9, 30), Piece(ActivityKind.Break, 9, 30, 9, 45), Piece(ActivityKind.Contacts, 9, 45, 11, 30),
            Piece(ActivityKind.Lunch, 11, 30, 12, 0), Piece(ActivityKind.Contacts, 12, 0, 13, 0), Piece(ActivityKind.Meeting, 13, 0, 14, 0),
            Piece(ActivityKind.Contacts, 14, 0, 16, 30),
        ]);
    }

    private static Instant At(LocalDate date, int hour, int minute) => TextFile.Stockholm.AtStrictly(date.At(new LocalTime(hour, minute))).ToInstant();

    private static string Shown(Shift shift) =>
        string.Join(' ', shift.Activities.Select(piece => $"{ActivityNames.Letter(piece.Kind)}{piece.Span.Duration.TotalMinutes:0}"));

    private static ImportResult<GridEdit> Read(Stream file, ScheduleGrid? grid = null) => ScheduleGridFile.Read(file, "grid", grid ?? Grid);

    private static MemoryStream Written(ScheduleGrid grid, string kind)
    {
        if (kind != "workbook")
        {
            return TextFile.Of(TextFile.Written(writer =>
            {
                if (kind == "days")
                {
                    ScheduleGridFile.WriteDays(writer, grid, TextLanguage.Swedish);
                }
                else
                {
                    ScheduleGridFile.WriteQuarters(writer, grid);
                }
            }));
        }

        MemoryStream file = new();
        ScheduleGridFile.WriteWorkbook(file, grid, TextLanguage.English);
        file.Position = 0;
        return file;
    }

    private static string Part(MemoryStream file, string name)
    {
        using ZipArchive archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
        using StreamReader reader = new(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static MemoryStream Edited(string part, string from, string to, MemoryStream? file = null)
    {
        MemoryStream copy = file ?? Written(Grid, "workbook");
        string text = Part(copy, part);
        text.ShouldContain(from);
        using (ZipArchive archive = new(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(part)!.Delete();
            using StreamWriter writer = new(archive.CreateEntry(part).Open());
            writer.Write(text.Replace(from, to, StringComparison.Ordinal));
        }

        copy.Position = 0;
        return copy;
    }
}
