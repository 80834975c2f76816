namespace Wfm.Exchange;

/// <summary>figures.csv: <c>queue,date,figure,value[,answers]</c>, what surveys and case systems tell of a day.</summary>
/// <remarks>
/// <c>figure</c> is <c>first_contact_resolution</c> or <c>satisfaction</c>; <c>value</c> is a share such as <c>0.8</c> or <c>80 %</c>; an empty queue means the
/// whole centre; <c>answers</c> says how many answers it rests on, by which days are weighted.
/// </remarks>
public static class QualityCsv
{
    private const string Share = "a share such as 0.8 or 80 %";
    private static readonly IReadOnlyList<ColumnWanted> Columns = CsvTable.Wanted(["queue", "date", "figure", "value"], ["answers"]);

    private static readonly Dictionary<string, QualityKind> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fcr"] = QualityKind.FirstContactResolution,
        ["löst vid första kontakten"] = QualityKind.FirstContactResolution,
        ["nöjdhet"] = QualityKind.Satisfaction,
        ["kundindex"] = QualityKind.Satisfaction,
    };

    /// <summary>Reads the whole file, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="queues">The queues there are.</param>
    public static ImportResult<IReadOnlyList<QualityFigure>> Read(Stream stream, string fileName, IReadOnlySet<QueueId> queues)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ProblemList found = new();
        using CsvTable table = CsvTable.Open(stream, fileName, Columns, found);
        Dictionary<(QueueId?, NodaTime.LocalDate, QualityKind), int> lines = [];
        List<Located<QualityFigure>> rows = table.Collect(() =>
        {
            QueueId? queue = table.OptionalText(table["queue"]) is { } code ? new QueueId(code) : null;
            if (queue is { } named && !queues.Contains(named))
            {
                table.Refuse(table["queue"], "a queue that exists, or nothing for the whole centre");
            }

            QualityFigure figure = new(
                queue, table.Date(table["date"]), table.RequiredChoice(table["figure"], Aliases, "first_contact_resolution or satisfaction"), Value(table),
                table.OptionalWhole(table["answers"], 1, 10_000_000, "a number of answers, 1 or more, or nothing"));
            if (table.RowIsGood && !lines.TryAdd((queue, figure.Date, figure.Kind), table.Line))
            {
                table.Refuse(table["date"], $"each figure of a queue and day once; line {lines[(queue, figure.Date, figure.Kind)]} has it");
            }

            return figure;
        });
        table.RefuseEmpty();
        return new([.. rows.Select(row => row.Value)], found);
    }

    private static double Value(CsvTable table)
    {
        string text = table.Text(table["value"], Share);
        bool isPercent = text.EndsWith('%');
        double number = double.NaN;
        if (text.Length > 0 && (!Numbers.TryParse(text.TrimEnd('%').TrimEnd(), out number) || (isPercent ? number / 100 : number) is not (>= 0 and <= 1)))
        {
            table.Refuse(table["value"], Share);
        }

        return isPercent ? number / 100 : number;
    }
}
