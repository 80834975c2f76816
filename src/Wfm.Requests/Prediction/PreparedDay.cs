using System.Collections.Concurrent;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>One day of a schedule with everything a change is compared with: loads, figures before, and who is on calls when.</summary>
/// <remarks>
/// Intervals are predicted one by one, so a change is predicted only where it is and only for queues linked to the people it moves. Sums
/// over the day run in the same order as from nothing, so both ways give the same bits. Built once; any number of threads may ask.
/// </remarks>
internal sealed class PreparedDay
{
    private readonly double[][] _loads;
    private readonly ThreeDays[] _weights;
    private readonly int _nodes;
    private readonly QueueSlot[][] _before;
    private readonly LinkedQueues[] _linked;
    private readonly int[] _linkOfGroup;
    private readonly ConcurrentDictionary<(int Group, int Slot), QueueSlot[]> _oneFewer = [];

    private PreparedDay(SchedulingProblem problem, DayOfQueues day, double dayVariation, PredictedSlots? known)
    {
        (Problem, Day, DayVariation) = (problem, day, dayVariation);
        double[] variations = [.. day.Queues.Select(queue => queue.DayVariation ?? dayVariation)];
        _nodes = Array.TrueForAll(variations, variation => variation == 0) ? 1 : 3;
        (Factors, _weights) = (new ThreeDays[variations.Length], new ThreeDays[variations.Length]);
        for (int queue = 0; queue < variations.Length; queue++)
        {
            (Factors[queue], ThreeDays shares) = _nodes == 1 ? ThreeDays.AsForecast : ThreeDays.WhenDaysVary(variations[queue]);
            _weights[queue] = shares * Factors[queue];
        }

        _loads = [.. day.Queues.Select(queue => ModifiedOfferedLoad.Of([.. queue.Calls], [.. queue.AverageHandleTimeSeconds], day.SlotSeconds))];
        _linkOfGroup = new int[day.Routes.Count];
        Array.Fill(_linkOfGroup, -1);
        List<LinkedQueues> linked = [];
        for (int group = 0; group < _linkOfGroup.Length; group++)
        {
            if (_linkOfGroup[group] < 0)
            {
                LinkedQueues own = LinkedQueues.Of(day.Routes, [group]);
                foreach (int member in own.Groups)
                {
                    _linkOfGroup[member] = linked.Count;
                }

                linked.Add(own);
            }
        }

        _linked = [.. linked];
        LinkedQueues all = LinkedQueues.All(day.Queues.Count, day.Routes);
        QueueSlot[] Slot(int slot) => Predict(all, day.GroupsOfDay, slot, group => day.Heads[slot][group]);
        _before = [.. Enumerable.Range(0, day.Heads.Count).Select(slot => known?.Of(problem, day, dayVariation, slot, () => Slot(slot)) ?? Slot(slot))];
    }

    private PreparedDay(PreparedDay day, ChangedDay change)
    {
        (Problem, DayVariation, Factors, _weights, _nodes) = (day.Problem, day.DayVariation, day.Factors, day._weights, day._nodes);
        (_loads, _linked, _linkOfGroup) = (day._loads, day._linked, day._linkOfGroup);
        Day = day.Day.With([.. Enumerable.Range(0, day.Slots).Select(slot => Enumerable.Range(0, day.Day.Routes.Count).Select(group => change.Heads(slot, group)).ToArray())]);
        QueueSlot[][] after = [.. Enumerable.Range(0, day.Day.Queues.Count).Select(queue => change.After(queue).ToArray())];
        _before = [.. Enumerable.Range(0, day.Slots).Select(slot => after.Select(queue => queue[slot]).ToArray())];
        foreach (((int Group, int Slot) cell, QueueSlot[] figures) in day._oneFewer)
        {
            if (change.Change[cell.Slot] is null)
            {
                _oneFewer.TryAdd(cell, figures);
            }
        }
    }

    /// <summary>The problem, blocks of activities standing as meetings.</summary>
    public SchedulingProblem Problem { get; }

    /// <summary>The day before any change.</summary>
    public DayOfQueues Day { get; }

    /// <summary>Standard deviation ÷ mean of the factor that calls of a day share, for queues that do not tell their own.</summary>
    public double DayVariation { get; }

    /// <summary>Per queue the calls of the quiet, the usual and the busy day in parts of the expected ones.</summary>
    public ThreeDays[] Factors { get; }

    /// <summary>Whether any queue's days differ from their forecast.</summary>
    public bool DaysVary => _nodes > 1;

    public int Slots => Day.Heads.Count;

    /// <summary>Every queue's figures as it is, by slot.</summary>
    public IReadOnlyList<QueueSlot[]> Before => _before;

    public static PreparedDay Of(SchedulingProblem problem, DraftSchedule schedule, int day, double dayVariation) =>
        Of(problem, DayOfQueues.Of(problem, schedule, day), dayVariation);

    public static PreparedDay Of(SchedulingProblem problem, DayOfQueues day, double dayVariation, PredictedSlots? known = null) => new(problem, day, dayVariation, known);

    /// <summary>The day with a change made, as the beginning of the next one; a change with loans cannot be made here.</summary>
    public PreparedDay With(ChangedDay change) => change.Groups.Count == Day.Routes.Count
        ? new PreparedDay(this, change)
        : throw new ArgumentException("A day with loans has other groups.", nameof(change));

    /// <summary>The queues linked to some groups of the day as it is.</summary>
    public LinkedQueues LinkedTo(IReadOnlyCollection<int> groups)
    {
        int[] links = [.. groups.Select(group => _linkOfGroup[group]).Distinct()];
        return links.Length == 1 ? _linked[links[0]] : LinkedQueues.Of(Day.Routes, groups);
    }

    /// <summary>Figures of linked queues in a slot when one person of a group is not there; kept once computed.</summary>
    /// <param name="group">The group.</param>
    /// <param name="slot">The slot.</param>
    public QueueSlot[] OneFewer(int group, int slot) => _oneFewer.GetOrAdd(
        (group, slot), key => Predict(LinkedTo([key.Group]), Day.GroupsOfDay, key.Slot, other => Day.Heads[key.Slot][other] - (other == key.Group ? 1 : 0)));

    /// <summary>Figures of linked queues in one slot with other heads.</summary>
    /// <param name="linked">The queues to predict.</param>
    /// <param name="groups">The groups, those of loans included.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="heads">People of a group on contacts.</param>
    public QueueSlot[] Predict(LinkedQueues linked, GroupsOfDay groups, int slot, Func<int, int> heads)
    {
        int queues = linked.Queues.Length;
        int[] people = [.. linked.Groups.Select(heads)];
        double[] agents = new double[people.Length];
        for (int group = 0; group < agents.Length; group++)
        {
            agents[group] = groups.OnCalls(linked.Groups[group], slot, people[group]);
        }

        QueueInflow[] inflows = new QueueInflow[queues];
        QueuePrediction[] predictions = new QueuePrediction[_nodes * queues];
        for (int node = 0; node < _nodes; node++)
        {
            for (int queue = 0; queue < queues; queue++)
            {
                Queueing.QueueDay inflow = Day.Queues[linked.Queues[queue]];
                inflows[queue] = new QueueInflow(
                    _loads[linked.Queues[queue]][slot] * Factors[linked.Queues[queue]][node], inflow.AverageHandleTimeSeconds[slot], inflow.MeanPatienceSeconds, inflow.ThresholdSeconds);
            }

            linked.Pooling.Predict(inflows, agents, predictions.AsSpan(node * queues, queues));
        }

        QueueSlot[] found = new QueueSlot[queues];
        for (int queue = 0; queue < queues; queue++)
        {
            int staff = 0;
            for (int group = 0; group < people.Length; group++)
            {
                staff += groups.Takes(linked.Groups[group], linked.Queues[queue]) ? people[group] : 0;
            }

            found[queue] = Slot(linked.Queues[queue], slot, staff, predictions[queue], predictions[_nodes / 2 * queues + queue], predictions[(_nodes - 1) * queues + queue]);
        }

        return found;
    }

    private QueueSlot Slot(int queue, int slot, int heads, in QueuePrediction quiet, in QueuePrediction usual, in QueuePrediction busy)
    {
        ThreeDays calls = Factors[queue] * Day.Queues[queue].Calls[slot];
        ThreeDays levels = new(quiet.ServiceLevel ?? 0, usual.ServiceLevel ?? 0, busy.ServiceLevel ?? 0);
        ThreeDays variances = new(
            quiet.VarianceOfInTime(calls.Quiet, Day.SlotSeconds),
            usual.VarianceOfInTime(calls.Usual, Day.SlotSeconds),
            busy.VarianceOfInTime(calls.Busy, Day.SlotSeconds));
        return new QueueSlot(heads, (levels * _weights[queue]).Sum(), levels, variances);
    }
}
