using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>The rows of one sheet of an .xlsx workbook that passed the gate.</summary>
internal sealed class SheetRows : ITableRows, IDisposable
{
    private const int MostRows = 1_048_576;
    private const int DaysBetweenEpochs = 1_462;
    private readonly IExcelDataReader _reader;
    private readonly WorkbookFacts _facts;
    private Dictionary<(int Row, int Column), string> _errors = [];
    private string[] _cells = [];
    private bool _isOver;

    static SheetRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // ExcelDataReader asks for Windows-1252 before it looks at a file.

    private SheetRows(IExcelDataReader reader, WorkbookFacts facts) => (_reader, _facts) = (reader, facts);

    /// <inheritdoc/>
    public int Line { get; private set; }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public RowFault Fault { get; private set; }

    /// <summary>Sheets of the workbook that are not this one.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    /// <inheritdoc/>
    public ReadOnlySpan<char> this[int column] => Raw(column).Trim();

    /// <summary>Opens a sheet, or says what would have been accepted.</summary>
    /// <param name="stream">A workbook; must be able to be rewound. Left open.</param>
    /// <param name="sheet">The name of the sheet; empty for the first that is shown.</param>
    /// <param name="refusal">Completes "expected …" where no rows come back.</param>
    public static SheetRows? Open(Stream stream, string? sheet, out string? refusal)
    {
        long start = stream.Position;
        refusal = WorkbookGate.Refusal(stream, out WorkbookFacts facts);
        if (refusal is not null)
        {
            return null;
        }

        stream.Position = start;
        try
        {
            IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
            SheetRows rows = new(reader, facts);
            refusal = rows.MoveTo(sheet);
            if (refusal is not null)
            {
                return null;
            }

            if (facts.HasErrors)
            {
                // A reader of its own: two readers of one stream would move each other.
                using MemoryStream copy = new();
                stream.Position = start;
                stream.CopyTo(copy);
                rows._errors = ErrorCells.Of(copy, reader.Name);
            }

            return rows;
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            refusal = Damaged;
            return null;
        }
    }

    /// <summary>Names of the sheets that are shown; empty when the file is no workbook, or none that may be read.</summary>
    /// <param name="stream">A file that can be rewound; its place is kept.</param>
    public static IReadOnlyList<string>? Names(Stream stream)
    {
        long start = stream.Position;
        Span<byte> head = stackalloc byte[8];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = start;
        using SheetRows? rows = WorkbookGate.IsPacked(head[..read]) ? Open(stream, null, out _) : null;
        stream.Position = start;
        return rows is null ? null : [rows._reader.Name, .. rows.Others];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Raw(int column) => column >= 0 && column < Count ? _cells[column] : [];

    /// <summary>A cell as a moment, whether the sheet shows it as a date or as a bare number.</summary>
    public LocalDateTime? Moment(int column) => column >= 0 && column < Count ? CellValue.Moment(Value(column), _facts.Is1904) : null;

    /// <inheritdoc/>
    public bool Read()
    {
        while (!_isOver && Next())
        {
            Line = _reader.Depth + 1;
            TakeCells();
            if (Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _reader.Dispose();

    private static string Damaged => "a whole .xlsx workbook; this one is damaged";

    // What ExcelDataReader is known to throw at damaged parts; nothing else is taken for the file's fault.
    private static bool IsDamage(Exception thrown) => thrown
        is ExcelReaderException or XmlException or InvalidDataException or FormatException or OverflowException
        or IndexOutOfRangeException or ArgumentException or InvalidOperationException or KeyNotFoundException or NullReferenceException;

    private bool Next()
    {
        try
        {
            return _reader.Read();
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            // Told as a row that cannot be read, where the sheet breaks off.
            (Fault, _isOver, Count, _cells) = (RowFault.DamagedSheet, true, 1, [""]);
            Line++;
            return true;
        }
    }

    private void TakeCells()
    {
        if (_isOver)
        {
            return;
        }

        Fault = RowFault.None;
        Count = 0;
        for (int column = 0; column < _reader.FieldCount; column++)
        {
            string text = _errors.GetValueOrDefault((_reader.Depth, column)) ?? CellValue.Text(Value(column));
            Fault = text.Length > CsvReader.LongestCell ? RowFault.CellTooLong : text.Contains('\0') ? RowFault.ZeroCharacter : Fault;
            _cells[column] = text;
            Count = text.AsSpan().IsWhiteSpace() ? Count : column + 1;
        }
    }

    private object? Value(int column)
    {
        object? value = _reader.GetValue(column);
        return _facts.ReaderMissesEpoch && value is DateTime { Year: >= 1900 } time ? time.AddDays(DaysBetweenEpochs) : value;
    }

    private string? MoveTo(string? sheet)
    {
        List<string> others = [];
        string? found = null;
        do
        {
            bool isWanted = found is null && (sheet is null ? IsShown() : _reader.Name.Equals(sheet, StringComparison.OrdinalIgnoreCase));
            found = isWanted ? _reader.Name : found;
            if (!isWanted && IsShown())
            {
                others.Add(_reader.Name);
            }
        }
        while (_reader.NextResult());

        if (found is null)
        {
            return sheet is null ? "a workbook with a sheet" : $"a sheet called {sheet}";
        }

        Others = others;
        _reader.Reset();
        while (_reader.Name != found && _reader.NextResult())
        {
        }

        string? refusal = _reader.FieldCount is < 0 or > CsvReader.MostColumns ? $"at most {CsvReader.MostColumns} columns"
            : _reader.RowCount is < 0 or > MostRows ? $"at most {MostRows} rows"
            : null;
        _cells = refusal is null ? new string[_reader.FieldCount] : [];
        return refusal;
    }

    private bool IsShown() => !"hidden".Equals(_reader.VisibleState, StringComparison.OrdinalIgnoreCase)
        && !"veryhidden".Equals(_reader.VisibleState, StringComparison.OrdinalIgnoreCase);
}
