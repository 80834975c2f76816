using System.Globalization;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The small files about queues, days and events.</summary>
internal static class CentreTables
{
    public static void Write(string name, SampleCentre centre, TextWriter writer)
    {
        switch (name)
        {
            case "queues.csv": Queues(writer, centre); break;
            case "groups.csv": Groups(writer, centre); break;
            case "targets.csv": Targets(writer, centre); break;
            case "opening_hours.csv": OpeningHours(writer, centre); break;
            case "holidays.csv": Holidays(writer, centre); break;
            case "events.csv": Events(writer, centre); break;
            case "mail.csv": Mail(writer, centre); break;
            case "requests.csv": Requests(writer, centre); break;
            case "truth/events.csv": TrueEvents(writer, centre); break;
            case "replay/bad_day_sick.csv": Sick(writer, centre); break;
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "No such file in a sample.");
        }
    }

    private static void Queues(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "queue,name,channel,group");
        foreach (Queue queue in centre.Queues)
        {
            table.Row(queue.Id, queue.Name, queue.Channel, queue.Group);
        }
    }

    private static void Groups(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "group,name");
        foreach (AnswerGroup group in centre.Groups)
        {
            table.Row(group.Id, group.Name);
        }
    }

    private static void Targets(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(
            writer,
            "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage");
        foreach (Queue queue in centre.Queues)
        {
            QueueTarget target = queue.Target;
            string shrinkage = string.Join(
                ';',
                target.Shrinkage.Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.FromLeadDays}:{step.Fraction}")));
            table.Row(
                queue.Id, target.ServiceLevel.Fraction, target.ServiceLevel.Threshold, target.ServiceLevel.Definition,
                target.MaxAbandonmentFraction, target.Limits?.Lower, target.Limits?.Upper,
                target.Model == StaffingModel.ErlangA ? "a" : "c", target.MeanPatience, shrinkage);
        }
    }

    private static void OpeningHours(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "queue,weekday,opens,closes,valid_from,valid_to");
        foreach (Queue queue in centre.Queues)
        {
            foreach (OpeningPeriod opening in queue.OpeningHours.Periods)
            {
                table.Row(queue.Id, opening.Weekday, opening.Opens, opening.Closes, opening.ValidFrom, opening.ValidTo);
            }
        }
    }

    private static void Holidays(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "date,name,kind");
        foreach (SpecialDay day in centre.SpecialDays)
        {
            table.Row(day.Date, day.Name, day.Kind);
        }
    }

    private static void Events(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "queue,from,to,name,factor,kind");
        foreach (PlannedEvent planned in centre.Events)
        {
            table.Row(planned.Queue, planned.From, planned.To, planned.Name, planned.Factor, EventKind.Letter);
        }
    }

    private static void Mail(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "queue,start,end,items,handle_seconds");
        foreach (ExpectedMail mail in centre.Mail)
        {
            table.Row(MailPlan.Queue, mail.Start, mail.End, mail.Items, mail.HandleSeconds);
        }
    }

    private static void Requests(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "request,agent,kind,start,end,created");
        foreach (SampleRequest request in centre.Requests)
        {
            table.Row(request.Id, request.Agent, request.Kind, request.Start, request.End, request.Created);
        }
    }

    private static void TrueEvents(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "date,queue,kind,factor");
        foreach (TrueEvent happened in centre.Truth.Events)
        {
            table.Row(happened.Date, happened.Queue, happened.Kind, Math.Round(happened.Factor, 4));
        }
    }

    private static void Sick(TextWriter writer, SampleCentre centre)
    {
        CsvTable table = new(writer, "agent,date");
        foreach (AgentId agent in centre.BadDay.Sick)
        {
            table.Row(agent, centre.BadDay.Date);
        }
    }
}
