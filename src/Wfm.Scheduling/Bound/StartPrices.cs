using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Bound;

/// <summary>Start prices for the bound, read off a schedule: what a person is worth around the present staffing.</summary>
internal static class StartPrices
{
    /// <summary>Mean worth of the last person there and of one more, per (cell, queue).</summary>
    public static double[] Of(SearchState state)
    {
        PlanModel model = state.Model;
        double[] prices = new double[model.Costs.Count];
        for (int cell = 0; cell < model.CellCount; cell++)
        {
            for (int queue = 0; queue < model.QueueCount; queue++)
            {
                int index = cell * model.QueueCount + queue;
                int staff = state.Allocation.Staff(cell, queue);
                prices[index] = staff == 0
                    ? model.Costs.Gain(index, 0)
                    : (model.Costs.Gain(index, staff - 1) + model.Costs.Gain(index, staff)) / 2;
            }
        }

        return prices;
    }
}
