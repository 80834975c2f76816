using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Slots that have been predicted already, for days that differ only in who is there when: most slots of most changes are as they were.</summary>
/// <remarks>The same bits as predicting them again. For one thread.</remarks>
public sealed class PredictedSlots
{
    private readonly Dictionary<(int Slot, int[] Heads), QueueSlot[]> _known = new(SameHeads.Instance);
    private (int Day, double DayVariation, IReadOnlyList<Scheduling.QueueDay> Demand, IReadOnlyList<QueuePromise> Promises, IReadOnlyList<IReadOnlyList<SkillRoute>> Routes)? _of;

    /// <summary>The figures of a slot, predicted where they are not known.</summary>
    internal QueueSlot[] Of(SchedulingProblem problem, DayOfQueues day, double dayVariation, int slot, Func<QueueSlot[]> predict)
    {
        if (day.Loans.Length > 0 || !IsAlike(problem, day, dayVariation))
        {
            return predict();
        }

        (int, int[]) key = (slot, [.. day.Heads[slot]]);
        if (!_known.TryGetValue(key, out QueueSlot[]? figures))
        {
            _known.Add(key, figures = predict());
        }

        return figures;
    }

    // What comes in, what is promised and who takes what; the first day asked about settles them.
    private bool IsAlike(SchedulingProblem problem, DayOfQueues day, double dayVariation)
    {
        _of ??= (day.Day, dayVariation, problem.Demand, problem.Promises, day.Routes);
        return _of.Value.Day == day.Day && _of.Value.DayVariation == dayVariation && ReferenceEquals(_of.Value.Demand, problem.Demand) && ReferenceEquals(_of.Value.Promises, problem.Promises)
            && (ReferenceEquals(_of.Value.Routes, day.Routes) || _of.Value.Routes.SequenceEqual(day.Routes, SameRoutes.Instance));
    }

    private sealed class SameHeads : IEqualityComparer<(int Slot, int[] Heads)>
    {
        public static SameHeads Instance { get; } = new();

        public bool Equals((int Slot, int[] Heads) x, (int Slot, int[] Heads) y) => x.Slot == y.Slot && x.Heads.AsSpan().SequenceEqual(y.Heads);

        public int GetHashCode((int Slot, int[] Heads) key)
        {
            HashCode hash = default;
            hash.Add(key.Slot);
            foreach (int heads in key.Heads)
            {
                hash.Add(heads);
            }

            return hash.ToHashCode();
        }
    }

    private sealed class SameRoutes : IEqualityComparer<IReadOnlyList<SkillRoute>>
    {
        public static SameRoutes Instance { get; } = new();

        public bool Equals(IReadOnlyList<SkillRoute>? x, IReadOnlyList<SkillRoute>? y) => x is null ? y is null : y is not null && x.SequenceEqual(y);

        public int GetHashCode(IReadOnlyList<SkillRoute> routes) => routes.Count;
    }
}
