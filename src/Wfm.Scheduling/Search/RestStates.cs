namespace Wfm.Scheduling.Search;

/// <summary>
/// The states an agent can be in before and after each day, and what a day off or a shift of each class makes of them.
/// </summary>
/// <remarks>
/// Only what some rule needs is remembered, so a centre open Monday to Friday usually has one state a day. A cautious
/// build uses bounds on times that guarantee the rules; a hopeful build allows whatever might hold, which is what a
/// lower bound on cost needs.
/// </remarks>
internal sealed class RestStates
{
    private readonly List<Layer> _layers = [];
    private readonly RestRuleSet _rules;
    private readonly IReadOnlyList<RestDay> _days;
    private readonly RestHistory _history;
    private readonly bool _cautious;
    private readonly int _offCap;
    private readonly bool _fixedRest;
    private readonly bool _movingRest;
    private readonly Dictionary<int, RestDay> _dayOfDate;
    private bool[] _accepted = [];

    /// <param name="rules">Which rules bind.</param>
    /// <param name="days">The grid days, ascending.</param>
    /// <param name="history">The days before.</param>
    /// <param name="endDate">Calendar day number after the period's last day, days without opening hours included.</param>
    /// <param name="cautious">True for searching, false for bounding.</param>
    public RestStates(RestRuleSet rules, IReadOnlyList<RestDay> days, RestHistory history, int endDate, bool cautious)
    {
        (_rules, _days, _history, _cautious) = (rules, days, history, cautious);
        _dayOfDate = days.ToDictionary(day => day.Date);
        _fixedRest = rules.WeeklyRestMinutes is not null && rules.WeekBorders.Count > 0 && !GapsGiveFixedRest(endDate);
        _movingRest = rules.WeeklyRestMinutes is not null && rules.MostMinutesBetweenRests is not null && !GapsGiveMovingRest();
        _offCap = Math.Max(rules.ShortestOff > 1 ? rules.ShortestOff : 0, _fixedRest || _movingRest ? 3 : 0);
        Build(endDate);
    }

    /// <summary>Number of states before day <paramref name="day"/>; the state before the first day is number 0.</summary>
    public int Count(int day) => _layers[day].Count;

    /// <summary>State after a day off, or −1 when the rules forbid it.</summary>
    public int AfterOff(int day, int state) => _layers[day].Off[state];

    /// <summary>State after a shift of a class, or −1 when the rules forbid it.</summary>
    public int AfterWork(int day, int state, int shiftClass) => _layers[day].Work[4 * state + shiftClass];

    /// <summary>Whether the period may end in this state.</summary>
    public bool Accepts(int state) => _accepted[state];

    private void Build(int endDate)
    {
        List<RestState> current = [Initial()];
        int previousDate = -1;
        for (int day = 0; day < _days.Count; day++)
        {
            List<RestState> next = [];
            Dictionary<RestState, int> numbers = [];
            Layer layer = new(current.Count, new int[current.Count], new int[4 * current.Count]);
            for (int state = 0; state < current.Count; state++)
            {
                RestState? before = Pass(current[state], previousDate + 1, _days[day].Date, endDate: false);
                layer.Off[state] = Number(before is { } rested ? Off(rested) : null, numbers, next);
                for (int shiftClass = 0; shiftClass < 4; shiftClass++)
                {
                    layer.Work[4 * state + shiftClass] =
                        Number(before is { } ready ? Work(ready, day, shiftClass) : null, numbers, next);
                }
            }

            _layers.Add(layer);
            current = next;
            previousDate = _days[day].Date;
        }

        _layers.Add(new Layer(current.Count, [], []));
        _accepted = [.. current.Select(state => Pass(state, previousDate + 1, endDate, endDate: true) is not null)];
    }

    private static int Number(RestState? state, Dictionary<RestState, int> numbers, List<RestState> list)
    {
        if (state is not { } known)
        {
            return -1;
        }

        if (!numbers.TryGetValue(known, out int number))
        {
            number = list.Count;
            numbers.Add(known, number);
            list.Add(known);
        }

        return number;
    }

    private RestState Initial()
    {
        if (!_history.Known)
        {
            return new RestState(0, _offCap, false, false, 0, 0, false, false);
        }

        int off = -1 - _history.LastDate;
        int since = _movingRest ? Math.Max(0, (int)(-Math.Min(0, _history.FirstStartSinceRest) + 1439) / 1440) : 0;
        return new RestState(
            off == 0 && _rules.LongestRun is not null ? _history.Run : 0,
            Math.Min(off, _offCap),
            off == 0,
            _fixedRest && _history.RestedInWeek,
            Math.Min(since, 8),
            0,
            false,
            _offCap > 0);
    }

    /// <summary>Lets the closed days in [from, to) go by as days off, and crosses week borders up to and including day to.</summary>
    private RestState? Pass(RestState state, int from, int to, bool endDate)
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

        return endDate ? state with { Late = false } : state;
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

    private RestState Off(RestState state)
    {
        int off = Math.Min(state.Off + 1, _offCap);
        bool forget = off == _offCap;
        bool keepLate = !forget && (_fixedRest || _movingRest);
        return state with
        {
            Run = 0,
            Off = off,
            Late = keepLate && state.Late,
            Since = _movingRest && !forget ? Math.Min(state.Since + 1, 8) : 0,
        };
    }

    private RestState? Work(RestState state, int day, int shiftClass)
    {
        RestDay today = _days[day];
        (bool early, bool late) = ((shiftClass & 1) != 0, (shiftClass & 2) != 0);
        bool yesterday = WorkedYesterday(state, today.Date);
        int run = _rules.LongestRun is null ? 0 : state.Run + 1;
        bool entersWeekend = _rules.MostWeekends is not null && today.IsWeekend && !state.InWeekend;
        int weekends = state.Weekends + (entersWeekend ? 1 : 0);
        if ((yesterday && state.Late && early) || run > (_rules.LongestRun ?? run) || weekends > (_rules.MostWeekends ?? weekends)
            || (state.Off > 0 && state.Off < _rules.ShortestOff))
        {
            return null;
        }

        long start = today.Start(early, _cautious);
        long lastEnd = LastEnd(state, today.Date);
        bool longRest = _movingRest && start - lastEnd >= _rules.WeeklyRestMinutes;
        int since = longRest || !_movingRest || (_offCap > 0 && !state.Started) ? 0 : Math.Min(state.Since + 1, 8);
        if (_movingRest && SpanSince(today, late, since) > _rules.MostMinutesBetweenRests)
        {
            return null;
        }

        bool rested = _fixedRest
            && (state.Rested || start - Math.Max(lastEnd, LastBorder(today.Date)) >= _rules.WeeklyRestMinutes);
        return new RestState(run, 0, late, rested, since, weekends, _rules.MostWeekends is not null && today.IsWeekend, _offCap > 0);
    }

    /// <summary>A late end is remembered for one night when no rule counts days off, so the flag itself says "yesterday".</summary>
    private bool WorkedYesterday(RestState state, int date) => _offCap == 0 ? state.Late && date >= 0 : state.Off == 0;

    private long SpanSince(RestDay today, bool late, int since)
    {
        int firstDate = today.Date - since;
        long firstStart = firstDate < 0 ? _history.FirstStartSinceRest : DayAt(firstDate)?.Start(_cautious, _cautious) ?? firstDate * 1440L;
        return today.End(late, _cautious) - firstStart;
    }

    private long LastEnd(RestState state, int date)
    {
        if (!state.Started || (!_cautious && state.Off == _offCap))
        {
            return long.MinValue / 4;
        }

        int lastDate = date - 1 - state.Off;
        if (lastDate < 0)
        {
            return _history.Known ? Math.Max(_history.LastEnd, state.Off == _offCap ? lastDate * 1440L : long.MinValue) : long.MinValue / 4;
        }

        return DayAt(lastDate)?.End(state.Late || (state.Off == _offCap && _cautious), _cautious) ?? (lastDate + 1) * 1440L;
    }

    private long LastBorder(int date)
    {
        long last = long.MinValue / 4;
        foreach (long border in _rules.WeekBorders)
        {
            if (border <= date * 1440L + 720)
            {
                last = border;
            }
        }

        return last;
    }

    private RestDay? DayAt(int date) => _dayOfDate.TryGetValue(date, out RestDay day) ? day : null;

    /// <summary>Whether closed days alone give every fixed period that ends inside the plan its weekly rest.</summary>
    private bool GapsGiveFixedRest(int endDate)
    {
        foreach (long border in _rules.WeekBorders)
        {
            if (border > endDate * 1440L + 720 || border <= 0)
            {
                continue;
            }

            long from = border - 7 * 1440;
            long longest = 0;
            foreach (RestDay day in _days.Where(day => day.LatestEnd > from && day.EarliestStart < border))
            {
                longest = Math.Max(longest, day.EarliestStart - from);
                from = Math.Max(from, day.LatestEnd);
            }

            if (Math.Max(longest, border - from) < _rules.WeeklyRestMinutes)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether closed days alone keep the time between two weekly rests short enough.</summary>
    private bool GapsGiveMovingRest()
    {
        long first = _history.Known ? _history.FirstStartSinceRest : _days[0].EarliestStart;
        long end = _history.Known ? _history.LastEnd : long.MinValue / 4;
        foreach (RestDay day in _days)
        {
            if (day.EarliestStart - end >= _rules.WeeklyRestMinutes)
            {
                first = day.EarliestStart;
            }

            end = day.LatestEnd;
            if (end - first > _rules.MostMinutesBetweenRests)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Layer(int Count, int[] Off, int[] Work);
}
