using NodaTime;
using Wfm.Domain;

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

        LocalDate last = matrix.DateOf(matrix.HistoryDays - 1);
        findings.Add(new ForecastFinding(matrix.Queue, FindingKind.Regime, matrix.First, last, null, calls, null, Told(matrix.HistoryDays / 7, usable, calls / Math.Max(1, usable))));
        int gap = Period.DaysBetween(last, request.From) - 1;
        if (gap > 56)
        {
            findings.Add(new ForecastFinding(matrix.Queue, FindingKind.Regime, last.PlusDays(1), request.From.PlusDays(-1), null, null, null,
                Remark.Of("history-old", $"The history ends {gap} days before the first day asked for.")));
        }
    }

    private static Remark Told(int weeks, int usable, double calls) => weeks switch
    {
        < 2 => Remark.Of("history-of-days", $"{usable} usable days, {calls:0.#} calls a day; history under two weeks: weekdays share one profile, bands are those of queues in general."),
        < 8 => Remark.Of("history-of-weeks", $"{usable} usable days, {calls:0.#} calls a day; history two to eight weeks: means of weekdays, hardly tried on the past, wide bands."),
        < 39 => Remark.Of("history-of-months", $"{usable} usable days, {calls:0.#} calls a day; history under nine months: weekdays, calendar and level; the yearly season is unknown."),
        < 65 => Remark.Of("history-of-a-year", $"{usable} usable days, {calls:0.#} calls a day; history nine to fifteen months: the yearly season is a cautious guess."),
        _ => Remark.Of("history-of-years", $"{usable} usable days, {calls:0.#} calls a day; history long enough for the yearly season."),
    };
}
