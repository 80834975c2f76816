using NodaTime;

namespace Wfm.Scheduling.Search;

/// <summary>Turns what each day allows into bands of starts and ends, coarse or exact.</summary>
internal sealed class RestDays(SchedulingProblem problem, PlanContract contract, DayShape[] shapes, RestStatesFactory factory)
{
    private static readonly (int Start, int End)[] FourClasses = [(0, 0), (1, 0), (0, 1), (1, 1)];
    private readonly Dictionary<string, (bool[] Starts, bool[] Ends, (int Start, int End)[] Pairs)> _reach = [];
    private readonly PlanningGrid _grid = problem.Grid;

    /// <summary>Two bands of starts and two of ends: early or not, late or not.</summary>
    public RestDay Coarse(int day, (int EarlyBefore, int LateAfter) limits)
    {
        DayShape shape = shapes[day];
        long At(int slot) => factory.Minutes(_grid.InstantOf(day, slot));
        (long firstStart, long lastStart) = (At(shape.EarliestStart), At(shape.LatestStart));
        (long firstEnd, long lastEnd) = (At(shape.EarliestEnd), At(shape.LatestEnd));
        long early = limits.EarlyBefore <= 0 ? long.MinValue / 4 : At(limits.EarlyBefore);
        long late = limits.LateAfter >= shape.Slots ? long.MaxValue / 4 : At(limits.LateAfter);
        return Day(day) with
        {
            Starts = [new RestBand(Math.Max(firstStart, early), lastStart), new RestBand(firstStart, Math.Min(lastStart, early - 1))],
            Ends = [new RestBand(firstEnd, Math.Min(lastEnd, late)), new RestBand(Math.Max(firstEnd, late + 1), lastEnd)],
            Classes = FourClasses,
        };
    }

    /// <summary>The two bands of a day drawn in to the starts and ends shifts really have.</summary>
    public RestDay Tight(int day, (int EarlyBefore, int LateAfter) limits)
    {
        (bool[] starts, bool[] ends, _) = Reach(day);
        RestBand Band(bool[] possible, int from, int to)
        {
            int[] slots = [.. Enumerable.Range(0, possible.Length).Where(slot => possible[slot] && slot >= from && slot < to)];
            return slots.Length == 0
                ? new RestBand(long.MaxValue / 8, long.MinValue / 8)
                : new RestBand(factory.Minutes(_grid.InstantOf(day, slots[0])), factory.Minutes(_grid.InstantOf(day, slots[^1])));
        }

        RestDay coarse = Coarse(day, limits);
        return !shapes[day].MayWork ? coarse : coarse with
        {
            EarliestStart = Band(starts, 0, int.MaxValue).First,
            LatestEnd = Band(ends, 0, int.MaxValue).Last,
            Starts = [Band(starts, limits.EarlyBefore, int.MaxValue), Band(starts, 0, limits.EarlyBefore)],
            Ends = [Band(ends, 0, limits.LateAfter + 1), Band(ends, limits.LateAfter + 1, int.MaxValue)],
        };
    }

    /// <summary>Every band some rule tells apart.</summary>
    public RestDay Exact(int day, RestCuts cuts)
    {
        (bool[] starts, bool[] ends, (int Start, int End)[] pairs) = Reach(day);
        long At(int slot) => factory.Minutes(_grid.InstantOf(day, slot));
        int[] startBand = Number(starts, At, (at, cut) => at >= cut, cuts.Starts[day], out RestBand[] startBands);
        int[] endBand = Number(ends, At, (at, cut) => at > cut, cuts.Ends[day], out RestBand[] endBands);
        return Day(day) with
        {
            Starts = startBands,
            Ends = endBands,
            Classes = [.. pairs.Select(pair => (startBand[pair.Start], endBand[pair.End])).Distinct().Order()],
        };
    }

    /// <summary>Minutes of every possible start and end, by day.</summary>
    public (long[] Starts, long[] Ends)[] Times() =>
        [.. Enumerable.Range(0, shapes.Length).Select(day => (Minutes(day, Reach(day).Starts), Minutes(day, Reach(day).Ends)))];

    /// <summary>Uses thresholds no daily rest needs for the weekly rest, and says whether two bands are all the rules tell apart.</summary>
    public bool Refine((int EarlyBefore, int LateAfter)[] slots, RestCuts cuts, bool mayMove)
    {
        bool exact = true;
        for (int day = 0; day < slots.Length; day++)
        {
            (long[] starts, long[] ends) = (cuts.Starts[day], cuts.Ends[day]);
            int[] startCuts = [.. starts.Select(cut => Slots(day, cut, up: true)).Distinct()];
            int[] endCuts = [.. ends.Select(cut => Slots(day, cut, up: false)).Distinct()];
            if (mayMove && slots[day].EarlyBefore == 0 && startCuts.Length > 0)
            {
                slots[day].EarlyBefore = startCuts[startCuts.Length / 2];
            }

            if (mayMove && slots[day].LateAfter == shapes[day].Slots && endCuts.Length > 0)
            {
                slots[day].LateAfter = endCuts[endCuts.Length / 2];
            }

            (int early, int late) = slots[day];
            exact &= startCuts.All(cut => Same(Reach(day).Starts, cut, early)) && endCuts.All(cut => Same(Reach(day).Ends, cut + 1, late + 1));
        }

        return exact;
    }

    /// <summary>Whether two borders split the possible slots in the same way.</summary>
    private static bool Same(bool[] possible, int one, int other)
    {
        for (int slot = Math.Max(0, Math.Min(one, other)); slot < Math.Min(possible.Length, Math.Max(one, other)); slot++)
        {
            if (possible[slot])
            {
                return false;
            }
        }

        return true;
    }

    private int Slots(int day, long minute, bool up)
    {
        long minutes = minute - factory.Minutes(_grid.Days[day].Start);
        return (int)Math.Floor((minutes + (up ? _grid.SlotMinutes - 1 : 0)) / (double)_grid.SlotMinutes);
    }

    private long[] Minutes(int day, bool[] possible) =>
        [.. Enumerable.Range(0, possible.Length).Where(slot => possible[slot]).Select(slot => factory.Minutes(_grid.InstantOf(day, slot)))];

    private RestDay Day(int day)
    {
        LocalDate date = _grid.Days[day].Date;
        long At(int slot) => factory.Minutes(_grid.InstantOf(day, slot));
        return new RestDay
        {
            Date = Period.DaysBetween(_grid.FirstDate, date),
            IsWeekend = date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday,
            EarliestStart = At(shapes[day].EarliestStart),
            LatestEnd = At(shapes[day].LatestEnd),
            Starts = [],
            Ends = [],
            Classes = [],
            EarlyByRule = contract.EarlyAfterLate is { } early ? factory.Minutes(date, early.EarlyBefore) : long.MinValue / 4,
            LateByRule = contract.EarlyAfterLate is { } late ? factory.Minutes(date, late.LateAfter) : long.MaxValue / 4,
        };
    }

    private static int[] Number(
        bool[] possible, Func<int, long> at, Func<long, long, bool> isBeyond, long[] cuts, out RestBand[] bands)
    {
        int[] numbers = new int[possible.Length];
        List<RestBand> list = [];
        int last = -1;
        for (int slot = 0; slot < possible.Length; slot++)
        {
            if (!possible[slot])
            {
                continue;
            }

            long time = at(slot);
            int cut = cuts.Count(border => isBeyond(time, border));
            if (cut != last)
            {
                list.Add(new RestBand(time, time));
                last = cut;
            }

            list[^1] = list[^1] with { Last = time };
            numbers[slot] = list.Count - 1;
        }

        bands = [.. list];
        return numbers;
    }

    private (bool[] Starts, bool[] Ends, (int Start, int End)[] Pairs) Reach(int day)
    {
        DayShape shape = shapes[day];
        string key = shape.Locked is { } shift
            ? $"{shift.Start} {shift.End} {shape.Slots}"
            : $"{shape.MayWork}|{string.Join(' ', shape.Patterns.Select(pattern => pattern.Number))}|{string.Join(' ', shape.EndCap)}";
        if (!_reach.TryGetValue(key, out (bool[], bool[], (int, int)[]) found))
        {
            (int, int)[] pairs = !shape.MayWork ? [] : [.. shape.StartsAndEnds().Distinct()];
            (bool[] starts, bool[] ends) = (new bool[shape.Slots + 1], new bool[shape.Slots + 1]);
            foreach ((int start, int end) in pairs)
            {
                starts[start] = ends[end] = true;
            }

            found = (starts, ends, pairs);
            _reach.Add(key, found);
        }

        return found;
    }
}
