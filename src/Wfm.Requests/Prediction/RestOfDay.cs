using NodaTime;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>What callers will meet from a slot of a running day on, by the same prediction a request is weighed with.</summary>
public static class RestOfDay
{
    /// <summary>Predicts the rest of a day.</summary>
    /// <param name="problem">The problem, with the traffic of its queues as it is expected by now.</param>
    /// <param name="schedule">Its schedule, absences and meetings standing in the problem.</param>
    /// <param name="day">Row of the grid.</param>
    /// <param name="from">First slot that counts; the number of slots leaves nothing.</param>
    /// <param name="loans">Who takes other queues when.</param>
    /// <param name="dayVariation">Standard deviation ÷ mean of the factor that calls of a day share, for queues that do not tell their own.</param>
    /// <param name="known">Slots of such days that have been predicted already; more are added.</param>
    /// <returns>One entry per queue with traffic, in the problem's order.</returns>
    public static IReadOnlyList<QueueRest> Of(
        SchedulingProblem problem, DraftSchedule schedule, int day, int from, IReadOnlyList<Loan> loans, double dayVariation = 0.12, PredictedSlots? known = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        PreparedDay prepared = PreparedDay.Of(problem, DayOfQueues.Of(problem, schedule, day, loans), dayVariation, known);
        return [.. Enumerable.Range(0, prepared.Day.Promises.Count).Select(queue => Rest(prepared, queue, from))];
    }

    private static QueueRest Rest(PreparedDay day, int queue, int from)
    {
        IReadOnlyList<double> calls = day.Day.Queues[queue].Calls;
        List<SlotOutlook> slots = [];
        (double offered, ThreeDays levels, ThreeDays variances) = (0, default, default);
        for (int slot = from; slot < day.Slots; slot++)
        {
            QueueSlot figures = day.Before[slot][queue];
            slots.Add(new SlotOutlook(day.Problem.Grid.InstantOf(day.Day.Day, slot), calls[slot], figures.People, figures.Level, figures.Variances.Usual));
            offered += calls[slot];
            levels += figures.Levels * calls[slot];
            variances += figures.Variances;
        }

        QueuePromise promise = day.Day.Promises[queue];
        return offered == 0
            ? new QueueRest(promise, slots, [])
            : new QueueRest(promise, slots, [.. (day.DaysVary ? (int[])[0, 1, 2] : [1]).Select(kind => Outlook(day.Factors[queue][kind] * offered, levels[kind] / offered, variances[kind]))]);
    }

    private static ServiceLevelOutlook Outlook(double calls, double level, double variance) => new(calls, level, Math.Sqrt(variance) / calls);
}

/// <summary>What is left of a day for one queue's callers.</summary>
/// <param name="Promise">What the queue promises.</param>
/// <param name="Slots">The slots that are left.</param>
/// <param name="Days">The usual day alone, or a quiet, a usual and a busy one; empty when no calls are left.</param>
public sealed record QueueRest(QueuePromise Promise, IReadOnlyList<SlotOutlook> Slots, IReadOnlyList<ServiceLevelOutlook> Days)
{
    private static readonly ThreeDays Shares = ThreeDays.WhenDaysVary(0).Shares;

    /// <summary>Calls expected in the slots that are left.</summary>
    public double Calls => Slots.Sum(slot => slot.Calls);

    /// <summary>Share of them answered in time, over the days there may be; null without calls.</summary>
    public double? Level => Calls > 0 ? Slots.Sum(slot => slot.Calls * slot.Level) / Calls : null;

    /// <summary>The band the realised level of the rest falls into with the given probability; null without calls.</summary>
    /// <param name="probability">0.8 for eight of ten such days; strictly between 0 and 1.</param>
    public (double Low, double High)? Band(double probability)
    {
        if (Level is not { } level)
        {
            return null;
        }

        double variance = 0;
        for (int day = 0; day < Days.Count; day++)
        {
            double off = Days[day].Level - level;
            variance += (Days.Count == 1 ? 1 : Shares[day]) * ((Days[day].StandardDeviation * Days[day].StandardDeviation) + (off * off));
        }

        return new ServiceLevelOutlook(Calls, level, Math.Sqrt(variance)).Band(probability);
    }

    /// <summary>Chance that callers, those of earlier today included, are answered in time to a share.</summary>
    /// <param name="share">The share, strictly between 0 and 1.</param>
    /// <param name="offered">Calls offered earlier today; 0 asks for the rest alone.</param>
    /// <param name="inTime">Of them answered in time.</param>
    /// <returns>Null when there is no call to speak of; 0 or 1 when no calls are left.</returns>
    public double? ChanceOf(double share, double offered = 0, double inTime = 0)
    {
        if (Days.Count == 0)
        {
            return offered > 0 ? inTime / offered >= share ? 1 : 0 : null;
        }

        ServiceLevelOutlook[] whole =
        [
            .. Days.Select(rest => new ServiceLevelOutlook(
                offered + rest.Calls, (inTime + (rest.Calls * rest.Level)) / (offered + rest.Calls), rest.Calls * rest.StandardDeviation / (offered + rest.Calls))),
        ];
        return ServiceLevelOutlook.ProbabilityOfMeeting(whole, share);
    }
}

/// <summary>One slot that is left of a day.</summary>
/// <param name="Start">Its start.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="People">People scheduled who take the queue.</param>
/// <param name="Level">Share answered in time, over the days there may be; 0 without calls.</param>
/// <param name="VarianceOfInTime">Variance of the calls in time on the usual day, in calls squared.</param>
public sealed record SlotOutlook(Instant Start, double Calls, int People, double Level, double VarianceOfInTime);
