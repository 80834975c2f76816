namespace Wfm.Forecasting;

/// <summary>One history as one origin may see it, with what the calendar says taken out; shared by all models of that origin.</summary>
internal sealed class TrainingSet
{
    private readonly SpecialProfiles _profiles;
    private readonly CalendarFit _calendar;
    private readonly CalendarFit? _year;
    private double[]? _plain;
    private double[]? _adjusted;
    private double[]? _yearAdjusted;

    public TrainingSet(DayMatrix matrix, CalendarFeatures features, int origin)
    {
        Matrix = matrix;
        Origin = origin;
        _profiles = new SpecialProfiles(matrix, origin);
        _calendar = CalendarFit.Of(matrix, features, origin, yearly: false);
        _year = CalendarFit.KnowsYear(origin) ? CalendarFit.Of(matrix, features, origin, yearly: true) : null;
    }

    public DayMatrix Matrix { get; }

    /// <summary>First day that may not be learned from. Later days of history may still be known when a forecast is asked.</summary>
    public int Origin { get; }

    /// <summary>Whether the history before the origin can say anything about the year.</summary>
    public bool KnowsYear => _year is not null;

    /// <summary>Whether the history before the origin tells a slope from the year.</summary>
    public bool KnowsSlope => CalendarFit.KnowsSlope(Origin);

    /// <summary>Standard deviation of the log yearly season as learned; 0 where the year is not known.</summary>
    public double SeasonStrength => _year?.SeasonStrength ?? 0;

    /// <summary>Calls of all history days with an adjustment divided out; row d starts at d × columns.</summary>
    public double[] Calls(Adjustment adjustment) => adjustment switch
    {
        Adjustment.Calendar => _adjusted ??= Divide(adjustment),
        Adjustment.CalendarAndYear => _yearAdjusted ??= Divide(adjustment),
        _ => _plain ??= Divide(adjustment),
    };

    /// <summary>Puts an adjustment back onto one row.</summary>
    public void Restore(Adjustment adjustment, int day, Span<double> row)
    {
        double factor = FactorOf(adjustment)?[day] ?? Matrix.EventFactor[day];
        double[]? profile = adjustment == Adjustment.None ? null : _profiles.On(day);
        for (int c = 0; c < row.Length; c++)
        {
            row[c] = Matrix.Open[(day * row.Length) + c] ? Math.Max(0, row[c] * factor * (profile?[c] ?? 1)) : 0;
        }
    }

    private double[]? FactorOf(Adjustment adjustment) => adjustment switch
    {
        Adjustment.Calendar => _calendar.Factor,
        Adjustment.CalendarAndYear => (_year ?? _calendar).Factor,
        _ => null,
    };

    private double[] Divide(Adjustment adjustment)
    {
        int m = Matrix.Columns;
        double[]? factors = FactorOf(adjustment);
        double[] divided = new double[Matrix.HistoryDays * m];
        for (int d = 0; d < Matrix.HistoryDays; d++)
        {
            double factor = 1 / (factors?[d] ?? Matrix.EventFactor[d]);
            ReadOnlySpan<double> calls = Matrix.Calls.AsSpan(d * m, m);
            ReadOnlySpan<bool> open = Matrix.Open.AsSpan(d * m, m);
            Span<double> into = divided.AsSpan(d * m, m);
            for (int c = 0; c < into.Length; c++)
            {
                into[c] = open[c] ? calls[c] * factor : 0;
            }

            double[] profile = adjustment == Adjustment.None ? [] : _profiles.On(d) ?? [];
            for (int c = 0; c < profile.Length; c++)
            {
                into[c] /= Math.Max(0.05, profile[c]);
            }
        }

        return divided;
    }
}

/// <summary>What is taken out of the history before a model sees it, and put back onto its forecast.</summary>
internal enum Adjustment
{
    /// <summary>Only stated events.</summary>
    None,

    /// <summary>Events and calendar.</summary>
    Calendar,

    /// <summary>Events, calendar, yearly season and slope.</summary>
    CalendarAndYear,
}
