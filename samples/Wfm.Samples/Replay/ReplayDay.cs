using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>A day as a telephone system would tell it: every call of the truth meets the people of the schedule, and states, queues and intervals follow from that.</summary>
/// <remarks>The same input and seed give the same day. Calls come where the truth has them; who is answered when is decided here, so that states and figures agree with each other.</remarks>
public sealed class ReplayDay
{
    private static readonly Duration SnapshotEvery = Duration.FromMinutes(15);
    private static readonly Duration QueuesEvery = Duration.FromSeconds(30);

    private readonly ReplayFloor _floor;
    private readonly PriorityQueue<Action<Instant>, (Instant At, long Order)> _coming = new();
    private readonly List<ReplayStep> _steps = [];
    private readonly List<ReplayState> _states = [];
    private readonly SampleRandom _random;
    private long _order;

    private ReplayDay(ReplayInput input)
    {
        _random = new SampleRandom(input.Seed, $"replay/{input.Date}");
        _floor = new ReplayFloor(input, _random, Plan, (agent, state, at) => _states.Add(new ReplayState(agent, state, at)));
        foreach (Shift shift in input.Shifts.Where(shift => shift.Date == input.Date && !input.Sick.Contains(shift.Agent)))
        {
            foreach (ReplayIntent intent in ReplayIntent.Of(shift, _random))
            {
                Plan(intent.At, at => _floor.Intend(shift.Agent, intent.State, at));
            }
        }

        foreach (CallSeries series in input.Calls)
        {
            foreach (CallInterval interval in series.Intervals)
            {
                PlanCalls(series.Queue, interval);
            }
        }
    }

    /// <summary>Lives the day.</summary>
    /// <param name="input">Shifts, skills and calls.</param>
    /// <returns>What is told, in order.</returns>
    public static IReadOnlyList<ReplayStep> Of(ReplayInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ReplayDay(input).Run();
    }

    private List<ReplayStep> Run()
    {
        if (!_coming.TryPeek(out _, out (Instant At, long Order) first))
        {
            return _steps;
        }

        PlanTick(first.At, QueuesEvery, at => Tell(at, queues: _floor.Queues(at)));
        PlanTick(first.At, SnapshotEvery, at => _steps.Add(new ReplayStep(at, _floor.LoggedOn(), true, [], [])));
        while (_coming.TryDequeue(out Action<Instant>? next, out (Instant At, long Order) key))
        {
            next(key.At);
            if (_states.Count > 0)
            {
                Tell(key.At);
            }
        }

        return _steps;
    }

    private void PlanCalls(QueueId queue, CallInterval interval)
    {
        double handle = interval.AverageHandleSeconds ?? 240;
        for (int call = 0; call < interval.Offered; call++)
        {
            Duration into = Duration.FromMilliseconds((long)(_random.Uniform() * interval.Length.TotalMilliseconds));
            Plan(interval.Start + into, at => _floor.Arrive(queue, interval, handle, at));
        }

        // Told when it has ended, and again a quarter later with those who still waited then.
        Plan(interval.End, at => Tell(at, intervals: [(queue, _floor.Figures(queue, interval))]));
        Plan(interval.End + interval.Length, at => Tell(at, intervals: [(queue, _floor.Figures(queue, interval))]));
    }

    // Ticks go on as long as anything else does.
    private void PlanTick(Instant at, Duration every, Action<Instant> tick) => Plan(at, now =>
    {
        tick(now);
        if (_coming.Count > 1)
        {
            PlanTick(now + every, every, tick);
        }
    });

    private void Plan(Instant at, Action<Instant> what) => _coming.Enqueue(what, (at, _order++));

    private void Tell(Instant at, IReadOnlyList<ReplayQueue>? queues = null, IReadOnlyList<(QueueId, CallInterval)>? intervals = null)
    {
        _steps.Add(new ReplayStep(at, [.. _states], false, queues ?? [], intervals ?? []));
        _states.Clear();
    }
}

/// <summary>What a day is made from.</summary>
/// <param name="Date">Which day.</param>
/// <param name="Shifts">Shifts; those that begin on the day count.</param>
/// <param name="Skills">Who may answer what.</param>
/// <param name="Calls">The calls that really came on the day.</param>
/// <param name="Sick">Who does not come.</param>
/// <param name="InTimeSeconds">By queue the wait that counts as in time.</param>
/// <param name="Seed">The same seed gives the same day.</param>
public sealed record ReplayInput(
    LocalDate Date, IReadOnlyList<Shift> Shifts, IReadOnlyList<Skill> Skills, IReadOnlyList<CallSeries> Calls, IReadOnlyCollection<AgentId> Sick,
    IReadOnlyDictionary<QueueId, double> InTimeSeconds, int Seed);
