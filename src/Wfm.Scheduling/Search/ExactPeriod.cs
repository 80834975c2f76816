using System.Numerics;

namespace Wfm.Scheduling.Search;

/// <summary>A period for one agent that keeps the rest rules to the quarter, for those the coarse states have no place for.</summary>
/// <remarks>
/// Every class of start and end that some rule tells apart has its own band, so what is refused here is refused by the
/// rules. Forward, the reachable hours of each state are one row of bits; the way back takes the best choice among
/// those that lead to the start. That is a valid schedule and not always the best one: rare agents, improved afterwards.
/// </remarks>
internal sealed class ExactPeriod(PlanModel model)
{
    /// <summary>Places of one day beyond which the search gives up: then somebody may be refused whom the rules have a schedule for.</summary>
    private const int MostPlaces = 50_000;

    private readonly DayPricing _pricing = new();
    private readonly double[] _values = new double[DayPricing.ValueCount];

    /// <summary>The row found, or null when no schedule keeps the agent's rules.</summary>
    /// <param name="number">The agent.</param>
    /// <param name="slotValues">Worth of serving in each slot, by day; null on a day nobody may work.</param>
    public DayShift?[]? Find(int number, double[]?[] slotValues)
    {
        AgentModel agent = model.Agents[number];
        if (agent.ExactRest is not { } exact || agent.HoursConflict.Length > 0)
        {
            return null;
        }

        List<Choice>[] choices = [.. Enumerable.Range(0, agent.DayCount).Select(day => Choices(agent, exact, day, slotValues[day]))];
        return Search(agent, exact, choices, slotValues, countWeeks: false) is { } row && HoursCap.Holds(agent, row)
            ? row
            : agent.WeekCap < int.MaxValue || agent.BlockCap < int.MaxValue
                ? Search(agent, exact, choices, slotValues, countWeeks: true)
                : null;
    }

    private List<Choice> Choices(AgentModel agent, ExactRest exact, int day, double[]? slotValues)
    {
        List<Choice> choices = agent.MustWork[day] ? [] : [new Choice(PeriodProgram.Off, 0, 0, null)];
        if (agent.Days[day] is not { } options)
        {
            return choices;
        }

        RestDay rest = exact.Days[day];
        for (int shiftClass = 0; shiftClass < rest.Classes.Length; shiftClass++)
        {
            (int startBand, int endBand) = rest.Classes[shiftClass];
            DayOptions narrow = options.Narrow(
                exact.SlotOf(day, rest.Starts[startBand].First), exact.SlotOf(day, rest.Starts[startBand].Last),
                exact.SlotOf(day, rest.Ends[endBand].First), exact.SlotOf(day, rest.Ends[endBand].Last));
            _pricing.Price(narrow, slotValues!, _values);
            for (int paid = 0; paid < DayPricing.PaidStride; paid++)
            {
                double value = _values[DayOptions.NarrowClass * DayPricing.PaidStride + paid];
                if (value > double.NegativeInfinity)
                {
                    choices.Add(new Choice(shiftClass, paid, value - agent.WorkCost[day], narrow));
                }
            }
        }

        return choices;
    }

    private DayShift?[]? Search(AgentModel agent, ExactRest exact, List<Choice>[] choices, double[]?[] slotValues, bool countWeeks)
    {
        Dictionary<Place, BigInteger>[] layers = new Dictionary<Place, BigInteger>[agent.DayCount + 1];
        layers[0] = new() { [new Place(exact.Step.Initial(), 0, 0)] = agent.LowHours[0] <= 0 && agent.HighHours[0] >= 0 ? BigInteger.One : BigInteger.Zero };
        for (int day = 0; day < agent.DayCount; day++)
        {
            BigInteger band = (BigInteger.One << Math.Max(0, agent.HighHours[day + 1] + 1)) - (BigInteger.One << agent.LowHours[day + 1]);
            layers[day + 1] = [];
            foreach ((Place place, BigInteger hours) in layers[day])
            {
                foreach ((Choice choice, Place next) in Steps(agent, exact, choices[day], day, place, countWeeks))
                {
                    BigInteger reached = (hours << choice.Paid) & band;
                    if (!reached.IsZero)
                    {
                        layers[day + 1][next] = layers[day + 1].GetValueOrDefault(next) | reached;
                    }
                }
            }

            if (layers[day + 1].Count > MostPlaces)
            {
                return null;
            }
        }

        return Back(agent, exact, choices, slotValues, layers, countWeeks);
    }

    private static IEnumerable<(Choice Choice, Place Next)> Steps(
        AgentModel agent, ExactRest exact, List<Choice> choices, int day, Place place, bool countWeeks)
    {
        int previous = day == 0 ? -1 : exact.Days[day - 1].Date;
        if (exact.Step.Pass(place.Rest, previous + 1, exact.Days[day].Date, endDate: false) is not { } ready)
        {
            yield break;
        }

        int week = agent.WeekStart[day] == day ? 0 : place.Week;
        int block = agent.BlockStart[day] == day ? 0 : place.Block;
        (int last, RestState? rest) = (-2, null);
        foreach (Choice choice in choices)
        {
            if (choice.Class != last)
            {
                (last, rest) = (choice.Class, choice.Class == PeriodProgram.Off ? exact.Step.Off(ready) : exact.Step.Work(ready, day, choice.Class));
            }

            if (rest is { } known && (!countWeeks || (week + choice.Paid <= agent.WeekCap && block + choice.Paid <= agent.BlockCap)))
            {
                yield return (choice, new Place(
                    known, countWeeks && agent.WeekCap < int.MaxValue ? week + choice.Paid : 0,
                    countWeeks && agent.BlockCap < int.MaxValue ? block + choice.Paid : 0));
            }
        }
    }

    private DayShift?[]? Back(
        AgentModel agent, ExactRest exact, List<Choice>[] choices, double[]?[] slotValues, Dictionary<Place, BigInteger>[] layers, bool countWeeks)
    {
        int lastDate = agent.DayCount == 0 ? -1 : exact.Days[^1].Date;
        List<(Place Place, BigInteger Hours)> ends =
        [
            .. layers[^1].Where(pair => !pair.Value.IsZero
                    && exact.Step.Pass(pair.Key.Rest, lastDate + 1, exact.EndDate, endDate: true) is not null)
                .Select(pair => (pair.Key, pair.Value)),
        ];
        if (ends.Count == 0)
        {
            return null;
        }

        Place target = ends[0].Place;
        int hours = (int)(ends[0].Hours.GetBitLength() - 1);
        DayShift?[] row = new DayShift?[agent.DayCount];
        for (int day = agent.DayCount - 1; day >= 0; day--)
        {
            (Place From, Choice Choice) best = (default, new Choice(-3, 0, double.NegativeInfinity, null));
            foreach ((Place place, BigInteger reached) in layers[day])
            {
                foreach ((Choice choice, Place next) in Steps(agent, exact, choices[day], day, place, countWeeks))
                {
                    if (next == target && choice.Value > best.Choice.Value && choice.Paid <= hours && !((reached >> (hours - choice.Paid)) & 1).IsZero)
                    {
                        best = (place, choice);
                    }
                }
            }

            row[day] = best.Choice.Options is { } options ? _pricing.Find(options, slotValues[day]!, DayOptions.NarrowClass, best.Choice.Paid) : null;
            (target, hours) = (best.From, hours - best.Choice.Paid);
        }

        return row;
    }

    private readonly record struct Place(RestState Rest, int Week, int Block);

    private sealed record Choice(int Class, int Paid, double Value, DayOptions? Options);
}

/// <summary>The exact rest rules of one agent, with every band they tell apart.</summary>
/// <param name="Step">The rules day by day.</param>
/// <param name="Days">The days in bands.</param>
/// <param name="EndDate">Calendar day number after the period's last day.</param>
/// <param name="DayStart">First minute of every day's grid.</param>
/// <param name="SlotMinutes">Minutes of one slot.</param>
/// <param name="Walk">The same rules asked about a whole row.</param>
internal sealed record ExactRest(RestStep Step, RestDay[] Days, int EndDate, long[] DayStart, int SlotMinutes, RestWalk Walk)
{
    /// <summary>Slot of a minute that lies on the grid.</summary>
    public int SlotOf(int day, long minute) => (int)((minute - DayStart[day]) / SlotMinutes);
}
