using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Quartz;

namespace Wfm.Server.Jobs;

/// <summary>When jobs run, on the wall clock of the units they run for.</summary>
/// <remarks>
/// What runs once a day is never scheduled between 02:00 and 03:00: one night a year has that hour twice, and one has not.
/// What looks again and again does so in every hour there is, so its clock is UTC.
/// </remarks>
public static class JobTimes
{
    /// <summary>Forecast, requirement and plans of every unit.</summary>
    public const string Night = "night";

    /// <summary>Files from the drop folder.</summary>
    public const string Import = "import";

    /// <summary>Removing what is kept long enough.</summary>
    public const string Retention = "retention";

    /// <summary>Saved reports that are due.</summary>
    public const string Reports = "reports";

    /// <summary>A copy of the database.</summary>
    public const string Backup = "backup";

    /// <summary>The watch over the running day.</summary>
    public const string Watch = "watch";

    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The triggers of a time zone, as cron expressions by kind.</summary>
    /// <param name="settings">What this installation sets.</param>
    /// <exception cref="FormatException">A time is not one, or lies between 02:00 and 03:00.</exception>
    public static IReadOnlyDictionary<string, string> Of(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        LocalTime night = Read(settings.NightBegins, nameof(settings.NightBegins));
        Dictionary<string, string> times = new()
        {
            [Night] = string.Create(CultureInfo.InvariantCulture, $"0 {night.Minute} {night.Hour} * * ?"),
            [Retention] = "0 20 3 * * ?",
            [Watch] = "5,35 * * * * ?",
            [Reports] = "0 30 4 * * ?",
        };
        if (settings.DropFolder is not null)
        {
            times.Add(Import, "30 * * * * ?");
        }

        if (settings.BackupFolder is not null)
        {
            times.Add(Backup, "0 40 3 * * ?");
        }

        return times;
    }

    /// <summary>When the night that runs now must be ready.</summary>
    /// <param name="settings">What this installation sets.</param>
    /// <param name="zone">The unit's clock on the wall.</param>
    /// <param name="now">Now.</param>
    public static Instant NightEnd(ServerSettings settings, DateTimeZone zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        LocalTime end = Read(settings.NightEnds, nameof(settings.NightEnds));
        LocalDateTime local = now.InZone(zone).LocalDateTime;
        LocalDate day = local.TimeOfDay < end ? local.Date : local.Date.PlusDays(1);
        return (day + end).InZoneLeniently(zone).ToInstant();
    }

    /// <summary>Whether a night that begins today should be under way.</summary>
    /// <param name="settings">What this installation sets.</param>
    /// <param name="zone">The unit's clock on the wall.</param>
    /// <param name="now">Now.</param>
    public static bool IsNight(ServerSettings settings, DateTimeZone zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        LocalTime begin = Read(settings.NightBegins, nameof(settings.NightBegins));
        LocalTime end = Read(settings.NightEnds, nameof(settings.NightEnds));
        LocalTime local = now.InZone(zone).TimeOfDay;
        return local >= begin && (local < end || end < begin);
    }

    /// <summary>A trigger that fires at these times.</summary>
    /// <param name="kind">What runs.</param>
    /// <param name="cron">When.</param>
    /// <param name="zone">On whose wall clock, where it runs once a day.</param>
    public static ITrigger Trigger(string kind, string cron, string zone) => TriggerBuilder.Create()
        .WithIdentity($"{kind} {zone}", "times")
        .ForJob($"{kind} {zone}", "times")
        .WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(kind is Watch or Import ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone)).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
        .Build();

    private static LocalTime Read(string text, string name)
    {
        if (Pattern.Parse(text) is not { Success: true, Value: var time })
        {
            throw new FormatException($"{name} is \"{text}\", expected a time such as 00:30.");
        }

        return time.Hour == 2
            ? throw new FormatException($"{name} is {text}; choose a time outside 02:00 to 03:00, which one night a year has twice and one not at all.")
            : time;
    }
}
