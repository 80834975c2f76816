using System.Numerics;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>People of one skill set in one slot: a number nobody can change, less or more the literals that are true.</summary>
/// <param name="Queues">Queues they serve, as bits.</param>
/// <param name="Fixed">People whatever the literals say.</param>
/// <param name="Terms">Literals, each one person more (1) or less (−1).</param>
/// <param name="Hinted">People in the hinted solution.</param>
internal sealed record SkillGroup(ulong Queues, int Fixed, IReadOnlyList<CpTerm> Terms, int Hinted)
{
    public int Least => Fixed + (int)Terms.Sum(term => Math.Min(0, term.Coefficient));

    public int Most => Fixed + (int)Terms.Sum(term => Math.Max(0, term.Coefficient));
}

/// <summary>Adds what the people of one slot cost when they serve the queues as cheaply as possible.</summary>
/// <remarks>
/// Which numbers of people per queue an allocation can reach is told without a variable per skill set and queue: for every
/// set of queues, at least the people who can serve nothing else (Hall's condition). A set that falls into parts without a
/// shared skill set says nothing new and is left out. Beyond <see cref="MostQueuesTogether"/> linked queues the
/// allocation itself is modelled.
/// </remarks>
internal sealed class CoverageModel(CpModelBuilder builder, OneDay day)
{
    /// <summary>One unit of the objective in the currency of the cost is one millionth.</summary>
    public const double UnitsPerCost = 1_000_000;

    private const int MostQueuesTogether = 7;

    /// <summary>Rounds a cost to units.</summary>
    public static long Units(double cost) => (long)Math.Round(cost * UnitsPerCost);

    /// <summary>Adds one slot.</summary>
    public void Add(int slot, IReadOnlyList<SkillGroup> groups)
    {
        int[] hinted = MinCostAllocation.Solve(
            [.. groups.Select(group => (group.Queues, group.Hinted))], day.Queues, (queue, people) => day.CostOf(slot, queue, people));
        List<ulong> parts = Linked(groups.Select(group => group.Queues));
        CpSum[] staff = new CpSum[day.Queues];
        for (int queue = 0; queue < day.Queues; queue++)
        {
            List<SkillGroup> serving = [.. groups.Where(group => (group.Queues >> queue & 1) == 1)];
            bool isAlone = parts.Contains(1UL << queue);
            staff[queue] = isAlone || serving.Count == 0
                ? SumOf(serving)
                : CpSum.Of(builder.Whole(serving.Where(group => group.Queues == 1UL << queue).Sum(group => group.Least), serving.Sum(group => group.Most), hinted[queue]));
            AddCost(slot, queue, staff[queue], isAlone ? serving : null, hinted[queue]);
        }

        foreach (ulong part in parts.Where(part => BitOperations.PopCount(part) > 1))
        {
            List<SkillGroup> inside = [.. groups.Where(group => (group.Queues & ~part) == 0)];
            if (BitOperations.PopCount(part) <= MostQueuesTogether)
            {
                AddHall(part, inside, staff);
            }
            else
            {
                AddAllocation(part, inside, staff);
            }
        }
    }

    /// <summary>Cost of the people on a queue: the tangents at whole numbers, which meet the table there.</summary>
    private void AddCost(int slot, int queue, CpSum staff, List<SkillGroup>? alone, int hinted)
    {
        (int low, int high) = alone is not null
            ? (alone.Sum(group => group.Least), alone.Sum(group => group.Most))
            : staff.Terms.Count == 0 ? ((int)staff.Offset, (int)staff.Offset) : ((int)builder.RangeOf(staff.Terms[0].Variable).Low, (int)builder.RangeOf(staff.Terms[0].Variable).High);
        (low, high) = (Math.Max(0, low), Math.Max(0, high));
        long[] units = [.. Enumerable.Range(low, high - low + 1).Select(people => Units(day.CostOf(slot, queue, people)))];
        if (units.Distinct().Count() == 1)
        {
            builder.Cost(units[0]);
            return;
        }

        long least = units.Min();
        CpVariable cost = builder.Whole(0, units.Max() - least, units[Math.Clamp(hinted, low, high) - low] - least);
        builder.Cost(least);
        builder.Cost(cost, 1);
        long? before = null;
        for (int people = low; people < high; people++)
        {
            long slope = units[people - low + 1] - units[people - low];
            if (slope == before)
            {
                continue;
            }

            // cost ≥ units[people] + slope × (staff − people)
            long constant = units[people - low] - least + slope * (staff.Offset - people);
            builder.Between(
                [new CpTerm(cost, 1), .. staff.Terms.Select(term => term with { Coefficient = -slope * term.Coefficient })],
                constant, long.MaxValue);
            before = slope;
        }
    }

    private void AddHall(ulong part, List<SkillGroup> groups, CpSum[] staff)
    {
        for (ulong set = part; set != 0; set = (set - 1) & part)
        {
            List<SkillGroup> inside = [.. groups.Where(group => (group.Queues & ~set) == 0)];
            if (Linked(inside.Select(group => group.Queues)) is not [var whole] || whole != set || BitOperations.PopCount(set) < 2)
            {
                continue;
            }

            List<CpTerm> terms = [];
            long people = 0;
            for (int queue = 0; queue < staff.Length; queue++)
            {
                if ((set >> queue & 1) == 1)
                {
                    terms.AddRange(staff[queue].Terms);
                    people -= staff[queue].Offset;
                }
            }

            foreach (SkillGroup group in inside)
            {
                people += group.Fixed;
                terms.AddRange(group.Terms.Select(term => term with { Coefficient = -term.Coefficient }));
            }

            builder.Between(terms, people, set == part ? people : long.MaxValue);
        }

        AddSingles(part, groups, staff);
    }

    /// <summary>A queue has at least the people who serve it alone; when their number can change the variable's range does not say so.</summary>
    private void AddSingles(ulong part, List<SkillGroup> groups, CpSum[] staff)
    {
        foreach (SkillGroup group in groups.Where(group => BitOperations.PopCount(group.Queues) == 1 && (group.Queues & part) != 0 && group.Terms.Count > 0))
        {
            CpSum queue = staff[BitOperations.TrailingZeroCount(group.Queues)];
            builder.Between([.. queue.Terms, .. group.Terms.Select(term => term with { Coefficient = -term.Coefficient })], group.Fixed - queue.Offset, long.MaxValue);
        }
    }

    private void AddAllocation(ulong part, List<SkillGroup> groups, CpSum[] staff)
    {
        List<CpTerm>[] served = [.. staff.Select(_ => new List<CpTerm>())];
        foreach (SkillGroup group in groups)
        {
            List<CpTerm> split = [];
            for (int queue = 0; queue < staff.Length; queue++)
            {
                if ((group.Queues >> queue & 1) == 1)
                {
                    CpTerm share = new(builder.Whole(0, group.Most), 1);
                    split.Add(share);
                    served[queue].Add(share);
                }
            }

            split.AddRange(group.Terms.Select(term => term with { Coefficient = -term.Coefficient }));
            builder.Between(split, group.Fixed, group.Fixed);
        }

        for (int queue = 0; queue < staff.Length; queue++)
        {
            if ((part >> queue & 1) == 1)
            {
                served[queue].AddRange(staff[queue].Terms.Select(term => term with { Coefficient = -term.Coefficient }));
                builder.Between(served[queue], staff[queue].Offset, staff[queue].Offset);
            }
        }
    }

    private static CpSum SumOf(List<SkillGroup> groups) => new([.. groups.SelectMany(group => group.Terms)], groups.Sum(group => (long)group.Fixed));

    /// <summary>Sets of queues linked by shared skill sets.</summary>
    private static List<ulong> Linked(IEnumerable<ulong> masks)
    {
        List<ulong> parts = [];
        foreach (ulong mask in masks)
        {
            ulong joined = mask;
            foreach (ulong part in parts.Where(part => (part & mask) != 0))
            {
                joined |= part;
            }

            parts.RemoveAll(part => (part & mask) != 0);
            parts.Add(joined);
        }

        return parts;
    }
}
