using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wfm.Queueing.Kernels;

/// <summary>
/// The distribution of calls in the system of M/M/s+M, moved through time by uniformization: a walk with jumps at a constant rate, of which a
/// Poisson number happens. Positive terms only. Agents may change between moves; what waits or is served is carried over.
/// </summary>
/// <remarks>
/// Source: Grassmann (1977); steady state detection after Burak, arXiv 1410.0804. Every state's sum has a fixed order whatever the vector
/// width, and fused multiply-add rounds alike on all of them, so results are the same bits on all machines.
/// </remarks>
internal sealed class UniformizedQueue
{
    private const int Lanes = 8;

    /// <summary>Room before state 0 and behind the last one, always zero.</summary>
    private const int Margin = Lanes;

    /// <summary>Steps between two looks for a steady state, and the change allowed for good.</summary>
    private const int StepsPerLook = 16;

    private const double SteadyChange = 1e-13;
    private const double NoMass = 1e-15;

    private readonly PoissonWeights _weights = new();
    private double[] _now = [];
    private double[] _next = [];
    private double[] _mean = [];
    private double[] _end = [];
    private double[] _stay = [];
    private double[] _down = [];

    /// <summary>The last state kept.</summary>
    public int LastState { get; private set; }

    /// <summary>Probabilities of 0, 1, 2 … calls in the system now.</summary>
    public ReadOnlySpan<double> Now => _now.AsSpan(Margin, LastState + 1);

    /// <summary>The same averaged over the last move: what an arriving caller finds.</summary>
    public ReadOnlySpan<double> Mean => _mean.AsSpan(Margin, LastState + 1);

    /// <summary>Bound of the probability the last move lost: jumps left out, arrivals at the last state, steady state taken early.</summary>
    public double Error { get; private set; }

    public void Start(double callsInSystem)
    {
        int below = (int)callsInSystem;
        LastState = 0;
        Resize(below + 1);
        Array.Clear(_now);
        _now[Margin + below] = 1 - (callsInSystem - below);
        _now[Margin + below + 1] = callsInSystem - below;
    }

    /// <summary>The highest state with any mass.</summary>
    public int HighestState()
    {
        int state = LastState;
        double tail = 0;
        while (state > 0 && (tail += _now[Margin + state]) < NoMass)
        {
            state--;
        }

        return state;
    }

    /// <param name="rates">Rates and agents while time passes.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="lastState">Highest state to keep; mass above is put there.</param>
    /// <param name="lanes">8 or 4 values at a time; 0 chooses by the machine. The result is the same.</param>
    public void Move(in QueueRates rates, double seconds, int lastState, int lanes = 0)
    {
        Resize(lastState);
        double speed = rates.Arrivals + rates.LeavingFrom(LastState);
        if (speed == 0)
        {
            _now.CopyTo(_mean, 0);
            Error = 0;
            return;
        }

        for (int state = 0; state <= LastState; state++)
        {
            double leaving = rates.LeavingFrom(state);
            _down[Margin + state - 1] = leaving / speed;
            _stay[Margin + state] = 1 - (leaving + (state < LastState ? rates.Arrivals : 0)) / speed;
        }

        _down[Margin + LastState] = 0;
        Array.Clear(_mean);
        Array.Clear(_end);
        _weights.Fill(speed * seconds);
        Walk(rates.Arrivals / speed, speed * seconds, lanes == 0 ? Vector512.IsHardwareAccelerated ? 8 : 4 : lanes);
        (_now, _end) = (_end, _now);
        bool isCut = rates.Arrivals > 0 && rates.HangUp < double.PositiveInfinity;
        Error += _weights.LeftOut + (isCut ? _mean[Margin + LastState] : 0);
    }

    private void Walk(double up, double jumps, int lanes)
    {
        Error = 0;
        for (int step = 0; step <= _weights.Last; step++)
        {
            double ofMean = (step < _weights.First ? 1 : _weights.Beyond(step)) / jumps;
            double ofEnd = step < _weights.First ? 0 : _weights.At(step);
            if (lanes == 8)
            {
                Step8(up, ofMean, ofEnd);
            }
            else
            {
                Step4(up, ofMean, ofEnd);
            }

            if (step % StepsPerLook == 0 && step < _weights.Last && IsSteady(_weights.Last - step, out double change))
            {
                RestIs(step + 1, jumps);
                Error = change;
                return;
            }

            (_now, _next) = (_next, _now);
            _now[Margin + LastState + 1] = 0;
        }
    }

    /// <summary>One jump, and this step's weight into the mean and the end.</summary>
    private void Step8(double up, double ofMean, double ofEnd)
    {
        unchecked
        {
            ref double now = ref MemoryMarshal.GetArrayDataReference(_now);
            ref double next = ref MemoryMarshal.GetArrayDataReference(_next);
            ref double mean = ref MemoryMarshal.GetArrayDataReference(_mean);
            ref double end = ref MemoryMarshal.GetArrayDataReference(_end);
            ref double stay = ref MemoryMarshal.GetArrayDataReference(_stay);
            ref double down = ref MemoryMarshal.GetArrayDataReference(_down);
            Vector512<double> ups = Vector512.Create(up), meanWeight = Vector512.Create(ofMean), endWeight = Vector512.Create(ofEnd);
            nuint last = (nuint)(Margin + LastState);
            for (nuint at = Margin; at <= last; at += 8)
            {
                Vector512<double> here = Vector512.LoadUnsafe(ref now, at);
                Vector512<double> sum = Vector512.LoadUnsafe(ref now, at + 1) * Vector512.LoadUnsafe(ref down, at);
                sum = Vector512.FusedMultiplyAdd(here, Vector512.LoadUnsafe(ref stay, at), sum);
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref now, at - 1), ups, sum);
                sum.StoreUnsafe(ref next, at);
                Vector512.FusedMultiplyAdd(here, meanWeight, Vector512.LoadUnsafe(ref mean, at)).StoreUnsafe(ref mean, at);
                Vector512.FusedMultiplyAdd(here, endWeight, Vector512.LoadUnsafe(ref end, at)).StoreUnsafe(ref end, at);
            }
        }
    }

    private void Step4(double up, double ofMean, double ofEnd)
    {
        unchecked
        {
            ref double now = ref MemoryMarshal.GetArrayDataReference(_now);
            ref double next = ref MemoryMarshal.GetArrayDataReference(_next);
            ref double mean = ref MemoryMarshal.GetArrayDataReference(_mean);
            ref double end = ref MemoryMarshal.GetArrayDataReference(_end);
            ref double stay = ref MemoryMarshal.GetArrayDataReference(_stay);
            ref double down = ref MemoryMarshal.GetArrayDataReference(_down);
            Vector256<double> ups = Vector256.Create(up), meanWeight = Vector256.Create(ofMean), endWeight = Vector256.Create(ofEnd);
            nuint last = (nuint)(Margin + LastState);
            for (nuint at = Margin; at <= last; at += 4)
            {
                Vector256<double> here = Vector256.LoadUnsafe(ref now, at);
                Vector256<double> sum = Vector256.LoadUnsafe(ref now, at + 1) * Vector256.LoadUnsafe(ref down, at);
                sum = Vector256.FusedMultiplyAdd(here, Vector256.LoadUnsafe(ref stay, at), sum);
                sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref now, at - 1), ups, sum);
                sum.StoreUnsafe(ref next, at);
                Vector256.FusedMultiplyAdd(here, meanWeight, Vector256.LoadUnsafe(ref mean, at)).StoreUnsafe(ref mean, at);
                Vector256.FusedMultiplyAdd(here, endWeight, Vector256.LoadUnsafe(ref end, at)).StoreUnsafe(ref end, at);
            }
        }
    }

    /// <summary>Whether all steps to come together can change no probability by more than the allowed error.</summary>
    private bool IsSteady(int stepsLeft, out double change)
    {
        double largest = 0;
        for (int at = Margin; at <= Margin + LastState; at++)
        {
            largest = Math.Max(largest, Math.Abs(_next[at] - _now[at]));
        }

        change = largest * stepsLeft;
        return change < SteadyChange;
    }

    private void RestIs(int fromStep, double jumps)
    {
        double ofMean = 0, ofEnd = 0;
        for (int step = _weights.Last; step >= fromStep; step--)
        {
            ofMean += (step < _weights.First ? 1 : _weights.Beyond(step)) / jumps;
            ofEnd += step < _weights.First ? 0 : _weights.At(step);
        }

        for (int at = Margin; at <= Margin + LastState; at++)
        {
            _mean[at] += ofMean * _next[at];
            _end[at] += ofEnd * _next[at];
        }
    }

    private void Resize(int lastState)
    {
        int length = Margin + (lastState / Lanes + 1) * Lanes + Margin;
        if (_now.Length < length)
        {
            int room = length + length / 2;
            Array.Resize(ref _now, room);
            Array.Resize(ref _next, room);
            _mean = new double[room];
            _end = new double[room];
            _stay = new double[room];
            _down = new double[room];
        }

        for (int state = lastState + 1; state <= LastState; state++)
        {
            _now[Margin + lastState] += _now[Margin + state];
            _now[Margin + state] = 0;
        }

        LastState = lastState;
        Array.Clear(_stay);
        Array.Clear(_down);
        Array.Clear(_next);
    }
}
