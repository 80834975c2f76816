using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The small files about people.</summary>
internal static class PeopleTables
{
    public static void Write(string name, SampleCentre centre, TextWriter writer)
    {
        switch (name)
        {
            case "people/contracts.csv": Contracts(writer, centre); break;
            case "people/shift_templates.csv": ShiftTemplates(writer, centre); break;
            case "people/agents.csv": Agents(writer, centre); break;
            case "people/skills.csv": Skills(writer, centre); break;
            case "people/absences.csv": Absences(writer, centre); break;
            case "people/meetings.csv": Meetings(writer, centre); break;
            case "people/wishes.csv": Wishes(writer, centre); break;
            case "people/previous_shifts.csv": PreviousShifts(writer, centre); break;
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "No such file in a sample.");
        }
    }

    private static void Contracts(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set");
        foreach (Contract contract in centre.Contracts)
        {
            table.Row(
                contract.Id, contract.ShareFraction, contract.HoursPerWeek.TotalHours, contract.WeekBand.TotalHours,
                contract.PeriodTolerance.TotalHours, contract.Rules.Name);
        }
    }

    private static void ShiftTemplates(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(
            writer,
            "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes");
        foreach (ShiftTemplate template in centre.ShiftTemplates)
        {
            table.Row(
                template.Id, $"{(int)template.Weekdays[0]}-{(int)template.Weekdays[^1]}", template.EarliestStart, template.LatestStart,
                template.StartStep.TotalMinutes, template.ShortestWork.TotalHours, template.LongestWork.TotalHours,
                template.ShortestLunch.TotalMinutes, template.LongestLunch.TotalMinutes, template.EarliestLunch, template.LatestLunchEnd,
                template.Breaks, template.BreakLength.TotalMinutes);
        }
    }

    private static void Agents(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "agent,name,group,contract,employed_from,employed_to");
        foreach (Agent agent in centre.Agents)
        {
            table.Row(agent.Id, agent.Name, agent.Group, agent.Contract, agent.EmployedFrom, agent.EmployedTo);
        }
    }

    private static void Skills(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "agent,queue,priority,valid_from,valid_to");
        foreach (Skill skill in centre.Skills)
        {
            table.Row(skill.Agent, skill.Queue, skill.Priority, skill.ValidFrom, skill.ValidTo);
        }
    }

    private static void Absences(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "agent,start,end,category");
        foreach (Absence absence in centre.Absences)
        {
            table.Row(absence.Agent, absence.Start, absence.End, absence.Category);
        }
    }

    private static void Meetings(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "agent,start,end,activity,movable");
        foreach (Meeting meeting in centre.Meetings)
        {
            table.Row(meeting.Agent, meeting.Start, meeting.End, meeting.Activity, meeting.IsMovable);
        }
    }

    private static void Wishes(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "agent,date,wish,strength");
        foreach (Wish wish in centre.Wishes)
        {
            table.Row(wish.Agent, wish.Date, wish.Kind, wish.Strength);
        }
    }

    private static void PreviousShifts(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "agent,start,end");
        foreach (Shift shift in centre.PreviousShifts)
        {
            table.Row(shift.Agent, At(shift.Span.Start, centre), At(shift.Span.End, centre));
        }
    }

    private static OffsetDateTime At(Instant instant, SampleCentre centre) => instant.InZone(centre.Unit.Zone).ToOffsetDateTime();
}
