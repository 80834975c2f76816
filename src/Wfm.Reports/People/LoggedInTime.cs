using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>The time people were logged in, on the queues they served.</summary>
internal sealed class LoggedInTime
{
    /// <param name="frame">The centre and the days.</param>
    /// <param name="people">Who was scheduled and who was there.</param>
    /// <param name="shared">How shared people are divided.</param>
    public LoggedInTime(ReportFrame frame, PeopleFacts people, SharedTime shared)
    {
        if (frame.Span.Step >= ReportStep.Day)
        {
            ILookup<(AgentId, LocalDate), Shift> shifts = people.Shifts.ToLookup(shift => (shift.Agent, shift.Date));
            Days = (people.PresenceDays ?? []).Select(day => day.Date).ToHashSet();
            Times = [.. (people.PresenceDays ?? []).SelectMany(day => OfDay(frame, day, shifts[(day.Agent, day.Date)], shared))];
        }
        else
        {
            Days = (people.Presences ?? []).Select(presence => presence.Span.Start.InZone(frame.Zone).Date).ToHashSet();
            Times = [.. (people.Presences ?? []).SelectMany(presence => shared.Of(presence.Agent, presence.Span).Select(time => (time, time.Hours, presence.IsOnCalls ? time.Hours : 0)))];
        }
    }

    /// <summary>Days of which the telephone tells anything.</summary>
    public IReadOnlySet<LocalDate> Days { get; }

    /// <summary>Hours logged in, and those of them ready for calls or busy with them.</summary>
    public IReadOnlyList<(QueueTime Time, double LoggedIn, double OnCalls)> Times { get; }

    // A day's time follows the calls scheduled on it.
    private static IEnumerable<(QueueTime, double, double)> OfDay(ReportFrame frame, PresenceDay day, IEnumerable<Shift> shifts, SharedTime shared)
    {
        Instant start = frame.Zone.AtStartOfDay(day.Date).ToInstant();
        QueueTime[] contacts = [.. shifts.SelectMany(shift => shift.Activities.Where(piece => piece.Kind == ActivityKind.Contacts)).SelectMany(piece => shared.Of(day.Agent, piece.Span)).Where(time => time.Queue is not null)];
        double all = contacts.Sum(time => time.Hours);
        return all > 0
            ? contacts.GroupBy(time => time.Queue).Select(queue => (Share: queue.Sum(time => time.Hours) / all, Time: new QueueTime(day.Agent, start, queue.Key, 0)))
                .Select(part => (part.Time, day.LoggedInHours * part.Share, day.OnCallsHours * part.Share))
            : [(new QueueTime(day.Agent, start, null, 0), day.LoggedInHours, day.OnCallsHours)];
    }
}
