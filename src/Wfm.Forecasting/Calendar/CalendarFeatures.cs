using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Which calendar features each day has: day of the working month, after and before closures, pay day, special days by name and kind.</summary>
internal sealed class CalendarFeatures
{
    public const int FromStart = 0;
    public const int FromEnd = 4;
    public const int AfterClosure = 7;
    public const int BeforeClosure = 9;
    public const int PayDay = 10;
    public const int Kind = 13;
    public const int SchoolBreak = 17;
    private const int Names = 18;
    private const int LongestClosure = 3;
    private const string BetweenClosures = "between closures";

    private readonly DayMatrix _matrix;
    private readonly bool[] _mainWeekday;
    private readonly bool[] _closure;
    private readonly List<int>[] _features;
    private readonly Dictionary<string, int> _names = [];

    public CalendarFeatures(DayMatrix matrix)
    {
        _matrix = matrix;
        _features = new List<int>[matrix.Days];
        for (int d = 0; d < matrix.Days; d++)
        {
            _features[d] = [];
        }

        double[] usual = UsualTotals(matrix);
        _mainWeekday = [.. usual.Select(total => total >= 0.4 * usual.Max())];
        _closure = Closures(usual);
        MarkWorkingMonth();
        MarkAfterClosures();
        MarkSpecialDays();
        MarkSchoolBreaks();
        matrix.NeedsCalendar = [.. _features.Select(day => day.Any(feature => feature is AfterClosure or AfterClosure + 1 or BeforeClosure or >= Kind))];
        if (matrix.HasCountry)
        {
            MarkPayDays();
        }
    }

    /// <summary>Number of features.</summary>
    public int Count => Names + _names.Count;

    /// <summary>Features of school breaks by name; a day with one has <see cref="SchoolBreak"/> too.</summary>
    public SortedSet<int> Breaks { get; } = [];

    /// <summary>The features of a day, each with value 1.</summary>
    public List<int> Of(int day) => _features[day];

    private static double[] UsualTotals(DayMatrix matrix)
    {
        double[] usual = new double[7];
        for (int weekday = 0; weekday < 7; weekday++)
        {
            List<double> totals = [];
            for (int d = 0; d < matrix.HistoryDays; d++)
            {
                if (matrix.Weekday[d] == weekday && matrix.IsUsable(d) && matrix.Special[d] is null)
                {
                    totals.Add(matrix.TotalOf(d));
                }
            }

            usual[weekday] = Robust.Median(totals);
        }

        return usual;
    }

    private int IsoIndex(int day) => (int)_matrix.DateOf(day).DayOfWeek - 1;

    private bool IsWorking(int day) => _mainWeekday[IsoIndex(day)] && !_closure[day];

    /// <summary>Days off on what is otherwise a working weekday: special days, and up to three days in a row without calls.</summary>
    private bool[] Closures(double[] usual)
    {
        bool[] closure = new bool[_matrix.Days];
        int silentRun = 0;
        for (int d = 0; d < _matrix.Days; d++)
        {
            if (!_mainWeekday[IsoIndex(d)])
            {
                continue;
            }

            bool silent = d < _matrix.HistoryDays && (_matrix.State[d] == DayState.Missing
                || (_matrix.State[d] == DayState.SetAside && _matrix.TotalOf(d) <= 0.1 * usual[_matrix.Weekday[d]]));
            silentRun = silent ? silentRun + 1 : 0;
            closure[d] = silent
                || _matrix.Special[d]?.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve
                || (_matrix.State[d] == DayState.Closed && _matrix.Special[d] is not null);
            if (silentRun > LongestClosure)
            {
                UnmarkRun(closure, d);
            }
        }

        return closure;
    }

    /// <summary>A longer silence is a gap in the data, not a holiday.</summary>
    private void UnmarkRun(bool[] closure, int last)
    {
        for (int d = last; d >= 0 && (closure[d] || !_mainWeekday[IsoIndex(d)]) && last - d < 14; d--)
        {
            closure[d] &= _matrix.Special[d] is not null;
        }
    }

    private void MarkWorkingMonth()
    {
        int month = -1, fromStart = 0;
        int[] ordinal = new int[_matrix.Days];
        int skipped = WorkingDaysBeforeFirst();
        for (int d = 0; d < _matrix.Days; d++)
        {
            if (_matrix.DateOf(d).Month != month)
            {
                fromStart = month == -1 ? skipped : 0;
                month = _matrix.DateOf(d).Month;
            }

            ordinal[d] = IsWorking(d) ? ++fromStart : 0;
            if (ordinal[d] is >= 1 and <= 4)
            {
                _features[d].Add(FromStart + ordinal[d] - 1);
            }
        }

        MarkMonthEnds();
    }

    /// <summary>Working weekdays of the first month before the history begins.</summary>
    private int WorkingDaysBeforeFirst()
    {
        int days = 0;
        for (int back = 1; _matrix.First.Day - back >= 1; back++)
        {
            days += _mainWeekday[(int)_matrix.First.PlusDays(-back).DayOfWeek - 1] ? 1 : 0;
        }

        return days;
    }

    private void MarkMonthEnds()
    {
        int fromEnd = 0, month = -1;
        NodaTime.LocalDate last = _matrix.DateOf(_matrix.Days - 1);
        for (NodaTime.LocalDate after = last.PlusDays(1); after.Month == last.Month; after = after.PlusDays(1))
        {
            fromEnd += _mainWeekday[(int)after.DayOfWeek - 1] ? 1 : 0;
        }

        for (int d = _matrix.Days - 1; d >= 0; d--)
        {
            if (_matrix.DateOf(d).Month != month)
            {
                fromEnd = month == -1 ? fromEnd : 0;
                month = _matrix.DateOf(d).Month;
            }

            if (IsWorking(d) && ++fromEnd <= 3)
            {
                _features[d].Add(FromEnd + fromEnd - 1);
            }
        }
    }

    private void MarkAfterClosures()
    {
        int sinceClosure = int.MaxValue;
        int lastWorking = -1;
        for (int d = 0; d < _matrix.Days; d++)
        {
            if (_closure[d])
            {
                if (sinceClosure > 0 && lastWorking >= 0 && _matrix.Special[d] is not null && _matrix.Special[lastWorking] is null)
                {
                    _features[lastWorking].Add(BeforeClosure);
                }

                sinceClosure = 0;
            }
            else if (IsWorking(d))
            {
                lastWorking = d;
                if (sinceClosure < 2)
                {
                    if (!_matrix.IsBetweenClosures(d))
                    {
                        _features[d].Add(AfterClosure + sinceClosure);
                    }

                    sinceClosure++;
                }
                else
                {
                    sinceClosure = int.MaxValue;
                }
            }
        }
    }

    private void MarkSpecialDays()
    {
        for (int d = 0; d < _matrix.Days; d++)
        {
            if (_matrix.Special[d] is { } special)
            {
                _features[d].Add(Kind + (int)special.Kind);
                _features[d].Add(NamedFeature(special.Name));
            }
            else if (IsWorking(d) && _matrix.IsBetweenClosures(d))
            {
                _features[d].Add(NamedFeature(BetweenClosures));
            }
        }
    }

    private void MarkSchoolBreaks()
    {
        for (int d = 0; d < _matrix.Days; d++)
        {
            if (_matrix.SchoolBreak[d] is { } name)
            {
                int named = NamedFeature("school break " + name.ToUpperInvariant());
                Breaks.Add(named);
                _features[d].AddRange([SchoolBreak, named]);
            }
        }
    }

    private int NamedFeature(string name)
    {
        if (!_names.TryGetValue(name, out int feature))
        {
            feature = _names[name] = _names.Count;
        }

        return Names + feature;
    }

    /// <summary>The 25th, moved back to a banking day, and the two working days after.</summary>
    private void MarkPayDays()
    {
        for (int d = 0; d < _matrix.Days; d++)
        {
            if (_matrix.DateOf(d).Day != 25)
            {
                continue;
            }

            int pay = d;
            while (pay > 0 && !IsBankingDay(pay))
            {
                pay--;
            }

            _features[pay].Add(PayDay);
            for (int after = pay + 1, marked = 0; after < Math.Min(_matrix.Days, pay + 8) && marked < 2; after++)
            {
                if (IsBankingDay(after))
                {
                    _features[after].Add(PayDay + ++marked);
                }
            }
        }
    }

    private bool IsBankingDay(int day) =>
        IsoIndex(day) < 5 && !_matrix.IsHoliday(day);
}
