namespace Wfm.Forecasting;

/// <summary>The mean of the last same weekdays as they were: with one, the seasonal naive forecast. The yardsticks, and the guards.</summary>
internal sealed class RawMeanModel(string name, int weekdays) : IForecastModel
{
    public string Name => name;

    public bool KnowsCalendar => false;

    public bool CanLearnFrom(TrainingSet history) => true;

    public IFittedForecast Fit(TrainingSet history) => new Fitted(history, weekdays);

    private sealed class Fitted(TrainingSet history, int weekdays) : IFittedForecast
    {
        private readonly double[] _means = new double[7 * history.Matrix.Columns];
        private int _meansKnownThrough = -2;

        public void Predict(int day, int knownThrough, Span<double> into)
        {
            DayMatrix matrix = history.Matrix;
            int m = matrix.Columns;
            if (knownThrough != _meansKnownThrough)
            {
                for (int weekday = 0; weekday < 7; weekday++)
                {
                    Average(knownThrough, weekday, _means.AsSpan(weekday * m, m));
                }

                _meansKnownThrough = knownThrough;
            }

            _means.AsSpan(matrix.Weekday[day] * m, m).CopyTo(into);
            history.Restore(Adjustment.None, day, into);
        }

        private void Average(int knownThrough, int weekday, Span<double> into)
        {
            into.Clear();
            int used = Collect(knownThrough, weekday, into);
            if (used == 0)
            {
                // A weekday never seen: any day is a better guess than none.
                used = Collect(knownThrough, null, into);
            }

            for (int c = 0; c < into.Length && used > 0; c++)
            {
                into[c] /= used;
            }
        }

        private int Collect(int knownThrough, int? weekday, Span<double> sum)
        {
            DayMatrix matrix = history.Matrix;
            double[] calls = history.Calls(Adjustment.None);
            int used = 0;
            for (int d = knownThrough; d >= 0 && used < weekdays; d--)
            {
                if (matrix.IsUsable(d) && (weekday is null || matrix.Weekday[d] == weekday))
                {
                    used++;
                    for (int c = 0; c < sum.Length; c++)
                    {
                        sum[c] += calls[(d * sum.Length) + c];
                    }
                }
            }

            return used;
        }
    }
}
