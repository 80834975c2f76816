namespace Wfm.Scheduling.Cover;

/// <summary>The lower bound of one run: column generation where it fits, else a climb of prices.</summary>
/// <remarks>Both borders of the period count as open, so that the bound holds whichever way a roster is judged there.</remarks>
internal sealed class CoverBound(CoverProblem problem)
{
    /// <summary>Evaluations at even prices before column generation: a first bound, soon.</summary>
    private const long FirstSteps = 3;
    private long _whole;
    private double _best = double.NegativeInfinity;

    /// <summary>The best bound so far, 0 before the first. Costs are whole numbers, so the next whole number is a bound as well.</summary>
    public long Whole => Interlocked.Read(ref _whole);

    /// <summary>Evaluations so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Climbs.</summary>
    /// <param name="start">A known roster, type per person and day; read only where column generation fits.</param>
    /// <param name="steps">Evaluations at most.</param>
    /// <param name="goOn">Asked often; when it says no the climb ends.</param>
    public void Climb(short[] start, long steps, Func<bool> goOn)
    {
        CoverModel model = new(problem with { StartIsOpen = true, EndIsOpen = true });
        PeriodMaker maker = new(model, keepsLimits: false);
        PriceAscent ascent = new(new RosterDual(maker));
        if (!ColumnGeneration.Fits(model))
        {
            RosterState nobody = new(model);
            ascent.Climb(nobody.Cost, steps, () => Keep(ascent.Best) && goOn());
            Keep(ascent.Best);
            Steps = ascent.Steps;
            return;
        }

        RosterState state = new(model);
        state.Load(start);
        ascent.Climb(state.Cost, Math.Min(steps, FirstSteps), () => Keep(ascent.Best) && goOn());
        Keep(ascent.Best);
        ColumnGeneration columns = new(maker, new PeriodPool(model), state);
        columns.Converge(steps - ascent.Steps, () => Keep(columns.Best) && goOn());
        Keep(columns.Best);
        Steps = ascent.Steps + columns.Steps;
    }

    private bool Keep(double bound)
    {
        if (bound > _best)
        {
            _best = bound;
            Interlocked.Exchange(ref _whole, Math.Max(0, (long)Math.Ceiling(bound - 1e-6 - 1e-9 * Math.Abs(bound))));
        }

        return true;
    }
}
