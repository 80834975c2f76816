using System.Globalization;

namespace Wfm.Queueing.Tests;

/// <summary>One row of a reference table, by column name.</summary>
internal sealed class ReferenceRow(string file, int line, IReadOnlyDictionary<string, string> cells)
{
    public double this[string column] => double.Parse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture);

    public bool Has(string column) => cells[column].Length > 0;

    public bool Knows(string column) => cells.ContainsKey(column);

    public double Load => this["calls"] * this["aht_s"] / this["interval_s"];

    public override string ToString() => $"{file} line {line}";
}

/// <summary>The exact tables beside the tests; see Reference/README.md.</summary>
internal static class ReferenceTable
{
    public static IReadOnlyList<ReferenceRow> Read(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Reference", file));
        string[] columns = lines[0].Split(',');
        return lines.Skip(1)
            .Select((text, index) => new ReferenceRow(file, index + 2, columns.Zip(text.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second)))
            .ToList();
    }

    /// <summary>Largest error over all rows, with the row it is in.</summary>
    public static (double Error, string Where) WorstOf(IEnumerable<ReferenceRow> rows, Func<ReferenceRow, double> error)
    {
        (double Error, string Where) worst = (-1, "no row");
        foreach (ReferenceRow row in rows)
        {
            double here = error(row);
            if (double.IsNaN(here))
            {
                return (double.PositiveInfinity, $"{row} is NaN");
            }

            if (here > worst.Error)
            {
                worst = (here, row.ToString());
            }
        }

        worst.Error.ShouldBeGreaterThanOrEqualTo(0, "the table has no rows to compare");
        return worst;
    }

    public static double Relative(double actual, double expected) =>
        actual == expected ? 0 : Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), 1e-300);

    public static void WorstShouldBeBelow(this IEnumerable<ReferenceRow> rows, double limit, Func<ReferenceRow, double> error)
    {
        (double worst, string where) = WorstOf(rows, error);
        TestContext.Out.WriteLine($"worst error {worst:0.0e0} at {where}");
        worst.ShouldBeLessThan(limit, where);
    }
}
