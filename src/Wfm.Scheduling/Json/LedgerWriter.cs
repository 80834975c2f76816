using System.Text.Json;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Json;

/// <summary>Writes wishes, the fairness ledger, changes to tell and shifts to offer.</summary>
internal static class LedgerWriter
{
    public static void Write(Utf8JsonWriter writer, SchedulingProblem problem, ScheduleResult result)
    {
        writer.Objects("wishes", result.Wishes, wish =>
        {
            writer.WriteString("agent", wish.Agent.Value);
            writer.WriteNumber("wishes", wish.Wishes);
            writer.WriteNumber("granted", wish.Granted);
        });
        Ledger(writer, result.Ledger);
        writer.Objects("changes", result.Changes, change => Change(writer, problem, change));
        if (result.Warnings.Count > 0)
        {
            writer.Texts("warnings", result.Warnings);
        }

        writer.Objects("call_ins", result.CallIns, offer =>
        {
            writer.Date("date", offer.Date);
            writer.Span(offer.Span, problem.Grid.Zone);
            writer.WriteNumber("saving", offer.Saving);
            if (offer.LateCalls is { } late)
            {
                writer.WriteNumber("late_calls", late);
            }

            writer.Texts("agents", offer.Agents.Select(agent => agent.Value));
        });
    }

    private static void Ledger(Utf8JsonWriter writer, FairnessLedger ledger)
    {
        if (ledger.People.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("ledger");
        writer.Objects("people", ledger.People, person =>
        {
            writer.WriteString("agent", person.Agent.Value);
            Balance(writer, "opening", person.Opening);
            Balance(writer, "counts", person.Counts);
            Balance(writer, "closing", person.Closing);
            writer.WriteNumber("asked_wishes", person.AskedWishes);
            writer.WriteNumber("worked_hours", person.WorkedHours);
            writer.WriteNumber("opening_balance_hours", person.OpeningHours);
            writer.WriteNumber("closing_balance_hours", person.ClosingHours);
        });
        writer.Objects("spread", ledger.Spreads, spread =>
        {
            writer.WriteString("measure", spread.Measure);
            Spread(writer, "before", spread.Before);
            Spread(writer, "after", spread.After);
        });
        writer.WriteEndObject();
    }

    private static void Balance(Utf8JsonWriter writer, string name, FairnessBalance balance)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("weekends", balance.Weekends);
        writer.WriteNumber("late_shifts", balance.LateShifts);
        writer.WriteNumber("early_shifts", balance.EarlyShifts);
        writer.WriteNumber("granted_wishes", balance.GrantedWishes);
        writer.WriteEndObject();
    }

    private static void Spread(Utf8JsonWriter writer, string name, Spread spread)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("least", spread.Least);
        writer.WriteNumber("median", spread.Median);
        writer.WriteNumber("most", spread.Most);
        writer.WriteString("worst_off", spread.WorstOff.Value);
        writer.WriteEndObject();
    }

    private static void Change(Utf8JsonWriter writer, SchedulingProblem problem, ScheduleChange change)
    {
        int day = problem.Grid.IndexOf(change.Date);
        writer.WriteString("agent", change.Agent.Value);
        writer.Date("date", change.Date);
        foreach ((string name, DayShift? shift) in ((string, DayShift?)[])[("before", change.Before), ("after", change.After)])
        {
            if (shift is { } known)
            {
                writer.WriteStartObject(name);
                writer.Span(WorkedShift.Of(problem.Grid, day, known).Span, problem.Grid.Zone);
                writer.WriteEndObject();
            }
        }

        writer.WriteNumber("minutes_moved", change.MinutesMoved);
        writer.WriteNumber("notice_days", change.NoticeDays);
        writer.WriteBoolean("short_notice", change.IsShortNotice);
    }
}
