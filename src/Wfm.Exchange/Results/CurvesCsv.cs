using NodaTime;

namespace Wfm.Exchange;

/// <summary>The cost of 0, 1, 2 … agents per queue and interval: <c>queue,start,agents,cost,true_cost</c>.</summary>
/// <remarks>Rows of one interval stand together, agents counting up from 0. <c>cost</c> is the convex hull; either cost may end before the other.</remarks>
public static class CurvesCsv
{
    private const double Most = double.MaxValue;
    private static readonly string[] Header = ["queue", "start", "agents", "cost", "true_cost"];
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(Header[..4], Header[4..]);

    /// <summary>Writes the cost curves of requirements.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="requirements">The requirements.</param>
    /// <param name="zone">The clock times are told by.</param>
    public static void Write(TextWriter writer, IEnumerable<StaffingRequirement> requirements, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        ArgumentNullException.ThrowIfNull(zone);
        CsvWriter rows = CsvWriter.WithHeader(writer, Header);
        ZoneClock clock = new(zone);
        foreach (StaffingRequirement requirement in requirements)
        {
            foreach (RequirementInterval interval in requirement.Intervals)
            {
                StaffingCost cost = interval.Cost;
                for (int agents = 0; agents < Math.Max(cost.Hull.Count, cost.True.Count); agents++)
                {
                    rows.Text(requirement.Queue.Value).Time(interval.Start, clock).Whole(agents)
                        .Number(At(cost.Hull, agents)).Number(At(cost.True, agents)).EndRow();
                }
            }
        }
    }

    /// <summary>Reads cost curves.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    public static ImportResult<IReadOnlyDictionary<(QueueId Queue, Instant Start), StaffingCost>> Read(
        Stream stream, string fileName, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        Curves curves = new(table, new ZoneClock(zone));
        while (table.Read())
        {
            curves.ReadRow();
        }

        table.RefuseEmpty();
        return new(curves.Finish(), found);
    }

    private static double? At(IReadOnlyList<double> costs, int agents) => agents < costs.Count ? costs[agents] : null;

    private sealed class Curves(CsvTable table, ZoneClock clock)
    {
        private readonly Column _queue = table["queue"], _start = table["start"], _agents = table["agents"], _cost = table["cost"], _true = table["true_cost"];
        private readonly Dictionary<(QueueId, Instant), (List<double> Hull, List<double> True)> _lists = [];
        private string _lastQueue = "";

        public void ReadRow()
        {
            string queue = table.Span(_queue).SequenceEqual(_lastQueue) ? _lastQueue : table.Text(_queue, "the code of a queue");
            _lastQueue = queue;
            Instant? start = table.Instant(_start, clock, isEnd: false);
            int agents = table.Whole(_agents, 0, 100_000, null, "a whole number of agents, 0 or more");
            double? cost = table.OptionalNumber(_cost, -Most, Most, "a number");
            double? trueCost = table.OptionalNumber(_true, -Most, Most, "a number");
            if (!table.RowIsGood || start is not { } at)
            {
                return;
            }

            (QueueId, Instant) key = (new QueueId(queue), at);
            if (!_lists.TryGetValue(key, out (List<double> Hull, List<double> True) lists))
            {
                lists = _lists[key] = ([], []);
            }

            Add(lists.Hull, lists.True, agents, cost, trueCost);
        }

        public Dictionary<(QueueId Queue, Instant Start), StaffingCost> Finish() =>
            _lists.ToDictionary(pair => pair.Key, pair => new StaffingCost([.. pair.Value.Hull], [.. pair.Value.True]));

        private void Add(List<double> hull, List<double> trueCosts, int agents, double? cost, double? trueCost)
        {
            int expected = Math.Max(hull.Count, trueCosts.Count);
            if (agents != expected)
            {
                table.Refuse(_agents, $"the agents of an interval counting up from 0, here {expected}");
            }
            else if (cost is not null && hull.Count < agents)
            {
                table.Refuse(_cost, "no cost after one was empty");
            }
            else if (trueCost is not null && trueCosts.Count < agents)
            {
                table.Refuse(_true, "no cost after one was empty");
            }
            else if (cost is null && trueCost is null)
            {
                table.Refuse(_cost, "a number");
            }
            else
            {
                hull.AddRange(cost is { } convex ? [convex] : []);
                trueCosts.AddRange(trueCost is { } plain ? [plain] : []);
            }
        }
    }
}
