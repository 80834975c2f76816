using System.Globalization;
using NodaTime;
using Wfm.Scheduling.Search;
using Wfm.Scheduling.Why;

namespace Wfm.Scheduling.Activities;

/// <summary>Places every activity where callers miss least, the hardest first, and moves each again until nothing gains.</summary>
/// <param name="board">The schedule to place them in.</param>
/// <param name="goOn">Asked before every block; when it says no, what is left is told as not placed.</param>
internal sealed class ActivityPlacer(ActivityBoard board, Func<bool> goOn)
{
    /// <summary>Places priced exactly for one block; more are ranked by what their slots are worth and left out.</summary>
    private const int MostTries = 150;

    /// <summary>Places priced exactly in one round over all blocks: some ten seconds.</summary>
    private const int TriesOfRound = 100_000;

    private const double Tiny = 1e-7;
    private int _tries = MostTries;
    private readonly SchedulingProblem _problem = board.Problem;
    private readonly Dictionary<Wfm.Domain.AgentId, int> _numbers =
        board.Problem.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary();

    /// <summary>What found no place, or none cheap enough.</summary>
    public List<ActivityFinding> Findings { get; } = [];

    /// <summary>The schedule with everything placed so far.</summary>
    public DraftSchedule Schedule => board.Schedule();

    /// <summary>Places everything that is not placed yet.</summary>
    public void PlaceAll()
    {
        Findings.Clear();
        Order[] orders = [.. Orders()];
        _tries = Math.Clamp(TriesOfRound / Math.Max(1, orders.Length), 10, MostTries);
        foreach (Order order in orders)
        {
            Place(order);
        }
    }

    /// <summary>Takes each block away and puts it at its best place, until a round gains nothing.</summary>
    public void Improve(int mostRounds)
    {
        for (int round = 0; round < mostRounds; round++)
        {
            double before = board.Cost;
            foreach (ActivityBlock block in board.Blocks.ToArray().TakeWhile(_ => goOn()))
            {
                Replace(block);
            }

            if (before - board.Cost < Tiny || !goOn())
            {
                return;
            }
        }
    }

    private sealed record Order(PlanActivity Activity, int[] Members, int Stretch, LocalDate From, LocalDate To);

    /// <summary>Groups first, then long blocks, then short windows.</summary>
    private IEnumerable<Order> Orders() =>
        from activity in _problem.Activities
        let all = activity.Agents.Select(agent => _numbers[agent]).ToArray()
        from members in activity.IsTogether ? [all] : all.Select(member => (int[])[member])
        from stretch in PlacedActivities.Stretches(_problem, activity).Select((span, index) => (span, index))
        orderby activity.IsRequired ? 0 : 1, -members.Length, -activity.ShortestBlock, Period.DaysBetween(stretch.span.From, stretch.span.To)
        select new Order(activity, members, stretch.index, stretch.span.From, stretch.span.To);

    private void Place(Order order)
    {
        int slot = _problem.Grid.SlotMinutes;
        int placed = board.Blocks.Where(block => block.Activity == order.Activity && block.Stretch == order.Stretch && block.Members.SequenceEqual(order.Members))
            .Sum(block => block.Slots);
        int left = order.Activity.Minutes / slot - placed;
        while (left > 0)
        {
            if (!goOn())
            {
                Findings.Add(FindingOf(order, left * slot, "the run ended before a place was sought"));
                return;
            }

            (ActivityBlock? best, double cost) = Best(order, Lengths(order.Activity, left));
            if (best is null || cost > (order.Activity.MostCost ?? double.PositiveInfinity))
            {
                Findings.Add(Finding(order, left * slot, best is null ? null : cost));
                return;
            }

            board.TryPut(best);
            left -= best.Slots;
        }
    }

    /// <summary>Lengths of the next block after which the rest can still be cut; the longest and the shortest when there are many.</summary>
    private int[] Lengths(PlanActivity activity, int left)
    {
        int slot = _problem.Grid.SlotMinutes;
        int shortest = activity.ShortestBlock / slot;
        int longest = Math.Min(left, activity.LongestBlock / slot);
        bool Fits(int length) => left == length || (left - length >= shortest && Blocks(left - length, shortest) * activity.LongestBlock / slot >= left - length);
        int[] all = [.. Enumerable.Range(shortest, Math.Max(0, longest - shortest + 1)).Where(Fits)];
        return all.Length <= 8 ? all : [all[0], all[all.Length / 2], all[^1]];
    }

    private static int Blocks(int slots, int shortest) => slots / Math.Max(1, shortest);

    /// <summary>The place that costs least a slot, by putting the block there for real; shorter lists of places are exact.</summary>
    private (ActivityBlock? Block, double Cost) Best(Order order, IReadOnlyList<int> lengths)
    {
        (ActivityBlock? best, double cost) = (null, double.PositiveInfinity);
        double before = board.Cost;
        foreach ((ActivityBlock block, _) in lengths.SelectMany(length => Places(order, length)).OrderBy(place => place.Worth / place.Block.Slots).Take(_tries))
        {
            if (board.TryPut(block))
            {
                double lost = board.Cost - before;
                board.TakeBack();
                if (best is null || lost / block.Slots < cost / best.Slots - Tiny)
                {
                    (best, cost) = (block, lost);
                }
            }
        }

        return (best, cost);
    }

    /// <summary>Every place in the window where all are at work and free, with what its slots are worth now.</summary>
    private IEnumerable<(ActivityBlock Block, double Worth)> Places(Order order, int length)
    {
        PlanningGrid grid = _problem.Grid;
        double[] slots = new double[128];
        for (int day = 0; day < grid.Days.Count; day++)
        {
            LocalDate date = grid.Days[day].Date;
            int row = day;
            if (date < order.From || date > order.To || order.Members.Any(member => board.Shift(member, row) is null))
            {
                continue;
            }

            double[] worth = new double[128];
            SlotMask taken = SlotMask.None;
            foreach (int member in order.Members)
            {
                board.Worth(member, day, slots);
                taken = taken.With(board.Taken(member, day));
                for (int slot = 0; slot < grid.Days[day].Slots; slot++)
                {
                    worth[slot] += slots[slot];
                }
            }

            for (int start = 0; start + length <= grid.Days[day].Slots; start++)
            {
                if (PlacedActivities.IsInWindow(_problem, order.Activity, day, start, start + length)
                    && !SlotMask.Range(start, start + length).Meets(taken))
                {
                    yield return (new ActivityBlock(order.Activity, order.Members, order.Stretch, day, start, length), worth.AsSpan(start, length).ToArray().Sum());
                }
            }
        }
    }

    private void Replace(ActivityBlock block)
    {
        double before = board.Cost;
        Dictionary<int, DayShift?> shifts = block.Members.ToDictionary(member => member, member => board.Shift(member, block.Day));
        (LocalDate from, LocalDate to) = PlacedActivities.Stretches(_problem, block.Activity)[block.Stretch];
        board.Remove(block);
        double without = board.Cost;
        (ActivityBlock? best, double cost) = Best(new Order(block.Activity, block.Members, block.Stretch, from, to), [block.Slots]);
        if (best is not null && without + cost < before - Tiny)
        {
            board.TryPut(best);
        }
        else
        {
            board.PutBack(block, shifts);
        }
    }

    private ActivityFinding Finding(Order order, int minutes, double? cost)
    {
        string reason = cost is { } price
            ? string.Create(CultureInfo.InvariantCulture, $"the cheapest place costs callers {price:0.0}, more than the {order.Activity.MostCost:0.0} allowed")
            : WhyNoRoom(order);
        return FindingOf(order, minutes, reason);
    }

    private ActivityFinding FindingOf(Order order, int minutes, string reason) => new(
        order.Activity.Id, [.. order.Members.Select(member => _problem.Agents[member].Id)], minutes, order.Activity.IsRequired, reason);

    private string WhyNoRoom(Order order)
    {
        PlanningGrid grid = _problem.Grid;
        int[] days = [.. Enumerable.Range(0, grid.Days.Count).Where(day => grid.Days[day].Date >= order.From && grid.Days[day].Date <= order.To)];
        int[] shared = [.. days.Where(day => order.Members.All(member => board.Shift(member, day) is not null))];
        string[] never = [.. order.Members.Where(member => !days.Any(day => board.Shift(member, day) is not null)).Select(member => _problem.Agents[member].Id.Value)];
        string what = days.Length == 0 ? "no day of its window is open"
            : never.Length > 0 ? $"{PlannerText.Names(never)} does not work on any day of its window"
            : shared.Length == 0 ? "there is no day of its window on which all of them work"
            : $"no shift on {PlannerText.Days(shared.Select(day => grid.Days[day].Date))} has {order.Activity.ShortestBlock} min free for all of them beside lunch, breaks and meetings";
        PlanActivity wide = order.Activity with { From = null, To = null, Earliest = null, Latest = null };
        Order anywhere = order with { Activity = wide, From = grid.FirstDate, To = grid.EndDate };
        (ActivityBlock? nearest, _) = Best(anywhere, [order.Activity.ShortestBlock / grid.SlotMinutes]);
        return nearest is null ? $"{what}; nowhere else in the period either"
            : $"{what}; outside its window {PlannerText.Date(grid.Days[nearest.Day].Date)} {PlannerText.Time(grid, nearest.Day, nearest.Start)} is possible";
    }
}
