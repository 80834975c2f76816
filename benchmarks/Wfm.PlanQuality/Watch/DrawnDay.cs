using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Intraday;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.PlanQuality.Watch;

/// <summary>A day with its truth: the rates that really hold, the calls that come of them, who is sick.</summary>
internal sealed class DrawnDay
{
    public const double DayVariation = 0.1;
    private const int SlotsBetweenProposals = 2;
    private readonly RunningDay _planned;
    private readonly SchedulingProblem _truth;
    private readonly Dictionary<QueueId, int[]> _calls;
    private readonly PersonAway[] _away;
    private readonly IReadOnlyList<QueueRest> _happened;

    private DrawnDay(RunningDay planned, Dictionary<QueueId, double[]> rates, Dictionary<QueueId, int[]> calls, PersonAway[] away, int shockAt)
    {
        (_planned, _calls, _away, ShockAt) = (planned, calls, away, shockAt);
        _truth = TrueProblem(planned.Problem, rates);
        _happened = RestOfDay.Of(ReplanOutcome.Disturbed(_truth, new ReplanRequest(planned.Now) { Away = away }), planned.Schedule, 0, 0, []);
    }

    /// <summary>Slot in which it went wrong.</summary>
    public int ShockAt { get; }

    /// <summary>Expected calls of the whole day.</summary>
    public double Calls => _happened.Sum(queue => queue.Calls);

    public static DrawnDay Ordinary(RunningDay planned, int number, double together) => Draw(planned, number, 1000, new Random(number), [], together);

    /// <summary>One queue gets 1.4 to 2 times its calls from some slot between 08.00 and 12.00 on, a tenth of those on duty are sick.</summary>
    public static DrawnDay Bad(RunningDay planned, int number, double together)
    {
        Random random = new(7000 + number);
        AgentId[] onDuty = [.. Enumerable.Range(0, planned.Schedule.Agents).Where(agent => planned.Schedule.ShiftOf(agent, 0) is not null).Select(agent => planned.Problem.Agents[agent].Id)];
        random.Shuffle(onDuty);
        return Draw(planned, number, 2000, random, [.. onDuty.Take(onDuty.Length / 10).Select(agent => new PersonAway(agent, planned.Now))], together);
    }

    /// <summary>What the watch knows at the end of so many slots.</summary>
    public RunningDay SeenAt(int slots) => _planned with
    {
        Now = _planned.Problem.Grid.InstantOf(0, slots),
        Away = _away,
        Queues =
        [
            .. _happened.Select(queue => new QueueSoFar(
                queue.Promise.Queue,
                [.. Enumerable.Range(0, slots).Select(slot => new SlotSoFar(_calls[queue.Promise.Queue][slot], Math.Round(_calls[queue.Promise.Queue][slot] * queue.Slots[slot].Level)))])),
        ],
    };

    /// <summary>The same moment for somebody who knows the day's true rates.</summary>
    public RunningDay KnownAt(int slots) => _planned with
    {
        Problem = _truth with { Promises = [.. _truth.Promises.Select(promise => promise with { DayVariation = 0 })] },
        Now = _planned.Problem.Grid.InstantOf(0, slots),
        Away = _away,
        Queues =
        [
            .. _happened.Select(queue => new QueueSoFar(queue.Promise.Queue, [.. queue.Slots.Take(slots).Select(slot => new SlotSoFar(slot.Calls, slot.Calls * slot.Level))])
            {
                Variation = RateVariation.None,
            }),
        ],
    };

    /// <summary>The queues that raise an alarm at any look of the day, by each of several settings.</summary>
    public HashSet<QueueId>[] AlarmsOf(int slots, params (IReadOnlyDictionary<QueueId, double> Levels, AlarmSettings Settings)[] kinds)
    {
        Dictionary<QueueId, Alarm>[] alarms = [.. kinds.Select(kind => kind.Levels.Keys.ToDictionary(queue => queue, _ => Alarm.Quiet))];
        HashSet<QueueId>[] raised = [.. kinds.Select(_ => new HashSet<QueueId>())];
        for (int at = 1; at < slots - SlotsBetweenProposals; at++)
        {
            DayLook look = DayWatch.Look(SeenAt(at));
            foreach (QueueLook queue in look.Queues)
            {
                for (int kind = 0; kind < kinds.Length; kind++)
                {
                    Alarm next = alarms[kind][queue.Queue] = alarms[kind][queue.Queue].After(look.Now, queue, kinds[kind].Levels[queue.Queue], kinds[kind].Settings);
                    if (next.Kind == AlarmKind.Below)
                    {
                        raised[kind].Add(queue.Queue);
                    }
                }
            }
        }

        return raised;
    }

    /// <summary>The queues that raise an alarm at the first look that raises any, and when.</summary>
    public HashSet<QueueId> AlarmsUntil(int slots, IReadOnlyDictionary<QueueId, double> levels, AlarmSettings settings, out int at)
    {
        Dictionary<QueueId, Alarm> alarms = levels.Keys.ToDictionary(queue => queue, _ => Alarm.Quiet);
        for (at = 1; at < slots - SlotsBetweenProposals; at++)
        {
            DayLook look = DayWatch.Look(SeenAt(at));
            foreach (QueueLook queue in look.Queues)
            {
                alarms[queue.Queue] = alarms[queue.Queue].After(look.Now, queue, levels[queue.Queue], settings);
            }

            HashSet<QueueId> raised = [.. alarms.Where(alarm => alarm.Value.Kind == AlarmKind.Below).Select(alarm => alarm.Key)];
            if (raised.Count > 0)
            {
                return raised;
            }
        }

        return [];
    }

    /// <summary>Intervals with calls whose own share in time, with the luck of its calls, lies below the promise.</summary>
    public (int Below, int All) RawRule()
    {
        Random random = new(13);
        (int below, int all) = (0, 0);
        foreach (QueueRest queue in _happened)
        {
            for (int slot = 0; slot < queue.Slots.Count; slot++)
            {
                int calls = _calls[queue.Promise.Queue][slot];
                if (calls > 0)
                {
                    int inTime = Enumerable.Range(0, calls).Count(_ => random.NextDouble() < queue.Slots[slot].Level);
                    (below, all) = (below + ((double)inTime / calls < queue.Promise.ShareFraction ? 1 : 0), all + 1);
                }
            }
        }

        return (below, all);
    }

    /// <summary>The queues that truly lie below their promise from a slot on.</summary>
    public IEnumerable<QueueId> WorstQueues(int from) => RestOfDay.Of(ReplanOutcome.Disturbed(_truth, new ReplanRequest(_planned.Now) { Away = _away }), _planned.Schedule, 0, from, [])
        .Where(queue => queue.Level < queue.Promise.ShareFraction).Select(queue => queue.Promise.Queue);

    /// <summary>Late calls from a slot on under the day's true rates, as planned or with a proposal.</summary>
    public double LateOf(RepairProposal? proposal, int from)
    {
        SchedulingProblem people = proposal?.Problem ?? ReplanOutcome.Disturbed(_planned.Problem, new ReplanRequest(_planned.Now) { Away = _away });
        SchedulingProblem truth = _truth with { Agents = people.Agents, Promises = [.. _truth.Promises.Select(promise => promise with { DayVariation = 0 })] };
        return RestOfDay.Of(truth, proposal?.Schedule ?? _planned.Schedule, 0, from, []).Sum(queue => queue.Slots.Sum(slot => slot.Calls * (1 - slot.Level)));
    }

    private static DrawnDay Draw(RunningDay planned, int number, long seed, Random random, PersonAway[] away, double together)
    {
        bool isBad = away.Length > 0;
        QueueId[] queues = [.. planned.Problem.Queues];
        QueueId struck = queues[random.Next(queues.Length)];
        int shockAt = 4 + random.Next(16);
        double times = 1.4 + (0.6 * random.NextDouble());
        Dictionary<QueueId, double[]> rates = [];
        Dictionary<QueueId, int[]> calls = [];
        double whole = DayVariation * DayVariation, shared = Factor(together * whole, seed - 1, number);
        foreach ((int index, QueueId queue) in queues.Index())
        {
            IReadOnlyList<double> expected = planned.Problem.Demand.First(demand => demand.Queue == queue).Traffic!.Calls;
            double[] shocked = [.. expected.Select((rate, slot) => isBad && queue == struck && slot >= shockAt ? rate * shared * times : rate * shared)];
            ForecastInterval[] intervals = [.. shocked.Select((rate, slot) => new ForecastInterval(planned.Problem.Grid.InstantOf(0, slot), rate, 0, 0, 0, 0, 0, null, ""))];
            DayPath path = new DayPaths(intervals, new RateVariation((1 - together) * whole, 0), seed + index).Draw(number);
            rates.Add(queue, [.. path.Rates]);
            calls.Add(queue, [.. path.Calls]);
        }

        return new DrawnDay(planned, rates, calls, away, isBad ? shockAt : 0);
    }

    /// <summary>What the calls of all queues of a day have in common.</summary>
    private static double Factor(double variance, long seed, int number) => variance == 0
        ? 1
        : new DayPaths([new ForecastInterval(default, 1, 0, 0, 0, 0, 0, null, "")], new RateVariation(variance, 0), seed).Draw(number).Rates[0];

    private static SchedulingProblem TrueProblem(SchedulingProblem problem, Dictionary<QueueId, double[]> rates)
    {
        LocalDate date = problem.Grid.Days[0].Date;
        return problem with
        {
            Demand = [.. problem.Demand.Select(demand => demand.Date == date ? demand with { Traffic = demand.Traffic! with { Calls = rates[demand.Queue] } } : demand)],
        };
    }
}
