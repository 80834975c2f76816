using NodaTime;

namespace Wfm.Exchange;

/// <summary>Cells as values: a bad one is reported and comes back empty.</summary>
internal sealed partial class CsvTable
{
    /// <summary>A cell as written, without the blanks around it; empty when the column is missing.</summary>
    public ReadOnlySpan<char> Span(Column column) => _rows is null ? [] : _rows[column.Index];

    /// <summary>Text, the guard that our own files put before formula signs taken away; empty when there is none.</summary>
    public string? OptionalText(Column column)
    {
        ReadOnlySpan<char> cell = FormulaGuard.Removed(Span(column));
        return cell.IsEmpty ? null : cell.ToString();
    }

    /// <summary>Text that must be there; the empty string when it is not.</summary>
    public string Text(Column column, string expected)
    {
        string? text = OptionalText(column);
        if (text is null)
        {
            Refuse(column, expected);
        }

        return text ?? "";
    }

    /// <summary>A finite number in a range, both ends included; the fallback when the cell is empty or, with a problem, wrong.</summary>
    public double Number(Column column, double least, double most, double? fallback, string expected) =>
        OptionalNumber(column, least, most, expected, isRequired: fallback is null) ?? fallback ?? 0;

    public double? OptionalNumber(Column column, double least, double most, string expected, bool isRequired = false)
    {
        ReadOnlySpan<char> cell = Span(column);
        if (cell.IsEmpty && !isRequired)
        {
            return null;
        }

        if (Numbers.TryParse(cell, out double number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(column, expected);
        return null;
    }

    /// <summary>A whole number in a range, both ends included.</summary>
    public int Whole(Column column, int least, int most, int? fallback, string expected) =>
        OptionalWhole(column, least, most, expected, isRequired: fallback is null) ?? fallback ?? 0;

    public int? OptionalWhole(Column column, int least, int most, string expected, bool isRequired = false)
    {
        ReadOnlySpan<char> cell = Span(column);
        if (cell.IsEmpty && !isRequired)
        {
            return null;
        }

        if (Numbers.TryWhole(cell, out int number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(column, expected);
        return null;
    }

    public LocalDate? OptionalDate(Column column)
    {
        ReadOnlySpan<char> cell = Span(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (WrittenTime.TryDate(cell, out LocalDate date))
        {
            return date;
        }

        Refuse(column, "a date such as 2026-01-05, in the years 1990 to 2100");
        return null;
    }

    public LocalDate Date(Column column)
    {
        if (Span(column).IsEmpty)
        {
            Refuse(column, "a date such as 2026-01-05, in the years 1990 to 2100");
            return default;
        }

        return OptionalDate(column) ?? default;
    }

    /// <summary>A time of day such as 07:30; 24:00 is midnight at the end, told by <paramref name="isEndOfDay"/>.</summary>
    public LocalTime? OptionalTime(Column column, string expected, out bool isEndOfDay)
    {
        isEndOfDay = false;
        ReadOnlySpan<char> cell = Span(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (WrittenTime.TryTimeOfDay(cell, out LocalTime time, out isEndOfDay))
        {
            return time;
        }

        Refuse(column, expected);
        return null;
    }

    public bool Flag(Column column, bool fallback)
    {
        ReadOnlySpan<char> cell = Span(column);
        switch (cell.ToString().ToLowerInvariant())
        {
            case "":
                return fallback;
            case "true" or "yes" or "ja" or "1":
                return true;
            case "false" or "no" or "nej" or "0":
                return false;
            default:
                Refuse(column, "true or false (yes, no, ja, nej, 1, 0 will do)");
                return fallback;
        }
    }
}
