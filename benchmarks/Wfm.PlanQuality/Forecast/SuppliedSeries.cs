using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Forecasting;

namespace Wfm.PlanQuality.Forecast;

/// <summary>The real call series used for measuring; read from disk, never shipped.</summary>
internal static class SuppliedSeries
{
    public static CallSeries LargeBank(string directory, int minutes) =>
        Read(Path.Combine(directory, "forecasting", "bank_calls_5min.csv"), 5, minutes, start => start.TimeOfDay < new LocalTime(21, 0));

    public static CallSeries SmallBank(string directory, int minutes) =>
        Read(Path.Combine(directory, "forecasting", "small_bank_6min_1999_jan_aug.csv"), 6, minutes, _ => true);

    private static CallSeries Read(string path, int sourceMinutes, int minutes, Func<LocalDateTime, bool> keep)
    {
        List<CallInterval> intervals = [];
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] cells = line.Split(',');
            LocalDateTime start = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(cells[1]).Value;
            if (keep(start))
            {
                // One day of the small bank is the mean of two others and carries halves.
                int offered = (int)Math.Round(double.Parse(cells[2], CultureInfo.InvariantCulture));
                intervals.Add(new CallInterval(start.InUtc().ToInstant(), Duration.FromMinutes(sourceMinutes), offered));
            }
        }

        CallSeries series = new(
            new QueueId(Path.GetFileNameWithoutExtension(path)), DateTimeZoneProviders.Tzdb["Etc/UTC"], Duration.FromMinutes(sourceMinutes),
            [.. intervals.OrderBy(interval => interval.Start)]);
        return Resampling.To(series, Duration.FromMinutes(minutes));
    }
}
