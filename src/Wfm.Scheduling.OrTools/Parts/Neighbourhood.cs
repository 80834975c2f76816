namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>Chooses a few agents on neighbouring days of a week and what their days may become.</summary>
internal sealed class Neighbourhood(SchedulingProblem problem, SpanCache spans, Random random)
{
    private const int MostAgents = 12;
    private const int MostDays = 3;
    private const int MostLiterals = 700;

    /// <summary>The next neighbourhood around a schedule; every free day keeps its present shift among the candidates.</summary>
    /// <param name="rows">Everybody's shifts by agent and day.</param>
    public IReadOnlyList<FreeDay> Next(IReadOnlyList<DayShift?[]> rows)
    {
        int first = random.Next(problem.Grid.Days.Count);
        int week = problem.Grid.WeekOf(first);
        int[] days = [.. Enumerable.Range(first, MostDays).Where(day => day < problem.Grid.Days.Count && problem.Grid.WeekOf(day) == week)];
        DayWorth[] worth = [.. days.Select(day => new DayWorth(problem, rows, day))];
        List<FreeDay> free = [];
        int literals = 0;
        int[] agents = [.. Enumerable.Range(0, problem.Agents.Count).OrderBy(_ => random.Next())];
        foreach (int agent in agents.Take(3 * MostAgents))
        {
            List<FreeDay> own = [.. days.Select((day, place) => CandidatesOf(rows, agent, day, worth[place])).OfType<FreeDay>()];
            int more = own.Sum(day => day.Candidates.Count);
            if (own.Count == 0 || literals + more > MostLiterals)
            {
                continue;
            }

            free.AddRange(own);
            literals += more;
            if (free.Select(day => day.Agent).Distinct().Count() == MostAgents)
            {
                break;
            }
        }

        return free;
    }

    /// <summary>The shift as it is, a day off, the best shift of every paid length, and the best again under slightly shaken worths.</summary>
    private FreeDay? CandidatesOf(IReadOnlyList<DayShift?[]> rows, int agent, int day, DayWorth worth)
    {
        IReadOnlyList<PauseChoices> choices = spans.Of(agent, day);
        if (choices.Count == 0)
        {
            return null;
        }

        DayShift? now = rows[agent][day];
        double[] plain = worth.Of(agent);
        double[] shaken = [.. plain.Select(value => value * (0.7 + 0.6 * random.NextDouble()))];
        Dictionary<int, (DayShift Shift, double Worth)> best = [];
        Dictionary<int, (DayShift Shift, double Worth)> other = [];
        foreach (PauseChoices choice in choices)
        {
            Keep(best, choice.Best(plain));
            Keep(other, choice.Best(shaken));
        }

        int paid = now?.PaidSlots ?? 0;
        List<DayShift?> candidates = [now, .. MayBeOff(agent, day) ? (DayShift?[])[null] : []];
        candidates.AddRange(best.OrderBy(pair => pair.Key).Select(pair => (DayShift?)pair.Value.Shift));
        candidates.AddRange(other.Where(pair => Math.Abs(pair.Key - paid) <= 4).OrderBy(pair => pair.Key).Select(pair => (DayShift?)pair.Value.Shift));
        return new FreeDay(agent, day, [.. candidates.Distinct()]);
    }

    private bool MayBeOff(int agent, int day)
    {
        PlanDay row = problem.Grid.Days[day];
        return !problem.Agents[agent].Meetings.Any(meeting =>
            meeting.MustAttend && meeting.Span.End > row.Start && meeting.Span.Start < problem.Grid.InstantOf(day, row.Slots));
    }

    private static void Keep(Dictionary<int, (DayShift Shift, double Worth)> best, (DayShift Shift, double Worth) found)
    {
        if (!best.TryGetValue(found.Shift.PaidSlots, out (DayShift Shift, double Worth) known) || found.Worth > known.Worth)
        {
            best[found.Shift.PaidSlots] = found;
        }
    }
}
