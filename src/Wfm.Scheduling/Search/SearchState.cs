namespace Wfm.Scheduling.Search;

/// <summary>A schedule under search: everybody's shifts, the allocation they give, and the cost, all kept together.</summary>
internal sealed class SearchState
{
    private readonly DayShift?[][] _shifts;
    private readonly SlotMask[][] _masks;

    public SearchState(PlanModel model)
    {
        Model = model;
        People = PersonCosts.Of(model.Problem);
        Allocation = new SlotAllocation(model.Costs, model.Skills, model.QueueCount);
        _shifts = [.. model.Agents.Select(agent => new DayShift?[agent.DayCount])];
        _masks = [.. model.Agents.Select(agent => new SlotMask[agent.DayCount])];
    }

    public PlanModel Model { get; }

    public SlotAllocation Allocation { get; }

    /// <summary>Costs of a person's whole period; null when nothing of the kind is weighed.</summary>
    public PersonCosts? People { get; }

    /// <summary>Cost of unmet wishes.</summary>
    public double WishCost { get; private set; }

    /// <summary>Coverage, wishes and the costs of whole periods together, penalties of missing minimum posts included.</summary>
    public double Cost => People is null ? Allocation.CoverageCost + WishCost : Allocation.CoverageCost + WishCost + People.Cost;

    public DayShift? Shift(int agent, int day) => _shifts[agent][day];

    /// <summary>Slots in which the agent serves on a day.</summary>
    public SlotMask Mask(int agent, int day) => _masks[agent][day];

    /// <summary>Replaces an agent's shift of one day; only slots that differ are touched.</summary>
    public void Set(int agent, int day, DayShift? shift)
    {
        AgentModel model = Model.Agents[agent];
        if (_shifts[agent][day] == shift)
        {
            return;
        }

        People?.Set(agent, day, shift);
        WishCost += WishCostOf(model, day, shift) - WishCostOf(model, day, _shifts[agent][day]);
        SlotMask after = shift is { } known ? model.Days[day]!.ServingMask(known) : SlotMask.None;
        SlotMask before = _masks[agent][day];
        _shifts[agent][day] = shift;
        _masks[agent][day] = after;
        int type = model.TypeOfDay[day];
        if (type >= 0)
        {
            Apply(before.Without(after), day, type, add: false);
            Apply(after.Without(before), day, type, add: true);
        }
    }

    /// <summary>Values of the agent's serving in each slot of a day as if the agent were not there.</summary>
    public void Values(int agent, int day, Span<double> values)
    {
        AgentModel model = Model.Agents[agent];
        int type = model.TypeOfDay[day];
        int slots = model.Days[day]!.Slots;
        SlotMask unserving = model.Days[day]!.Unserving;
        if (type < 0)
        {
            values[..slots].Clear();
            return;
        }

        unchecked
        {
            int first = Model.Cell(day, 0);
            ReadOnlySpan<double> gain = Allocation.GainOfOneMore(type).Slice(first, slots);
            ReadOnlySpan<double> loss = Allocation.LossOfOneLess(type).Slice(first, slots);
            gain.CopyTo(values);
            for (SlotMask there = _masks[agent][day]; !there.IsEmpty;)
            {
                int slot = SlotMask.Pop(ref there);
                values[slot] = loss[slot];
            }

            while (!unserving.IsEmpty)
            {
                values[SlotMask.Pop(ref unserving)] = 0;
            }
        }
    }

    private void Apply(SlotMask slots, int day, int type, bool add)
    {
        while (!slots.IsEmpty)
        {
            int cell = Model.Cell(day, SlotMask.Pop(ref slots));
            if (add)
            {
                Allocation.Add(cell, type);
            }
            else
            {
                Allocation.Remove(cell, type);
            }
        }
    }

    /// <summary>What a shift of one day costs by the agent's wishes.</summary>
    public static double WishCostOf(AgentModel agent, int day, DayShift? shift) =>
        shift is { } known ? agent.WorkCost[day] + agent.Days[day]!.CostOfStart(known.Start) : 0;
}
