using NodaTime;

namespace Wfm.Exchange;

/// <summary>absences.csv, meetings.csv, wishes.csv and previous_shifts.csv.</summary>
internal static class TimeFiles
{
    private const string AgentCode = "the code of an agent";
    private static readonly IReadOnlyList<ColumnWanted> AbsenceColumns = CsvTable.Wanted(["agent", "start", "end"], ["category"]);
    private static readonly IReadOnlyList<ColumnWanted> MeetingColumns = CsvTable.Wanted(["agent", "start", "end"], ["activity", "movable"]);
    private static readonly IReadOnlyList<ColumnWanted> WishColumns = CsvTable.Wanted(["agent", "wish"], ["date", "strength"]);
    private static readonly IReadOnlyList<ColumnWanted> ShiftColumns = CsvTable.Wanted(["agent", "start", "end"], []);

    private static readonly Dictionary<string, AbsenceCategory> CategoryAliases = new()
    {
        ["semester"] = AbsenceCategory.Vacation,
        ["sjuk"] = AbsenceCategory.Sick,
        ["sjukfrånvaro"] = AbsenceCategory.Sick,
        ["vab"] = AbsenceCategory.CareOfChild,
        ["föräldraledig"] = AbsenceCategory.ParentalLeave,
        ["föräldraledighet"] = AbsenceCategory.ParentalLeave,
        ["tjänstledig"] = AbsenceCategory.LeaveOfAbsence,
        ["tjänstledighet"] = AbsenceCategory.LeaveOfAbsence,
        ["komp"] = AbsenceCategory.TimeOffInLieu,
        ["kompledighet"] = AbsenceCategory.TimeOffInLieu,
        ["annat"] = AbsenceCategory.Other,
    };

    private static readonly Dictionary<string, ActivityKind> ActivityAliases = new()
    {
        ["möte"] = ActivityKind.Meeting,
        ["apt"] = ActivityKind.Meeting,
        ["utbildning"] = ActivityKind.Training,
        ["medlyssning"] = ActivityKind.Coaching,
        ["administration"] = ActivityKind.Administration,
        ["inläsning"] = ActivityKind.Administration,
    };

    private static readonly Dictionary<string, WishKind> WishAliases = new()
    {
        ["off"] = WishKind.DayOff,
        ["ledig"] = WishKind.DayOff,
        ["tidig"] = WishKind.Early,
        ["tidigt"] = WishKind.Early,
        ["sen"] = WishKind.Late,
        ["sent"] = WishKind.Late,
    };

    public static List<Located<Absence>> Absences(Stream stream, string file, ZoneClock clock, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, AbsenceColumns, found);
        return Duplicates.Dropped(
            table.Collect(() =>
            {
                AgentId agent = new(table.Text(table["agent"], AgentCode));
                (LocalDateTime start, LocalDateTime end) = Span(table, clock);
                return new Absence(agent, start, end, table.Choice(table["category"], AbsenceCategory.Other, CategoryAliases));
            }),
            found);
    }

    public static List<Located<Meeting>> Meetings(Stream stream, string file, ZoneClock clock, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, MeetingColumns, found);
        return Duplicates.Dropped(
            table.Collect(() =>
            {
                AgentId agent = new(table.Text(table["agent"], AgentCode));
                (LocalDateTime start, LocalDateTime end) = Span(table, clock);
                ActivityKind activity = table.Choice(table["activity"], ActivityKind.Meeting, ActivityAliases);
                if (activity is ActivityKind.Contacts or ActivityKind.Lunch or ActivityKind.Break && !table.Span(table["activity"]).IsEmpty)
                {
                    table.Refuse(table["activity"], "meeting, training, coaching, administration or back_office");
                }

                return new Meeting(agent, start, end, activity, table.Flag(table["movable"], fallback: false));
            }),
            found);
    }

    public static List<Located<Wish>> Wishes(Stream stream, string file, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, WishColumns, found);
        return Duplicates.Dropped(
            table.Collect(() =>
            {
                AgentId agent = new(table.Text(table["agent"], AgentCode));
                WishKind kind = table.RequiredChoice(table["wish"], WishAliases);
                double strength = table.Number(table["strength"], double.Epsilon, 1000, 1, "a number above 0, 1 being an ordinary wish, at most 1000");
                return new Wish(agent, table.OptionalDate(table["date"]), kind, strength);
            }),
            found);
    }

    public static List<Located<PreviousShift>> PreviousShifts(Stream stream, string file, ZoneClock clock, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, ShiftColumns, found);
        List<Located<PreviousShift>> shifts = Duplicates.Dropped(
            table.Collect(() =>
            {
                AgentId agent = new(table.Text(table["agent"], AgentCode));
                Instant? start = table.Instant(table["start"], clock, isEnd: false);
                Instant? end = table.Instant(table["end"], clock, isEnd: true);
                if (end <= start || end > start + Duration.FromHours(24))
                {
                    table.Refuse(table["end"], "a time after the start, within 24 hours");
                }

                return table.RowIsGood && start is { } from && end is { } to
                    ? new PreviousShift(agent, new Interval(from, to))
                    : null;
            }),
            found);
        RefuseOverlaps(shifts, found);
        return shifts;
    }

    private static (LocalDateTime Start, LocalDateTime End) Span(CsvTable table, ZoneClock clock)
    {
        LocalDateTime? start = table.Moment(table["start"], clock, isEnd: false);
        LocalDateTime? end = table.Moment(table["end"], clock, isEnd: true);
        if (end <= start)
        {
            table.Refuse(table["end"], "a time after the start");
        }

        return (start ?? default, end ?? default);
    }

    private static void RefuseOverlaps(List<Located<PreviousShift>> shifts, ProblemList found)
    {
        foreach (IGrouping<AgentId, Located<PreviousShift>> own in shifts.GroupBy(shift => shift.Value.Agent))
        {
            Located<PreviousShift>? before = null;
            foreach (Located<PreviousShift> shift in own.OrderBy(shift => shift.Value.Span.Start).ThenBy(shift => shift.Line))
            {
                if (before is { } other && shift.Value.Span.Start < other.Value.Span.End)
                {
                    found.Add(
                        shift.File, shift.Line, "start", shift.Value.Agent.Value,
                        $"shifts of an agent that do not overlap; line {other.Line} covers the same time");
                }

                before = shift;
            }
        }
    }
}
