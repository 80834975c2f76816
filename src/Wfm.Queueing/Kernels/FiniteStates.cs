namespace Wfm.Queueing.Kernels;

/// <summary>State sums of M/M/n/K(+M). Masses are relative to the state with one agent free and scaled down whenever they grow large.</summary>
internal struct FiniteStates
{
    private const double Large = 1e200;

    private readonly double _load;
    private readonly int _agents;
    private readonly int _waitingPlaces;
    private readonly QueueTimes _times;
    private double _idle;
    private double _mass;
    private double _entered;
    private double _queue;
    private double _inTime;
    private double _served;
    private double _waitOfServed;

    public FiniteStates(double load, FiniteCapacity capacity, QueueTimes times)
    {
        _load = load;
        _agents = capacity.Agents;
        _waitingPlaces = capacity.Places - capacity.Agents;
        _times = times;
        _idle = InverseBlocking.Of(load, capacity.Agents - 1);
        _mass = load / capacity.Agents;
    }

    /// <summary>Nobody hangs up: a caller who finds k waiting waits for k + 1 completions.</summary>
    public FinitePlacesResult SumEndless()
    {
        double completions = _agents * (_times.ThresholdSeconds / _times.AverageHandleTimeSeconds);
        ScaledSum late = new(-completions);
        for (int k = 0; k < _waitingPlaces; k++)
        {
            Add(k, 1, 1 - late.Next(k == 0 ? 1 : completions / k), (k + 1) * _times.AverageHandleTimeSeconds / _agents);
            _mass *= _load / _agents;
        }

        return Result(endless: true);
    }

    /// <summary>
    /// Callers hang up: the caller who finds k waiting is served with probability c/(c+k+1) and then waits longer than t with
    /// probability I_y(c+1, k+1), y = e^(−t/patience), summed term by term.
    /// </summary>
    public FinitePlacesResult SumPatient()
    {
        double c = _agents * _times.MeanPatienceSeconds / _times.AverageHandleTimeSeconds;
        double ratio = _times.AverageHandleTimeSeconds / _times.MeanPatienceSeconds;
        double tau = _times.ThresholdSeconds / _times.MeanPatienceSeconds;
        double gone = -Math.Exp(-tau) + 1;
        ScaledSum late = new(-(c + 1) * tau);
        double harmonic = 0;
        for (int k = 0; k < _waitingPlaces; k++)
        {
            harmonic += 1 / (c + k + 1);
            double share = c / (c + k + 1);
            double lateShare = _times.ThresholdSeconds == 0 ? 1 : late.Next(k == 0 ? 1 : (c + k) / k * gone);
            Add(k, share, share * (1 - lateShare), share * harmonic * _times.MeanPatienceSeconds);
            _mass *= _load / (_agents + (k + 1) * ratio);
        }

        return Result(endless: false);
    }

    private void Add(int k, double servedShare, double inTimeShare, double waitOfServed)
    {
        if (_mass > Large)
        {
            Scale(1 / Large);
        }

        _entered += _mass;
        _queue += _mass * k;
        _served += _mass * servedShare;
        _inTime += _mass * inTimeShare;
        _waitOfServed += _mass * waitOfServed;
    }

    private void Scale(double by)
    {
        _idle *= by;
        _mass *= by;
        _entered *= by;
        _queue *= by;
        _served *= by;
        _inTime *= by;
        _waitOfServed *= by;
    }

    /// <summary>After the loop the mass is that of the full system, where callers are blocked. No wait at all where it is beyond doubles.</summary>
    private readonly FinitePlacesResult Result(bool endless)
    {
        if (_idle == double.PositiveInfinity)
        {
            return new FinitePlacesResult(0, 0, 0, 1, 0, 0, _load / _agents);
        }

        double total = _idle + _entered + _mass;
        double served = (_idle + _served) / total;
        double queue = (_queue + _mass * _waitingPlaces) / total;
        double abandoned = endless ? 0 : queue / _times.MeanPatienceSeconds * (_times.AverageHandleTimeSeconds / _load);
        return new FinitePlacesResult(
            _mass / total,
            _entered / total,
            abandoned,
            (_idle + _inTime) / total,
            _waitOfServed / (_idle + _served),
            queue,
            Math.Min(1, _load * served / _agents));
    }
}
