namespace Wfm.Exchange;

/// <summary>Reads the rows of <c>wfm erlang --in</c>.</summary>
internal static class ErlangCaseReader
{
    private const double Most = 1e12;
    private const string AboveZero = "a number of seconds above 0";

    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(
        ["model", "calls", "interval_seconds", "aht_seconds"],
        ["agents", "threshold_seconds", "target", "patience_seconds", "max_occupancy"]);

    private static readonly Dictionary<string, ErlangModel> Aliases = new()
    {
        ["erlangb"] = ErlangModel.B,
        ["erlangc"] = ErlangModel.C,
        ["erlanga"] = ErlangModel.A,
    };

    public static ErlangCaseFile Read(Stream stream, string file)
    {
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, file, Columns, found);
        List<ErlangRow> rows = [];
        while (table.Read())
        {
            ErlangCase? asked = ReadRow(table);
            rows.Add(new ErlangRow(table.Line, table.Cells(), asked));
        }

        table.RefuseEmpty();
        return new ErlangCaseFile(table.Header, rows, found.Problems, found.ProblemCount, found.Warnings);
    }

    private static ErlangCase? ReadRow(CsvTable table)
    {
        ErlangModel model = table.RequiredChoice(table["model"], Aliases, "a model: b, c or a");
        double calls = table.Number(table["calls"], 0, Most, null, "a number of calls, 0 or more");
        double interval = table.Number(table["interval_seconds"], double.Epsilon, Most, null, AboveZero);
        double aht = table.Number(table["aht_seconds"], double.Epsilon, Most, null, AboveZero);
        int? agents = table.OptionalWhole(table["agents"], 1, 10_000_000, "a whole number of agents, 1 or more, or nothing for the fewest that meet the target");
        double? threshold = table.OptionalNumber(table["threshold_seconds"], 0, Most, "a number of seconds, 0 or more");
        double? target = ReadTarget(table);
        double? patience = table.OptionalNumber(table["patience_seconds"], double.Epsilon, Most, AboveZero);
        double? occupancy = table.OptionalNumber(table["max_occupancy"], double.Epsilon, 1, "an occupancy above 0 and at most 1; write 85 % as 0.85");
        if (table.RowIsGood)
        {
            RefuseMissing(table, model, agents, threshold, target, patience);
        }

        return table.RowIsGood
            ? new ErlangCase(model, calls, interval, aht, agents, threshold ?? 0, target, patience, occupancy)
            : null;
    }

    private static double? ReadTarget(CsvTable table)
    {
        const string Expected = "a service level from 0 to 1; write 80 % as 0.80";
        return table.OptionalNumber(table["target"], 0, 1, Expected);
    }

    private static void RefuseMissing(CsvTable table, ErlangModel model, int? agents, double? threshold, double? target, double? patience)
    {
        if (agents is null && target is null)
        {
            Missing(table, "target", "a service level, since agents is empty");
        }

        if (model != ErlangModel.B && threshold is null)
        {
            Missing(table, "threshold_seconds", $"a number of seconds, 0 or more, which model {EnumNames.SnakeCase(model.ToString())} needs");
        }

        if (model == ErlangModel.A && patience is null)
        {
            Missing(table, "patience_seconds", "a number of seconds above 0, which model a needs");
        }
    }

    private static void Missing(CsvTable table, string name, string expected) => table.RefuseRow(name, expected);
}
