using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>What 0, 1, 2 … people cost on one queue in every slot of one day.</summary>
/// <remarks>
/// Either <see cref="Required"/> or <see cref="Cost"/> is given, one entry per slot. A requirement r means: with c people
/// and u = max(0, r − c), o = max(0, c − r) the cost is 10(u + u²/max(1, r)) + (o + o²/max(1, r)).
/// </remarks>
/// <param name="Queue">The queue.</param>
/// <param name="Date">The day.</param>
public sealed record QueueDay(QueueId Queue, LocalDate Date)
{
    /// <summary>Fractional people required in every slot; null when tables are given.</summary>
    public IReadOnlyList<double>? Required { get; init; }

    /// <summary>Convex table of every slot, at least two values each; null when a requirement is given.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Cost { get; init; }

    /// <summary>The tables before their convex hull was taken, for the report; null when they are the same.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? TrueCost { get; init; }

    /// <summary>Least people in every slot as a hard rule (the visit desk); null for none.</summary>
    public IReadOnlyList<int>? MinimumPosts { get; init; }

    /// <summary>The calls behind the cost; null when only the cost is known, and then no service level is predicted.</summary>
    public SlotTraffic? Traffic { get; init; }

    /// <summary>Cost of <paramref name="people"/> for a requirement; the formula above.</summary>
    public static double CostOf(double required, int people)
    {
        double under = Math.Max(0, required - people);
        double over = Math.Max(0, people - required);
        double scale = Math.Max(1, required);
        return 10 * (under + under * under / scale) + (over + over * over / scale);
    }

    /// <summary>Cost of <paramref name="people"/> in a table; beyond its end the last step is repeated.</summary>
    public static double CostOf(IReadOnlyList<double> table, int people)
    {
        ArgumentNullException.ThrowIfNull(table);
        int last = table.Count - 1;
        return people <= last ? table[people] : table[last] + (people - last) * (table[last] - table[last - 1]);
    }

    /// <summary>Cost of <paramref name="people"/> in a slot, by whichever form is given.</summary>
    public double CostAt(int slot, int people) => Cost is null ? CostOf(Required![slot], people) : CostOf(Cost[slot], people);
}
