using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>targets.csv: what each queue promises and how it is staffed.</summary>
/// <remarks>
/// <c>queue,share,threshold_seconds</c> must be there. Empty or missing: <c>definition</c> of_offered, <c>max_abandonment</c> no
/// ceiling, limits none, <c>model</c> erlang_a, <c>patience_seconds</c> not stated (measured where there is a history, else 180), <c>shrinkage</c> 0.
/// </remarks>
public static class TargetsCsv
{
    private const double MostSeconds = 366 * 86_400d;
    private const string Limit = "a service level from 0 to 1; write 80 % as 0.80";
    private const string ShrinkageCell =
        "a share from 0 up to 1 such as 0.12, or shares by days ahead such as 0:0.08;14:0.12;30:0.15, the first from day 0";

    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(
        ["queue", "share", "threshold_seconds"],
        ["definition", "max_abandonment", "lower_limit", "upper_limit", "model", "patience_seconds", "shrinkage"]);

    private static readonly Dictionary<string, StaffingModel> ModelAliases = new()
    {
        ["a"] = StaffingModel.ErlangA,
        ["c"] = StaffingModel.ErlangC,
    };

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    public static ImportResult<IReadOnlyDictionary<QueueId, QueueTarget>> Read(Stream stream, string fileName)
    {
        ProblemList found = new();
        List<Located<QueuePromise>> promises = Read(stream, fileName, found);
        return new(ByQueue(promises), found);
    }

    /// <summary>Writes targets so that they read back the same.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="targets">The promises, by queue.</param>
    public static void Write(TextWriter writer, IReadOnlyDictionary<QueueId, QueueTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        CsvWriter rows = CsvWriter.WithHeader(writer, Columns.Select(column => column.Name));
        foreach ((QueueId queue, QueueTarget target) in targets.OrderBy(target => target.Key.Value, StringComparer.Ordinal))
        {
            rows.Text(queue.Value).Number(target.ServiceLevel.Fraction).Number(target.ServiceLevel.Threshold.TotalSeconds)
                .Text(EnumNames.SnakeCase(target.ServiceLevel.Definition.ToString())).Number(target.MaxAbandonmentFraction)
                .Number(target.Limits?.Lower).Number(target.Limits?.Upper).Text(EnumNames.SnakeCase(target.Model.ToString()))
                .Number(target.StatedPatience?.TotalSeconds).Text(Steps(target.Shrinkage)).EndRow();
        }
    }

    private static string Steps(Shrinkage shrinkage) =>
        string.Join(';', shrinkage.Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.FromLeadDays}:{step.Fraction}")));

    internal static List<Located<QueuePromise>> Read(Stream stream, string fileName, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        List<Located<QueuePromise>> promises = table.Collect(() => ReadRow(table));
        table.RefuseEmpty();
        Duplicates.Refuse(promises, promise => promise.Queue.Value, "queue", "each queue once", found);
        return promises;
    }

    internal static Dictionary<QueueId, QueueTarget> ByQueue(IEnumerable<Located<QueuePromise>> promises) =>
        promises.DistinctBy(promise => promise.Value.Queue).ToDictionary(promise => promise.Value.Queue, promise => promise.Value.Target);

    private static QueuePromise? ReadRow(CsvTable table)
    {
        string queue = table.Text(table["queue"], "the code of a queue");
        Column shareColumn = table["share"];
        double share = table.Number(shareColumn, double.Epsilon, 1, null, "a share between 0 and 1; write 80 % as 0.80");
        if (share == 1)
        {
            table.Refuse(shareColumn, "a share between 0 and 1; write 80 % as 0.80");
        }

        double threshold = table.Number(table["threshold_seconds"], 0, MostSeconds, null, "a number of seconds, 0 or more");
        ServiceLevelDefinition definition = table.Choice(table["definition"], ServiceLevelDefinition.OfOffered);
        double? ceiling = table.OptionalNumber(table["max_abandonment"], double.Epsilon, 1, "a share above 0 and at most 1; write 5 % as 0.05");
        StaffingModel model = table.Choice(table["model"], StaffingModel.ErlangA, ModelAliases, "erlang_a or erlang_c (a or c will do)");
        double? patience = table.OptionalNumber(table["patience_seconds"], double.Epsilon, MostSeconds, "a number of seconds above 0");
        ActionLimits? limits = ReadLimits(table, share);
        Shrinkage shrinkage = ReadShrinkage(table);
        return table.RowIsGood
            ? new QueuePromise(new QueueId(queue), new QueueTarget(
                new ServiceLevelTarget(share, Duration.FromSeconds(threshold), definition),
                ceiling,
                limits,
                model,
                patience is { } seconds ? Duration.FromSeconds(seconds) : null,
                shrinkage))
            : null;
    }

    /// <summary>An empty limit beside a given one is the promise itself, as far as the given one allows.</summary>
    private static ActionLimits? ReadLimits(CsvTable table, double share)
    {
        double? lower = table.OptionalNumber(table["lower_limit"], 0, 1, Limit);
        double? upper = table.OptionalNumber(table["upper_limit"], 0, 1, Limit);
        if (lower is null && upper is null)
        {
            return null;
        }

        double low = lower ?? Math.Min(share, upper ?? share);
        double high = upper ?? Math.Max(share, low);
        if (low > high)
        {
            table.Refuse(table["upper_limit"], "an upper limit not under the lower limit");
            return null;
        }

        return new ActionLimits(low, high);
    }

    private static Shrinkage ReadShrinkage(CsvTable table)
    {
        Column column = table["shrinkage"];
        ReadOnlySpan<char> cell = table.Span(column);
        if (cell.IsEmpty)
        {
            return Shrinkage.None;
        }

        if (Numbers.TryParse(cell, out double fraction) && fraction is >= 0 and < 1)
        {
            return Shrinkage.Of(fraction);
        }

        List<ShrinkageStep> steps = [];
        foreach (string part in cell.ToString().Split(';', StringSplitOptions.TrimEntries))
        {
            int colon = part.IndexOf(':', StringComparison.Ordinal);
            int lead = 0;
            bool isStep = colon > 0 && Numbers.TryWhole(part.AsSpan(0, colon), out lead) && Numbers.TryParse(part.AsSpan(colon + 1).Trim(), out fraction)
                && fraction is >= 0 and < 1 && (steps.Count == 0 ? lead == 0 : lead > steps[^1].FromLeadDays);
            if (!isStep)
            {
                table.Refuse(column, ShrinkageCell);
                return Shrinkage.None;
            }

            steps.Add(new ShrinkageStep(lead, fraction));
        }

        return new Shrinkage(steps);
    }
}

/// <summary>A row of targets.csv.</summary>
internal sealed record QueuePromise(QueueId Queue, QueueTarget Target);
