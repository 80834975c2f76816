using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Lets the chosen models speak on the days asked for, and writes one entry per open interval.</summary>
internal sealed class ForecastWriter(DayMatrix matrix, TrainingSet history, Choice[] choices, Dispersion[] dispersions)
{
    private readonly Dictionary<int, IFittedForecast> _fitted = [];
    private readonly HandleTimeModel? _handleTime = HandleTimeModel.Learn(matrix);

    /// <summary>The forecast.</summary>
    public VolumeForecast Write(ForecastRequest request)
    {
        List<ForecastInterval> intervals = [];
        int first = Period.DaysBetween(matrix.First, request.From);
        double[] row = new double[matrix.Columns];
        for (int d = first; d < first + request.Days; d++)
        {
            if (matrix.State[d] != DayState.Closed)
            {
                LeadBand band = LeadBands.Of(d - matrix.HistoryDays + 1, OpenDaysAhead(d));
                Predict(choices[(int)band], d, row);
                Append(intervals, d, row, band);
            }
        }

        return new VolumeForecast(matrix.Queue, matrix.Length, intervals);
    }

    private int OpenDaysAhead(int d) => matrix.OpenDaysThrough[d] - matrix.OpenDaysThrough[matrix.HistoryDays - 1];

    private void Predict(Choice choice, int day, double[] row)
    {
        double[] said = new double[row.Length];
        row.AsSpan().Clear();
        int[] models = choice.ModelsOn(matrix.NeedsCalendar[day]);
        foreach (int model in models)
        {
            if (!_fitted.TryGetValue(model, out IFittedForecast? fitted))
            {
                fitted = _fitted[model] = Candidates.All[model].Fit(history);
            }

            fitted.Predict(day, matrix.HistoryDays - 1, said);
            for (int c = 0; c < row.Length; c++)
            {
                row[c] += said[c] / models.Length;
            }
        }
    }

    private void Append(List<ForecastInterval> intervals, int d, double[] row, LeadBand band)
    {
        string model = choices[(int)band].Name;
        int[] columnOfSlot = ColumnOfSlot();
        foreach (Instant start in DayIntervals.StartsOf(matrix.DateOf(d), matrix.Zone, matrix.Length))
        {
            int slot = (int)(start.InZone(matrix.Zone).TimeOfDay.TickOfDay / matrix.Length.BclCompatibleTicks);
            int c = columnOfSlot[slot];
            if (c >= 0 && matrix.Open[(d * matrix.Columns) + c])
            {
                (double p05, double p10, double p50, double p90, double p95) = BandFit.Quantiles(row[c], dispersions[(int)band]);
                intervals.Add(new ForecastInterval(
                    start, row[c], p05, p10, p50, p90, p95, _handleTime?.SecondsAt(matrix.Weekday[d], c), model));
            }
        }
    }

    private int[] ColumnOfSlot()
    {
        int[] columns = new int[(int)(NodaConstants.TicksPerDay / matrix.Length.BclCompatibleTicks)];
        columns.AsSpan().Fill(-1);
        for (int c = 0; c < matrix.Columns; c++)
        {
            columns[matrix.SlotOfColumn[c]] = c;
        }

        return columns;
    }
}
