using System.Runtime.InteropServices;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Bound;

/// <summary>Agents whose days, rest, hours and wishes are all equal: at given prices one best period answers for every one of them.</summary>
/// <param name="First">The one who is asked.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Twins(AgentModel First, int Count)
{
    /// <summary>Everybody, equal agents together, in the order of the first of them.</summary>
    public static Twins[] Of(PlanModel model, DayKeys keys)
    {
        Dictionary<TwinKey, int> numbers = [];
        List<Twins> groups = [];
        foreach (AgentModel agent in model.Agents)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                numbers, new TwinKey(keys.OfAgent[agent.Number], agent.Relaxed ?? agent), out bool known);
            if (known)
            {
                groups[number] = groups[number] with { Count = groups[number].Count + 1 };
                continue;
            }

            number = groups.Count;
            groups.Add(new Twins(agent, 1));
        }

        return [.. groups];
    }
}

/// <summary>What the bound reads of an agent; lists are compared by what they hold, shared rest states by being the same.</summary>
internal readonly record struct TwinKey(int[] Keys, AgentModel Agent)
{
    public bool Equals(TwinKey other) =>
        ReferenceEquals(Agent.Hopeful, other.Agent.Hopeful) && Agent.WeekCap == other.Agent.WeekCap && Agent.BlockCap == other.Agent.BlockCap
        && Keys.AsSpan().SequenceEqual(other.Keys)
        && Agent.MustWork.AsSpan().SequenceEqual(other.Agent.MustWork)
        && Agent.WorkCost.AsSpan().SequenceEqual(other.Agent.WorkCost)
        && Agent.LowHours.AsSpan().SequenceEqual(other.Agent.LowHours)
        && Agent.HighHours.AsSpan().SequenceEqual(other.Agent.HighHours)
        && Agent.WeekStart.AsSpan().SequenceEqual(other.Agent.WeekStart)
        && Agent.BlockStart.AsSpan().SequenceEqual(other.Agent.BlockStart);

    public override int GetHashCode()
    {
        HashCode hash = new();
        hash.AddBytes(MemoryMarshal.AsBytes(Keys.AsSpan()));
        hash.Add(Agent.WeekCap);
        return hash.ToHashCode();
    }
}
