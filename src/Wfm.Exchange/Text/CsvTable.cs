namespace Wfm.Exchange;

/// <summary>A column a file may have.</summary>
/// <param name="Name">Its name in the header; letter case does not matter.</param>
/// <param name="IsRequired">Whether the file is refused without it.</param>
internal readonly record struct ColumnWanted(string Name, bool IsRequired);

/// <summary>Where a wanted column stands; index −1 when the file lacks it.</summary>
internal readonly record struct Column(string Name, int Index)
{
    public bool IsPresent => Index >= 0;
}

/// <summary>A value and where it was read.</summary>
internal readonly record struct Located<T>(T Value, string File, int Line);

/// <summary>A CSV file, or the first sheet of a workbook, with a header: columns found by name, rows of the wrong shape reported and passed over.</summary>
internal sealed partial class CsvTable : IDisposable
{
    private readonly TableSource _source;
    private readonly ITableRows? _rows;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly ProblemList _found;
    private int _problemsBeforeRow;
    private int _headerCells;
    private bool _isHeaderBad;

    private CsvTable(TableSource source, string file, ProblemList found)
    {
        _source = source;
        _rows = source.Rows;
        File = file;
        _found = found;
    }

    public string File { get; }

    public int Line => _rows?.Line ?? 0;

    /// <summary>Rows read so far, those of a wrong shape included.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether nothing was wrong with the present row so far.</summary>
    public bool RowIsGood => !_isHeaderBad && _found.ProblemCount == _problemsBeforeRow;

    /// <summary>Opens a file and checks its header; rows can be read even when a column is missing, so that all problems come at once.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="file">The name used in problems.</param>
    /// <param name="wanted">The columns it may have.</param>
    /// <param name="found">Where problems go.</param>
    /// <param name="delimiter">What stands between the cells of a text; empty to find out.</param>
    /// <param name="sheet">The sheet of a workbook; empty for the first that is shown.</param>
    /// <param name="isOneOfMany">Whether a workbook is known to have more sheets than this one.</param>
    public static CsvTable Open(
        Stream stream, string file, IReadOnlyList<ColumnWanted> wanted, ProblemList found, char? delimiter = null, string? sheet = null, bool isOneOfMany = false)
    {
        CsvTable table = new(TableSource.Open(stream, file, delimiter, sheet), file, found);
        if (table._source.Refusal is { } expected)
        {
            found.Add(file, 0, "", "", expected);
            return table;
        }

        foreach (string other in isOneOfMany ? [] : table._source.OtherSheets)
        {
            found.Warn(file, 0, "", $"sheet {other} was not read; only the first sheet is");
        }

        table.ReadHeader(wanted);
        return table;
    }

    /// <summary>The required columns of a file, then the optional ones.</summary>
    public static IReadOnlyList<ColumnWanted> Wanted(IEnumerable<string> required, IEnumerable<string> optional) =>
        [.. required.Select(name => new ColumnWanted(name, true)), .. optional.Select(name => new ColumnWanted(name, false))];

    /// <summary>The column names as the file writes them.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>The cells of the present row as written, as many as the header has.</summary>
    public IReadOnlyList<string> Cells()
    {
        string[] cells = new string[_headerCells];
        for (int index = 0; index < cells.Length; index++)
        {
            cells[index] = _rows!.Raw(index).ToString();
        }

        return cells;
    }

    /// <summary>Where a column stands.</summary>
    public Column this[string name] => new(name, _columns.GetValueOrDefault(name, -1));

    /// <summary>Moves to the next row of the right shape; false at the end, or at once when the header could not be used.</summary>
    public bool Read()
    {
        while (_rows is not null && _columns.Count > 0 && _rows.Read())
        {
            Rows++;
            _problemsBeforeRow = _found.ProblemCount;
            if (!ReportFault() && !ReportSurplus())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A problem with one cell of the present row; nothing when the whole column is missing, which the header's problem says.</summary>
    public void Refuse(Column column, string expected) => Refuse(column, new Remark("", expected));

    /// <summary>The same, with the code under which pages say it in the reader's language.</summary>
    public void Refuse(Column column, Remark expected)
    {
        if (column.IsPresent)
        {
            _found.Add(File, Line, column.Name, Span(column), expected, _rows is SheetRows ? CellAddress.Of(column.Index, Line) : null);
        }
    }

    /// <summary>A problem of the present row with a cell it should have, whether the file has the column or not.</summary>
    public void RefuseRow(string column, string expected) => _found.Add(File, Line, column, Span(this[column]), expected);

    /// <summary>An oddity of the present row.</summary>
    public void Warn(Column column, string message) => _found.Warn(File, Line, column.Name, message);

    /// <summary>Every good row as a value with its line.</summary>
    public List<Located<T>> Collect<T>(Func<T?> row)
        where T : class
    {
        List<Located<T>> values = [];
        while (Read())
        {
            if (row() is { } value && RowIsGood)
            {
                values.Add(new Located<T>(value, File, Line));
            }
        }

        return values;
    }

    /// <summary>A problem when there was no row at all.</summary>
    public void RefuseEmpty()
    {
        if (Rows == 0 && _columns.Count > 0)
        {
            _found.Add(File, 1, "", "", Remark.Of("rows", "at least one row under the header"));
        }
    }

    public void Dispose() => _source.Dispose();

    private void ReadHeader(IReadOnlyList<ColumnWanted> wanted)
    {
        if (!_rows!.Read())
        {
            string names = string.Join(", ", wanted.Where(column => column.IsRequired).Select(column => column.Name));
            _found.Add(File, 1, "", "", Remark.Of("header", $"a header row with the columns {names}"));
            return;
        }

        if (_rows.Count == 2 && _rows[0].Equals("sep=", StringComparison.OrdinalIgnoreCase))
        {
            _rows.Read();
        }

        if (ReportFault())
        {
            return;
        }

        int before = _found.ProblemCount;
        _headerCells = _rows.Count;
        Header = Cells();
        Dictionary<string, int> present = new(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < _rows.Count; index++)
        {
            NameColumn(index, present, wanted);
        }

        foreach (ColumnWanted column in wanted.Where(column => column.IsRequired && !_columns.ContainsKey(column.Name)))
        {
            _found.Add(File, Line, column.Name, "", Remark.Of("column-missing", "a column of this name in the header"));
        }

        _isHeaderBad = _found.ProblemCount > before;
    }

    private void NameColumn(int index, Dictionary<string, int> present, IReadOnlyList<ColumnWanted> wanted)
    {
        string name = _rows![index].ToString();
        if (name.Length == 0)
        {
            return;
        }

        if (!present.TryAdd(name, index))
        {
            _found.Add(File, Line, name, name, Remark.Of("column-once", "each column once"));
        }
        else if (wanted.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            _columns.Add(name, index);
        }
        else
        {
            _found.Warn(File, Line, name, "not a column of this file, ignored");
        }
    }

    private bool ReportFault()
    {
        string? expected = _rows!.Fault switch
        {
            RowFault.None => null,
            RowFault.CellTooLong => "cells of at most 65536 characters",
            RowFault.RowTooLong => "rows of at most 1048576 characters",
            RowFault.TooManyColumns => "at most 1000 columns",
            RowFault.UnclosedQuote => "a closing quotation mark within 65536 characters",
            RowFault.ZeroCharacter => "text without NUL characters",
            RowFault.DamagedSheet => "a sheet that can be read to its end; this one is damaged here",
        };
        if (expected is not null)
        {
            _found.Add(File, Line, "", _rows.Raw(0), expected);
        }

        return expected is not null;
    }

    private bool ReportSurplus()
    {
        for (int index = _headerCells; index < _rows!.Count; index++)
        {
            if (!_rows[index].IsEmpty)
            {
                _found.Add(File, Line, "", _rows[index], Remark.Of("cells-beyond-header", "no more cells than the header has"));
                return true;
            }
        }

        return false;
    }
}
