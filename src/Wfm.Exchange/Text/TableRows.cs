namespace Wfm.Exchange;

/// <summary>Rows of cells from a text file or from a sheet of a workbook.</summary>
internal interface ITableRows
{
    /// <summary>Line of the file, or row of the sheet, on which the present row begins.</summary>
    int Line { get; }

    /// <summary>Number of cells of the present row.</summary>
    int Count { get; }

    /// <summary>What is wrong with the shape of the present row.</summary>
    RowFault Fault { get; }

    /// <summary>A cell of the present row, blanks around it taken away; empty beyond the last cell.</summary>
    ReadOnlySpan<char> this[int column] { get; }

    /// <summary>A cell of the present row, blanks and all.</summary>
    ReadOnlySpan<char> Raw(int column);

    /// <summary>Moves to the next row that is not blank.</summary>
    bool Read();
}
