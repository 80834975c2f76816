using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Json;

/// <summary>Reads agents.</summary>
internal static class AgentReader
{
    public static PlanAgent Read(JsonFields fields, PlanningGrid grid) =>
        new(new AgentId(fields.Text("agent")), new ContractId(fields.Text("contract")))
        {
            Group = fields.OptionalText("group") is { } group ? new GroupId(group) : null,
            LaterGroups = fields.Objects("later_groups", later => new GroupFrom(later.Date("from"), new GroupId(later.Text("group")))),
            HoursByWeek = fields.Objects("hours_by_week", week => ContractReader.Hours(week.Number("hours"))),
            Skills = fields.Objects("skills", skill => new PlanSkill(
                new QueueId(skill.Text("queue")), skill.OptionalDate("from"), skill.OptionalDate("to"))
            {
                Priority = skill.OptionalWhole("priority") ?? 1,
            }, required: true),
            Templates = [.. fields.Texts("templates", required: true).Select(template => new TemplateId(template))],
            Absences = fields.Objects("absences", absence => new DayAbsence(
                absence.Date("date"), ContractReader.Hours(absence.Number("credited_hours")))),
            PartAbsences = fields.Objects("part_absences", Span),
            Meetings = fields.Objects("meetings", meeting => new PlanMeeting(
                Span(meeting), meeting.Word("activity", Words.Activities),
                meeting.OptionalFlag("movable") ?? false, meeting.OptionalFlag("must_attend") ?? true)),
            Wishes = fields.Objects("wishes", wish => new PlanWish(
                wish.OptionalDate("date"), wish.Word("wish", Words.Wishes),
                wish.OptionalNumber("strength") ?? 1, wish.OptionalFlag("must_have") ?? false)),
            Locks = [.. fields.Objects("locks", dayLock => Lock(dayLock, grid)).OfType<DayLock>()],
            PreviousShifts = fields.Objects("previous_shifts", Span),
            FollowingShifts = fields.Objects("following_shifts", Span),
            OpeningBalance = ContractReader.Hours(fields.OptionalNumber("opening_balance_hours") ?? 0),
            AveragedBefore = fields.OptionalObject("averaged_before") is { } before ? Averaged(before) : null,
            Fairness = Fairness(fields),
        };

    private static EarlierWeeks Averaged(JsonFields fields)
    {
        EarlierWeeks before = new(fields.Whole("weeks"), ContractReader.Hours(fields.Number("hours")));
        fields.RefuseUnknown();
        return before;
    }

    private static Interval Span(JsonFields fields)
    {
        int before = fields.Findings.Count;
        (Instant start, Instant end) = (fields.Moment("start"), fields.Moment("end"));
        if (end < start)
        {
            if (fields.Findings.Count == before)
            {
                fields.Refuse("end", $"{end}", $"a time after {start}");
            }

            return new Interval(start, start);
        }

        return new Interval(start, end);
    }

    private static DayLock? Lock(JsonFields fields, PlanningGrid grid)
    {
        LocalDate date = fields.Date("date");
        if (fields.OptionalObject("shift") is not { } shift)
        {
            return new DayLock(date, null);
        }

        int day = grid.IndexOf(date);
        if (day < 0)
        {
            fields.Refuse("date", $"{date:uuuu-MM-dd}", "one of the problem's days");
            return null;
        }

        DayShift? read = ShiftJson.Read(shift, grid, day);
        shift.RefuseUnknown();
        return read is null ? null : new DayLock(date, read);
    }

    private static FairnessBalance Fairness(JsonFields fields)
    {
        if (fields.OptionalObject("fairness") is not { } section)
        {
            return new FairnessBalance(0, 0, 0, 0);
        }

        FairnessBalance balance = new(
            section.OptionalNumber("weekends") ?? 0, section.OptionalNumber("late_shifts") ?? 0,
            section.OptionalNumber("early_shifts") ?? 0, section.OptionalNumber("granted_wishes") ?? 0);
        section.RefuseUnknown();
        return balance;
    }
}

/// <summary>A shift as JSON: start and end, lunch, breaks.</summary>
internal static class ShiftJson
{
    public static DayShift? Read(JsonFields fields, PlanningGrid grid, int day)
    {
        int before = fields.Findings.Count;
        (int start, int end) = Piece(fields, grid, day);
        (int Start, int End)? lunch = null;
        if (fields.OptionalObject("lunch") is { } meal)
        {
            lunch = Piece(meal, grid, day);
            meal.RefuseUnknown();
        }

        List<(int Start, int End)> breaks = [.. fields.Objects("breaks", pause => Piece(pause, grid, day))];
        if (breaks.Count > 2 || breaks.Select(pause => pause.End - pause.Start).Distinct().Count() > 1)
        {
            fields.Refuse("breaks", $"{breaks.Count} breaks", "at most two, equally long");
        }

        if (fields.Findings.Count > before)
        {
            return null;
        }

        int first = breaks.Where(pause => lunch is null || pause.Start < lunch.Value.Start).Select(pause => pause.Start).FirstOrDefault(DayShift.None);
        int second = breaks.Where(pause => pause.Start != first).Select(pause => pause.Start).FirstOrDefault(DayShift.None);
        return new DayShift(
            start, end, lunch?.Start ?? DayShift.None, lunch is { } span ? span.End - span.Start : 0, first, second,
            breaks.Count == 0 ? 0 : breaks[0].End - breaks[0].Start);
    }

    private static (int Start, int End) Piece(JsonFields fields, PlanningGrid grid, int day) =>
        (SlotOf(fields, "start", grid, day), SlotOf(fields, "end", grid, day));

    private static int SlotOf(JsonFields fields, string name, PlanningGrid grid, int day)
    {
        int before = fields.Findings.Count;
        Instant moment = fields.Moment(name);
        if (fields.Findings.Count > before)
        {
            return 0;
        }

        int slot = grid.SlotFloor(day, moment);
        if (slot != grid.SlotCeiling(day, moment) || slot < 0 || slot > grid.Days[day].Slots)
        {
            fields.Refuse(name, $"{moment}", $"a slot of {grid.Days[day].Date:uuuu-MM-dd}");
        }

        return slot;
    }
}
