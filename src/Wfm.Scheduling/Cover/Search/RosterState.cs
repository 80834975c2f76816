namespace Wfm.Scheduling.Cover;

/// <summary>A roster under search with its cost and its broken rules, kept exact change by change.</summary>
/// <remarks>
/// A broken rule counts points: one per day a run is too long or too short, per forbidden follower, per weekend too many, per
/// shift of a type too many, per shift (of the shortest type) of hours too many or missing. Days off and shifts a person
/// never works are not entered at all.
/// </remarks>
internal sealed class RosterState
{
    private readonly CoverModel _model;
    private readonly int _days;
    private readonly short[] _row;
    private readonly int[] _present;
    private readonly int[] _gain;
    private readonly int[] _loss;
    private readonly int[] _units;
    private readonly int[] _weekends;
    private readonly int[] _countOfType;
    private readonly bool[] _limited;
    private readonly bool[] _mayFollow;
    private readonly int _shortest;
    private readonly (int First, int Last)[] _weekendDays;
    private readonly short[] _saved;

    public RosterState(CoverModel model)
    {
        (_model, _days) = (model, model.Days);
        _row = new short[model.People.Length * _days];
        (_present, _gain, _loss) = (new int[model.Cells], new int[model.Cells], new int[model.Cells]);
        (_units, _weekends) = (new int[model.People.Length], new int[model.People.Length]);
        (_countOfType, _limited) = (new int[model.People.Length * model.Types], new bool[model.People.Length * model.Types]);
        foreach (PersonModel person in model.People)
        {
            foreach (int type in person.Limited)
            {
                _limited[person.Number * model.Types + type] = true;
            }
        }

        _mayFollow = [.. model.MayFollow.Cast<bool>()];
        _shortest = model.Units.Min();
        _weekendDays = new (int, int)[model.Weekend.Max() + 1];
        for (int day = _days - 1; day >= 0; day--)
        {
            if (model.Weekend[day] is int weekend and >= 0)
            {
                _weekendDays[weekend] = (day, _weekendDays[weekend].Last == 0 ? day : _weekendDays[weekend].Last);
            }
        }

        _saved = new short[_days];
        Array.Fill(_row, (short)-1);
        Recount();
    }

    public CoverModel Model => _model;

    /// <summary>Cost, exact whatever rules are broken.</summary>
    public long Cost { get; private set; }

    /// <summary>Points of broken rules; 0 in a feasible roster.</summary>
    public int Points { get; private set; }

    /// <summary>Cost of the change last evaluated.</summary>
    public int DeltaCost { get; private set; }

    /// <summary>Points of the change last evaluated.</summary>
    public int DeltaPoints { get; private set; }

    /// <summary>Type per person and day, −1 for a day off.</summary>
    public ReadOnlySpan<short> Rows => _row;

    /// <summary>One person's types, −1 for days off.</summary>
    public ReadOnlySpan<short> Row(int person) => _row.AsSpan(person * _days, _days);

    /// <summary>What one person more on a cell adds to the cost.</summary>
    public int Gain(int cell) => _gain[cell];

    /// <summary>What one person less on a cell adds to the cost.</summary>
    public int Loss(int cell) => _loss[cell];

    /// <summary>Replaces everything.</summary>
    public void Load(ReadOnlySpan<short> rows)
    {
        rows.CopyTo(_row);
        Recount();
    }

    /// <summary>Prices a person's days from one day on being replaced; nothing changes yet.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="from">First day replaced.</param>
    /// <param name="to">New types.</param>
    /// <param name="withCover">Whether the need is counted; not when another person takes the same shifts over.</param>
    /// <returns>Whether the person may work those shifts on those days at all.</returns>
    public bool Evaluate(int person, int from, ReadOnlySpan<short> to, bool withCover)
    {
        unchecked
        {
            PersonModel who = _model.People[person];
            (int start, int last) = (person * _days, from + to.Length - 1);
            (int first, int end) = (RunStart(start, from), RunEnd(start, last));
            int cost = 0;
            int units = _units[person];
            for (int index = 0; index < to.Length; index++)
            {
                (int old, int new_) = (_row[start + from + index], to[index]);
                if (old == new_)
                {
                    continue;
                }

                int cell = (from + index) * _model.Types;
                if (new_ >= 0)
                {
                    if (!who.Allowed[cell + new_])
                    {
                        return false;
                    }

                    cost += who.Wish[cell + new_] + (withCover ? _gain[cell + new_] : 0);
                    units += _model.Units[new_];
                }

                if (old >= 0)
                {
                    cost += (withCover ? _loss[cell + old] : 0) - who.Wish[cell + old];
                    units -= _model.Units[old];
                }
            }

            int points = UnitPoints(who, units) - UnitPoints(who, _units[person]);
            points -= RunPoints(who, start, first, end);
            int weekends = -WeekendsWorked(start, from, last);
            if (who.Limited.Length > 0)
            {
                points += LimitPoints(who, start + from, to);
            }

            Span<short> part = _row.AsSpan(start + from, to.Length);
            part.CopyTo(_saved);
            to.CopyTo(part);
            points += RunPoints(who, start, first, end);
            weekends += WeekendsWorked(start, from, last);
            _saved.AsSpan(0, to.Length).CopyTo(part);
            points += Math.Max(0, _weekends[person] + weekends - who.MostWeekends) - Math.Max(0, _weekends[person] - who.MostWeekends);
            (DeltaCost, DeltaPoints) = (cost, points);
            return true;
        }
    }

    /// <summary>Makes a change; the figures are those of its evaluation.</summary>
    public void Commit(int person, int from, ReadOnlySpan<short> to, int deltaCost, int deltaPoints)
    {
        unchecked
        {
            (int start, int last) = (person * _days, from + to.Length - 1);
            int weekends = -WeekendsWorked(start, from, last);
            for (int index = 0; index < to.Length; index++)
            {
                (int old, int new_) = (_row[start + from + index], to[index]);
                if (old == new_)
                {
                    continue;
                }

                int cell = (from + index) * _model.Types;
                if (old >= 0)
                {
                    Add(person, cell, old, -1);
                }

                if (new_ >= 0)
                {
                    Add(person, cell, new_, 1);
                }

                _row[start + from + index] = (short)new_;
            }

            _weekends[person] += weekends + WeekendsWorked(start, from, last);
            Cost += deltaCost;
            Points += deltaPoints;
        }
    }

    /// <summary>Points of one person's broken rules.</summary>
    public int PointsOf(int person)
    {
        PersonModel who = _model.People[person];
        return UnitPoints(who, _units[person]) + RunPoints(who, person * _days, 0, _days - 1)
            + Math.Max(0, _weekends[person] - who.MostWeekends)
            + who.Limited.Sum(type => Math.Max(0, _countOfType[person * _model.Types + type] - who.MostOfType[type]));
    }

    private void Add(int person, int dayCell, int type, int sign)
    {
        int cell = dayCell + type;
        _present[cell] += sign;
        _units[person] += sign * _model.Units[type];
        _countOfType[person * _model.Types + type] += sign;
        Refresh(cell);
    }

    private void Refresh(int cell)
    {
        _gain[cell] = _present[cell] < _model.Need[cell] ? -_model.Under[cell] : _model.Over[cell];
        _loss[cell] = _present[cell] <= _model.Need[cell] ? _model.Under[cell] : -_model.Over[cell];
    }

    private void Recount()
    {
        Array.Clear(_present);
        Array.Clear(_units);
        Array.Clear(_countOfType);
        (Cost, Points) = (_model.WishBase, 0);
        foreach (PersonModel who in _model.People)
        {
            int start = who.Number * _days;
            for (int day = 0; day < _days; day++)
            {
                if (_row[start + day] is short type and >= 0)
                {
                    Add(who.Number, day * _model.Types, type, 1);
                    Cost += who.Wish[day * _model.Types + type];
                }
            }

            _weekends[who.Number] = WeekendsWorked(start, 0, _days - 1);
            Points += PointsOf(who.Number);
        }

        for (int cell = 0; cell < _present.Length; cell++)
        {
            Refresh(cell);
            Cost += (long)Math.Max(0, _model.Need[cell] - _present[cell]) * _model.Under[cell]
                + (long)Math.Max(0, _present[cell] - _model.Need[cell]) * _model.Over[cell];
        }
    }

    private int RunStart(int start, int from)
    {
        if (from == 0)
        {
            return 0;
        }

        int day = from - 1;
        for (bool works = _row[start + day] >= 0; day > 0 && _row[start + day - 1] >= 0 == works; day--)
        {
        }

        return day;
    }

    private int RunEnd(int start, int last)
    {
        if (last == _days - 1)
        {
            return last;
        }

        int day = last + 1;
        for (bool works = _row[start + day] >= 0; day < _days - 1 && _row[start + day + 1] >= 0 == works; day++)
        {
        }

        return day;
    }

    private int RunPoints(PersonModel who, int start, int first, int last)
    {
        unchecked
        {
            (int points, int day, int types) = (0, first, _model.Types);
            while (day <= last)
            {
                int from = day;
                int before = _row[start + day++];
                if (before < 0)
                {
                    while (day <= last && _row[start + day] < 0)
                    {
                        day++;
                    }

                    points += from > 0 && day < _days && day - from < who.LeastOff ? who.LeastOff - (day - from) : 0;
                    continue;
                }

                while (day <= last && _row[start + day] is short type and >= 0)
                {
                    points += _mayFollow[before * types + type] ? 0 : 1;
                    before = type;
                    day++;
                }

                int run = day - from;
                bool mayBeShort = (from == 0 && _model.Problem.StartIsOpen) || (day == _days && _model.Problem.EndIsOpen);
                points += run > who.MostRun ? run - who.MostRun : run < who.LeastRun && !mayBeShort ? who.LeastRun - run : 0;
            }

            return points;
        }
    }

    private int UnitPoints(PersonModel who, int units)
    {
        int off = units > who.MostUnits ? units - who.MostUnits : units < who.LeastUnits ? who.LeastUnits - units : 0;
        return off == 0 ? 0 : (off + _shortest - 1) / _shortest;
    }

    private int WeekendsWorked(int start, int from, int last)
    {
        int worked = 0;
        for (int day = from; day <= last; day++)
        {
            int weekend = _model.Weekend[day];
            if (weekend < 0)
            {
                continue;
            }

            (int first, int end) = _weekendDays[weekend];
            worked += _row[start + first] >= 0 || _row[start + end] >= 0 ? 1 : 0;
            day = end;
        }

        return worked;
    }

    private int LimitPoints(PersonModel who, int at, ReadOnlySpan<short> to)
    {
        int counts = who.Number * _model.Types;
        int points = 0;
        for (int index = 0; index < to.Length; index++)
        {
            points += Shift(who, counts, _row[at + index], -1) + Shift(who, counts, to[index], 1);
        }

        for (int index = 0; index < to.Length; index++)
        {
            _ = Shift(who, counts, to[index], -1) + Shift(who, counts, _row[at + index], 1);
        }

        return points;
    }

    private int Shift(PersonModel who, int counts, int type, int sign)
    {
        if (type < 0 || !_limited[counts + type])
        {
            return 0;
        }

        int before = Math.Max(0, _countOfType[counts + type] - who.MostOfType[type]);
        _countOfType[counts + type] += sign;
        return Math.Max(0, _countOfType[counts + type] - who.MostOfType[type]) - before;
    }
}
