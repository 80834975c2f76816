using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

public sealed class SearchStateTests
{
    [Test]
    public void Incremental_cost_equals_the_plain_recount_on_random_schedules([Range(1, 15)] int seed)
    {
        SchedulingProblem problem = Chance.Problem(seed);
        PlanModel model = PlanModel.Of(problem);
        SearchState state = new(model);
        SeededRandom random = new(seed + 1L);
        for (int change = 0; change < 60; change++)
        {
            int agent = random.Below(model.Agents.Length);
            int day = random.Below(model.DayCount);
            state.Set(agent, day, random.Below(4) == 0 ? null : RandomShift(model.Agents[agent].Days[day]!, random));
        }

        state.Cost.ShouldBe(PlainCost.Of(problem, ScheduleOf(state)).Cost.Total, tolerance: 1e-6);
    }

    [Test]
    public void The_values_of_a_day_price_every_change_of_that_day_exactly([Range(1, 15)] int seed)
    {
        SchedulingProblem problem = Chance.Problem(seed);
        PlanModel model = PlanModel.Of(problem);
        SearchState state = new(model);
        SeededRandom random = new(seed + 2L);
        for (int agent = 0; agent < model.Agents.Length; agent++)
        {
            state.Set(agent, 0, RandomShift(model.Agents[agent].Days[0]!, random));
        }

        double[] values = new double[128];
        DayOptions options = model.Agents[0].Days[0]!;
        state.Values(0, 0, values);
        DayShift shift = RandomShift(options, random);
        double worth = DayPricing.ValueOf(options, values, shift);
        state.Set(0, 0, null);
        double without = state.Cost;
        state.Set(0, 0, shift);

        (without - state.Cost).ShouldBe(worth - model.Agents[0].WorkCost[0], tolerance: 1e-7);
    }

    private static DayShift RandomShift(DayOptions options, SeededRandom random)
    {
        double[] values = [.. Enumerable.Range(0, 128).Select(_ => random.Fraction())];
        double[] table = new double[DayPricing.ValueCount];
        DayPricing pricing = new();
        pricing.Price(options, values, table);
        int[] possible = [.. Enumerable.Range(0, table.Length).Where(at => table[at] > double.NegativeInfinity)];
        int at = possible[random.Below(possible.Length)];
        return pricing.Find(options, values, at / DayPricing.PaidStride, at % DayPricing.PaidStride);
    }

    private static DraftSchedule ScheduleOf(SearchState state) =>
        new(state.Model.Agents.Select(agent =>
            (IReadOnlyList<DayShift?>)[.. Enumerable.Range(0, agent.DayCount).Select(day => state.Shift(agent.Number, day))]));
}
