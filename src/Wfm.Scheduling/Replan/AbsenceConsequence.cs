using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>What an absence does to a day when nobody else is moved.</summary>
/// <param name="CostBefore">Coverage cost of the day as published.</param>
/// <param name="CostAfter">Coverage cost with the absence, queues shared out anew.</param>
/// <param name="MissingPostsBefore">People missing on hard minimum posts, summed over slots, as published.</param>
/// <param name="MissingPostsAfter">The same with the absence.</param>
/// <param name="Before">People serving each queue in each slot of day 0, as published.</param>
/// <param name="After">The same with the absence.</param>
public sealed record AbsenceConsequence(
    double CostBefore, double CostAfter, int MissingPostsBefore, int MissingPostsAfter, Coverage Before, Coverage After)
{
    internal static AbsenceConsequence Of(PublishedDay day, SlotAllocation after)
    {
        (double costBefore, int missingBefore) = DayCost.Of(day, day.Allocation, 0);
        (double costAfter, int missingAfter) = DayCost.Of(day, after, 0);
        return new AbsenceConsequence(
            costBefore, costAfter, missingBefore, missingAfter, CoverageOf(day, day.Allocation), CoverageOf(day, after));
    }

    private static Coverage CoverageOf(PublishedDay day, SlotAllocation allocation)
    {
        int queues = day.Problem.Queues.Count;
        return new Coverage(
            day.Slots, queues, [.. Enumerable.Range(0, day.Slots * queues).Select(index => allocation.Staff(index / queues, index % queues))]);
    }
}

/// <summary>Reads the cost of an allocation without the penalty of missing posts, which are counted beside it.</summary>
internal static class DayCost
{
    /// <param name="day">The day.</param>
    /// <param name="allocation">Who serves which queue.</param>
    /// <param name="from">First slot that counts.</param>
    public static (double Cost, int MissingPosts) Of(PublishedDay day, SlotAllocation allocation, int from)
    {
        int queues = day.Problem.Queues.Count;
        (double cost, int missing) = (0, 0);
        Dictionary<Wfm.Domain.QueueId, QueueDay> demand = day.Problem.Demand.ToDictionary(row => row.Queue);
        for (int queue = 0; queue < queues; queue++)
        {
            if (!demand.TryGetValue(day.Problem.Queues[queue], out QueueDay? row))
            {
                continue;
            }

            for (int slot = from; slot < day.Slots; slot++)
            {
                int staff = allocation.Staff(slot, queue);
                cost += row.CostAt(slot, staff);
                missing += row.MinimumPosts is { } posts ? Math.Max(0, posts[slot] - staff) : 0;
            }
        }

        return (cost, missing);
    }
}
