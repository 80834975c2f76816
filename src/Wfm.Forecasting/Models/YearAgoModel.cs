namespace Wfm.Forecasting;

/// <summary>The same week a year ago, grown as the last eight weeks have grown against theirs, cut by today's profile.</summary>
internal sealed class YearAgoModel : IForecastModel
{
    private const int Year = 364;
    private const int GrowthDays = 56;
    private const int ProfileDays = 182;

    public string Name => "year-ago";

    public bool KnowsCalendar => true;

    public bool CanLearnFrom(TrainingSet history) => history.Origin >= Year + GrowthDays + 7;

    public IFittedForecast Fit(TrainingSet history)
    {
        DayMatrix matrix = history.Matrix;
        double[] calls = history.Calls(Adjustment.Calendar);
        int m = matrix.Columns;
        double[] total = new double[matrix.HistoryDays];
        for (int i = 0; i < calls.Length; i++)
        {
            total[i / m] += calls[i];
        }

        WeekProfile profile = WeekProfile.Of(matrix, calls, Math.Max(0, history.Origin - ProfileDays), history.Origin);
        return new Fitted(history, profile, total, GrowthOf(matrix, total, history.Origin));
    }

    private static double GrowthOf(DayMatrix matrix, double[] total, int origin)
    {
        double now = 0, then = 0;
        for (int d = Math.Max(Year, origin - GrowthDays); d < origin; d++)
        {
            if (matrix.IsUsable(d) && matrix.IsUsable(d - Year) && matrix.Weekday[d] == matrix.Weekday[d - Year])
            {
                now += total[d];
                then += total[d - Year];
            }
        }

        return then > 0 && now > 0 ? Math.Clamp(now / then, 0.4, 2.5) : 1;
    }

    private sealed class Fitted(TrainingSet history, WeekProfile profile, double[] total, double growth) : IFittedForecast
    {
        public void Predict(int day, int knownThrough, Span<double> into)
        {
            DayMatrix matrix = history.Matrix;
            double expected = profile.TotalOf(matrix, day);
            double factor = expected > 0 ? RatioAYearBefore(day) * growth : 0;
            ReadOnlySpan<double> row = profile.Mean.AsSpan(matrix.Weekday[day] * into.Length, into.Length);
            for (int c = 0; c < into.Length; c++)
            {
                into[c] = row[c] * factor;
            }

            history.Restore(Adjustment.Calendar, day, into);
        }

        /// <summary>Calls of the nineteen days around the day a year before, against today's profile for the same days.</summary>
        private double RatioAYearBefore(int day)
        {
            DayMatrix matrix = history.Matrix;
            double seen = 0, usual = 0;
            int centre = day - Year;
            while (centre + 9 >= history.Origin)
            {
                centre -= Year;
            }

            for (int d = Math.Max(0, centre - 9); d <= centre + 9; d++)
            {
                if (matrix.IsUsable(d))
                {
                    double weight = 10 - Math.Abs(d - centre);
                    seen += weight * total[d];
                    usual += weight * profile.TotalOf(matrix, d);
                }
            }

            return usual > 0 ? seen / usual : 1;
        }
    }
}
