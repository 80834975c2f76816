using System.Diagnostics;
using System.Globalization;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Requests.Tests;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Watch;

/// <summary>Ordinary and bad days watched slot by slot: how often the alarm is false, when it comes, and what proposals win back.</summary>
internal static class WatchCommand
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static int Run(string[] args)
    {
        int days = 200, agents = 60, queues = 5, together = 100;
        for (int at = 0; at < args.Length; at += 2)
        {
            if (at + 1 == args.Length || !int.TryParse(args[at + 1], NumberStyles.None, Plain, out int value) || !Set(args[at], value, ref days, ref agents, ref queues, ref together))
            {
                Console.Error.WriteLine("watch [--days 200] [--agents 60] [--queues 5] [--together 100: percent of the days' variance that all queues share]");
                return 2;
            }
        }

        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(agents, queues, weeks: 1, seed: 5, load: 0.97);
        problem = problem with { Promises = [.. problem.Promises.Select(promise => promise with { DayVariation = DrawnDay.DayVariation })] };
        RunningDay planned = new(problem, schedule, 0, problem.Grid.Days[0].Start);
        AlarmSettings settings = new();
        long begin = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<QueueId, double> levels = AlarmLevels.Of(planned, settings);
        Console.WriteLine(string.Create(Plain, $"{agents} people, {queues} queues; alarm levels {string.Join(", ", levels.Values.Select(level => $"{level * 100:0} %"))} after {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms"));
        Ordinary(planned, levels, settings, days, together / 100.0);
        Bad(planned, levels, settings, days, together / 100.0);
        return 0;
    }

    private static bool Set(string name, int value, ref int days, ref int agents, ref int queues, ref int together)
    {
        switch (name)
        {
            case "--days": days = value; return value >= 2;
            case "--agents": agents = value; return value >= 10;
            case "--queues": queues = value; return value >= 1;
            case "--together": together = value; return value <= 100;
            default: return false;
        }
    }

    private static void Ordinary(RunningDay planned, IReadOnlyDictionary<QueueId, double> levels, AlarmSettings settings, int days, double together)
    {
        // Without the floor every queue should raise as often as stated; with it, those that seldom fall short stay quiet.
        AlarmSettings floorless = settings with { LeastChance = 0 };
        IReadOnlyDictionary<QueueId, double> low = AlarmLevels.Of(planned, floorless);
        int alarms = 0, calibrated = 0, raw = 0, intervals = 0;
        for (int number = 0; number < days; number++)
        {
            DrawnDay day = DrawnDay.Ordinary(planned, number, together);
            HashSet<QueueId>[] raised = day.AlarmsOf(planned.Problem.Grid.Days[0].Slots, (levels, settings), (low, floorless));
            (alarms, calibrated) = (alarms + raised[0].Count, calibrated + raised[1].Count);
            (int below, int all) = day.RawRule();
            (raw, intervals) = (raw + below, intervals + all);
        }

        // Queues of a day that share its factor are not independent: the error is told for as many days, not queue-days.
        double error = 196 * Math.Sqrt(settings.FalseAlarms * (1 - settings.FalseAlarms) / (days * (together > 0 ? 1 : levels.Count)));
        int queueDays = days * levels.Count;
        Console.WriteLine(string.Create(
            Plain,
            $"ordinary days: {days}; stated {100 * settings.FalseAlarms:0.0} ± {error:0.0} % of queue-days; raised without the floor {100.0 * calibrated / queueDays:0.0} % (levels {string.Join(", ", low.Values.Select(level => $"{level * 100:0} %"))}), with it {100.0 * alarms / queueDays:0.0} %; intervals a raw rule would have fired at {100.0 * raw / intervals:0.0} %"));
    }

    private static void Bad(RunningDay planned, IReadOnlyDictionary<QueueId, double> levels, AlarmSettings settings, int days, double together)
    {
        List<double> effects = [], points = [], milliseconds = [];
        (double won, double best, double delays, int noticed, double people) = (0, 0, 0, 0, 0);
        for (int number = 0; number < days; number++)
        {
            DrawnDay day = DrawnDay.Bad(planned, number, together);
            HashSet<QueueId> raised = day.AlarmsUntil(planned.Problem.Grid.Days[0].Slots, levels, settings, out int at);
            int from = raised.Count > 0 ? at : Math.Min(day.ShockAt + 8, planned.Problem.Grid.Days[0].Slots - 4);
            double effect = 0;
            if (raised.Count > 0)
            {
                noticed++;
                delays += Math.Max(0, at - day.ShockAt) * planned.Problem.Grid.SlotMinutes;
                long begin = Stopwatch.GetTimestamp();
                RepairProposal proposal = DayRepair.Propose(DayWatch.Look(day.SeenAt(at)), raised, new RepairOptions());
                milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                people += proposal.PeopleTold;
                effect = day.LateOf(null, from) - day.LateOf(proposal, from);
            }

            RepairProposal known = DayRepair.Propose(DayWatch.Look(day.KnownAt(from)), raised.Count > 0 ? raised : day.WorstQueues(from), new RepairOptions());
            won += effect;
            best += day.LateOf(null, from) - day.LateOf(known, from);
            effects.Add(effect);
            points.Add(100 * effect / day.Calls);
        }

        double mean = effects.Average(), error = 1.96 * Math.Sqrt(effects.Sum(effect => Math.Pow(effect - mean, 2)) / (days - 1) / days);
        Console.WriteLine(string.Create(
            Plain,
            $"bad days: {days}; noticed {100.0 * noticed / days:0} %, after {delays / Math.Max(1, noticed):0} min; calls won back in time {mean:0.0} ± {error:0.0} a day; {100 * won / best:0} % of what the same re-planner wins with the day's true calls; worst twentieth {points.Order().ElementAt(days / 20):+0.00;-0.00} points; people told {people / Math.Max(1, noticed):0.0}; proposal {milliseconds.Order().ElementAt(milliseconds.Count / 2):0} ms median, {milliseconds.Max():0} ms most"));
    }
}
