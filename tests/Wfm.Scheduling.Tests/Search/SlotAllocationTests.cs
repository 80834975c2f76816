using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

public sealed class SlotAllocationTests
{
    [Test]
    public void Incremental_allocation_costs_what_a_minimum_cost_flow_costs([Range(1, 100)] int seed)
    {
        SeededRandom random = new(seed);
        (ulong[] skills, double[] required) = Cell(random);
        SlotAllocation allocation = Allocation(skills, required);
        int[] present = new int[skills.Length];
        for (int move = 0; move < 40; move++)
        {
            int type = random.Below(skills.Length);
            if (present[type] > 0 && random.Below(3) == 0)
            {
                allocation.Remove(0, type);
                present[type]--;
            }
            else
            {
                allocation.Add(0, type);
                present[type]++;
            }

            allocation.CoverageCost.ShouldBe(PlainCostOf(skills, required, present), tolerance: 1e-7);
        }
    }

    [Test]
    public void Gain_of_one_more_and_loss_of_one_less_are_what_the_change_really_costs([Range(1, 100)] int seed)
    {
        SeededRandom random = new(seed);
        (ulong[] skills, double[] required) = Cell(random);
        SlotAllocation allocation = Allocation(skills, required);
        int[] present = new int[skills.Length];
        for (int person = 0; person < 12; person++)
        {
            int type = random.Below(skills.Length);
            double gain = allocation.GainOfOneMore(type)[0];
            double before = allocation.CoverageCost;
            allocation.Add(0, type);
            present[type]++;
            (before - PlainCostOf(skills, required, present)).ShouldBe(gain, tolerance: 1e-7);
            allocation.LossOfOneLess(type)[0].ShouldBe(gain, tolerance: 1e-7);
        }
    }

    [Test]
    public void Removing_somebody_who_is_not_there_is_refused() =>
        Should.Throw<ArgumentException>(() => Allocation([1UL], [1.0]).Remove(0, 0));

    private static (ulong[] Skills, double[] Required) Cell(SeededRandom random)
    {
        int queues = 1 + random.Below(5);
        ulong[] skills = [.. Enumerable.Range(0, 1 + random.Below(6)).Select(_ => 1UL + (ulong)random.Below((1 << queues) - 1)).Distinct()];
        double[] required = [.. Enumerable.Range(0, queues).Select(_ => 4 * random.Fraction())];
        return (skills, required);
    }

    private static SlotAllocation Allocation(ulong[] skills, double[] required)
    {
        double[][] tables = [.. required.Select(need => (double[])[.. Enumerable.Range(0, 6).Select(people => QueueDay.CostOf(need, people))])];
        return new SlotAllocation(new CostTables(tables, required), skills, required.Length);
    }

    private static double PlainCostOf(ulong[] skills, double[] required, int[] present)
    {
        int[] staff = MinCostAllocation.Solve(
            [.. skills.Select((queues, type) => (queues, present[type]))], required.Length, (queue, people) => QueueDay.CostOf(required[queue], people));
        return required.Select((need, queue) => QueueDay.CostOf(need, staff[queue])).Sum();
    }
}
