namespace Wfm.Scheduling.Cover;

/// <summary>The exchanges of the basis.</summary>
internal sealed partial class ColumnMaster
{
    private const double LeastRate = 1e-7;
    private const double LeastFall = 1e-11;
    private const double Even = 1e-12;
    private const double LeastSlope = 1e-9;
    private readonly double[] _rate;
    private readonly double[] _lineOfCell;
    private readonly double[] _lineOfPerson;
    private readonly List<(double Time, int Cell)> _met = [];
    private double[] _step = [];

    /// <summary>The variable that lowers the cost most for its length: a period, or a met cell (as −1 − row) that had better not be met.</summary>
    private (int Variable, double Reduced) Cheapest()
    {
        (int best, double most, double reduced) = (0, 0, 0);
        for (int row = 0; row < _rows.Count; row++)
        {
            int cell = _rows[row];
            if (cell < _cells)
            {
                double adds = Math.Min(_model.Under[cell] - Duals[cell], _model.Over[cell] + Duals[cell]);
                if (adds < -Tolerance && adds * adds > most * _weightOfCell[cell])
                {
                    (best, most, reduced) = (-1 - row, adds * adds / _weightOfCell[cell], adds);
                }
            }
        }

        (int column, double columnReduced) = _columns.Cheapest(Tolerance, ref most);
        return column >= 0 ? (column, columnReduced) : (best, reduced);
    }

    private bool Pivot(int entering, double reduced)
    {
        int enteringCell = Aim(entering);
        (int leaving, double limit) = FirstEmpty();
        FindMet(limit, enteringCell);
        (int met, double slope) = (-1, reduced);
        for (int index = 0; index < _met.Count; index++)
        {
            int cell = _met[index].Cell;
            slope += (_model.Under[cell] + _model.Over[cell]) * Math.Abs(_rate[cell]);
            if (slope >= -LeastSlope)
            {
                met = index;
                break;
            }
        }

        if (met < 0 && leaving < 0)
        {
            if (enteringCell >= 0)
            {
                _side[enteringCell] = 0;
            }

            return false;
        }

        int passed = met < 0 ? _met.Count : met;
        for (int index = 0; index < passed; index++)
        {
            _side[_met[index].Cell] = (sbyte)-_side[_met[index].Cell];
        }

        Basis exchange = new(entering, enteringCell, met < 0 ? leaving : -1, met < 0 ? -1 : _met[met].Cell);
        Follow(exchange, reduced);
        Move(enteringCell, met < 0 ? limit : _met[met].Time);
        Make(exchange, met < 0 ? limit : _met[met].Time);
        if (passed > 0)
        {
            Price();
        }

        return true;
    }

    /// <summary>What happens per unit of a variable entering: shares fall by the step, cells are covered by the rate.</summary>
    /// <returns>The cell that entered; −1 for a period.</returns>
    private int Aim(int entering)
    {
        unchecked
        {
            int enteringCell = -1;
            Span<double> step = _step.AsSpan(0, _basic.Count);
            step.Clear();
            Array.Clear(_rate);
            if (entering >= 0)
            {
                _inverse.AddColumn(_rowOfPerson[_columns[entering].Person], 1, step);
                foreach (int cell in _columns[entering].Cells)
                {
                    _rate[cell] = 1;
                    if (_rowOfCell[cell] >= 0)
                    {
                        _inverse.AddColumn(_rowOfCell[cell], 1, step);
                    }
                }
            }
            else
            {
                enteringCell = _rows[-1 - entering];
                bool becomesUnder = _model.Under[enteringCell] - Duals[enteringCell] < _model.Over[enteringCell] + Duals[enteringCell];
                _side[enteringCell] = (sbyte)(becomesUnder ? 1 : -1);
                _inverse.AddColumn(-1 - entering, _side[enteringCell], step);
            }

            for (int at = 0; at < step.Length; at++)
            {
                if (Math.Abs(step[at]) > LeastFall)
                {
                    foreach (int cell in _columns[_basic[at]].Cells)
                    {
                        _rate[cell] -= step[at];
                    }
                }
            }

            return enteringCell;
        }
    }

    /// <summary>The period in the mix whose share is used up first; −1 for none.</summary>
    private (int Leaving, double Limit) FirstEmpty()
    {
        (int leaving, double limit) = (-1, double.PositiveInfinity);
        for (int at = 0; at < _basic.Count; at++)
        {
            if (_step[at] > LeastRate)
            {
                double ratio = Math.Max(0, _value[at]) / _step[at];
                if (ratio < limit - Even || (ratio <= limit + Even && _step[at] > _step[leaving]))
                {
                    (leaving, limit) = (at, ratio);
                }
            }
        }

        return (leaving, limit);
    }

    /// <summary>The cells whose need is met before the limit, in order.</summary>
    private void FindMet(double limit, int enteringCell)
    {
        _met.Clear();
        for (int cell = 0; cell < _cells; cell++)
        {
            double rate = _rate[cell];
            if (_side[cell] != 0 && cell != enteringCell && Math.Abs(rate) >= LeastRate && rate > 0 == _side[cell] > 0)
            {
                double time = Math.Max(0, _gap[cell] / rate);
                if (time < limit)
                {
                    _met.Add((time, cell));
                }
            }
        }

        _met.Sort();
    }

    /// <summary>Duals, weights (devex: Forrest and Goldfarb 1992, Harris 1973) and what each period adds, after the exchange.</summary>
    private void Follow(Basis exchange, double reduced)
    {
        Span<double> line = LeavingLine(exchange);
        double pivot = exchange.Meets < 0 ? _step[exchange.Leaving] : _rate[exchange.Meets];
        double weight = exchange.Entering >= 0 ? _columns.Weight(exchange.Entering) : _weightOfCell[exchange.EnteringCell];
        (double scale, double dualStep) = (weight / (pivot * pivot), reduced / pivot);
        Array.Clear(_lineOfCell);
        for (int row = 0; row < line.Length; row++)
        {
            int cell = _rows[row];
            if (cell < _cells)
            {
                _lineOfCell[cell] = line[row];
                _weightOfCell[cell] = Math.Max(_weightOfCell[cell], line[row] * line[row] * scale);
                Duals[cell] += dualStep * line[row];
            }
            else
            {
                _lineOfPerson[_people[cell - _cells]] = line[row];
                Values[_people[cell - _cells]] += dualStep * line[row];
            }
        }

        if (exchange.Meets >= 0)
        {
            _lineOfCell[exchange.Meets] = 1;
            Duals[exchange.Meets] += dualStep;
            _weightOfCell[exchange.Meets] = Math.Max(1, scale);
        }

        _columns.Follow(_lineOfCell, _lineOfPerson, dualStep, scale);
        if (exchange.Meets < 0)
        {
            _columns.Weight(_basic[exchange.Leaving]) = Math.Max(1, scale);
        }
    }

    /// <summary>How fast each variable outside drives out what leaves.</summary>
    private Span<double> LeavingLine(Basis exchange)
    {
        Span<double> line = _dual.AsSpan(0, _basic.Count);
        if (exchange.Meets < 0)
        {
            _inverse.Line(exchange.Leaving).CopyTo(line);
            return line;
        }

        line.Clear();
        for (int at = 0; at < _basic.Count; at++)
        {
            if (_columns[_basic[at]].Row[exchange.Meets / _model.Types] == exchange.Meets % _model.Types)
            {
                BasisInverse.Add(-1, _inverse.Line(at), line);
            }
        }

        return line;
    }

    private void Move(int enteringCell, double length)
    {
        unchecked
        {
            for (int at = 0; at < _basic.Count; at++)
            {
                _value[at] -= length * _step[at];
            }

            for (int cell = 0; cell < _cells; cell++)
            {
                if (_rowOfCell[cell] < 0 || cell == enteringCell)
                {
                    _gap[cell] -= length * _rate[cell];
                }
            }
        }
    }

    /// <summary>Changes inverse and basis; the leaving line is still at hand.</summary>
    private void Make(Basis exchange, double length)
    {
        (int entering, int enteringCell, int leaving, int meets) = exchange;
        (int rank, int row) = (_basic.Count, -1 - entering);
        Reserve(rank + 1);
        if (leaving >= 0)
        {
            _columns.SetBasic(_basic[leaving], false);
        }

        if (entering >= 0)
        {
            _columns.SetBasic(entering, true);
        }

        if (meets >= 0)
        {
            (_side[meets], _gap[meets]) = (0, 0);
        }

        if (meets >= 0 && entering >= 0)
        {
            _inverse.Grow(_step, _dual, _rate[meets]);
            (_value[rank], _rowOfCell[meets]) = (length, rank);
            _basic.Add(entering);
            _rows.Add(meets);
        }
        else if (meets >= 0)
        {
            _inverse.ReplaceRow(row, _dual);
            (_rowOfCell[enteringCell], _rowOfCell[meets], _rows[row]) = (-1, row, meets);
        }
        else if (entering >= 0)
        {
            _inverse.ReplaceColumn(leaving, _step);
            (_basic[leaving], _value[leaving]) = (entering, length);
        }
        else
        {
            _rowOfCell[enteringCell] = -1;
            Shrink(leaving, row);
        }
    }

    private void Shrink(int leaving, int row)
    {
        _inverse.Shrink(leaving, row);
        int last = _basic.Count - 1;
        (_basic[leaving], _value[leaving]) = (_basic[last], _value[last]);
        _rows[row] = _rows[last];
        _basic.RemoveAt(last);
        _rows.RemoveAt(last);
        if (row < last)
        {
            (_rows[row] < _cells ? ref _rowOfCell[_rows[row]] : ref _rowOfPerson[_people[_rows[row] - _cells]]) = row;
        }
    }

    /// <summary>One exchange: what enters, a period or a met cell, and what leaves, a share used up or a cell that is met.</summary>
    /// <param name="Entering">Period, or −1 − row of the met cell.</param>
    /// <param name="EnteringCell">The met cell; −1 for a period.</param>
    /// <param name="Leaving">Place in the basis; −1 when a cell is met.</param>
    /// <param name="Meets">The cell met; −1 when a share is used up.</param>
    private readonly record struct Basis(int Entering, int EnteringCell, int Leaving, int Meets);
}
