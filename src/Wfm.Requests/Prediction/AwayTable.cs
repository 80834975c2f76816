using NodaTime;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>What callers would notice if some people were away from calls in a slot of one day, for any stretch of slots.</summary>
/// <remarks>Slots are independent of each other, so a stretch costs the sum of its slots. For one person the slots come from the day's table.</remarks>
internal sealed class AwayTable
{
    private readonly PreparedDay _day;
    private readonly int[] _groups;
    private readonly UInt128[] _contacts;
    private readonly LinkedQueues _linked;
    private readonly QueueSlot[]?[] _after;
    private readonly double[] _offered;
    private readonly double[] _inTime;

    /// <param name="plan">The plan.</param>
    /// <param name="day">The day, as it is or with people placed already.</param>
    /// <param name="agents">Who would be away.</param>
    public AwayTable(PreparedPlan plan, PreparedDay day, IReadOnlyList<int> agents)
    {
        _day = day;
        _groups = [.. agents.Select(_day.Day.GroupsOfDay.GroupOf)];
        _contacts = [.. agents.Select(agent => Contacts(plan, day.Day.Day, agent))];
        _linked = _day.LinkedTo([.. _groups.Where(group => group >= 0)]);
        _after = new QueueSlot[]?[_day.Slots];
        _offered = [.. _linked.Queues.Select(queue => _day.Day.Queues[queue].Calls.Sum())];
        _inTime = [.. _linked.Queues.Select(queue => Enumerable.Range(0, _day.Slots).Sum(slot => _day.Day.Queues[queue].Calls[slot] * _day.Before[slot][queue].Level))];
    }

    public int Slots => _day.Slots;

    /// <summary>Whether everybody is on contacts in every slot of a stretch.</summary>
    public bool AllOnContacts(int from, int to)
    {
        UInt128 stretch = Stretch(from, to);
        return Array.TrueForAll(_contacts, own => (own & stretch) == stretch);
    }

    /// <summary>Whether somebody is on contacts in every slot of a stretch.</summary>
    public static bool IsOnContacts(PreparedPlan plan, int day, int agent, int from, int to) =>
        (Contacts(plan, day, agent) & Stretch(from, to)) == Stretch(from, to);

    /// <summary>Slots of a stretch in which anybody is on contacts.</summary>
    public int SlotsOnContacts(int from, int to) => _contacts.Sum(own => (int)UInt128.PopCount(own & Stretch(from, to)));

    /// <summary>Callers answered late because of the stretch, all queues together.</summary>
    public double LateCalls(int from, int to)
    {
        double late = 0;
        for (int place = 0; place < _linked.Queues.Length; place++)
        {
            late -= Gain(place, from, to);
        }

        return late;
    }

    /// <summary>One slot by itself: the queue that falls most and its level in that slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="span">The same as time.</param>
    /// <param name="options">What counts as fine.</param>
    public LeaveSpan Alone(int slot, Interval span, WeighOptions options)
    {
        LeaveSpan worst = new(span, Recommendation.Fits, null, null, null, null);
        if (After(slot) is not { } after)
        {
            return worst;
        }

        for (int place = 0; place < _linked.Queues.Length; place++)
        {
            int queue = _linked.Queues[place];
            (double before, double then) = (_day.Before[slot][queue].Level, after[place].Level);
            if (_day.Day.Queues[queue].Calls[slot] > 0 && (worst.Queue is null || before - then > worst.Before - worst.After))
            {
                QueuePromise promise = _day.Day.Promises[queue];
                worst = new LeaveSpan(span, Judgement.OfLevels(before, then, promise.ShareFraction, options), promise.Queue, before, then, promise.ShareFraction);
            }
        }

        return worst;
    }

    /// <summary>The judgement of a stretch by the day's levels.</summary>
    public Recommendation Judge(int from, int to, WeighOptions options)
    {
        Recommendation worst = Recommendation.Fits;
        for (int place = 0; place < _linked.Queues.Length; place++)
        {
            if (_offered[place] > 0)
            {
                double before = _inTime[place] / _offered[place], after = (_inTime[place] + Gain(place, from, to)) / _offered[place];
                QueuePromise promise = _day.Day.Promises[_linked.Queues[place]];
                double shift = options.Shift.GetValueOrDefault(promise.Queue);
                Recommendation own = Judgement.OfLevels(before + shift, after + shift, promise.ShareFraction, options);
                worst = own > worst ? own : worst;
            }
        }

        return worst;
    }

    private double Gain(int place, int from, int to)
    {
        double gain = 0;
        int queue = _linked.Queues[place];
        for (int slot = from; slot < to; slot++)
        {
            gain += After(slot) is { } after ? _day.Day.Queues[queue].Calls[slot] * (after[place].Level - _day.Before[slot][queue].Level) : 0;
        }

        return gain;
    }

    private QueueSlot[]? After(int slot)
    {
        if (_after[slot] is null)
        {
            int[] away = [.. Enumerable.Range(0, _groups.Length).Where(person => _groups[person] >= 0 && (_contacts[person] >> slot & 1) == 1).Select(person => _groups[person])];
            _after[slot] = away.Length switch
            {
                0 => [],
                1 when _groups.Length == 1 => _day.OneFewer(away[0], slot),
                _ => _day.Predict(_linked, _day.Day.GroupsOfDay, slot, group => _day.Day.Heads[slot][group] - away.Count(own => own == group)),
            };
        }

        return _after[slot]!.Length == 0 ? null : _after[slot];
    }

    private static UInt128 Stretch(int from, int to) => to <= from ? UInt128.Zero : ((UInt128.One << (to - from)) - 1) << from;

    private static UInt128 Contacts(PreparedPlan plan, int day, int agent)
    {
        UInt128 contacts = UInt128.Zero;
        if (plan.Schedule.ShiftOf(agent, day) is { } shift)
        {
            foreach (int slot in DayOfQueues.SlotsOnContacts(plan.Problem.Grid, day, ShiftPieces.Of(plan.Problem, plan.Problem.Agents[agent], day, shift)))
            {
                contacts |= UInt128.One << slot;
            }
        }

        return contacts;
    }
}
