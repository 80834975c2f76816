using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>One person's running totals and what they cost.</summary>
internal sealed class PersonTotals
{
    private const int Weekends = 0, Late = 1, Early = 2, Denied = 3;

    // A standing wish is one a week: parts of whole wishes, which a week of any number of days divides.
    private const int WishParts = 420;
    private readonly SchedulingProblem _problem;
    private readonly DayClock _clock;
    private readonly Convex[] _fair;
    private readonly int[] _counts = new int[4];
    private readonly DayShift?[] _row;
    private readonly DayShift?[]? _published;
    private readonly double[] _factor;
    private readonly (int DayOff, int Early, int Late)[] _wishes;
    private readonly int[] _weekOf;
    private readonly int[] _weekFirst;
    private readonly int[] _buffer = new int[7];

    public PersonTotals(SchedulingProblem problem, DayClock clock, Convex[] fair, int number)
    {
        (_problem, _clock, _fair) = (problem, clock, fair);
        PlanningGrid grid = problem.Grid;
        int days = grid.Days.Count;
        _row = new DayShift?[days];
        _published = problem.Published is { } known ? [.. Enumerable.Range(0, days).Select(day => known.Shifts.ShiftOf(number, day))] : null;
        _factor = [.. grid.Days.Select(day => problem.Published?.IsShortNotice(day.Date) == true ? problem.Published.ShortNoticeFactor : 1)];
        PlanAgent agent = problem.Agents[number];
        int[] openDays = [.. grid.Days.Select((_, day) => Enumerable.Range(0, days).Count(other => grid.WeekOf(other) == grid.WeekOf(day)))];
        int Wishes(WishKind kind, int day) => agent.Wishes.Where(wish => wish.Kind == kind)
            .Sum(wish => wish.Date is null ? WishParts / openDays[day] : wish.Date == grid.Days[day].Date ? WishParts : 0);
        _wishes = [.. grid.Days.Select((_, day) => (Wishes(WishKind.DayOff, day), Wishes(WishKind.Early, day), Wishes(WishKind.Late, day)))];
        _weekOf = [.. Enumerable.Range(0, days).Select(grid.WeekOf)];
        _weekFirst = [.. Enumerable.Range(0, days).Select(day => Array.IndexOf(_weekOf, _weekOf[day]))];
        for (int day = 0; day < days; day++)
        {
            Cost += Changed(day, null);
        }
    }

    /// <summary>Fairness, stable starts and changes of the present row.</summary>
    public double Cost { get; private set; }

    public DayShift? Shift(int day) => _row[day];

    public void Set(int day, DayShift? shift)
    {
        if (_row[day] == shift)
        {
            return;
        }

        // Without a published schedule only starts, ends and days off cost anything; lunches and breaks do not.
        if (_published is null && _row[day] is { } now && shift is { } next && now.Start == next.Start && now.End == next.End)
        {
            _row[day] = shift;
            return;
        }

        double before = Fair() + Stable(day) + Changed(day, _row[day]);
        Count(day, -1);
        _row[day] = shift;
        Count(day, 1);
        Cost += Fair() + Stable(day) + Changed(day, shift) - before;
    }

    /// <summary>Adds the costs by start and by end that stand for this day around the present row; returns the cost of working at all.</summary>
    public double AddLinear(int day, Span<double> start, Span<double> end)
    {
        DayShift? now = _row[day];
        bool wasLate = now is { } late && _clock.IsLate[day][late.End];
        bool wasEarly = now is { } early && _clock.IsEarly[day][early.Start];
        double lateCost = wasLate ? _fair[Late].Down(_counts[Late]) : _fair[Late].Up(_counts[Late]);
        double earlyCost = wasEarly ? _fair[Early].Down(_counts[Early]) : _fair[Early].Up(_counts[Early]);
        double deniedNow = DeniedOn(day, now) / (double)WishParts, most = Math.Max(_wishes[day].DayOff, Math.Max(_wishes[day].Early, _wishes[day].Late)) / (double)WishParts;
        double deniedCost = deniedNow > 0 ? _fair[Denied].Down(DeniedWishes, deniedNow) : most > 0 ? _fair[Denied].Up(DeniedWishes, most) : 0;
        Add(start, _clock.IsEarly[day], earlyCost);
        Add(end, _clock.IsLate[day], lateCost);
        Add(start, _clock.DeniesEarly[day], deniedCost * _wishes[day].Early / WishParts);
        Add(start, _clock.DeniesLate[day], deniedCost * _wishes[day].Late / WishParts);
        if (Middle(day) is { } middle)
        {
            int[] minutes = _clock.StartMinute[day];
            for (int slot = 0; slot < start.Length; slot++)
            {
                start[slot] += _problem.StableStartPerHour * Math.Abs(minutes[slot] - middle) / 60.0;
            }
        }

        return deniedCost * _wishes[day].DayOff / WishParts + WeekendCost(day) + AddChanges(day, start, end);
    }

    private static void Add(Span<double> costs, bool[] where, double cost)
    {
        for (int slot = 0; cost != 0 && slot < costs.Length; slot++)
        {
            costs[slot] += where[slot] ? cost : 0;
        }
    }

    private double AddChanges(int day, Span<double> start, Span<double> end)
    {
        if (_published is null || _problem.Published is not { } published)
        {
            return 0;
        }

        double slotMoved = published.PerMinuteMoved * _factor[day] * _problem.Grid.SlotMinutes;
        double told = published.PerDayTold * _factor[day];
        DayShift? known = _published[day];
        for (int slot = 0; slot < start.Length; slot++)
        {
            if (known is { } kept)
            {
                start[slot] += slotMoved * Math.Abs(slot - kept.Start) + (slot == kept.Start ? 0 : told / 2);
                end[slot] += slotMoved * Math.Abs(slot - kept.End) + (slot == kept.End ? 0 : told / 2);
            }
            else
            {
                start[slot] -= slotMoved * slot;
                end[slot] += slotMoved * slot;
            }
        }

        return known is { } shift ? -(told + slotMoved * shift.Length) : told;
    }

    private double Fair() =>
        _fair[Weekends].Of(_counts[Weekends]) + _fair[Late].Of(_counts[Late]) + _fair[Early].Of(_counts[Early]) + _fair[Denied].Of(DeniedWishes);

    private double DeniedWishes => _counts[Denied] / (double)WishParts;

    private void Count(int day, int by)
    {
        DayShift? shift = _row[day];
        _counts[Denied] += by * DeniedOn(day, shift);
        if (shift is not { } worked)
        {
            return;
        }

        _counts[Late] += _clock.IsLate[day][worked.End] ? by : 0;
        _counts[Early] += _clock.IsEarly[day][worked.Start] ? by : 0;
        _counts[Weekends] += _clock.Weekend[day] >= 0 && !WorksOtherDay(day) ? by : 0;
    }

    private int DeniedOn(int day, DayShift? shift) => shift is not { } worked ? 0
        : _wishes[day].DayOff
            + (_clock.DeniesEarly[day][worked.Start] ? _wishes[day].Early : 0)
            + (_clock.DeniesLate[day][worked.Start] ? _wishes[day].Late : 0);

    /// <summary>The other open day of the same weekend, or −1.</summary>
    private int OtherDay(int day) =>
        day > 0 && _clock.Weekend[day - 1] == _clock.Weekend[day] ? day - 1
        : day + 1 < _row.Length && _clock.Weekend[day + 1] == _clock.Weekend[day] ? day + 1
        : -1;

    private bool WorksOtherDay(int day) => OtherDay(day) is >= 0 and var other && _row[other] is not null;

    /// <summary>A weekend's cost on its one worked day, or half on each.</summary>
    private double WeekendCost(int day)
    {
        if (_clock.Weekend[day] < 0)
        {
            return 0;
        }

        (bool works, bool worksOther) = (_row[day] is not null, WorksOtherDay(day));
        double whole = works || worksOther ? _fair[Weekends].Down(_counts[Weekends]) : _fair[Weekends].Up(_counts[Weekends]);
        return works != worksOther ? (works ? whole : 0) : OtherDay(day) < 0 ? whole : whole / 2;
    }

    private double Stable(int day)
    {
        if (_problem.StableStartPerHour == 0 || Middle(day) is not { } middle)
        {
            return 0;
        }

        int minutes = 0;
        for (int other = _weekFirst[day]; other < _row.Length && _weekOf[other] == _weekOf[day]; other++)
        {
            minutes += _row[other] is { } shift ? Math.Abs(_clock.StartMinute[other][shift.Start] - middle) : 0;
        }

        return _problem.StableStartPerHour * minutes / 60.0;
    }

    /// <summary>The lower median of the week's starts in minutes; null in a week without work or when starts cost nothing.</summary>
    private int? Middle(int day)
    {
        int count = 0;
        for (int other = _weekFirst[day]; _problem.StableStartPerHour != 0 && other < _row.Length && _weekOf[other] == _weekOf[day]; other++)
        {
            if (_row[other] is { } shift)
            {
                int minute = _clock.StartMinute[other][shift.Start];
                int at = count++;
                for (; at > 0 && _buffer[at - 1] > minute; at--)
                {
                    _buffer[at] = _buffer[at - 1];
                }

                _buffer[at] = minute;
            }
        }

        return count == 0 ? null : _buffer[(count - 1) / 2];
    }

    private double Changed(int day, DayShift? shift)
    {
        if (_published is null || _problem.Published is not { } published)
        {
            return 0;
        }

        int minutes = PublishedSchedule.MinutesMoved(_published[day], shift, _problem.Grid.SlotMinutes);
        return minutes == 0 ? 0 : _factor[day] * (published.PerMinuteMoved * minutes + published.PerDayTold);
    }
}
