namespace Wfm.Scheduling;

/// <summary>People serving each queue in each slot, by the cheapest allocation of those present.</summary>
/// <param name="slotStride">Most slots of any day.</param>
/// <param name="queues">Number of queues.</param>
/// <param name="staff">People by day, slot and queue.</param>
public sealed class Coverage(int slotStride, int queues, IReadOnlyList<int> staff)
{
    /// <summary>People serving a queue, numbered as in the problem, in a slot of a day of the grid.</summary>
    public int Staff(int day, int slot, int queue) => staff[(day * slotStride + slot) * queues + queue];
}
