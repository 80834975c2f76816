namespace Wfm.Scheduling.Search;

/// <summary>The moments at which some rule begins to tell two starts, or two ends, of a day apart.</summary>
/// <param name="Starts">Per day, ascending: starts before a cut differ from those at or after it.</param>
/// <param name="Ends">Per day, ascending: ends up to a cut differ from those after it.</param>
internal sealed record RestCuts(long[][] Starts, long[][] Ends)
{
    /// <summary>Compares every possible start and end with everything some rule may compare it with.</summary>
    public static RestCuts Of(
        RestRuleSet rules, IReadOnlyList<RestDay> days, (long[] Starts, long[] Ends)[] times, RestAround around, int endDate)
    {
        (bool isFixed, bool moving) = ClosedDays.LeaveToSearch(rules, days, around, endDate);
        Neighbours[] starts = [.. times.Select(day => new Neighbours(day.Starts, IsStart: true))];
        Neighbours[] ends = [.. times.Select(day => new Neighbours(day.Ends, IsStart: false))];
        int? weekly = isFixed || moving ? rules.WeeklyRestMinutes : null;
        int? most = moving ? rules.MostMinutesBetweenRests : null;
        long[] lastEnd = around.Known ? [around.LastEnd] : [];
        long[] nextStart = around.After is { } after ? [after.FirstStart] : [];
        long[] runsUntil = around.After is { } chain ? [chain.LastEnd] : [];
        long[] weekEnd = isFixed && around.After is { Week: { } week } ? [week.To] : [];
        for (int day = 0; day < days.Count; day++)
        {
            starts[day].Cut([days[day].EarlyByRule], 0);
            ends[day].Cut([days[day].LateByRule], 0);
            starts[day].Cut(isFixed ? rules.WeekBorders : [], weekly);
            ends[day].Cut(isFixed ? rules.WeekBorders : [], -weekly);
            starts[day].Cut(lastEnd, rules.DailyRestMinutes);
            starts[day].Cut(lastEnd, weekly);
            ends[day].Cut(around.Known ? [around.FirstStartSinceRest] : [], most);
            ends[day].Cut(nextStart, -rules.DailyRestMinutes);
            ends[day].Cut(nextStart, -weekly);
            ends[day].Cut(weekEnd, -weekly);
            starts[day].Cut(runsUntil, -most);
            for (int later = day + 1; later < days.Count && days[later].Date - days[day].Date <= 7; later++)
            {
                int? night = days[later].Date == days[day].Date + 1 ? rules.DailyRestMinutes : null;
                foreach (int? rest in (int?[])[night, weekly])
                {
                    starts[later].Cut(times[day].Ends, rest);
                    ends[day].Cut(times[later].Starts, -rest);
                }

                ends[later].Cut(times[day].Starts, most);
                starts[day].Cut(times[later].Ends, -most);
            }
        }

        return new RestCuts([.. starts.Select(day => day.Cuts())], [.. ends.Select(day => day.Cuts())]);
    }

    /// <summary>Possible times of a day, and which neighbours among them some rule tells apart.</summary>
    private sealed record Neighbours(long[] Times, bool IsStart)
    {
        private readonly bool[] _apart = new bool[Math.Max(1, Times.Length)];

        /// <summary>Separates times at every border moved by an offset; nothing without an offset.</summary>
        /// <param name="borders">Ascending.</param>
        /// <param name="offset">Minutes to add to each.</param>
        public void Cut(IReadOnlyList<long> borders, int? offset)
        {
            if (offset is not { } minutes)
            {
                return;
            }

            // A start at the border lies beyond it, an end does not.
            int shift = IsStart ? minutes - 1 : minutes;
            int next = 0;
            for (int index = 1; index < Times.Length; index++)
            {
                while (next < borders.Count && borders[next] + shift < Times[index - 1])
                {
                    next++;
                }

                _apart[index] |= next < borders.Count && borders[next] + shift < Times[index];
            }
        }

        public long[] Cuts() =>
            [.. Enumerable.Range(1, Math.Max(0, Times.Length - 1)).Where(index => _apart[index]).Select(index => IsStart ? Times[index] : Times[index - 1])];
    }
}
