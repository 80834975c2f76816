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
    private readonly Column _start, _date, _time;
    private readonly LocalDateTimePattern? _startPattern;
    private readonly LocalDatePattern? _datePattern;
    private readonly LocalTimePattern? _timePattern;
    private readonly string _expectedStart, _expectedDate, _expectedTime;

    public CallTimeReader(CsvTable table, CallColumns names, ZoneClock clock)
    {
        (_table, _clock) = (table, clock);
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

        if (written.OffsetSeconds is { } offset)
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
        ReadOnlySpan<char> dateCell = _table.Span(_date), timeCell = _table.Span(_time);
        bool isDate = _datePattern is null
            ? WrittenTime.TryDate(dateCell.Length > 10 ? dateCell[..10] : dateCell, out LocalDate date)
            : _datePattern.Parse(dateCell.ToString()).TryGetValue(default, out date);
        bool isTime = _timePattern is null
            ? WrittenTime.TryTimeOfDay(timeCell, out LocalTime time, out bool isEnd) && !isEnd
            : _timePattern.Parse(timeCell.ToString()).TryGetValue(default, out time);
        isDate &= date.Year is >= WrittenTime.FirstYear and <= WrittenTime.LastYear;
        if (!isDate)
        {
            _table.Refuse(_date, _expectedDate);
        }

        if (!isTime && _time.IsPresent)
        {
            _table.Refuse(_time, _expectedTime);
        }

        written = isDate && isTime ? WrittenTime.Of(date.At(time)) : default;
        return isDate && isTime;
    }

    private static bool TryPattern(ParseResult<LocalDateTime> parsed, out WrittenTime written)
    {
        bool isRead = parsed.TryGetValue(default, out LocalDateTime time) && time.Year is >= WrittenTime.FirstYear and <= WrittenTime.LastYear;
        written = isRead ? WrittenTime.Of(time) : default;
        return isRead;
    }
}
