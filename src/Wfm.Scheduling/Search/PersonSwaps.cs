namespace Wfm.Scheduling.Search;

/// <summary>Exchanges weeks, weekends and days between two people of the same skills: callers notice nothing, fairness and wishes may.</summary>
internal sealed class PersonSwaps(SearchState state, BestResponse response)
{
    private const int MostRounds = 5;

    /// <summary>Half the circle of agents meets everybody; large centres need not.</summary>
    private const int MostPartners = 60;
    private readonly (int From, int To)[] _stretches = [.. Stretches(state.Model)];

    /// <summary>Exchanges whatever saves cost until nothing does; only worth asking when costs of whole periods are weighed.</summary>
    /// <param name="goOn">Counts one step and says whether to go on; asked after every agent.</param>
    public void Run(Func<bool> goOn)
    {
        bool improved = state.People is not null;
        int partners = Math.Min(state.Model.Agents.Length / 2, MostPartners);
        for (int round = 0; round < MostRounds && improved; round++)
        {
            improved = false;
            for (int one = 0; one < state.Model.Agents.Length; one++)
            {
                for (int ahead = 1; ahead <= partners; ahead++)
                {
                    improved |= Try(state.Model.Agents[one], state.Model.Agents[(one + ahead) % state.Model.Agents.Length]);
                }

                if (!goOn())
                {
                    return;
                }
            }
        }
    }

    private static IEnumerable<(int From, int To)> Stretches(PlanModel model)
    {
        PlanningGrid grid = model.Problem.Grid;
        for (int day = 0; day < model.DayCount; day++)
        {
            yield return (day, day + 1);
            bool isWeekend = grid.Days[day].Date.DayOfWeek == NodaTime.IsoDayOfWeek.Saturday
                && day + 1 < model.DayCount && grid.Days[day + 1].Date.DayOfWeek == NodaTime.IsoDayOfWeek.Sunday;
            if (isWeekend)
            {
                yield return (day, day + 2);
            }

            if (day == 0 || grid.WeekOf(day) != grid.WeekOf(day - 1))
            {
                int end = day;
                while (end < model.DayCount && grid.WeekOf(end) == grid.WeekOf(day))
                {
                    end++;
                }

                yield return (day, end);
            }
        }
    }

    private bool Try(AgentModel one, AgentModel other)
    {
        bool improved = false;
        if (response.Standings[one.Number] != AgentStanding.Placed || response.Standings[other.Number] != AgentStanding.Placed)
        {
            return false;
        }

        foreach ((int from, int to) in _stretches)
        {
            if (MayExchange(one, other, from, to) && Saving(one, other, from, to) > 1e-9
                && RowFits.Holds(one, RowWith(one, other, from, to)) && RowFits.Holds(other, RowWith(other, one, from, to)))
            {
                for (int day = from; day < to; day++)
                {
                    (DayShift? mine, DayShift? theirs) = (state.Shift(one.Number, day), state.Shift(other.Number, day));
                    state.Set(one.Number, day, theirs);
                    state.Set(other.Number, day, mine);
                }

                improved = true;
            }
        }

        return improved;
    }

    private bool MayExchange(AgentModel one, AgentModel other, int from, int to)
    {
        bool differs = false;
        for (int day = from; day < to; day++)
        {
            (DayShift? mine, DayShift? theirs) = (state.Shift(one.Number, day), state.Shift(other.Number, day));
            if (mine == theirs)
            {
                continue;
            }

            differs = true;
            if (one.TypeOfDay[day] != other.TypeOfDay[day] || one.Days[day] is not { } options || other.Days[day] is not { } others
                || options.Unserving != others.Unserving || (theirs is { } gained && !options.Allows(gained)) || (mine is { } given && !others.Allows(given)))
            {
                return false;
            }
        }

        return differs;
    }

    private double Saving(AgentModel one, AgentModel other, int from, int to)
    {
        Span<(int Day, DayShift? Shift)> mine = stackalloc (int, DayShift?)[to - from];
        Span<(int Day, DayShift? Shift)> theirs = stackalloc (int, DayShift?)[to - from];
        double saving = 0;
        for (int day = from; day < to; day++)
        {
            (DayShift? own, DayShift? next) = (state.Shift(one.Number, day), state.Shift(other.Number, day));
            saving += SearchState.WishCostOf(one, day, own) + SearchState.WishCostOf(other, day, next);
            saving -= SearchState.WishCostOf(one, day, next) + SearchState.WishCostOf(other, day, own);
            (mine[day - from], theirs[day - from]) = ((day, own), (day, next));
        }

        return saving - state.People!.Change(one.Number, theirs) - state.People.Change(other.Number, mine);
    }

    private DayShift?[] RowWith(AgentModel agent, AgentModel other, int from, int to) =>
        [.. Enumerable.Range(0, agent.DayCount).Select(day => state.Shift(day >= from && day < to ? other.Number : agent.Number, day))];
}

/// <summary>Whether the search's own hours, options and rest states contain a row.</summary>
internal static class RowFits
{
    public static bool Holds(AgentModel agent, DayShift?[] row)
    {
        (int state, int units) = (0, 0);
        for (int day = 0; day < row.Length && state >= 0; day++)
        {
            DayOptions? options = agent.Days[day];
            if (row[day] is null ? agent.MustWork[day] : options?.Allows(row[day]!.Value) != true)
            {
                return false;
            }

            units += row[day] is { } shift ? options!.UnitsOf(shift) : 0;
            state = row[day] is { } worked
                ? agent.Cautious.AfterWork(day, state, options!.ClassOf(worked.Start, worked.End))
                : agent.Cautious.AfterOff(day, state);
            if (units < agent.LowHours[day + 1] || units > agent.HighHours[day + 1])
            {
                return false;
            }
        }

        return state >= 0 && agent.Cautious.Accepts(state) && HoursCap.Holds(agent, row);
    }
}
