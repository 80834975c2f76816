namespace Wfm.Scheduling.Replan;

/// <summary>Climbs a concave function of many variables that has kinks, from values and slopes alone.</summary>
/// <remarks>
/// A proximal bundle method (Lemaréchal; Kiwiel 1990): every evaluation gives a plane above the function; the next point
/// is the highest of the lowest plane, held back near the best point so far by a quadratic term. The small quadratic
/// programme over the planes is solved in pairs, as in sequential minimal optimisation.
/// </remarks>
internal sealed class ProximalBundle
{
    private const double SeriousShare = 0.1;
    private const int PairSteps = 200;
    private const double PairShare = 0.02;
    private readonly int _size;
    private readonly int _most;
    private readonly double[][] _slopes;
    private readonly double[] _gram;
    private readonly double[] _errors;
    private readonly double[] _weights;
    private readonly double[] _pull;
    private readonly double[] _center;
    private readonly double[] _step;
    private readonly double[] _trial;
    private int _planes;
    private double _reach;
    private double _leastReach;
    private double _tolerance;

    /// <param name="size">Number of variables.</param>
    /// <param name="planes">Planes kept at most.</param>
    public ProximalBundle(int size, int planes)
    {
        (_size, _most) = (size, planes);
        _slopes = [.. Enumerable.Range(0, planes).Select(_ => new double[size])];
        _gram = new double[planes * planes];
        _errors = new double[planes];
        _weights = new double[planes];
        _pull = new double[planes];
        _center = new double[size];
        _step = new double[size];
        _trial = new double[size];
    }

    /// <summary>Value and slope of the function at a point.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> slope);

    /// <summary>The highest value seen.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>Where it was seen.</summary>
    public ReadOnlySpan<double> Point => _center;

    /// <summary>Evaluations so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Evaluates the point to climb from.</summary>
    /// <param name="function">What to climb.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="target">A value known to be an upper limit; sets the first step.</param>
    public void Begin(Function function, ReadOnlySpan<double> start, double target)
    {
        start.CopyTo(_center);
        Best = function(_center, _slopes[0]);
        (Steps, _planes, _errors[0], _weights[0]) = (1, 1, 0, 1);
        FillGram(0);
        _reach = _gram[0] > 0 ? Math.Max(target - Best, 1e-9) / _gram[0] : 1;
        _leastReach = _reach * 0.02;
        _tolerance = PairShare * Math.Max(target - Best, 0);
    }

    /// <summary>Climbs on from where it is.</summary>
    /// <param name="function">What to climb.</param>
    /// <param name="enough">The climb ends here.</param>
    /// <param name="steps">Evaluations at most, counted from the beginning.</param>
    /// <param name="goOn">Asked before each evaluation.</param>
    public void Climb(Function function, double enough, int steps, Func<bool> goOn)
    {
        while (Steps < steps && Best < enough && goOn())
        {
            double predicted = SolvePlanes();
            _tolerance = Math.Max(PairShare * predicted, 1e-12);
            if (predicted < 1e-9 * Math.Max(1, Math.Abs(Best)))
            {
                if (_reach > 1e6 * _leastReach)
                {
                    return;
                }

                _reach *= 10;
                continue;
            }

            _center.CopyTo(_trial.AsSpan());
            DenseVector.AddTo(_trial, 1, _step);
            int place = FreePlace();
            double value = function(_trial, _slopes[place]);
            Steps++;
            Learn(place, value, predicted);
        }
    }

    private void Learn(int place, double value, double predicted)
    {
        double[] slope = _slopes[place];
        if (value >= Best + SeriousShare * predicted)
        {
            for (int plane = 0; plane < _planes; plane++)
            {
                _errors[plane] = Math.Max(0, plane == place ? 0 : Best + _errors[plane] + DenseVector.Dot(_slopes[plane], _step) - value);
            }

            _trial.CopyTo(_center.AsSpan());
            _reach *= value >= Best + 0.5 * predicted ? 1.6 : 1;
            Best = value;
        }
        else
        {
            _errors[place] = Math.Max(0, value - DenseVector.Dot(slope, _step) - Best);
            _reach = Math.Max(_leastReach, _reach * (value < Best - predicted ? 0.6 : 0.95));
        }

        _weights[place] = 0;
        FillGram(place);
    }

    /// <summary>A place for one more plane; when all are taken, the one that mattered least goes.</summary>
    private int FreePlace()
    {
        if (_planes < _most)
        {
            return _planes++;
        }

        int least = 0;
        for (int plane = 1; plane < _planes; plane++)
        {
            bool smaller = _weights[plane] < _weights[least] || (_weights[plane] == _weights[least] && _errors[plane] > _errors[least]);
            least = smaller ? plane : least;
        }

        double lost = _weights[least];
        _weights[least] = 0;
        int heaviest = Array.IndexOf(_weights, _weights.AsSpan(0, _planes).ToArray().Max());
        _weights[heaviest] += lost;
        return least;
    }

    private void FillGram(int place)
    {
        for (int plane = 0; plane < _planes; plane++)
        {
            double dot = DenseVector.Dot(_slopes[plane], _slopes[place]);
            (_gram[place * _most + plane], _gram[plane * _most + place]) = (dot, dot);
        }
    }

    /// <summary>Weights of the planes, the step they give, and the rise they promise.</summary>
    private double SolvePlanes()
    {
        unchecked
        {
            for (int plane = 0; plane < _planes; plane++)
            {
                _pull[plane] = _errors[plane] + _reach * DenseVector.Dot(_gram.AsSpan(plane * _most, _planes), _weights.AsSpan(0, _planes));
            }

            (int to, int from) = Extremes();
            for (int step = 0; step < PairSteps && _pull[from] - _pull[to] > _tolerance; step++)
            {
                double curve = _reach * (_gram[from * _most + from] + _gram[to * _most + to] - 2 * _gram[from * _most + to]);
                if (curve <= 0)
                {
                    break;
                }

                Shift(to, from, curve);
                (to, from) = Extremes();
            }

            _step.AsSpan().Clear();
            double errors = 0;
            for (int plane = 0; plane < _planes; plane++)
            {
                if (_weights[plane] > 0)
                {
                    DenseVector.AddTo(_step, _reach * _weights[plane], _slopes[plane]);
                    errors += _weights[plane] * _errors[plane];
                }
            }

            return errors + DenseVector.Dot(_step, _step) / _reach;
        }
    }

    /// <summary>The plane that pulls least, and among those with weight the one that pulls hardest.</summary>
    private (int To, int From) Extremes()
    {
        unchecked
        {
            (int to, int from) = (0, -1);
            (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (int plane = 0; plane < _planes; plane++)
            {
                double pull = _pull[plane];
                if (pull < least)
                {
                    (least, to) = (pull, plane);
                }

                if (pull > most && _weights[plane] > 0)
                {
                    (most, from) = (pull, plane);
                }
            }

            return (to, from);
        }
    }

    private void Shift(int to, int from, double curve)
    {
        unchecked
        {
            double shift = Math.Min(_weights[from], (_pull[from] - _pull[to]) / curve);
            _weights[from] = shift == _weights[from] ? 0 : _weights[from] - shift;
            _weights[to] += shift;
            Span<double> pull = _pull.AsSpan(0, _planes);
            DenseVector.AddTo(pull, _reach * shift, _gram.AsSpan(to * _most, _planes));
            DenseVector.AddTo(pull, -_reach * shift, _gram.AsSpan(from * _most, _planes));
        }
    }
}
