namespace Wfm.Scheduling.Search;

/// <summary>The way back from the best total to each day's choice.</summary>
internal sealed partial class PeriodProgram
{
    private void TraceBack(
        AgentModel agent, RestStates states, ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, Span<int> choices, (int State, int Hours) at)
    {
        int group = 0;
        for (int day = agent.DayCount - 1; day >= 0; day--)
        {
            ListEntries(agent, day, values.Slice(offsets[day], DayPricing.ValueCount));
            if (EndsWeek(agent, day))
            {
                group = GroupOf(agent, states, day, at);
            }

            (at, choices[day]) = StepBack(agent, states, day, group, at);
        }
    }

    private int GroupOf(AgentModel agent, RestStates states, int day, (int State, int Hours) at)
    {
        int length = states.Count(day + 1) * Width(agent, day + 1);
        int index = at.State * Width(agent, day + 1) + at.Hours - agent.LowHours[day + 1];
        int group = 0;
        while (_inner[day + 1][group * length + index] != _start[day + 1][index])
        {
            group++;
        }

        return group;
    }

    private ((int State, int Hours) At, int Choice) StepBack(
        AgentModel agent, RestStates states, int day, int group, (int State, int Hours) at)
    {
        int nextWidth = Width(agent, day + 1);
        double wanted = _inner[day + 1][(group * states.Count(day + 1) + at.State) * nextWidth + at.Hours - agent.LowHours[day + 1]];
        bool first = agent.WeekStart[day] == day;
        for (int state = 0; state < states.Count(day); state++)
        {
            ReadOnlySpan<double> source = SourceOf(states, (day, group, state), first, Width(agent, day));
            if (!agent.MustWork[day] && states.AfterOff(day, state) == at.State
                && Matches(agent, source, (day, group), at.Hours, 0, wanted, first))
            {
                return ((state, at.Hours), Off);
            }

            for (int entry = 0; entry < _entryCount; entry++)
            {
                (int shiftClass, int paid, double value) = _entries[entry];
                if (states.AfterWork(day, state, shiftClass) == at.State
                    && Matches(agent, source, (day, group), at.Hours - paid, value, wanted, first))
                {
                    return ((state, at.Hours - paid), shiftClass * DayPricing.PaidStride + paid);
                }
            }
        }

        throw new InvalidOperationException($"No predecessor on day {day} for {at.Hours} paid units in state {at.State}.");
    }

    private bool Matches(
        AgentModel agent, ReadOnlySpan<double> source, (int Day, int Group) from, int hours, double value, double wanted, bool first)
    {
        int index = hours - agent.LowHours[from.Day];
        return index >= 0 && index < source.Length
            && (!first || !_grouped || index == from.Group)
            && source[index] + value == wanted;
    }
}
