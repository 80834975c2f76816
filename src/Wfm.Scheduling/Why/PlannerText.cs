using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Wfm.Scheduling.Why;

/// <summary>Dates, hours and lists as planners write them.</summary>
internal static class PlannerText
{
    private const int RunsShown = 6;

    public static string Hours(Duration span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} h");

    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Time(PlanningGrid grid, int day, int slot) =>
        grid.LocalTimeOf(day, slot).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Moment(PlanningGrid grid, Instant instant) =>
        instant.InZone(grid.Zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads like: <c>2026-06-03 – 2026-06-18, 2026-06-22 (13 days)</c>.</summary>
    public static string Days(IEnumerable<LocalDate> dates)
    {
        LocalDate[] all = [.. dates.Distinct().Order()];
        return $"{Runs(all)}{(all.Length > 1 ? $" ({all.Length} days)" : "")}";
    }

    /// <summary>Reads like: <c>2026-06-03 – 2026-06-18, 2026-06-22</c>; ends in an ellipsis after a few.</summary>
    public static string Runs(IEnumerable<LocalDate> dates)
    {
        List<(LocalDate From, LocalDate To)> runs = [];
        foreach (LocalDate date in dates.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].To.PlusDays(1) == date)
            {
                runs[^1] = (runs[^1].From, date);
            }
            else
            {
                runs.Add((date, date));
            }
        }

        string text = string.Join(", ", runs.Take(RunsShown).Select(run => run.From == run.To ? Date(run.From) : $"{Date(run.From)} – {Date(run.To)}"));
        return runs.Count > RunsShown ? $"{text} …" : text;
    }

    /// <summary>Reads like: <c>anna, bo</c>, shortened after a few.</summary>
    public static string Names(IReadOnlyCollection<string> names) =>
        names.Count <= RunsShown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(RunsShown))} and {names.Count - RunsShown} more";
}
