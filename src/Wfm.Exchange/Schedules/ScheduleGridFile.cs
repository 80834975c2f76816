namespace Wfm.Exchange;

/// <summary>A schedule out to a spreadsheet, and what was changed there back in: whole, or not at all.</summary>
public static class ScheduleGridFile
{
    /// <summary>Writes a workbook with a sheet of days, a sheet of quarters, one of loans where there are any, and a sheet that explains them.</summary>
    /// <param name="stream">Where to; must be able to be rewound. Left open.</param>
    /// <param name="grid">The schedule.</param>
    /// <param name="language">The language of weekdays and explanations.</param>
    public static void WriteWorkbook(Stream stream, ScheduleGrid grid, TextLanguage language)
    {
        ArgumentNullException.ThrowIfNull(grid);
        bool isSwedish = language == TextLanguage.Swedish;
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite(isSwedish ? "Schema" : "Schedule", GridTables.Days(grid, language), 4, [10, 24, 16, 18, 44]),
            new SheetToWrite(GridTables.QuarterSheets[isSwedish ? 0 : 1], GridTables.Quarters(grid), 4, [12, 10, 24, 18, 6]),
            .. grid.People.Any(person => grid.Lent.Contains(person.Id))
                ? [new SheetToWrite(isSwedish ? "Utlåning" : "Loans", GridTables.Loans(grid, language), 0, [10, 24, 12, 14, 44])]
                : (SheetToWrite[])[],
            new SheetToWrite(isSwedish ? "Hjälp" : "Help", GridTables.Help(language), 0, [10, 110]),
        ]);
    }

    /// <summary>Writes the days as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="grid">The schedule.</param>
    /// <param name="language">The language of weekdays.</param>
    public static void WriteDays(TextWriter writer, ScheduleGrid grid, TextLanguage language)
    {
        ArgumentNullException.ThrowIfNull(grid);
        WriteCsv(writer, GridTables.Days(grid, language));
    }

    /// <summary>Writes the quarters as CSV, one row per person and day.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="grid">The schedule.</param>
    public static void WriteQuarters(TextWriter writer, ScheduleGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        WriteCsv(writer, GridTables.Quarters(grid));
    }

    /// <summary>Tells which schedule a file was made from, so that the caller can fetch it.</summary>
    /// <param name="stream">The file; must be able to be rewound. Left open, at its beginning.</param>
    /// <param name="fileName">The name used in problems.</param>
    public static ImportResult<GridOrigin> ReadOrigin(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long start = stream.Position;
        ProblemList found = new();
        GridOrigin? origin = null;
        using (CsvTable table = CsvTable.Open(stream, fileName, CsvTable.Wanted([GridTables.Version], []), found, isOneOfMany: true))
        {
            if (table.Read())
            {
                origin = GridOrigin.Find(table.Text(table[GridTables.Version], GridReader.ExpectedVersion));
                if (origin is null)
                {
                    table.Refuse(table[GridTables.Version], GridReader.ExpectedVersion);
                }
            }

            table.RefuseEmpty();
        }

        stream.Position = start;
        return new ImportResult<GridOrigin>(origin, found);
    }

    /// <summary>Reads an edited file and tells what is different in it.</summary>
    /// <param name="stream">The file; must be able to be rewound. Left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    /// <param name="current">The schedule as it is now, with the people this editor may change. A file made from another version, or before its last edit, is refused.</param>
    /// <remarks>
    /// Persons and days that are not in the file stay as they are. Where quarters were changed, times are whole quarters. Shifts are checked for
    /// form only; whether rules allow them is for the caller to tell.
    /// </remarks>
    public static ImportResult<GridEdit> Read(Stream stream, string fileName, ScheduleGrid current)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(current);
        ProblemList found = new();
        GridReader reader = new(current, found);
        reader.ReadAll(stream, fileName);
        return new ImportResult<GridEdit>(new GridEdit(current.Origin, reader.Edits()), found);
    }

    private static void WriteCsv(TextWriter writer, IEnumerable<IReadOnlyList<string>> rows)
    {
        CsvWriter csv = new(writer);
        foreach (IReadOnlyList<string> row in rows)
        {
            foreach (string cell in row)
            {
                csv.Text(cell);
            }

            csv.EndRow();
        }
    }
}
