using NodaTime;
using NodaTime.Text;

namespace Wfm.Exchange;

/// <summary>Reads the start of an interval and tells which instant it is, also on the two nights a year when the clock changes.</summary>
internal sealed class CallTimeReader
{
    private const string Time = "a time such as 2026-01-05T07:00 in the years 1990 to 2100, with or without an offset";
    private const string Date = "a date such as 2026-01-05 in the years 1990 to 2100";
    private const string TimeOfDay = "a time of day such as 07:00";

    private readonly CsvTable _table;
    private readonly ZoneClock _clock;
    private readonly int? _usualOffset;
    private readonly Column _start, _date, _time;
    private readonly LocalDateTimePattern? _startPattern;
    private readonly LocalDatePattern? _datePattern;
    private readonly LocalTimePattern? _timePattern;
    private readonly string _expectedStart, _expectedDate, _expectedTime;

    public CallTimeReader(CsvTable table, CallColumns names, ZoneClock clock)
    {
        (_table, _clock, _usualOffset) = (table, clock, names.StartIsUtc ? 0 : null);
        _start = table[names.Start ?? ""];
        _date = table[names.Date ?? ""];
        _time = table[names.Time ?? ""];
        _startPattern = names.StartPattern is null ? null : LocalDateTimePattern.CreateWithInvariantCulture(names.StartPattern);
        _datePattern = names.DatePattern is null ? null : LocalDatePattern.CreateWithInvariantCulture(names.DatePattern);
        _timePattern = names.TimePattern is null ? null : LocalTimePattern.CreateWithInvariantCulture(names.TimePattern);
        _expectedStart = names.StartPattern is null ? Time : $"a time written {names.StartPattern} in the years 1990 to 2100";
        _expectedDate = names.DatePattern is null ? Date : $"a date written {names.DatePattern} in the years 1990 to 2100";
        _expectedTime = names.TimePattern is null ? TimeOfDay : $"a time of day written {names.TimePattern}";
    }

    private bool IsOneCell => !_date.IsPresent;

    private Column Where => IsOneCell ? _start : _time;

    public bool TryRead(QueueRows queue, out long unixSeconds)
    {
        unixSeconds = 0;
        if (!(IsOneCell ? TryStart(out WrittenTime written) : TryDateAndTime(out written)))
        {
            return false;
        }

        if ((written.OffsetSeconds ?? _usualOffset) is { } offset)
        {
            unixSeconds = written.LocalSeconds - offset;
            return true;
        }

        switch (_clock.Resolve(written.LocalSeconds, out long earlier, out long later))
        {
            case 0:
                _table.Refuse(Where, _clock.ExpectedToExist);
                return false;
            case 1:
                unixSeconds = earlier;
                return true;
            default:
                unixSeconds = queue.CountRepeat(written.LocalSeconds) == 1 ? earlier : later;
                return true;
        }
    }

    private bool TryStart(out WrittenTime written)
    {
        if (!_start.IsPresent)
        {
            written = default;
            return false;
        }

        if (_table.SheetMoment(_start) is { } moment && IsInRange(moment))
        {
            written = WrittenTime.Of(moment);
            return true;
        }

        ReadOnlySpan<char> cell = _table.Span(_start);
        bool isRead = _startPattern is null
            ? WrittenTime.TryParse(cell, out written)
            : TryPattern(_startPattern.Parse(cell.ToString()), out written);
        if (!isRead)
        {
            _table.Refuse(_start, _expectedStart);
        }

        return isRead;
    }

    private bool TryDateAndTime(out WrittenTime written)
    {
        LocalDate? date = _table.SheetMoment(_date)?.Date ?? ReadDate(_table.Span(_date));
        LocalTime? time = _table.SheetMoment(_time)?.TimeOfDay ?? ReadTime(_table.Span(_time));
        bool isDate = date?.Year is >= WrittenTime.FirstYear and <= WrittenTime.LastYear;
        if (!isDate)
        {
            _table.Refuse(_date, _expectedDate);
        }

        if (time is null && _time.IsPresent)
        {
            _table.Refuse(_time, _expectedTime);
        }

        written = isDate && time is { } clock ? WrittenTime.Of(date!.Value.At(clock)) : default;
        return isDate && time is not null;
    }

    private LocalDate? ReadDate(ReadOnlySpan<char> cell)
    {
        LocalDate date;
        bool isDate = _datePattern is null
            ? WrittenTime.TryDate(cell.Length > 10 ? cell[..10] : cell, out date)
            : _datePattern.Parse(cell.ToString()).TryGetValue(default, out date);
        return isDate ? date : null;
    }

    private LocalTime? ReadTime(ReadOnlySpan<char> cell)
    {
        LocalTime time;
        bool isTime = _timePattern is null
            ? WrittenTime.TryTimeOfDay(cell, out time, out bool isEnd) && !isEnd
            : _timePattern.Parse(cell.ToString()).TryGetValue(default, out time);
        return isTime ? time : null;
    }

    private static bool IsInRange(LocalDateTime time) => time.Year is >= WrittenTime.FirstYear and <= WrittenTime.LastYear;

    private static bool TryPattern(ParseResult<LocalDateTime> parsed, out WrittenTime written)
    {
        bool isRead = parsed.TryGetValue(default, out LocalDateTime time) && time.Year is >= WrittenTime.FirstYear and <= WrittenTime.LastYear;
        written = isRead ? WrittenTime.Of(time) : default;
        return isRead;
    }
}
