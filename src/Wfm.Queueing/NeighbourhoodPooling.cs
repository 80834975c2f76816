using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>
/// Service level per queue where agents share queues: every queue sees one Erlang A system made of all agents who can take it and all the
/// work these agents carry. Fast enough for every keystroke; a simulation is the judge.
/// </summary>
/// <remarks>
/// <para>Per interval: load runs down each queue's routing order, a group taking the part its free agents can; what finds nobody free is
/// shared by free heads, lower priorities counted lightly; a group's busy probability is Erlang A's with that load. Eight rounds with steps that grow shorter where a group swings,
/// then one Erlang A per queue, in which other queues' calls weigh less while everybody here is busy, as far as agents elsewhere can take
/// them. A heuristic of ours, not proven: queues of one group are treated as first come, first served.</para>
/// <para>Measured against the simulation in the tests (first line and four blocks, 13 queues): see the README of this project. Never read service
/// level off agents sliced queue by queue instead: such slices were 14–17 points too low on average.</para>
/// <para>Holds the routing only; one instance serves every interval and thread, as long as each thread brings its own result span.</para>
/// </remarks>
public sealed class NeighbourhoodPooling
{
    private readonly RoutingTable _routing;

    /// <summary>Prepares the routing of one set of queues and groups.</summary>
    /// <param name="queues">Number of queues.</param>
    /// <param name="groups">For each group of interchangeable agents the queues it takes with their priorities.</param>
    /// <exception cref="ArgumentOutOfRangeException">A route names a queue that does not exist.</exception>
    public NeighbourhoodPooling(int queues, IReadOnlyList<IReadOnlyList<SkillRoute>> groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(queues);
        ArgumentNullException.ThrowIfNull(groups);
        _routing = new RoutingTable(queues, groups);
    }

    /// <summary>Number of queues.</summary>
    public int Queues => _routing.Queues;

    /// <summary>The groups that take a queue when none of them takes any other: the queue then stands alone. Empty where its agents are shared.</summary>
    /// <param name="queue">Position of the queue.</param>
    public IReadOnlyList<int> GroupsAloneOn(int queue)
    {
        int[] groups = [.. Enumerable.Range(_routing.First(queue), _routing.End(queue) - _routing.First(queue)).Select(_routing.Group)];
        return _routing.Neighbours(queue).Length == 0 ? groups : [];
    }

    /// <summary>Number of agent groups.</summary>
    public int Groups => _routing.Groups;

    /// <summary>Predicts one interval.</summary>
    /// <param name="inflows">One inflow per queue.</param>
    /// <param name="agents">Agents present of each group; zero or more, whole or not.</param>
    /// <param name="predictions">Receives one prediction per queue.</param>
    /// <exception cref="ArgumentException">A span has another length than there are queues or groups.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public void Predict(ReadOnlySpan<QueueInflow> inflows, ReadOnlySpan<double> agents, Span<QueuePrediction> predictions) =>
        Predict(inflows, agents, predictions, []);

    /// <summary>Predicts one interval, and tells how busy each group is: free people carry more of what is left to them than busy ones.</summary>
    /// <param name="inflows">One inflow per queue.</param>
    /// <param name="agents">Agents present of each group; zero or more, whole or not.</param>
    /// <param name="predictions">Receives one prediction per queue.</param>
    /// <param name="occupancy">Receives the busy share of each group's time, 0 for a group nobody is there of; empty where nobody asks.</param>
    /// <inheritdoc cref="Predict(ReadOnlySpan{QueueInflow}, ReadOnlySpan{double}, Span{QueuePrediction})" path="/exception"/>
    public void Predict(ReadOnlySpan<QueueInflow> inflows, ReadOnlySpan<double> agents, Span<QueuePrediction> predictions, Span<double> occupancy)
    {
        if (inflows.Length != Queues || predictions.Length != Queues || agents.Length != Groups || (occupancy.Length != Groups && occupancy.Length > 0))
        {
            throw new ArgumentException(
                $"There are {Queues} queues and {Groups} groups; "
                    + $"got {inflows.Length} inflows, {predictions.Length} predictions and {agents.Length} group sizes.",
                nameof(inflows));
        }

        foreach (double size in agents)
        {
            Require.Agents(size, nameof(agents));
        }

        foreach (QueueInflow inflow in inflows)
        {
            Require.Load(inflow.OfferedLoad, nameof(inflows));
            Require.PositiveSeconds(inflow.AverageHandleTimeSeconds, nameof(inflows));
            Require.Patience(inflow.MeanPatienceSeconds, nameof(inflows));
            Require.Threshold(inflow.ThresholdSeconds, nameof(inflows));
        }

        PoolingRounds rounds = new(_routing, inflows, agents);
        rounds.Predict(predictions);
        if (occupancy.Length > 0)
        {
            rounds.Occupancy.CopyTo(occupancy);
        }
    }
}
