namespace Wfm.Queueing.Kernels;

/// <summary>How much of the time, or of the callers, falls where in a queue with patience; shares once divided by idle + busy.</summary>
/// <param name="Idle">States with an agent free.</param>
/// <param name="Busy">States with every agent busy.</param>
/// <param name="ServedAfterWait">Callers who wait and are served.</param>
/// <param name="Abandoned">Callers who wait and hang up.</param>
internal readonly record struct QueueMasses(double Idle, double Busy, double ServedAfterWait, double Abandoned)
{
    public static QueueMasses NoPatience(double load, double agents, double inverseOneFewer)
    {
        double inverse = double.IsNaN(inverseOneFewer) ? InverseBlocking.Of(load, agents - 1) : inverseOneFewer;
        double busy = load / agents;
        return inverse == double.PositiveInfinity ? new QueueMasses(1, 0, 0, 0) : new QueueMasses(inverse, busy, 0, busy);
    }

    public static QueueMasses EndlessPatience(double load, double agents, double inverseOneFewer)
    {
        double inverse = double.IsNaN(inverseOneFewer) ? InverseBlocking.Of(load, agents - 1) : inverseOneFewer;
        double busy = load / (agents - load);
        return inverse == double.PositiveInfinity ? new QueueMasses(1, 0, 0, 0) : new QueueMasses(inverse, busy, busy, 0);
    }

    /// <summary>Masses relative to the state with one agent free.</summary>
    public static QueueMasses Plain(double load, double agents, double z, double c, double inverseOneFewer)
    {
        double inverse = double.IsNaN(inverseOneFewer) ? InverseBlocking.Of(load, agents - 1) : inverseOneFewer;
        if (inverse == double.PositiveInfinity)
        {
            return new QueueMasses(1, 0, 0, 0);
        }

        PatienceSeries series = PatienceSeries.Of(c, z);
        return new QueueMasses(inverse, load / agents * (1 + series.Sum), series.Sum, series.Weighted / c);
    }

    /// <summary>Masses relative to all Poisson weights of the queue, so that deep overload cannot overflow.</summary>
    public static QueueMasses Large(double load, double agents, double z, double c, double inverseOneFewer)
    {
        PoissonTail tail = PoissonTail.Of(c, z);
        double inverse = tail.AtZero == 0 ? 0 : double.IsNaN(inverseOneFewer) ? InverseBlocking.Of(load, agents - 1) : inverseOneFewer;
        double idle = inverse * tail.AtZero * (agents / load);
        return new QueueMasses(idle, tail.Sum, agents / load * (tail.Sum - tail.AtZero), tail.Weighted / z);
    }
}
