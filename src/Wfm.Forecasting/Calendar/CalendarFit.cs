namespace Wfm.Forecasting;

/// <summary>What the calendar does to each day, learned from the days before one origin: a factor per day, and a profile for special kinds.</summary>
/// <remarks>
/// Ridge, Huber-weighted regression of log day totals on weekday, calendar features and a slow level; with a year, also harmonics and a
/// slope. A penalty of 1.5 observations shrinks each effect, so a holiday seen once counts less than half, and its name leans on its kind.
/// </remarks>
internal sealed class CalendarFit
{
    private const double EffectPenalty = 1.5;
    private const double DayNoise = 0.07;
    private const double WeekNoise = 0.08;
    private const int DaysOfWeek = 5;
    private const double YearDays = 365.2425;
    private const double WeeklyDamping = 0.98;
    private const double LargestSlopePerYear = 0.24;

    private readonly DayMatrix _matrix;
    private readonly CalendarFeatures _features;
    private readonly int _origin;
    private readonly int _harmonics;
    private readonly bool _hasSlope;
    private readonly int _knotDays;
    private readonly int _firstKnot;
    private readonly int _firstHarmonic;
    private readonly int _size;

    private CalendarFit(DayMatrix matrix, CalendarFeatures features, int origin, bool yearly)
    {
        _matrix = matrix;
        _features = features;
        _origin = origin;
        _harmonics = yearly ? HarmonicsFor(origin) : 0;
        _hasSlope = yearly && KnowsSlope(origin);
        _knotDays = yearly ? 91 : 28;
        _firstKnot = 7 + features.Count;
        _firstHarmonic = _firstKnot + Math.Max(2, (origin / _knotDays) + 2);
        _size = _firstHarmonic + (2 * _harmonics) + 1;
        Factor = new double[matrix.Days];
    }

    /// <summary>Number each day's ordinary calls are multiplied by; days ahead included.</summary>
    public double[] Factor { get; }

    /// <summary>Standard deviation of the log yearly season.</summary>
    public double SeasonStrength { get; private set; }

    /// <summary>Whether a history of so many days can say anything about the year.</summary>
    public static bool KnowsYear(int historyDays) => HarmonicsFor(historyDays) > 0;

    /// <summary>Whether a history of so many days tells a slope from the year.</summary>
    public static bool KnowsSlope(int historyDays) => historyDays >= (2 * YearDays) - 10;

    /// <summary>Learns from the days before <paramref name="origin"/>.</summary>
    public static CalendarFit Of(DayMatrix matrix, CalendarFeatures features, int origin, bool yearly)
    {
        CalendarFit fit = new(matrix, features, origin, yearly);
        fit.Apply(fit.Learn());
        return fit;
    }

    private static int HarmonicsFor(int days) => days switch
    {
        < 270 => 0,
        < 380 => 1,
        < 456 => 2,
        < 715 => 3,
        _ => 5,
    };

    private double[] Learn()
    {
        SparseRidge ridge = new(_size);
        ridge.Penalty.AsSpan(0, 7).Fill(0.02);
        ridge.Penalty.AsSpan(7, _features.Count).Fill(EffectPenalty);
        for (int knot = _firstKnot; knot + 1 < _firstHarmonic; knot++)
        {
            ridge.PullTogether(knot, knot + 1, _knotDays > 60 ? 4 : 1.5);
        }

        for (int k = 0; k < _harmonics; k++)
        {
            double penalty = (_origin < 456 ? 1.0 : 0.25) * (k + 1) * (k + 1);
            ridge.Penalty.AsSpan(_firstHarmonic + (2 * k), 2).Fill(penalty);
        }

        ridge.Penalty[_size - 1] = 0.1;
        for (int d = 0; d < _origin; d++)
        {
            if (_matrix.IsUsable(d))
            {
                Observe(ridge, d);
            }
        }

        double[] coefficients = ridge.Solve(rounds: 3);
        DoubtBreaks(coefficients);
        return coefficients;
    }

    /// <summary>
    /// What a school break does is believed as far as it stands out from what weeks differ by anyway: e·(1 − s²/e²), with s the noise of the weeks seen of it. A break without effect
    /// then does nothing, a clear one is hardly shrunk. A name never seen takes what all breaks have in common, as if it were one week.
    /// </summary>
    private void DoubtBreaks(double[] coefficients)
    {
        int common = 7 + CalendarFeatures.SchoolBreak;
        foreach (int named in _features.Breaks)
        {
            int days = 0;
            double calls = 0;
            for (int d = 0; d < _origin; d++)
            {
                if (_matrix.IsUsable(d) && _features.Of(d).Contains(named))
                {
                    days++;
                    calls += _matrix.TotalOf(d);
                }
            }

            double effect = coefficients[common] + coefficients[7 + named];
            double noise = (WeekNoise * WeekNoise / Math.Max(1, days / (double)DaysOfWeek)) + (days > 0 ? 1 / (calls + 1) : 0);
            coefficients[7 + named] = effect * Math.Max(0, 1 - (noise / Math.Max(1e-12, effect * effect)));
        }

        coefficients[common] = 0;
    }

    private void Observe(SparseRidge ridge, int d)
    {
        double total = _matrix.TotalOf(d) / _matrix.EventFactor[d];
        ridge.Feature(_matrix.Weekday[d], 1);
        foreach (int feature in _features.Of(d))
        {
            ridge.Feature(7 + feature, 1);
        }

        double position = d / (double)_knotDays;
        int knot = (int)position;
        ridge.Feature(_firstKnot + knot, 1 - (position - knot));
        ridge.Feature(_firstKnot + knot + 1, position - knot);
        for (int k = 0; k < _harmonics; k++)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * (k + 1) * YearPosition(d));
            ridge.Feature(_firstHarmonic + (2 * k), sine);
            ridge.Feature(_firstHarmonic + (2 * k) + 1, cosine);
        }

        if (_hasSlope)
        {
            ridge.Feature(_size - 1, (d - _origin) / YearDays);
        }

        double chance = 1 / (total + 1);
        ridge.Observe(Math.Log(total + 0.5), DayNoise * DayNoise / ((DayNoise * DayNoise) + chance));
    }

    private double YearPosition(int d) => (_matrix.DateOf(d).DayOfYear - 1) / YearDays;

    private void Apply(double[] coefficients)
    {
        double trust = Math.Clamp((_origin - 90) / 366.0, 0.5, 1);
        SeasonStrength = trust * Math.Sqrt(coefficients.AsSpan(_firstHarmonic, 2 * _harmonics).ToArray().Sum(each => each * each) / 2);
        double slope = _hasSlope ? Math.Clamp(coefficients[_size - 1], -LargestSlopePerYear, LargestSlopePerYear) : 0;
        for (int d = 0; d < _matrix.Days; d++)
        {
            double effect = 0;
            foreach (int feature in _features.Of(d))
            {
                effect += coefficients[7 + feature];
            }

            for (int k = 0; k < _harmonics; k++)
            {
                (double sine, double cosine) = Math.SinCos(2 * Math.PI * (k + 1) * YearPosition(d));
                effect += trust * ((coefficients[_firstHarmonic + (2 * k)] * sine) + (coefficients[_firstHarmonic + (2 * k) + 1] * cosine));
            }

            effect += slope * YearsFromOrigin(d);
            Factor[d] = _matrix.EventFactor[d] * Math.Exp(Math.Clamp(effect, -4, 3));
        }
    }

    /// <summary>Years since the origin; ahead of it damped by 2 % a week, so a slope is not believed for ever.</summary>
    private double YearsFromOrigin(int d)
    {
        if (d <= _origin)
        {
            return (d - _origin) / YearDays;
        }

        double weeks = (d - _origin) / 7.0;
        return (1 - Math.Pow(WeeklyDamping, weeks)) / -Math.Log(WeeklyDamping) * 7 / YearDays;
    }
}
