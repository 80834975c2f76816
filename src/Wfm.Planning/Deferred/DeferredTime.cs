using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Staffing;

namespace Wfm.Planning;

/// <summary>Who does deferred work, and how much of the day.</summary>
public sealed record DeferredSettings
{
    /// <summary>What people on calls do between calls.</summary>
    public UsableIdle Idle { get; init; } = new();

    /// <summary>Share of contact time that shrinkage sets aside for such work, 0 up to 1. Default 0: only what the schedule and idle time give.</summary>
    public double SetAsideFraction { get; init; }

    /// <summary>Only people who take one of these queues do such work; empty means everybody.</summary>
    public IReadOnlyCollection<QueueId> Helpers { get; init; } = [];

    /// <summary>Standard deviation ÷ mean of a day's arrivals. Default 0.2.</summary>
    public double Variation { get; init; } = 0.2;
}

/// <summary>The time a schedule leaves for deferred work.</summary>
public static class DeferredTime
{
    /// <summary>Person-hours of every slot of the period: back office in shifts, time set aside, usable idle time of people on calls.</summary>
    /// <param name="problem">The problem, with the traffic of its queues.</param>
    /// <param name="schedule">A schedule of it.</param>
    /// <param name="settings">Who does such work.</param>
    /// <remarks>
    /// How busy each group of people with the same skills is comes from the prediction, in which free people take more of a queue's calls than busy
    /// ones: who has only a quiet queue has time, whoever else takes that queue.
    /// </remarks>
    public static IReadOnlyList<Staffing.DeferredCapacity> Of(SchedulingProblem problem, DraftSchedule schedule, DeferredSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(settings);
        ILookup<LocalDate, ShiftActivity> backOffice = schedule.ToShifts(problem)
            .SelectMany(shift => shift.Activities.Where(activity => activity.Kind == ActivityKind.BackOffice).Select(activity => (shift.Date, activity)))
            .ToLookup(piece => piece.Date, piece => piece.activity);
        List<Staffing.DeferredCapacity> capacity = [];
        for (int day = 0; day < problem.Grid.Days.Count; day++)
        {
            DayOfQueues ofDay = DayOfQueues.Of(problem, schedule, day);
            DayPrediction prediction = ofDay.Predict();
            for (int slot = 0; slot < problem.Grid.Days[day].Slots; slot++)
            {
                Interval span = new(problem.Grid.InstantOf(day, slot), problem.Grid.InstantOf(day, slot + 1));
                double scheduled = backOffice[problem.Grid.Days[day].Date].Sum(activity => Overlap(activity.Span, span).TotalHours);
                capacity.Add(new Staffing.DeferredCapacity(span, scheduled + BesideCalls(ofDay, prediction, slot, settings)));
            }
        }

        return capacity;
    }

    private static double BesideCalls(DayOfQueues day, DayPrediction prediction, int slot, DeferredSettings settings)
    {
        double[] people = day.Agents[slot];
        double hours = day.SlotSeconds / 3600, free = 0, busy = 0, setAside = 0;
        for (int group = 0; group < people.Length; group++)
        {
            if (settings.Helpers.Count == 0 || day.Routes[group].Any(route => settings.Helpers.Contains(day.Promises[route.Queue].Queue)))
            {
                free += people[group];
                busy += people[group] * prediction.OccupancyOfGroup(group, slot);
                setAside += day.Heads[slot][group] * settings.SetAsideFraction * hours;
            }
        }

        return setAside + settings.Idle.Hours(free, busy, hours);
    }

    private static Duration Overlap(Interval activity, Interval slot)
    {
        Instant from = Instant.Max(activity.Start, slot.Start), to = Instant.Min(activity.End, slot.End);
        return to > from ? to - from : Duration.Zero;
    }
}
