using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Intraday;

/// <summary>
/// How sure a miss must be before an alarm is worth it: the chance that only a stated share of ordinary days ever reaches. A queue that is
/// scheduled thinly is often near its limit and gets a higher level than one with people to spare; both cry wolf equally seldom.
/// </summary>
/// <remarks>
/// Ordinary days are drawn from the forecast as it stood in the morning and looked at slot by slot as the watch does: calls so far, one gamma factor for
/// the rest, handle times so far, the chance that the rest lies below the limit. Service level at another factor is read between days predicted at
/// eleven of them, all queues busier or quieter together; longer calls count as more of them, for it is the load that queues feel. The level is the quantile of the day's worst chance that held for
/// <see cref="AlarmSettings.Looks"/> looks.
/// </remarks>
public static class AlarmLevels
{
    private static readonly double[] Factors = [0.4, 0.55, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.6, 2];

    /// <summary>The level of every queue for one day.</summary>
    /// <param name="day">The day as planned in the morning, nobody away, nothing reported; limits and variations are read from its queues.</param>
    /// <param name="settings">How often a false alarm may come.</param>
    /// <returns>Chance of lying below the lower limit from which an alarm is raised, between <see cref="AlarmSettings.LeastChance"/> and 1, by queue.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share of false alarms is outside its range, or fewer than twenty days are to be drawn.</exception>
    public static IReadOnlyDictionary<QueueId, double> Of(RunningDay day, AlarmSettings settings)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Days, 20, nameof(settings));
        if (settings.FalseAlarms is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.FalseAlarms, "The share of days with a false alarm lies strictly between 0 and 1; write 5 % as 0.05.");
        }

        DayLook morning = DayWatch.Look(day with { Now = day.Problem.Grid.Days[day.Day].Start, Queues = [.. day.Queues.Select(queue => queue with { Slots = [] })], Away = [] });
        IReadOnlyList<QueueRest>[] atFactor = [.. Factors.Select(factor => RestOfDay.Of(Times(morning.Problem, day.Day, factor), day.Schedule, day.Day, 0, day.Loans))];
        Dictionary<QueueId, QueueSoFar> known = day.Queues.ToDictionary(queue => queue.Queue);
        Dictionary<QueueId, double> levels = [];
        foreach (QueueLook queue in morning.Queues)
        {
            QueueSoFar told = known.GetValueOrDefault(queue.Queue) ?? new QueueSoFar(queue.Queue, []);
            RateVariation variation = told.Variation ?? new RateVariation(queue.Update.DayVariation * queue.Update.DayVariation, 0);
            DayVariations days = new(variation, told.Variation ?? told.Load.CallsOf(variation), told.Load);
            LevelAtFactor table = LevelAtFactor.Of(Factors, [.. atFactor.Select(all => all.First(rest => rest.Promise.Queue == queue.Queue))]);
            levels.Add(queue.Queue, OfQueue(queue, days, table, day.Problem.Grid, settings));
        }

        return levels;
    }

    private static double OfQueue(QueueLook queue, DayVariations days, LevelAtFactor table, PlanningGrid grid, AlarmSettings settings)
    {
        double lower = queue.Limits.Lower;
        if (lower is not (> 0 and < 1) || queue.Rest.Calls == 0)
        {
            return 1;
        }

        double[] expected = [.. queue.Rest.Slots.Select(slot => slot.Calls)];
        ForecastInterval[] intervals = [.. queue.Rest.Slots.Select(slot => new ForecastInterval(slot.Start, slot.Calls, 0, 0, 0, 0, 0, null, ""))];
        (int first, int last) = Edges(expected, settings.EdgeOfDay);
        double[] worst = new double[settings.Days];
        Parallel.For(0, settings.Days, number =>
        {
            DayPath path = new DayPaths(intervals, days.Calls, settings.Seed, days.Handle).Draw(number);
            worst[number] = Worst(path, expected, days.Believed, table, grid.SlotMinutes, lower, (first, last), settings.Looks);
        });
        Array.Sort(worst);
        int at = Math.Clamp((int)Math.Ceiling((1 - settings.FalseAlarms) * worst.Length) - 1, 0, worst.Length - 1);
        return Math.Clamp(worst[at], settings.LeastChance, 1);
    }

    /// <summary>The highest chance that held for some looks in a row.</summary>
    private static double Worst(
        DayPath path, double[] expected, RateVariation variation, LevelAtFactor table, int slotMinutes, double lower, (int First, int Last) edges, int looks)
    {
        double worst = 0, handled = 0;
        Queue<double> last = [];
        GammaPoisson seen = new(variation, slotMinutes, mayJump: true);
        for (int now = 1; now <= edges.Last; now++)
        {
            seen.Add(expected[now - 1], path.Calls[now - 1]);
            handled += path.Calls[now - 1];
            if (now < edges.First)
            {
                continue;
            }

            (double factor, double left) = seen.Factor();
            last.Enqueue(table.ChanceBelow(lower, now, factor * HandleTimeUpdate.Factor(path.HandleFactor, handled), left));
            if (last.Count > looks)
            {
                last.Dequeue();
            }

            worst = last.Count == looks ? Math.Max(worst, last.Min()) : worst;
        }

        return worst;
    }

    /// <summary>First and last look: a share of the day's calls lies before the one and after the other.</summary>
    internal static (int First, int Last) Edges(IReadOnlyList<double> expected, double share)
    {
        double total = expected.Sum(), sum = 0;
        (int first, int last) = (expected.Count, 0);
        for (int slot = 0; slot < expected.Count; slot++)
        {
            sum += expected[slot];
            first = sum >= share * total ? Math.Min(first, slot + 1) : first;
            last = sum <= (1 - share) * total ? slot + 1 : last;
        }

        return (first, last);
    }

    private static SchedulingProblem Times(SchedulingProblem problem, int day, double factor)
    {
        LocalDate date = problem.Grid.Days[day].Date;
        return problem with
        {
            Promises = [.. problem.Promises.Select(promise => promise with { DayVariation = 0 })],
            Demand =
            [
                .. problem.Demand.Select(demand => demand.Date == date && demand.Traffic is { } traffic
                    ? demand with { Traffic = traffic with { Calls = [.. traffic.Calls.Select(calls => calls * factor)] } }
                    : demand),
            ],
        };
    }

    /// <summary>How far ordinary days lie from their forecast.</summary>
    /// <param name="Believed">What the watch believes of calls before it has seen any.</param>
    /// <param name="Calls">How calls vary.</param>
    /// <param name="Handle">How handle time does beside them.</param>
    private readonly record struct DayVariations(RateVariation Believed, RateVariation Calls, LoadVariation Handle);
}
