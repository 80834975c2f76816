using NodaTime;

namespace Wfm.Exchange;

/// <summary>Reads the tables of an edited grid and gathers what is different from the schedule they were made from.</summary>
internal sealed class GridReader
{
    public const string ExpectedVersion = "the version as it was exported, such as 2026-01-05/10w v3";
    private static readonly TextLanguage[] Languages = [TextLanguage.Swedish, TextLanguage.English];
    private readonly ScheduleGrid _grid;
    private readonly ProblemList _found;
    private readonly Dictionary<(AgentId, LocalDate), Shift> _before;
    private readonly Dictionary<AgentId, int> _people;
    private readonly Dictionary<(AgentId Agent, LocalDate Date), Shift?> _after = [];

    public GridReader(ScheduleGrid grid, ProblemList found)
    {
        (_grid, _found) = (grid, found);
        _before = GridTables.ByDay(grid);
        _people = grid.People.Select((person, at) => (person.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
    }

    public void ReadAll(Stream stream, string file)
    {
        long start = stream.Position;
        if (SheetRows.Names(stream) is { } sheets)
        {
            ReadTable(stream, file, sheets[0]);
            foreach (string quarters in sheets.Skip(1).Where(sheet => GridTables.QuarterSheets.Contains(sheet, StringComparer.OrdinalIgnoreCase)))
            {
                stream.Position = start;
                ReadTable(stream, file, quarters);
            }

            return;
        }

        stream.Position = start;
        ReadTable(stream, file, null);
    }

    public IReadOnlyList<ShiftEdit> Edits() =>
    [
        .. _after.OrderBy(edit => _people[edit.Key.Agent]).ThenBy(edit => edit.Key.Date)
            .Select(edit => new ShiftEdit(edit.Key.Agent, edit.Key.Date, _before.GetValueOrDefault(edit.Key), edit.Value)),
    ];

    private void ReadTable(Stream stream, string file, string? sheet)
    {
        QuarterColumns quarters = new(_grid);
        IEnumerable<string> days = Languages.SelectMany(language => _grid.Period.Days.Select(day => GridTables.DayColumn(day, language)));
        using CsvTable table = CsvTable.Open(
            stream,
            sheet is null ? file : $"{file}, {sheet}",
            CsvTable.Wanted([GridTables.Agent, GridTables.Version], [GridTables.Name, GridTables.Group, GridTables.Date, .. days, .. quarters.Names]),
            _found,
            sheet: sheet,
            isOneOfMany: true);
        bool isQuarters = table[GridTables.Date].IsPresent;
        HashSet<(AgentId, LocalDate)> seen = [];
        while (table.Read())
        {
            if (!TryPerson(table, out AgentId person) || !IsOfThisVersion(table))
            {
                continue;
            }

            LocalDate? date = isQuarters ? DayOf(table) : _grid.Period.FirstDay;
            if (date is { } day && !seen.Add((person, day)))
            {
                table.Refuse(table[GridTables.Agent], isQuarters ? Remark.Of("person-once-a-day", "each person once a day") : Remark.Of("person-once", "each person once"));
            }
            else if (date is { } known && isQuarters)
            {
                ReadQuarters(table, person, known, quarters);
            }
            else if (date is not null)
            {
                ReadDays(table, person);
            }
        }

        table.RefuseEmpty();
    }

    private void ReadDays(CsvTable table, AgentId person)
    {
        foreach (LocalDate day in _grid.Period.Days)
        {
            Column column = Languages.Select(language => table[GridTables.DayColumn(day, language)]).FirstOrDefault(found => found.IsPresent, new Column("", -1));
            if (!column.IsPresent)
            {
                continue;
            }

            string cell = table.OptionalText(column) ?? "";
            if (cell == ShiftText.Write(_before.GetValueOrDefault((person, day)), _grid.Zone))
            {
                continue;
            }

            (Shift? shift, Remark? refusal) = ShiftText.Read(cell, person, day, _grid.Zone);
            if (refusal is not null)
            {
                table.Refuse(column, refusal);
                continue;
            }

            Take(table, column, person, day, shift);
        }
    }

    private void ReadQuarters(CsvTable table, AgentId person, LocalDate day, QuarterColumns columns)
    {
        string[] before = columns.Letters(_before.GetValueOrDefault((person, day)), day);
        List<(Instant Start, ActivityKind Kind)> quarters = [];
        bool isChanged = false, isGood = true;
        Column last = table[GridTables.Agent];
        for (int index = 0; index < columns.Names.Count; index++)
        {
            Column column = table[columns.Names[index]];
            string cell = column.IsPresent ? table.OptionalText(column) ?? "" : before[index];
            isChanged |= !cell.Equals(before[index], StringComparison.OrdinalIgnoreCase);
            if (cell.Length > 0)
            {
                isGood &= TryQuarter(table, column, cell, columns.StartOf(index, day), quarters);
                last = column.IsPresent ? column : last;
            }
        }

        if (!isGood || !isChanged)
        {
            return;
        }

        quarters.Sort((a, b) => a.Start.CompareTo(b.Start));
        Shift? shift = quarters.Count == 0 ? null : QuarterColumns.ShiftOf(person, day, quarters);
        if (shift is null && quarters.Count > 0)
        {
            table.Refuse(last, Remark.Of("letter-in-every-quarter", "a letter in every quarter from the start of the shift to its end"));
            return;
        }

        Take(table, last, person, day, shift);
    }

    private static bool TryQuarter(CsvTable table, Column column, string cell, Instant? start, List<(Instant, ActivityKind)> quarters)
    {
        if (cell.Length != 1 || ActivityNames.Find(cell[0]) is not { } kind)
        {
            table.Refuse(column, Remark.Of("quarter-letter", $"one of the letters {ActivityNames.Listed}, or an empty cell"));
            return false;
        }

        if (start is not { } known)
        {
            table.Refuse(column, Remark.Of("no-such-time", "an empty cell; the clock does not show this time on this day"));
            return false;
        }

        quarters.Add((known, kind));
        return true;
    }

    private void Take(CsvTable table, Column column, AgentId person, LocalDate day, Shift? shift)
    {
        if (IsSame(_before.GetValueOrDefault((person, day)), shift))
        {
            return;
        }

        if (_after.TryGetValue((person, day), out Shift? other) && !IsSame(other, shift))
        {
            table.Refuse(column, Remark.Of("one-sheet-only", "the same day changed on one sheet only, or alike on both"));
            return;
        }

        _after[(person, day)] = shift;
    }

    private static bool IsSame(Shift? one, Shift? other) => one is null || other is null
        ? one is null && other is null
        : one.Span == other.Span && ShiftText.Filled(one.Span, one.Activities).SequenceEqual(ShiftText.Filled(other.Span, other.Activities));

    private bool TryPerson(CsvTable table, out AgentId person)
    {
        Column column = table[GridTables.Agent];
        person = new AgentId(table.OptionalText(column) ?? "");
        if (_people.ContainsKey(person))
        {
            return true;
        }

        table.Refuse(column, Remark.Of("person-of-schedule", "the code of a person of the exported schedule"));
        return false;
    }

    private bool IsOfThisVersion(CsvTable table)
    {
        Column column = table[GridTables.Version];
        string text = table.OptionalText(column) ?? "";
        if (text == _grid.Origin.ToString())
        {
            return true;
        }

        table.Refuse(column, GridOrigin.Find(text) is null
            ? Remark.Of("version-as-exported", ExpectedVersion)
            : Remark.Of("version-now", $"{_grid.Origin}: the schedule has changed since this file was exported, export it again"));
        return false;
    }

    private LocalDate? DayOf(CsvTable table)
    {
        Column column = table[GridTables.Date];
        LocalDate? day = table.SheetMoment(column)?.Date ?? table.Date(column);
        if (day >= _grid.Period.FirstDay && day <= _grid.Period.LastDay)
        {
            return day;
        }

        table.Refuse(column, Remark.Of("day-of-period", "a day of the period"));
        return null;
    }
}
