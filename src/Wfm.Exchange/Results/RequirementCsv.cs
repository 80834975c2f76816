using NodaTime;

namespace Wfm.Exchange;

/// <summary>requirement.csv: <c>queue,start,calls,aht_seconds,required_erlang_c,required,scheduled_needed,day_variation</c>.</summary>
/// <remarks>The last column, how much whole days differ from their forecast, is the same in all rows of a queue and may be missing. The length of the intervals is not in the file; it is read off the distances between their starts.</remarks>
public static class RequirementCsv
{
    private const string Agents = "a whole number of agents, 0 or more";
    private static readonly string[] Header = ["queue", "start", "calls", "aht_seconds", "required_erlang_c", "required", "scheduled_needed", "day_variation"];
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(Header[..7], Header[7..]);

    /// <summary>Writes requirements without their cost curves.</summary>
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
                rows.Text(requirement.Queue.Value).Time(interval.Start, clock).Number(interval.Calls).Number(interval.AverageHandleSeconds)
                    .Whole(interval.RequiredErlangC).Whole(interval.Required).Number(interval.ScheduledNeeded).Number(requirement.DayVariation).EndRow();
            }
        }
    }

    /// <summary>Reads requirements, by queue code in ordinal order.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    /// <param name="curves">The cost curves; an interval without one is a problem. Empty means all costs stay empty lists.</param>
    public static ImportResult<IReadOnlyList<StaffingRequirement>> Read(
        Stream stream,
        string fileName,
        DateTimeZone zone,
        IReadOnlyDictionary<(QueueId Queue, Instant Start), StaffingCost>? curves = null)
    {
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        QueueIntervals<RequirementInterval> intervals = new(table, new ZoneClock(zone), found);
        Column[] columns = [.. Header.Select(name => table[name])];
        StaffingCost none = new([], []);
        Dictionary<QueueId, double> variations = [];
        intervals.ReadAll(start =>
        {
            QueueId queue = new(table.OptionalText(columns[0]) ?? "");
            StaffingCost? cost = curves is null ? none : curves.GetValueOrDefault((queue, start));
            if (table.OptionalNumber(columns[7], 0, 1, "standard deviation ÷ mean of whole days, 0 to 1") is { } variation)
            {
                variations[queue] = variation;
            }

            if (cost is null && table.RowIsGood)
            {
                table.Refuse(columns[1], "an interval that the cost curves have");
            }

            return new RequirementInterval(
                start,
                table.Number(columns[2], 0, 1e9, null, "a number of calls, 0 or more"),
                table.Number(columns[3], 0, 1e9, null, "a number of seconds, 0 or more"),
                table.Whole(columns[4], 0, 100_000, null, Agents),
                table.Whole(columns[5], 0, 100_000, null, Agents),
                table.Number(columns[6], 0, 1e9, null, "a number of agents, 0 or more"),
                cost ?? none);
        });
        return new([.. intervals.Series((queue, length, rows) => new StaffingRequirement(queue, length, rows)
        {
            DayVariation = variations.TryGetValue(queue, out double variation) ? variation : null,
        })], found);
    }
}
