namespace Wfm.Scheduling.Search;

/// <summary>What a day off or a shift makes of the state the rest rules remember: the incremental version of the rules on sequences of days.</summary>
/// <remarks>
/// Only what some rule needs is remembered. Times are known up to their band: a cautious step takes the worst time of a
/// band and so guarantees the rules, a hopeful one takes the best and allows whatever might hold, which is what a lower
/// bound on cost needs. Where every band holds times no rule tells apart, both are exactly the rules.
/// </remarks>
internal sealed class RestStep
{
    private const int LongestSince = 8;
    private readonly RestRuleSet _rules;
    private readonly IReadOnlyList<RestDay> _days;
    private readonly RestAround _around;
    private readonly bool _cautious;
    private readonly int _offCap;
    private readonly bool _fixedRest;
    private readonly bool _movingRest;
    private readonly Dictionary<int, RestDay> _dayOfDate;

    /// <param name="rules">Which rules bind.</param>
    /// <param name="days">The grid days, ascending.</param>
    /// <param name="around">The days before and after.</param>
    /// <param name="endDate">Calendar day number after the period's last day, days without opening hours included.</param>
    /// <param name="cautious">True for searching, false for bounding.</param>
    public RestStep(RestRuleSet rules, IReadOnlyList<RestDay> days, RestAround around, int endDate, bool cautious)
    {
        (_rules, _days, _around, _cautious) = (rules, days, around, cautious);
        _dayOfDate = days.ToDictionary(day => day.Date);
        (_fixedRest, _movingRest) = ClosedDays.LeaveToSearch(rules, days, around, endDate);
        bool manyBands = days.Any(day => day.Ends.Length > 2);
        _offCap = Math.Max(rules.ShortestOff > 1 ? rules.ShortestOff : manyBands ? 1 : 0, _fixedRest || _movingRest ? rules.DaysOffOfSureRest : 0);
    }

    public RestState Initial()
    {
        if (!_around.Known)
        {
            return new RestState(0, _offCap, 0, false, 0, 0, 0, false, false);
        }

        int off = -1 - _around.LastDate;
        int since = _movingRest ? Math.Max(0, (int)(-Math.Min(0, _around.FirstStartSinceRest) + 1439) / 1440) : 0;
        return new RestState(
            off == 0 && _rules.LongestRun is not null ? _around.Run : 0,
            Math.Min(off, _offCap),
            off == 0 ? 1 : 0,
            _fixedRest && _around.RestedInWeek,
            Math.Min(since, LongestSince),
            0,
            0,
            false,
            _offCap > 0);
    }

    /// <summary>Lets the closed days in [from, to) go by as days off, and crosses week borders up to and including day to.</summary>
    public RestState? Pass(RestState state, int from, int to, bool endDate)
    {
        for (int date = from; date <= to; date++)
        {
            if (_fixedRest && BorderOf(date) is { } border)
            {
                long restedSince = Math.Max(LastEnd(state, date), border - 7 * 1440);
                if (date > 0 && !state.Rested && border - restedSince < _rules.WeeklyRestMinutes)
                {
                    return null;
                }

                state = state with { Rested = false };
            }

            if (IsMonday(date))
            {
                state = state with { InWeekend = false };
            }

            if (date < to)
            {
                state = Off(state);
            }
        }

        return !endDate ? state : Meets(state, to) ? state with { EndBand = 0 } : null;
    }

    /// <summary>Whether the shifts that stand after the period may follow.</summary>
    private bool Meets(RestState state, int end)
    {
        if (_around.After is not { } after)
        {
            return true;
        }

        bool isNextDay = after.FirstDate == end;
        int off = state.Off + after.FirstDate - end;
        if ((isNextDay && WorkedBefore(state, end) && Clashes(state, end, new RestBand(after.FirstStart, after.FirstStart), after.StartsEarly ? long.MaxValue : long.MinValue / 4))
            || (isNextDay && state.Run > 0 && state.Run + after.Run > _rules.LongestRun)
            || (state.Off < _offCap && off > 0 && off < _rules.ShortestOff))
        {
            return false;
        }

        int since = Math.Min(state.Since + 1 + after.FirstDate - end, LongestSince);
        return after.KeepsWeeklyRest(_rules, LastEnd(state, end), _movingRest ? FirstStart(state, after.FirstDate - since) : null, !_fixedRest || state.Rested);
    }

    public RestState Off(RestState state)
    {
        int off = Math.Min(state.Off + 1, _offCap);
        bool forget = off == _offCap;
        bool keepTimes = !forget && (_fixedRest || _movingRest);
        return state with
        {
            Run = 0,
            Off = off,
            EndBand = keepTimes ? state.EndBand : 0,
            Since = _movingRest && !forget ? Math.Min(state.Since + 1, LongestSince) : 0,
            FirstBand = forget ? 0 : state.FirstBand,
        };
    }

    public RestState? Work(RestState state, int day, int shiftClass)
    {
        RestDay today = _days[day];
        (int startBand, int endBand) = today.Classes[shiftClass];
        int run = _rules.LongestRun is null ? 0 : state.Run + 1;
        bool entersWeekend = _rules.MostWeekends is not null && today.IsWeekend && !state.InWeekend;
        int weekends = state.Weekends + (entersWeekend ? 1 : 0);
        if ((WorkedBefore(state, today.Date) && Clashes(state, today.Date, today.Starts[startBand], today.EarlyByRule)) || run > (_rules.LongestRun ?? run) || weekends > (_rules.MostWeekends ?? weekends)
            || (state.Off > 0 && state.Off < _rules.ShortestOff))
        {
            return null;
        }

        long start = _cautious ? today.Starts[startBand].First : today.Starts[startBand].Last;
        long end = _cautious ? today.Ends[endBand].Last : today.Ends[endBand].First;
        long lastEnd = LastEnd(state, today.Date);
        bool longRest = _movingRest && start - lastEnd >= _rules.WeeklyRestMinutes;
        bool first = longRest || !_movingRest || (_offCap > 0 && !state.Started);
        int since = first ? 0 : Math.Min(state.Since + 1, LongestSince);
        long firstStart = first ? start : FirstStart(state, today.Date - since);
        if (_movingRest && end - firstStart > _rules.MostMinutesBetweenRests)
        {
            return null;
        }

        (long lastBorder, long nextBorder) = Borders(today.Date);
        bool rested = _fixedRest
            && (state.Rested || Math.Min(start, nextBorder) - Math.Max(lastEnd, lastBorder) >= _rules.WeeklyRestMinutes);
        return new RestState(
            run, 0, endBand, rested, since, !_movingRest ? 0 : first ? startBand : state.FirstBand, weekends,
            _rules.MostWeekends is not null && today.IsWeekend, _offCap > 0);
    }

    /// <summary>Whether the day before a date was worked. Without days off to count, a band is remembered for one night only, and ends of band 0 never clash.</summary>
    private bool WorkedBefore(RestState state, int date) => _offCap == 0 ? state.EndBand > 0 && date >= 0 : state.Off == 0;

    /// <summary>Whether the night after the shift of the day before is too short, or an early start follows a late end.</summary>
    private bool Clashes(RestState state, int date, RestBand start, long earlyByRule)
    {
        long least = _rules.DailyRestMinutes ?? long.MinValue / 4;
        (RestBand end, long lateByRule) = Yesterday(state, date - 1);
        return _cautious
            ? start.First - end.Last < least || (start.First < earlyByRule && end.Last > lateByRule)
            : start.Last - end.First < least || (start.Last < earlyByRule && end.First > lateByRule);
    }

    private (RestBand End, long LateByRule) Yesterday(RestState state, int date)
    {
        if (date >= 0 && _dayOfDate.TryGetValue(date, out RestDay? day))
        {
            return (day.Ends[state.EndBand], day.LateByRule);
        }

        return (new RestBand(_around.LastEnd, _around.LastEnd), _around.EndedLate ? long.MinValue / 4 : long.MaxValue / 4);
    }

    private long FirstStart(RestState state, int date)
    {
        if (date < 0)
        {
            return _around.FirstStartSinceRest;
        }

        return !_dayOfDate.TryGetValue(date, out RestDay? day) ? date * 1440L
            : _cautious ? day.Starts[state.FirstBand].First : day.Starts[state.FirstBand].Last;
    }

    private long LastEnd(RestState state, int date)
    {
        bool isCapped = state.Off == _offCap;
        if (!state.Started || (!_cautious && isCapped))
        {
            return long.MinValue / 4;
        }

        int lastDate = date - 1 - state.Off;
        if (lastDate < 0)
        {
            return _around.Known ? Math.Max(_around.LastEnd, isCapped ? lastDate * 1440L : long.MinValue) : long.MinValue / 4;
        }

        return !_dayOfDate.TryGetValue(lastDate, out RestDay? day) ? (lastDate + 1) * 1440L
            : !_cautious ? day.Ends[state.EndBand].First
            : isCapped ? day.LatestEnd
            : day.Ends[state.EndBand].Last;
    }

    private bool IsMonday(int date) => (date - _rules.MondayDate) % 7 == 0;

    /// <summary>The week border that falls before the shifts of a calendar day: past midnight up to noon, or the noon before.</summary>
    private long? BorderOf(int date)
    {
        long midnight = date * 1440L;
        foreach (long border in _rules.WeekBorders)
        {
            if (border > midnight - 720 && border <= midnight + 720)
            {
                return border;
            }
        }

        return null;
    }

    private (long Last, long Next) Borders(int date)
    {
        (long last, long next) = (long.MinValue / 4, long.MaxValue / 4);
        foreach (long border in _rules.WeekBorders)
        {
            if (border <= date * 1440L + 720)
            {
                last = border;
            }
            else
            {
                next = Math.Min(next, border);
            }
        }

        return (last, next);
    }
}
