using NodaTime;

namespace Wfm.Exchange;

/// <summary>Turns the rows of a file into call rows, each checked by itself.</summary>
internal sealed class CallRowReader
{
    private const int MostCalls = 10_000_000;
    private const double MostSeconds = 1e9;
    private const string Count = "a whole number of calls, 0 or more";
    private const string CallCount = "a number of calls, 0 or more";
    private const string Seconds = "a number of seconds, 0 or more";

    private readonly CsvTable _table;
    private readonly CallColumns _names;
    private readonly IReadOnlySet<QueueId>? _known;
    private readonly Dictionary<string, QueueRows> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QueueRows>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly CallTimeReader _times;
    private readonly Column _queue, _aht, _length;
    private readonly Column _media;
    private readonly Column[] _addedUp;
    private int _otherMedia;
    private readonly Column[] _offered, _answered, _abandoned, _overflowOut, _inTime, _handle, _wait, _answeredWait, _short, _lostInTime;

    private CallRowReader(CsvTable table, CallColumns names, ZoneClock clock, IReadOnlySet<QueueId>? known)
    {
        (_table, _names, _known) = (table, names, known);
        _bySpan = _queues.GetAlternateLookup<ReadOnlySpan<char>>();
        _times = new CallTimeReader(table, names, clock);
        _queue = table[names.Queue];
        _aht = One(names.AhtSeconds);
        _length = One(names.IntervalMinutes);
        _media = One(names.MediaType);
        _addedUp = Present(names.AddedUp);
        _offered = Present(names.Offered);
        _answered = Present(names.Answered);
        _abandoned = Present(names.Abandoned);
        _overflowOut = Present(names.OverflowOut);
        _inTime = Present(names.AnsweredInTime);
        _handle = Present(names.HandleSeconds);
        _wait = Present(names.WaitSeconds);
        _answeredWait = Present(names.AnsweredWaitSeconds);
        _short = Present(names.ShortAbandoned);
        _lostInTime = Present(names.AbandonedInTime);
    }

    public static CallRows ReadAll(
        Stream stream, string file, CallColumns names, DateTimeZone zone, IReadOnlySet<QueueId>? known, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, Wanted(names), found, names.Delimiter);
        ZoneClock clock = new(zone);
        CallRowReader reader = new(table, names, clock, known);
        while (table.Read())
        {
            if (reader.IsCalls())
            {
                reader.ReadRow();
            }
        }

        table.RefuseEmpty();
        reader.TellOddities(found);
        return new CallRows(file, clock, reader._length.IsPresent, reader._queues.Values);
    }

    private static IReadOnlyList<ColumnWanted> Wanted(CallColumns names)
    {
        IEnumerable<string?> required = [names.Queue, names.Start, names.Date, names.Time, names.Offered[0]];
        IEnumerable<string?> optional =
        [
            .. names.Offered.Skip(1), .. names.Answered, .. names.Abandoned, .. names.OverflowOut, .. names.AnsweredInTime,
            .. names.HandleSeconds, .. names.WaitSeconds, .. names.AnsweredWaitSeconds, .. names.ShortAbandoned, .. names.AbandonedInTime, names.AhtSeconds, names.IntervalMinutes,
            names.MediaType, .. names.AddedUp,
        ];
        IEnumerable<string> wanted = optional.OfType<string>().Distinct();
        return names.NamesMustExist
            ? CsvTable.Wanted(required.OfType<string>().Concat(wanted), names.Ignored)
            : CsvTable.Wanted(required.OfType<string>(), wanted.Concat(names.Ignored));
    }

    private void ReadRow()
    {
        QueueRows? queue = ReadQueue();
        int length = _length.IsPresent ? ReadLength() : 0;
        double calls = Calls();
        int offered = (int)calls;
        int answered = Sum(_answered), abandoned = Sum(_abandoned), inTime = Sum(_inTime), sentOn = Sum(_overflowOut);
        double handle = Total(_handle);
        double wait = Total(_wait), answeredWait = Total(_answeredWait);
        int hungUpShort = Sum(_short), lostInTime = Sum(_lostInTime);
        if (_table.RowIsGood)
        {
            CheckCounts(offered, answered, abandoned, inTime, sentOn);
            CheckAbandons(abandoned, hungUpShort, lostInTime);
            handle = HandleSeconds(handle, answered == CallRow.Unknown ? offered : answered);
        }

        // The repeated hour counts how often a time has come, so its rows count even when another cell of theirs is wrong.
        if (queue is not null && _times.TryRead(queue, out long start) && _table.RowIsGood)
        {
            Add(queue, new CallRow(start, _table.Line, length, offered, (float)(calls - offered), answered, abandoned, inTime, handle, wait, answeredWait, hungUpShort, lostInTime));
        }
    }

    private void Add(QueueRows queue, CallRow row)
    {
        if (_addedUp.Length == 0)
        {
            queue.Rows.Add(row);
            return;
        }

        string parts = string.Join('\u001f', _addedUp.Select(column => _table.OptionalText(column) ?? "")).ToLowerInvariant();
        if (queue.AddUp(row, parts) is > 0 and int line)
        {
            _table.Refuse(_queue, $"each queue once for an interval with the same {string.Join(", ", _addedUp.Select(column => column.Name))}; line {line} has it");
        }
    }

    private bool IsCalls()
    {
        bool isCalls = !_media.IsPresent || _table.OptionalText(_media)?.ToLowerInvariant() is null or "voice" or "call" or "callback";
        _otherMedia += isCalls ? 0 : 1;
        return isCalls;
    }

    private void TellOddities(ProblemList found)
    {
        if (_otherMedia > 0)
        {
            found.Warn(_table.File, 0, _media.Name, $"{_otherMedia} rows of media other than voice and callback are no calls and were left out");
        }

        if (_names.IsUnconfirmed)
        {
            found.Warn(_table.File, 0, "", $"the columns of {_names.Name} are to be confirmed with a real file; compare the sums with the source's own report");
        }
    }

    private QueueRows? ReadQueue()
    {
        ReadOnlySpan<char> name = FormulaGuard.Removed(_table.Span(_queue));
        if (_bySpan.TryGetValue(name, out QueueRows? queue))
        {
            return queue;
        }

        if (name.IsEmpty)
        {
            _table.Refuse(_queue, "the code of a queue");
            return null;
        }

        string code = name.ToString();
        if (_known is not null && !_known.Contains(new QueueId(code)))
        {
            _table.Refuse(_queue, "a queue that exists");
            return null;
        }

        return _queues[code] = new QueueRows(new QueueId(code));
    }

    private int ReadLength()
    {
        int? minutes = _table.OptionalWhole(_length, 1, 60, "a length in minutes that divides an hour, such as 15 or 30");
        if (minutes is { } length && 60 % length != 0)
        {
            _table.Refuse(_length, "a length in minutes that divides an hour, such as 15 or 30");
        }

        return (minutes ?? 0) * 60;
    }

    // A source that splits a call between queues, or fills a gap with a mean, counts in parts of calls.
    private double Calls()
    {
        double sum = 0;
        for (int index = 0; index < _offered.Length; index++)
        {
            sum += _table.OptionalNumber(_offered[index], 0, MostCalls, CallCount, isRequired: index == 0) ?? 0;
        }

        return sum;
    }

    private int Sum(Column[] columns)
    {
        int sum = 0;
        bool isKnown = false;
        foreach (Column column in columns)
        {
            if (_table.OptionalWhole(column, 0, MostCalls, Count) is { } calls)
            {
                sum += calls;
                isKnown = true;
            }
        }

        return isKnown ? sum : CallRow.Unknown;
    }

    private double Total(Column[] columns)
    {
        double sum = double.NaN;
        foreach (Column column in columns)
        {
            if (_table.OptionalNumber(column, 0, MostSeconds, Seconds) is { } seconds)
            {
                sum = double.IsNaN(sum) ? seconds : sum + seconds;
            }
        }

        return sum;
    }

    private void CheckCounts(int offered, int answered, int abandoned, int inTime, int sentOn)
    {
        if (answered > offered)
        {
            Disagree(_answered[0], "no more calls answered than offered", "more calls answered than offered");
        }

        if (abandoned > offered)
        {
            Disagree(_abandoned[0], "no more calls abandoned than offered", "more calls abandoned than offered");
        }

        if (inTime > (answered == CallRow.Unknown ? offered : answered))
        {
            Disagree(_inTime[0], "no more calls answered in time than answered", "more calls answered in time than answered");
        }

        bool isTold = answered != CallRow.Unknown && abandoned != CallRow.Unknown;
        int accounted = answered + abandoned + Math.Max(0, sentOn);
        bool isWrong = _names.CountsMayDisagree ? accounted != offered : accounted > offered;
        if (isTold && isWrong && answered <= offered && abandoned <= offered)
        {
            _table.Warn(_offered[0], $"{offered} calls offered, {accounted} accounted for");
        }
    }

    private void CheckAbandons(int abandoned, int hungUpShort, int lostInTime)
    {
        if (abandoned != CallRow.Unknown && Math.Max(0, hungUpShort) + Math.Max(0, lostInTime) > abandoned)
        {
            Disagree(hungUpShort > 0 ? _short[0] : _lostInTime[0], "no more short and timely abandons than abandoned calls", "more short and timely abandons than abandoned calls");
        }
    }

    private double HandleSeconds(double handle, int handled)
    {
        if (handled == 0 && handle > 0)
        {
            Disagree(_handle[0], "0 where no call was handled", "handle time without a call");
        }

        double? aht = _aht.IsPresent ? _table.OptionalNumber(_aht, 0, MostSeconds, Seconds) : null;
        if (aht > 0 && handled == 0)
        {
            _table.Warn(_aht, "mean handle time without a call, ignored");
        }

        return double.IsNaN(handle) && aht is { } mean && handled > 0 ? mean * handled : handle;
    }

    private void Disagree(Column column, string expected, string message)
    {
        if (_names.CountsMayDisagree)
        {
            _table.Warn(column, message);
        }
        else
        {
            _table.Refuse(column, expected);
        }
    }

    private Column One(string? name) => name is null ? new Column("", -1) : _table[name];

    private Column[] Present(IReadOnlyList<string> names) => [.. names.Select(name => _table[name]).Where(column => column.IsPresent)];
}
