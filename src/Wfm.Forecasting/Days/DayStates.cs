using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Judges each day by what the calendar and the rows say: closed, missing or ordinary; and which special days are closed.</summary>
internal static class DayStates
{
    private const double SilentShare = 0.05;
    private const double EnoughExpected = 5;

    /// <summary>Settles <see cref="DayMatrix.State"/>.</summary>
    public static void Judge(DayMatrix matrix, int[] rows, List<ForecastFinding> findings)
    {
        bool[] open = OpenDays(matrix);
        double[] usual = UsualTotals(matrix, rows);
        HashSet<string> closedNames = ClosedSpecialDays(matrix, rows, open, usual);
        for (int d = 0; d < matrix.Days; d++)
        {
            bool hasRows = d < Math.Min(matrix.HistoryDays, rows.Length) && rows[d] > 0;
            bool silent = !hasRows || Total(matrix, d) <= SilentShare * usual[matrix.Weekday[d]];
            bool closedSpecial = matrix.Special[d] is { } special && closedNames.Contains(special.Name)
                && (d >= matrix.HistoryDays || silent);
            matrix.State[d] = !open[d] || closedSpecial ? DayState.Closed
                : d < matrix.HistoryDays && !hasRows ? DayState.Missing
                : DayState.Normal;
        }

        ReportClosed(matrix, findings);
        ReportMissing(matrix, findings);
    }

    private static bool[] OpenDays(DayMatrix matrix)
    {
        bool[] open = new bool[matrix.Days];
        for (int d = 0; d < matrix.Days; d++)
        {
            open[d] = matrix.Open.AsSpan(d * matrix.Columns, matrix.Columns).Contains(true);
        }

        return open;
    }

    private static double Total(DayMatrix matrix, int d)
    {
        double total = 0;
        for (int i = d * matrix.Columns; i < (d + 1) * matrix.Columns; i++)
        {
            total += matrix.Open[i] ? matrix.Raw[i] : 0;
        }

        return total;
    }

    private static double[] UsualTotals(DayMatrix matrix, int[] rows)
    {
        double[] usual = new double[7];
        for (int weekday = 0; weekday < 7; weekday++)
        {
            List<double> totals = [];
            for (int d = 0; d < Math.Min(rows.Length, matrix.HistoryDays); d++)
            {
                if (matrix.Weekday[d] == weekday && rows[d] > 0 && matrix.Special[d] is null)
                {
                    totals.Add(Total(matrix, d));
                }
            }

            usual[weekday] = Robust.Median(totals);
        }

        return usual;
    }

    /// <summary>A special day is closed as it was the last three times; without a past, as others of its kind; without those, as Sundays are.</summary>
    private static HashSet<string> ClosedSpecialDays(DayMatrix matrix, int[] rows, bool[] open, double[] usual)
    {
        Dictionary<string, List<bool>> byName = [];
        Dictionary<SpecialDayKind, List<bool>> byKind = [];
        for (int d = 0; d < matrix.Days; d++)
        {
            if (matrix.Special[d] is not { } special || !open[d])
            {
                continue;
            }

            List<bool> named = byName.TryGetValue(special.Name, out List<bool>? known) ? known : byName[special.Name] = [];
            if (d < Math.Min(rows.Length, matrix.HistoryDays) && usual[matrix.Weekday[d]] >= EnoughExpected)
            {
                bool closed = rows[d] == 0 || Total(matrix, d) <= SilentShare * usual[matrix.Weekday[d]];
                named.Add(closed);
                (byKind.TryGetValue(special.Kind, out List<bool>? kind) ? kind : byKind[special.Kind] = []).Add(closed);
            }
        }

        bool sundayOpen = HasOpenWeekday(matrix, 6), saturdayOpen = HasOpenWeekday(matrix, 5);
        HashSet<string> closedNames = [];
        foreach (SpecialDay special in matrix.Special.OfType<SpecialDay>())
        {
            List<bool> evidence = byName.GetValueOrDefault(special.Name) is { Count: > 0 } named ? [.. named.TakeLast(3)]
                : byKind.GetValueOrDefault(special.Kind) ?? [];
            bool closed = evidence.Count > 0 ? 2 * evidence.Count(each => each) > evidence.Count : special.Kind switch
            {
                SpecialDayKind.PublicHoliday => !sundayOpen,
                SpecialDayKind.FreeEve => !saturdayOpen,
                _ => false,
            };
            if (closed)
            {
                closedNames.Add(special.Name);
            }
        }

        return closedNames;
    }

    private static bool HasOpenWeekday(DayMatrix matrix, int isoIndex)
    {
        for (int d = 0; d < matrix.Days; d++)
        {
            if ((int)matrix.DateOf(d).DayOfWeek - 1 == isoIndex && matrix.Open.AsSpan(d * matrix.Columns, matrix.Columns).Contains(true))
            {
                return true;
            }
        }

        return false;
    }

    private static void ReportClosed(DayMatrix matrix, List<ForecastFinding> findings)
    {
        for (int d = matrix.HistoryDays; d < matrix.Days; d++)
        {
            if (matrix.State[d] == DayState.Closed && matrix.Special[d] is { } special
                && matrix.Open.AsSpan(d * matrix.Columns, matrix.Columns).Contains(true))
            {
                findings.Add(new ForecastFinding(matrix.Queue, FindingKind.ClosedSpecialDays, special.Date, special.Date, null, null, null,
                    Remark.Of("special-day-closed", $"Taken as closed on {special.Name}, as on such days before.")));
            }
        }
    }

    private static void ReportMissing(DayMatrix matrix, List<ForecastFinding> findings)
    {
        int start = -1, last = -1;
        for (int d = 0; d <= matrix.HistoryDays; d++)
        {
            bool missing = d < matrix.HistoryDays && matrix.State[d] == DayState.Missing;
            if (missing)
            {
                start = start < 0 ? d : start;
                last = d;
            }
            else if (start >= 0 && (d == matrix.HistoryDays || matrix.State[d] != DayState.Closed))
            {
                LocalDate from = matrix.DateOf(start), to = matrix.DateOf(last);
                findings.Add(new ForecastFinding(matrix.Queue, FindingKind.MissingDays, from, to, null, null, null,
                    Remark.Of("days-without-rows", "No rows on days the queue should have been open; these days are not used.")));
                start = -1;
            }
        }
    }
}
