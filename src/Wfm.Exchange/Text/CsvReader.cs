namespace Wfm.Exchange;

/// <summary>What is wrong with the shape of a row.</summary>
internal enum RowFault
{
    None,
    CellTooLong,
    RowTooLong,
    TooManyColumns,
    UnclosedQuote,
    ZeroCharacter,
    DamagedSheet,
}

/// <summary>Cuts text into rows of cells: quotes, any line ending, bounded memory, no exception and no string per cell.</summary>
internal sealed class CsvReader : ITableRows
{
    public const int LongestCell = 64 * 1024;
    public const int LongestRow = 1024 * 1024;
    public const int MostColumns = 1_000;

    private const int EndOfText = -1;
    private readonly TextReader _source;
    private readonly char[] _chunk = new char[16 * 1024];
    private int _filled;
    private int _at;
    private int _nextLine = 1;
    private char[] _row = new char[1024];
    private int _rowLength;
    private int[] _ends = new int[64];
    private bool _isOver;

    public CsvReader(TextReader source, char? delimiter)
    {
        _source = source;
        Fill();
        Delimiter = delimiter ?? Detect();
    }

    public char Delimiter { get; private set; }

    /// <summary>Line on which the present row begins.</summary>
    public int Line { get; private set; }

    /// <summary>Number of cells of the present row.</summary>
    public int Count { get; private set; }

    public RowFault Fault { get; private set; }

    /// <summary>A cell of the present row as written, blanks around it taken away; empty beyond the last cell.</summary>
    public ReadOnlySpan<char> this[int column] => Raw(column).Trim();

    /// <summary>A cell of the present row, blanks and all.</summary>
    public ReadOnlySpan<char> Raw(int column)
    {
        if (column < 0 || column >= Count)
        {
            return [];
        }

        int start = column == 0 ? 0 : _ends[column - 1];
        return _row.AsSpan(start, _ends[column] - start);
    }

    /// <summary>Moves to the next row that is not blank.</summary>
    public bool Read()
    {
        while (!_isOver)
        {
            ReadRow();
            if (Fault != RowFault.None || !IsBlank())
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBlank() => _row.AsSpan(0, _rowLength).IsWhiteSpace();

    private void ReadRow()
    {
        Line = _nextLine;
        Count = 0;
        _rowLength = 0;
        Fault = RowFault.None;
        int ended;
        do
        {
            ended = Peek() == '"' ? ReadQuoted() : ReadPlain(0);
            EndCell();
        }
        while (ended == Delimiter && !_isOver);

        if (ended == EndOfText)
        {
            _isOver = true;
        }
    }

    /// <summary>Reads up to the end of a cell and says what ended it: the delimiter, a line feed, or the end of the text.</summary>
    private int ReadPlain(int length)
    {
        while (true)
        {
            int next = Next();
            switch (next)
            {
                case EndOfText:
                    return EndOfText;
                case '\r' or '\n':
                    EndLine(next);
                    return '\n';
                default:
                    if (next == Delimiter)
                    {
                        return next;
                    }

                    Append((char)next, ++length);
                    break;
            }
        }
    }

    private int ReadQuoted()
    {
        Next();
        int length = 0;
        while (true)
        {
            int next = Next();
            if (next == EndOfText || length > LongestCell)
            {
                // Without its end, everything after the quote is one cell: nothing further can be trusted.
                Fault = RowFault.UnclosedQuote;
                _isOver = true;
                return EndOfText;
            }

            if (next == '"' && Peek() != '"')
            {
                return ReadPlain(length);
            }

            if (next == '"')
            {
                Next();
            }

            if (next is '\r' or '\n')
            {
                EndLine(next);
                next = '\n';
            }

            Append((char)next, ++length);
        }
    }

    private void EndLine(int next)
    {
        _nextLine++;
        if (next == '\r' && Peek() == '\n')
        {
            Next();
        }
    }

    private void Append(char letter, int lengthOfCell)
    {
        if (lengthOfCell > LongestCell || _rowLength >= LongestRow)
        {
            Report(lengthOfCell > LongestCell ? RowFault.CellTooLong : RowFault.RowTooLong);
            return;
        }

        if (letter == '\0')
        {
            Report(RowFault.ZeroCharacter);
        }

        if (_rowLength == _row.Length)
        {
            Array.Resize(ref _row, _row.Length * 2);
        }

        _row[_rowLength++] = letter;
    }

    private void EndCell()
    {
        if (Count == MostColumns)
        {
            Report(RowFault.TooManyColumns);
            return;
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        _ends[Count++] = _rowLength;
    }

    private void Report(RowFault fault) => Fault = Fault == RowFault.None ? fault : Fault;

    private int Next()
    {
        if (_at == _filled && !Fill())
        {
            return EndOfText;
        }

        return _chunk[_at++];
    }

    private int Peek() => _at == _filled && !Fill() ? EndOfText : _chunk[_at];

    private bool Fill()
    {
        _at = 0;
        _filled = _source.ReadBlock(_chunk, 0, _chunk.Length);
        return _filled > 0;
    }

    /// <summary>The delimiter the header uses most: semicolon, comma or tab; a line <c>sep=;</c> before the header says it outright.</summary>
    private char Detect()
    {
        ReadOnlySpan<char> text = _chunk.AsSpan(_at, _filled - _at);
        text = text[(text.Length - text.TrimStart("\r\n ").Length)..];
        int end = text.IndexOfAny('\r', '\n');
        ReadOnlySpan<char> header = end < 0 ? text : text[..end];
        if (header.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && header.Length == 5)
        {
            return header[4];
        }

        (int semicolons, int commas, int tabs) = (0, 0, 0);
        bool isQuoted = false;
        foreach (char letter in header)
        {
            isQuoted ^= letter == '"';
            semicolons += !isQuoted && letter == ';' ? 1 : 0;
            commas += !isQuoted && letter == ',' ? 1 : 0;
            tabs += !isQuoted && letter == '\t' ? 1 : 0;
        }

        return semicolons >= commas && semicolons >= tabs && semicolons > 0 ? ';' : tabs > commas ? '\t' : ',';
    }
}
