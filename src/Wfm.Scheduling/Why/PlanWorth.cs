using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Why;

/// <summary>What one more person is worth in every slot beside the schedule that was found.</summary>
internal sealed class PlanWorth
{
    private readonly SearchState _state;

    public PlanWorth(PlanModel model, DraftSchedule schedule)
    {
        _state = new SearchState(model);
        for (int agent = 0; agent < model.Agents.Length; agent++)
        {
            for (int day = 0; day < model.DayCount; day++)
            {
                if (schedule.ShiftOf(agent, day) is { } shift && model.Agents[agent].Days[day] is not null)
                {
                    _state.Set(agent, day, shift);
                }
            }
        }
    }

    /// <summary>Fills the worth of an agent's serving in each slot of a day.</summary>
    public void Fill(int agent, int day, DayOptions options, double[] slots)
    {
        int type = _state.Model.Agents[agent].TypeOfDay[day];
        Array.Clear(slots);
        if (type < 0)
        {
            return;
        }

        _state.Allocation.GainOfOneMore(type).Slice(_state.Model.Cell(day, 0), options.Slots).CopyTo(slots);
        for (SlotMask unserving = options.Unserving; !unserving.IsEmpty;)
        {
            slots[SlotMask.Pop(ref unserving)] = 0;
        }
    }
}
