using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;

namespace Wfm.PlanQuality.Forecast;

/// <summary>The real call series used for measuring; read from disk as a user's own file is, never shipped.</summary>
internal static class SuppliedSeries
{
    /// <summary>Whether a folder has the series; says on standard error what is missing where it has not.</summary>
    public static bool AreIn(string directory)
    {
        string folder = Path.Combine(directory, "forecasting");
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"--data {directory}: there is no folder {folder}; expected the folder that holds it");
            return false;
        }

        return true;
    }

    public static CallSeries LargeBank(string directory, int minutes) =>
        Read(Path.Combine(directory, "forecasting", "bank_calls_5min.csv"), minutes, time => time < new LocalTime(21, 0));

    public static CallSeries SmallBank(string directory, int minutes) =>
        Read(Path.Combine(directory, "forecasting", "small_bank_6min_1999_jan_aug.csv"), minutes, _ => true);

    private static CallSeries Read(string path, int minutes, Func<LocalTime, bool> keep)
    {
        using FileStream stream = File.OpenRead(path);
        ImportResult<IReadOnlyList<CallSeries>> read = CallsCsv.Read(stream, Path.GetFileName(path), CallColumns.Wfm, DateTimeZoneProviders.Tzdb["Etc/UTC"]);
        CallSeries series = (read.Value ?? throw new InvalidDataException(string.Join('\n', read.Report())))[0];
        return CallResampling.ToLength(
            series with { Intervals = [.. series.Intervals.Where(interval => keep(interval.Start.InUtc().TimeOfDay))] }, Duration.FromMinutes(minutes));
    }
}
