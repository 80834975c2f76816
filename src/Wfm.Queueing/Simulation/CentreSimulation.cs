using Wfm.Queueing.Kernels;
using Wfm.Queueing.Simulation.Replay;

namespace Wfm.Queueing.Simulation;

/// <summary>
/// Plays whole days of a centre call by call: the judge of every prediction. A caller takes a free agent of the best priority (of equals, one
/// by free heads), a freed agent the longest waiting caller of the best priority; agents finish the call they are in when they leave.
/// </summary>
/// <remarks>
/// <para>Poisson arrivals with a rate per interval, exponential patience, handle times as <see cref="CallerBehaviour"/> says. Days begin with
/// empty lines; after the last interval its agents stay until nobody waits whom they could take. Callers nobody could ever take hang up.</para>
/// <para>The same seed gives the same figures on any number of threads. What chance decides about a call depends on
/// (seed, day, queue, call) alone, so two staffings meet the same callers and their difference is sure after few days.</para>
/// <para>Agents may be fractional: head counts are rounded up or down, right on average over the days, the sum over groups to within one.</para>
/// </remarks>
public sealed class CentreSimulation
{
    /// <summary>Days of one batch. Batches are the unit of work for threads and the order of sums, so figures do not depend on threads.</summary>
    private const int DaysPerBatch = 8;

    private const long MostPreparedCalls = 60_000_000;
    private const double MostCallsPerDay = 5_000_000;

    private readonly ReplayRouting _routing;
    private readonly CallerBehaviour[] _behaviours;
    private readonly double _intervalSeconds;

    /// <summary>Prepares the routing of one set of queues and groups.</summary>
    /// <param name="queues">Number of queues, at most 65,535.</param>
    /// <param name="groups">For each group of interchangeable agents the queues it takes, with priorities and delays.</param>
    /// <param name="intervalSeconds">Length of every interval.</param>
    /// <param name="behaviours">One per queue; null means plain callers everywhere.</param>
    /// <exception cref="ArgumentException">There is not one behaviour per queue.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A route or a behaviour is outside its range.</exception>
    public CentreSimulation(
        int queues, IReadOnlyList<IReadOnlyList<SkillRoute>> groups, double intervalSeconds, IReadOnlyList<CallerBehaviour>? behaviours = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(queues);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(queues, ushort.MaxValue);
        ArgumentNullException.ThrowIfNull(groups);
        Require.PositiveSeconds(intervalSeconds);
        _behaviours = behaviours is null ? [.. Enumerable.Repeat(CallerBehaviour.Plain, queues)] : [.. behaviours];
        if (_behaviours.Length != queues)
        {
            throw new ArgumentException($"There are {queues} queues; got {_behaviours.Length} behaviours.", nameof(behaviours));
        }

        foreach (CallerBehaviour behaviour in _behaviours)
        {
            behaviour.Check(queues);
        }

        _routing = new ReplayRouting(queues, groups);
        _intervalSeconds = intervalSeconds;
    }

    /// <summary>Number of queues.</summary>
    public int Queues => _routing.Queues;

    /// <summary>Number of agent groups.</summary>
    public int Groups => _routing.Groups;

    /// <summary>Draws days once, to be replayed with many staffings.</summary>
    /// <param name="queues">What comes into each queue over the day.</param>
    /// <param name="days">How many days, at least 1; 200 is usual.</param>
    /// <param name="seed">Any number; the same number draws the same days.</param>
    /// <param name="dayFactorVariation">Standard deviation ÷ mean of the factor that all loads of a day share; 0 when days are as forecast.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">A list has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN, or the days hold more than 60 million calls.</exception>
    public PreparedDays Prepare(IReadOnlyList<QueueDay> queues, int days, int seed, double dayFactorVariation = 0, int threads = 1)
    {
        QueueInput[] inputs = Inputs(queues, days, dayFactorVariation);
        double expected = inputs.Sum(input => input.CumulativeCalls[^1]) * days;
        if (expected > MostPreparedCalls)
        {
            throw new ArgumentOutOfRangeException(
                nameof(days), days, $"{expected:0} calls are too many to keep; prepare at most {MostPreparedCalls} or use {nameof(Run)}.");
        }

        PreparedDays prepared = new(_routing, inputs, _intervalSeconds, days, seed);
        prepared.Draw(dayFactorVariation, DaysPerBatch, threads);
        return prepared;
    }

    /// <summary>Replays prepared days with a staffing.</summary>
    /// <param name="prepared">Days drawn by <see cref="Prepare"/> of this simulation.</param>
    /// <param name="agents">For each interval the agents present of each group; zero or more.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">A list has the wrong length, or the days belong to another simulation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A head count is negative, infinite or NaN.</exception>
    public SimulatedFigures Replay(PreparedDays prepared, IReadOnlyList<double[]> agents, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        Own(prepared);
        double[] present = Present(agents, prepared.Intervals);
        FiguresUnderWay figures = new(Queues, prepared.Intervals, prepared.Days, DaysPerBatch);
        Batches.ForEach(
            figures.Batches,
            threads,
            () => new DayReplay(_routing, prepared.Queues, _intervalSeconds, prepared.Intervals),
            (replay, batch) =>
            {
                for (int day = figures.First(batch); day < figures.End(batch); day++)
                {
                    replay.Run(prepared.CallsOf(day), present, prepared.KeyOf(day));
                    figures.Add(batch, day, prepared.OfferedOf(day), replay.Cells);
                }
            });
        return figures.Done();
    }

    /// <summary>Replays prepared days with two staffings; the second run shares the first's course outside the change, which saves its time.</summary>
    /// <param name="prepared">Days drawn by <see cref="Prepare"/> of this simulation.</param>
    /// <param name="before">For each interval the agents present of each group.</param>
    /// <param name="after">The same after the change.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <inheritdoc cref="Replay" path="/exception"/>
    public SimulatedChange Compare(PreparedDays prepared, IReadOnlyList<double[]> before, IReadOnlyList<double[]> after, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        Own(prepared);
        StaffingChange change = new(Present(before, prepared.Intervals), Present(after, prepared.Intervals), prepared.Intervals);
        FiguresUnderWay figuresBefore = new(Queues, prepared.Intervals, prepared.Days, DaysPerBatch);
        FiguresUnderWay figuresAfter = new(Queues, prepared.Intervals, prepared.Days, DaysPerBatch);
        Batches.ForEach(
            figuresBefore.Batches,
            threads,
            () => new PairedReplay(new DayReplay(_routing, prepared.Queues, _intervalSeconds, prepared.Intervals), change),
            (replay, batch) =>
            {
                for (int day = figuresBefore.First(batch); day < figuresBefore.End(batch); day++)
                {
                    replay.Run(prepared.CallsOf(day), prepared.KeyOf(day));
                    figuresBefore.Add(batch, day, prepared.OfferedOf(day), replay.Before);
                    figuresAfter.Add(batch, day, prepared.OfferedOf(day), replay.After);
                }
            });
        return new SimulatedChange(figuresBefore.Done(), figuresAfter.Done());
    }

    /// <summary>Draws and replays days without keeping them: for many days and one staffing.</summary>
    /// <param name="queues">What comes into each queue over the day.</param>
    /// <param name="agents">For each interval the agents present of each group; zero or more.</param>
    /// <param name="days">How many days, at least 1.</param>
    /// <param name="seed">Any number; the same number draws the same days as <see cref="Prepare"/>.</param>
    /// <param name="dayFactorVariation">Standard deviation ÷ mean of the factor that all loads of a day share.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">A list has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public SimulatedFigures Run(
        IReadOnlyList<QueueDay> queues, IReadOnlyList<double[]> agents, int days, int seed, double dayFactorVariation = 0, int threads = 1)
    {
        QueueInput[] inputs = Inputs(queues, days, dayFactorVariation);
        int intervals = queues.Count == 0 ? agents.Count : queues[0].Calls.Count;
        double[] present = Present(agents, intervals);
        FiguresUnderWay figures = new(Queues, intervals, days, DaysPerBatch);
        Batches.ForEach(
            figures.Batches,
            threads,
            () => new DrawnReplay(
                new DayDrawing(inputs, _intervalSeconds, intervals, dayFactorVariation, seed), new DayReplay(_routing, inputs, _intervalSeconds, intervals), Queues * intervals, seed),
            (replay, batch) =>
            {
                for (int day = figures.First(batch); day < figures.End(batch); day++)
                {
                    replay.Run(day, present);
                    figures.Add(batch, day, replay.Offered, replay.Cells);
                }
            });
        return figures.Done();
    }

    private QueueInput[] Inputs(IReadOnlyList<QueueDay> queues, int days, double dayFactorVariation)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Require.Threshold(dayFactorVariation);
        if (queues.Count != Queues)
        {
            throw new ArgumentException($"The routing has {Queues} queues; got {queues.Count} days.", nameof(queues));
        }

        int intervals = queues.Count == 0 ? 0 : queues[0].Calls.Count;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(intervals, ushort.MaxValue, nameof(queues));
        foreach (QueueDay day in queues)
        {
            Check(day, intervals);
        }

        double calls = queues.Sum(day => day.Calls.Sum());
        if (calls > MostCallsPerDay)
        {
            throw new ArgumentOutOfRangeException(nameof(queues), calls, $"A simulated day holds at most {MostCallsPerDay:0} calls.");
        }

        return [.. queues.Select((day, queue) => new QueueInput(day, _behaviours[queue], _intervalSeconds))];
    }

    private static void Check(QueueDay day, int intervals)
    {
        if (day.Calls.Count != intervals || day.AverageHandleTimeSeconds.Count != intervals)
        {
            throw new ArgumentException(
                $"All queues need {intervals} intervals; got {day.Calls.Count} calls and {day.AverageHandleTimeSeconds.Count} handle times.", nameof(day));
        }

        Require.Patience(day.MeanPatienceSeconds, nameof(day));
        Require.Threshold(day.ThresholdSeconds, nameof(day));
        for (int interval = 0; interval < intervals; interval++)
        {
            Require.Load(day.Calls[interval], nameof(day));
            Require.PositiveSeconds(day.AverageHandleTimeSeconds[interval], nameof(day));
        }
    }

    private double[] Present(IReadOnlyList<double[]> agents, int intervals)
    {
        ArgumentNullException.ThrowIfNull(agents);
        if (agents.Count != intervals || agents.Any(sizes => sizes.Length != Groups))
        {
            throw new ArgumentException($"There must be {intervals} intervals of {Groups} groups; got {agents.Count} intervals.", nameof(agents));
        }

        double[] flat = [.. agents.SelectMany(sizes => sizes)];
        foreach (double size in flat)
        {
            Require.Agents(size, nameof(agents));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 1e6, nameof(agents));
        }

        return flat;
    }

    private void Own(PreparedDays prepared)
    {
        if (!ReferenceEquals(prepared.Routing, _routing))
        {
            throw new ArgumentException("The days were prepared by another simulation.", nameof(prepared));
        }
    }
}
