using System.Runtime.CompilerServices;

namespace Wfm.Scheduling.Search;

/// <summary>Random small changes of one agent's day, each priced exactly before it is made.</summary>
internal sealed class SmallMoves(SearchState state, SeededRandom random)
{
    private readonly DayShift?[] _row = new DayShift?[state.Model.DayCount];

    /// <summary>A random change of breaks, lunch or times that keeps paid time and class; null when it is not allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public DayShift? Nudge(AgentModel agent, int day, DayShift shift)
    {
        DayOptions options = agent.Days[day]!;
        int kind = random.Below(10);
        int by = random.Below(2) == 0 ? 1 + random.Below(3) : -1 - random.Below(3);
        DayShift changed = kind switch
        {
            < 4 => MoveBreak(shift, by),
            < 6 => shift.Lunch == DayShift.None ? shift : shift with { Lunch = shift.Lunch + by },
            < 7 => Stretch(shift, by),
            _ => Slide(shift, by),
        };
        return changed != shift && changed.Start >= 0
            && (agent.ExactRest is not null || options.ClassOf(changed.Start, changed.End) == options.ClassOf(shift.Start, shift.End))
            && options.Allows(changed) && (options.Parts is null || options.UnitsOf(changed) == options.UnitsOf(shift)) && Rests(agent, day, shift, changed)
            ? changed
            : null;
    }

    /// <summary>Whether a new shift keeps the rest rules; a change within its class always does unless the classes are coarse, and so does one inside the old presence.</summary>
    private bool Rests(AgentModel agent, int changed, DayShift before, DayShift shift)
    {
        if (agent.ExactRest is not { } exact || (shift.Start >= before.Start && shift.End <= before.End))
        {
            return true;
        }

        for (int day = 0; day < agent.DayCount; day++)
        {
            _row[day] = day == changed ? shift : state.Shift(agent.Number, day);
        }

        return exact.Walk.Holds(_row);
    }

    /// <summary>What replacing an agent's shift of one day costs; negative when it saves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Change(AgentModel agent, int day, DayShift from, DayShift to)
    {
        unchecked
        {
            DayOptions options = agent.Days[day]!;
            int type = agent.TypeOfDay[day];
            double cost = options.CostOfStart(to.Start) - options.CostOfStart(from.Start);
            cost += state.People?.Change(agent.Number, (day, to)) ?? 0;
            if (type < 0)
            {
                return cost;
            }

            SlotMask before = state.Mask(agent.Number, day);
            SlotMask after = options.ServingMask(to);
            int first = state.Model.Cell(day, 0);
            ReadOnlySpan<double> loss = state.Allocation.LossOfOneLess(type);
            ReadOnlySpan<double> gain = state.Allocation.GainOfOneMore(type);
            for (SlotMask lost = before.Without(after); !lost.IsEmpty;)
            {
                cost += loss[first + SlotMask.Pop(ref lost)];
            }

            for (SlotMask won = after.Without(before); !won.IsEmpty;)
            {
                cost -= gain[first + SlotMask.Pop(ref won)];
            }

            return cost;
        }
    }

    private DayShift MoveBreak(DayShift shift, int by)
    {
        bool second = shift.Break2 != DayShift.None && (shift.Break1 == DayShift.None || random.Below(2) == 0);
        return second ? shift with { Break2 = shift.Break2 + by }
            : shift.Break1 == DayShift.None ? shift : shift with { Break1 = shift.Break1 + by };
    }

    /// <summary>A longer or shorter lunch; the end moves with it, so paid time stays.</summary>
    private DayShift Stretch(DayShift shift, int by)
    {
        if (shift.Lunch == DayShift.None)
        {
            return shift;
        }

        int step = by > 0 ? 1 : -1;
        DayShift longer = shift with { LunchSlots = shift.LunchSlots + step, End = shift.End + step };
        return random.Below(2) == 0 ? longer : longer with { Start = shift.Start - step, End = shift.End };
    }

    /// <summary>Another start and end; breaks and lunch come along or stay where they are.</summary>
    private DayShift Slide(DayShift shift, int by)
    {
        DayShift slid = shift with { Start = shift.Start + by, End = shift.End + by };
        return random.Below(2) == 0
            ? slid
            : slid with
            {
                Lunch = shift.Lunch == DayShift.None ? DayShift.None : shift.Lunch + by,
                Break1 = shift.Break1 == DayShift.None ? DayShift.None : shift.Break1 + by,
                Break2 = shift.Break2 == DayShift.None ? DayShift.None : shift.Break2 + by,
            };
    }
}
