using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Closes shortened days ahead, unless it is stated when they close, where they closed before: by name, else by kind.</summary>
/// <remarks>
/// The closing is the next full hour after the latest call of the last three such days, provided that an ordinary day of the same weekdays
/// would have brought at least <see cref="EnoughExpected"/> calls after it; then silence is no accident. Nothing learned changes: only
/// intervals of days ahead are left out.
/// </remarks>
internal static class ShortenedDays
{
    private const double EnoughExpected = 4;
    private const int DaysLookedAt = 3;
    private const int OrdinaryDays = 180;

    /// <summary>Takes the closed hours out of <see cref="DayMatrix.Open"/> of days ahead.</summary>
    public static void Close(DayMatrix matrix, List<ForecastFinding> findings)
    {
        for (int d = matrix.HistoryDays; d < matrix.Days; d++)
        {
            if (matrix.State[d] == DayState.Normal && matrix.Special[d] is { Kind: SpecialDayKind.ShortenedDay, Closes: null } special
                && FirstClosed(matrix, Evidence(matrix, special)) is { } first)
            {
                matrix.Open.AsSpan((d * matrix.Columns) + first, matrix.Columns - first).Clear();
                LocalTime closes = LocalTime.FromTicksSinceMidnight(matrix.SlotOfColumn[first] * matrix.Length.BclCompatibleTicks);
                findings.Add(new ForecastFinding(matrix.Queue, FindingKind.ClosedSpecialDays, special.Date, special.Date, null, null, null, Remark.Of(
                    "special-day-closes", $"Taken as closing at {closes:HH:mm} on {special.Name}, as on such days before.")));
            }
        }
    }

    private static List<int> Evidence(DayMatrix matrix, SpecialDay special)
    {
        List<int> named = [], ofKind = [];
        for (int d = 0; d < matrix.HistoryDays; d++)
        {
            if (matrix.State[d] is DayState.Normal or DayState.SetAside && matrix.Special[d] is { Kind: SpecialDayKind.ShortenedDay } past)
            {
                ofKind.Add(d);
                if (past.Name == special.Name)
                {
                    named.Add(d);
                }
            }
        }

        return [.. (named.Count > 0 ? named : ofKind).TakeLast(DaysLookedAt)];
    }

    /// <summary>First column closed on such a day; empty where they are open as usual, or too little is known.</summary>
    private static int? FirstClosed(DayMatrix matrix, List<int> evidence)
    {
        int last = -1;
        foreach (int day in evidence)
        {
            for (int c = matrix.Columns - 1; c > last; c--)
            {
                if (matrix.Raw[(day * matrix.Columns) + c] > 0)
                {
                    last = c;
                }
            }
        }

        int perHour = (int)(NodaConstants.TicksPerHour / matrix.Length.BclCompatibleTicks);
        int first = last + 1;
        while (first < matrix.Columns && matrix.SlotOfColumn[first] % perHour != 0)
        {
            first++;
        }

        return last >= 0 && first < matrix.Columns && ExpectedFrom(matrix, evidence, first) >= EnoughExpected ? first : null;
    }

    /// <summary>Calls that ordinary days of the same weekdays would have had from a column on, all evidence days together.</summary>
    private static double ExpectedFrom(DayMatrix matrix, List<int> evidence, int first)
    {
        double expected = 0;
        foreach (int day in evidence)
        {
            double calls = 0;
            int days = 0;
            for (int d = Math.Max(0, day - OrdinaryDays); d < Math.Min(matrix.HistoryDays, day + OrdinaryDays); d++)
            {
                if (matrix.Weekday[d] == matrix.Weekday[day] && matrix.IsUsable(d) && matrix.Special[d] is null)
                {
                    days++;
                    for (int c = first; c < matrix.Columns; c++)
                    {
                        calls += matrix.Raw[(d * matrix.Columns) + c];
                    }
                }
            }

            expected += days > 0 ? calls / days : 0;
        }

        return expected;
    }
}
