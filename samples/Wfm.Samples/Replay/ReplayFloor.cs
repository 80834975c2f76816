using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>People and callers of a replayed day: who waits, who is in a call, and what each interval came to.</summary>
internal sealed class ReplayFloor
{
    private const double MeanPatienceSeconds = 180;
    private const double TalkShare = 0.8;
    private const double HandleShape = 1.8;
    private const double UsualInTime = 30;
    private const string LoggedOff = "LOGGED-OFF";

    private readonly SampleRandom _random;
    private readonly Action<Instant, Action<Instant>> _plan;
    private readonly Action<AgentId, string, Instant> _tell;
    private readonly SortedDictionary<string, Seat> _seats = new(StringComparer.Ordinal);
    private readonly Dictionary<QueueId, LinkedList<Caller>> _lines = [];
    private readonly Dictionary<(QueueId, Instant), Sums> _sums = [];
    private readonly IReadOnlyDictionary<QueueId, double> _inTime;
    private readonly ILookup<AgentId, Skill> _skills;

    public ReplayFloor(ReplayInput input, SampleRandom random, Action<Instant, Action<Instant>> plan, Action<AgentId, string, Instant> tell)
    {
        (_random, _plan, _tell, _inTime) = (random, plan, tell, input.InTimeSeconds);
        _skills = input.Skills.ToLookup(skill => skill.Agent);
        foreach (QueueId queue in input.Calls.Select(series => series.Queue))
        {
            _lines[queue] = [];
        }
    }

    /// <summary>Somebody begins or ends something; a call under way is finished first.</summary>
    public void Intend(AgentId agent, string state, Instant at)
    {
        if (!_seats.TryGetValue(agent.Value, out Seat? seat))
        {
            seat = new Seat(agent, [.. _skills[agent].OrderBy(skill => skill.Priority).Select(skill => (skill.Queue, skill.Priority))]);
            _seats.Add(agent.Value, seat);
        }

        seat.Intent = state;
        if (!seat.IsBusy)
        {
            Follow(seat, at);
        }
    }

    /// <summary>Somebody calls.</summary>
    public void Arrive(QueueId queue, CallInterval interval, double meanHandleSeconds, Instant at)
    {
        Sums sums = SumsOf(queue, interval.Start);
        sums.Offered++;
        Caller caller = new(queue, at, _random.Gamma(HandleShape, meanHandleSeconds / HandleShape), sums);
        Seat? free = _seats.Values.Where(seat => seat.State == "Ready" && seat.PriorityOf(queue) is not null)
            .OrderBy(seat => seat.PriorityOf(queue)).ThenBy(seat => seat.Since).FirstOrDefault();
        if (free is not null)
        {
            Answer(free, caller, at);
            return;
        }

        LinkedListNode<Caller> place = _lines[queue].AddLast(caller);
        _plan(at + Seconds(-MeanPatienceSeconds * Math.Log(1 - _random.Uniform())), now => HangUp(place, now));
    }

    /// <summary>How every queue stands.</summary>
    public IReadOnlyList<ReplayQueue> Queues(Instant at) =>
    [
        .. _lines.OrderBy(line => line.Key.Value, StringComparer.Ordinal).Select(line => new ReplayQueue(
            line.Key, line.Value.Count, line.Value.First is { } first ? (int)(at - first.Value.At).TotalSeconds : 0,
            _seats.Values.Count(seat => seat.State == "Ready" && seat.PriorityOf(line.Key) is not null), _seats.Values.Count(seat => seat.IsBusy && seat.PriorityOf(line.Key) is not null))),
    ];

    /// <summary>Everybody who is logged on.</summary>
    public IReadOnlyList<ReplayState> LoggedOn() => [.. _seats.Values.Where(seat => seat.State != LoggedOff).Select(seat => new ReplayState(seat.Agent, seat.State, seat.Since))];

    /// <summary>What an interval has come to so far: everything is booked on the interval a call came in.</summary>
    public CallInterval Figures(QueueId queue, CallInterval interval)
    {
        Sums sums = SumsOf(queue, interval.Start);
        return new CallInterval(interval.Start, interval.Length, sums.Offered, sums.Answered, sums.Abandoned, sums.InTime, Math.Round(sums.HandleSeconds, 1), Math.Round(sums.WaitSeconds, 1));
    }

    private static void HangUp(LinkedListNode<Caller> place, Instant at)
    {
        if (place.List is { } line)
        {
            line.Remove(place);
            place.Value.Sums.Abandoned++;
            place.Value.Sums.WaitSeconds += (at - place.Value.At).TotalSeconds;
        }
    }

    private void Answer(Seat seat, Caller caller, Instant at)
    {
        double wait = (at - caller.At).TotalSeconds;
        caller.Sums.Answered++;
        caller.Sums.WaitSeconds += wait;
        caller.Sums.HandleSeconds += caller.HandleSeconds;
        caller.Sums.InTime += wait <= _inTime.GetValueOrDefault(caller.Queue, UsualInTime) ? 1 : 0;
        Set(seat, "InCall", at);
        _plan(at + Seconds(caller.HandleSeconds * TalkShare), now => Set(seat, "ACW", now));
        _plan(at + Seconds(caller.HandleSeconds), now => Follow(seat, now));
    }

    // Free again: what the shift says, else whoever has waited longest for what they know best.
    private void Follow(Seat seat, Instant at)
    {
        if (seat.Intent.Length > 0)
        {
            Set(seat, seat.Intent, at);
            return;
        }

        LinkedListNode<Caller>? next = seat.Skills.Select(skill => (skill.Priority, First: _lines.GetValueOrDefault(skill.Queue)?.First)).Where(line => line.First is not null)
            .OrderBy(line => line.Priority).ThenBy(line => line.First!.Value.At).FirstOrDefault().First;
        if (next is null)
        {
            Set(seat, "Ready", at);
            return;
        }

        next.List!.Remove(next);
        Answer(seat, next.Value, at);
    }

    private void Set(Seat seat, string state, Instant at)
    {
        if (seat.State != state)
        {
            (seat.State, seat.Since) = (state, at);
            _tell(seat.Agent, state, at);
        }
    }

    private Sums SumsOf(QueueId queue, Instant start)
    {
        if (!_sums.TryGetValue((queue, start), out Sums? sums))
        {
            sums = new Sums();
            _sums.Add((queue, start), sums);
        }

        return sums;
    }

    private static Duration Seconds(double seconds) => Duration.FromMilliseconds((long)(seconds * 1000));

    private sealed class Seat(AgentId agent, (QueueId Queue, int Priority)[] skills)
    {
        public AgentId Agent { get; } = agent;

        public (QueueId Queue, int Priority)[] Skills { get; } = skills;

        public string State { get; set; } = LoggedOff;

        public Instant Since { get; set; }

        public string Intent { get; set; } = LoggedOff;

        public bool IsBusy => State is "InCall" or "ACW";

        public int? PriorityOf(QueueId queue) => Skills.Where(skill => skill.Queue == queue).Select(skill => (int?)skill.Priority).FirstOrDefault();
    }

    private sealed record Caller(QueueId Queue, Instant At, double HandleSeconds, Sums Sums);

    private sealed class Sums
    {
        public int Offered { get; set; }

        public int Answered { get; set; }

        public int Abandoned { get; set; }

        public int InTime { get; set; }

        public double HandleSeconds { get; set; }

        public double WaitSeconds { get; set; }
    }
}
