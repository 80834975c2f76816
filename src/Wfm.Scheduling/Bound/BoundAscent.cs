namespace Wfm.Scheduling.Bound;

/// <summary>Raises the Lagrangian bound: steps scaled per price and getting shorter first, then steps towards a target.</summary>
/// <remarks>
/// Best schedules answer prices all or nothing, so prices swing about the best ones by about the length of a step. Their
/// running average lies much nearer to the best than any price on the way; it is evaluated every few steps. Direction
/// and scale are running means of the slope and of its square (Kingma and Ba 2015). These steps are good early and then
/// slow down; after some hundreds, which only small centres have time for, Polyak's steps from the same start get
/// higher than going on, or than Polyak's steps from the best prices so far (measured).
/// </remarks>
internal sealed class BoundAscent(LagrangianDual dual)
{
    private const double DirectionMemory = 0.9;
    private const double ScaleMemory = 0.99;
    private const double FirstReach = 0.2;
    private const double Patience = 30;
    private const double Decay = 1.5;
    private const double AveragedShare = 0.1;
    private const int Stretch = 8;
    private const int ScaledSteps = 250;
    private readonly double[] _slope = new double[dual.PriceCount];

    private double _last;

    /// <summary>The best bound so far; minus infinity before the first.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>The prices that gave it; empty before the first.</summary>
    public double[] BestPrices { get; private set; } = [];

    /// <summary>Evaluations so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Evaluates prices and keeps them when they are the best.</summary>
    /// <param name="prices">Price per (cell, queue).</param>
    /// <param name="goOn">Asked often; when it says no the evaluation is given up.</param>
    /// <returns>False when given up.</returns>
    public bool Try(double[] prices, Func<bool> goOn)
    {
        double bound = dual.Evaluate(prices, _slope, goOn);
        if (double.IsNaN(bound))
        {
            return false;
        }

        Steps++;
        _last = bound;
        if (bound > Best)
        {
            (Best, BestPrices) = (bound, [.. prices]);
        }

        return true;
    }

    /// <summary>Climbs from given prices; their median everywhere is tried first, for a bound that is not too bad early on.</summary>
    /// <param name="start">Start prices per (cell, queue); not changed.</param>
    /// <param name="target">Cost of a known schedule.</param>
    /// <param name="steps">Evaluations at most, those before included.</param>
    /// <param name="goOn">Asked often; when it says no the climb ends.</param>
    public void Climb(double[] start, double target, long steps, Func<bool> goOn)
    {
        double[] middle = new double[start.Length];
        Array.Fill(middle, start.Order().ElementAtOrDefault(start.Length / 2));
        if (Steps >= steps || !goOn() || !Try(middle, goOn))
        {
            return;
        }

        ClimbScaled(start, Math.Min(steps, Steps + ScaledSteps), goOn);
        ClimbToTarget(start, target, steps, goOn);
    }

    private void ClimbToTarget(double[] start, double target, long steps, Func<bool> goOn)
    {
        TargetPath path = new(start, target);
        while (path.Moves && Steps < steps && goOn() && Try(path.Prices, goOn))
        {
            path.Move(_last, _slope);
        }
    }

    private void ClimbScaled(double[] start, long steps, Func<bool> goOn)
    {
        PricePath path = new(start, DirectionMemory, ScaleMemory);
        double reach = FirstReach * dual.Smallness * start.Select(Math.Abs).DefaultIfEmpty(0).Average();
        for (int move = 0; Steps < steps && goOn(); move++)
        {
            bool looks = move % Stretch == Stretch - 1 && Steps + 1 < steps;
            if ((looks && !Try(path.Average, goOn)) || !Try(path.Prices, goOn))
            {
                return;
            }

            path.Move(_slope, reach * Math.Pow(1 + move / (Patience * Math.Sqrt(dual.Smallness)), -Decay), 1 / (1 + AveragedShare * move));
        }
    }
}
