using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Intraday;

/// <summary>Looks at a running day: forecasts its rest again, reads who is there, and predicts what callers to come will meet.</summary>
public static class DayWatch
{
    private const double UnknownVariation = 0.12;
    private const int StaleIntervals = 2;

    /// <summary>Looks at the day.</summary>
    /// <param name="day">The plan and what has happened since.</param>
    /// <returns>Every queue with traffic.</returns>
    /// <exception cref="ArgumentException">A queue has reported more slots than the day has, or twice.</exception>
    public static DayLook Look(RunningDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        SchedulingProblem disturbed = ReplanOutcome.Disturbed(day.Problem, new ReplanRequest(day.Now) { Away = day.Away });
        Dictionary<QueueId, QueueSoFar> reported = day.Queues.ToDictionary(queue => queue.Queue);
        LocalDate date = day.Problem.Grid.Days[day.Day].Date;
        Dictionary<QueueId, SlotTraffic> traffic = day.Problem.Demand
            .Where(demand => demand.Date == date && demand.Traffic is not null).ToDictionary(demand => demand.Queue, demand => demand.Traffic!);
        Dictionary<QueueId, QueueNews> news = [];
        foreach (QueuePromise promise in DayOfQueues.PromisesOn(day.Problem, date).Where(promise => traffic.ContainsKey(promise.Queue)))
        {
            news.Add(promise.Queue, News(reported.GetValueOrDefault(promise.Queue) ?? new QueueSoFar(promise.Queue, []), promise, traffic[promise.Queue], day.Problem.Grid.SlotMinutes));
        }

        SchedulingProblem expected = KeepingLent(RunningDemand.Of(disturbed, day.Day, news), day);
        IReadOnlyList<QueueRest> rest = RestOfDay.Of(expected, day.Schedule, day.Day, day.Slot, day.Loans);
        return new DayLook(
            day.Now, day.Day, day.Slot,
            [.. rest.Where(queue => news.ContainsKey(queue.Promise.Queue)).Select(queue => Look(day, queue, news[queue.Promise.Queue], reported.GetValueOrDefault(queue.Promise.Queue)))],
            expected, day.Schedule, day.Loans);
    }

    /// <summary>Whoever is lent in what is left of the day stays as planned: a lunch moved onto the loan would take the person from those who count on them.</summary>
    private static SchedulingProblem KeepingLent(SchedulingProblem problem, RunningDay day)
    {
        HashSet<int> lent = [.. day.Loans.Where(loan => loan.Day == day.Day && loan.To > day.Slot).Select(loan => loan.Agent)];
        LocalDate date = problem.Grid.Days[day.Day].Date;
        return lent.Count == 0 ? problem : problem with
        {
            Agents =
            [
                .. problem.Agents.Select((agent, number) => lent.Contains(number) && day.Schedule.ShiftOf(number, day.Day) is { } shift && agent.Locks.All(own => own.Date != date)
                    ? agent with { Locks = [.. agent.Locks, new DayLock(date, shift)] }
                    : agent),
            ],
        };
    }

    private static QueueNews News(QueueSoFar queue, QueuePromise promise, SlotTraffic traffic, int slotMinutes)
    {
        double day = promise.DayVariation ?? UnknownVariation;
        RateVariation variation = queue.Variation ?? new RateVariation(day * day, 0);
        DayUpdate update = Reforecaster.Update(new RunningQueue(traffic.Calls, variation, [.. queue.Slots.Select(slot => slot?.Offered)]), slotMinutes, queue.Past);
        (int Slot, SlotSoFar Figures)[] handled = [.. queue.Slots.Index().Where(slot => slot.Item is { Handled: > 0 }).Select(slot => (slot.Index, slot.Item!))];
        double factor = HandleTimeUpdate.Factor(
            [.. handled.Select(slot => traffic.HandleSeconds[slot.Slot])], [.. handled.Select(slot => slot.Figures.Handled)], [.. handled.Select(slot => slot.Figures.HandleSeconds)]);
        return new QueueNews(update, factor, variation.Slot);
    }

    private static QueueLook Look(RunningDay day, QueueRest rest, QueueNews news, QueueSoFar? reported)
    {
        QueuePromise promise = rest.Promise;
        ActionLimits limits = reported?.Limits ?? new ActionLimits(promise.ShareFraction, promise.ShareFraction);
        double offered = reported?.Slots.Sum(slot => slot?.Offered ?? 0) ?? 0, inTime = reported?.Slots.Sum(slot => slot?.InTime ?? 0) ?? 0;
        PlanningGrid grid = day.Problem.Grid;
        Instant? until = news.Update.Now > 0 ? grid.InstantOf(day.Day, news.Update.Now) : null;
        bool isStale = day.Slot - news.Update.Now > StaleIntervals && HadCalls(news, day.Slot);
        return new QueueLook(
            promise.Queue, promise, limits, offered, inTime, until, isStale, news.Update, news.HandleTimeFactor, rest,
            rest.ChanceOf(promise.ShareFraction, offered, inTime), Below(rest, limits.Lower), Above(rest, limits.Upper));
    }

    /// <summary>Whether any call was expected in the slots nobody has reported.</summary>
    private static bool HadCalls(QueueNews news, int now) => news.Update.Expected.Take(now).Skip(news.Update.Now).Any(calls => calls > 0);

    // A limit of nothing or of all calls is never passed.
    private static double? Below(QueueRest rest, double lower) => lower is > 0 and < 1 ? 1 - rest.ChanceOf(lower) : rest.Days.Count == 0 ? null : 0;

    private static double? Above(QueueRest rest, double upper) => upper is > 0 and < 1 ? rest.ChanceOf(upper) : rest.Days.Count == 0 ? null : 0;
}
