using NodaTime;

namespace Wfm.Exchange;

/// <summary>Cells as values: a bad one is reported and comes back empty.</summary>
internal sealed partial class CsvTable
{
    /// <summary>A cell as written, without the blanks around it; empty when the column is missing.</summary>
    public ReadOnlySpan<char> Span(Column column) => _rows is null ? [] : _rows[column.Index];

    /// <summary>A moment that a spreadsheet keeps as one, whatever it looks like there; empty for text, and in CSV files.</summary>
    public LocalDateTime? SheetMoment(Column column) => (_rows as SheetRows)?.Moment(column.Index);

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

    public LocalTime? RequiredTime(Column column, string expected, out bool isEndOfDay)
    {
        LocalTime? time = OptionalTime(column, expected, out isEndOfDay);
        if (Span(column).IsEmpty)
        {
            Refuse(column, expected);
        }

        return time;
    }

    /// <summary>A value of an enum by its name; the fallback when the cell is empty.</summary>
    public T Choice<T>(Column column, T fallback, IReadOnlyDictionary<string, T>? aliases = null, string? expected = null)
        where T : struct, Enum
    {
        return Span(column).IsEmpty ? fallback : RequiredChoice(column, aliases, expected);
    }

    /// <summary>A value of an enum by its name; an empty cell is a problem.</summary>
    public T RequiredChoice<T>(Column column, IReadOnlyDictionary<string, T>? aliases = null, string? expected = null)
        where T : struct, Enum
    {
        if (EnumNames.Find(Span(column), aliases) is { } value)
        {
            return value;
        }

        Refuse(column, expected ?? $"one of {EnumNames.Listed<T>()}");
        return default;
    }

    /// <summary>The weekdays a cell names; an empty cell is a problem unless there is something it stands for.</summary>
    public IReadOnlyList<IsoDayOfWeek> WeekdaysOf(Column column, IReadOnlyList<IsoDayOfWeek> whenEmpty)
    {
        ReadOnlySpan<char> cell = Span(column);
        IReadOnlyList<IsoDayOfWeek> days = cell.IsEmpty ? whenEmpty : Weekdays.Parse(cell.ToString());
        if (days.Count == 0)
        {
            Refuse(column, Weekdays.Expected);
        }

        return days;
    }

    /// <summary>The days from which and until which a row holds, in the order of the calendar.</summary>
    public (LocalDate? From, LocalDate? To) Validity(string fromColumn = "valid_from", string toColumn = "valid_to")
    {
        LocalDate? from = OptionalDate(this[fromColumn]);
        LocalDate? to = OptionalDate(this[toColumn]);
        if (to < from)
        {
            Refuse(this[toColumn], $"a date not before {fromColumn}");
        }

        return (from, to);
    }

    /// <summary>
    /// A wall time of the zone; one with an offset is brought to it. A date alone means its first moment or, for an end, its last.
    /// </summary>
    public LocalDateTime? Moment(Column column, ZoneClock clock, bool isEnd)
    {
        ReadOnlySpan<char> cell = Span(column);
        if (WrittenTime.TryDate(cell, out LocalDate date))
        {
            return (isEnd ? date.PlusDays(1) : date).AtMidnight();
        }

        if (!WrittenTime.TryParse(cell, out WrittenTime written))
        {
            Refuse(column, "a time such as 2026-01-05T07:00 or a date, in the years 1990 to 2100");
            return null;
        }

        if (written.OffsetSeconds is { } offset)
        {
            return NodaTime.Instant.FromUnixTimeSeconds(written.LocalSeconds - offset).InZone(clock.Zone).LocalDateTime;
        }

        if (clock.Resolve(written.LocalSeconds, out _, out _) == 0)
        {
            Refuse(column, clock.ExpectedToExist);
            return null;
        }

        return written.ToLocal();
    }

    /// <summary>An instant; a wall time that comes twice is the first of them for a start and the last for an end.</summary>
    public Instant? Instant(Column column, ZoneClock clock, bool isEnd)
    {
        ReadOnlySpan<char> cell = Span(column);
        if (!WrittenTime.TryParse(cell, out WrittenTime written))
        {
            Refuse(column, "a time such as 2026-01-05T07:00, in the years 1990 to 2100");
            return null;
        }

        if (written.OffsetSeconds is { } offset)
        {
            return NodaTime.Instant.FromUnixTimeSeconds(written.LocalSeconds - offset);
        }

        if (clock.Resolve(written.LocalSeconds, out long earlier, out long later) == 0)
        {
            Refuse(column, clock.ExpectedToExist);
            return null;
        }

        return NodaTime.Instant.FromUnixTimeSeconds(isEnd ? later : earlier);
    }
}
