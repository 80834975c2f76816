using System.Globalization;
using NodaTime;

namespace Wfm.Forecasting;

/// <summary>Says how much the history allows, so that nobody reads two days as two years.</summary>
internal static class Regimes
{
    /// <summary>Adds one finding naming the regime, and one if the history is old.</summary>
    public static void Report(DayMatrix matrix, ForecastRequest request, List<ForecastFinding> findings)
    {
        int usable = 0;
        double calls = 0;
        for (int d = 0; d < matrix.HistoryDays; d++)
        {
            if (matrix.IsUsable(d))
            {
                usable++;
                calls += matrix.TotalOf(d);
            }
        }

        int weeks = matrix.HistoryDays / 7;
        string regime = weeks switch
        {
            < 2 => "under two weeks: weekdays share one profile, bands are those of queues in general",
            < 8 => "two to eight weeks: means of weekdays, hardly tried on the past, wide bands",
            < 39 => "under nine months: weekdays, calendar and level; the yearly season is unknown",
            < 65 => "nine to fifteen months: the yearly season is a cautious guess",
            _ => "long enough for the yearly season",
        };
        LocalDate last = matrix.DateOf(matrix.HistoryDays - 1);
        findings.Add(new ForecastFinding(matrix.Queue, FindingKind.Regime, matrix.First, last, null, calls, null, string.Create(
            CultureInfo.InvariantCulture,
            $"{usable} usable days, {calls / Math.Max(1, usable):0.#} calls a day; history {regime}.")));
        int gap = Period.DaysBetween(last, request.From) - 1;
        if (gap > 56)
        {
            findings.Add(new ForecastFinding(matrix.Queue, FindingKind.Regime, last.PlusDays(1), request.From.PlusDays(-1), null, null, null,
                string.Create(CultureInfo.InvariantCulture, $"The history ends {gap} days before the first day asked for.")));
        }
    }
}
