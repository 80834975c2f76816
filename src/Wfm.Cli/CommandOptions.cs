using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Cli;

/// <summary>Options that mean the same in every command.</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write the result to standard output as JSON." };

    public static Option<FileInfo> Input(string name, string description) =>
        new Option<FileInfo>(name) { Description = description, Required = true };

    public static Option<FileInfo?> OptionalFile(string name, string description) => new(name) { Description = description };

    public static Option<FileInfo> Output(string description) =>
        new Option<FileInfo>("--out") { Description = description, Required = true };

    public static Option<DateTimeZone> Zone() => new("--zone")
    {
        Description = "Time zone of local times, such as Europe/Stockholm. Without it, times carry offsets or are UTC.",
        CustomParser = ParseZone,
        DefaultValueFactory = _ => DateTimeZone.Utc,
    };

    public static Option<SpecialDayCalendar?> Country() => new("--country")
    {
        Description = "Country whose special days count: SE. Without it, there are none.",
        CustomParser = ParseCountry,
    };

    public static Duration UsualInterval { get; } = Duration.FromMinutes(15);

    public static Option<Duration?> IntervalMinutes() => new("--interval")
    {
        Description = "Interval length in minutes; divides an hour. Default 15.",
        CustomParser = result => ParseInterval(result),
    };

    public static Option<LocalDate> From(string description, bool required = true) => new("--from")
    {
        Description = description,
        CustomParser = result => ParseDate(result, result.Tokens[0].Value),
        Required = required,
    };

    public static Option<LocalDate?> OptionalDate(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ParseDate(result, result.Tokens[0].Value),
    };

    public static Option<string?> Preset()
    {
        Option<string?> preset = new("--preset") { Description = "Column names of the calls file: " + string.Join(", ", CallColumns.Presets.Select(columns => columns.Name)) + ". Default wfm." };
        preset.AcceptOnlyFromAmong([.. CallColumns.Presets.Select(columns => columns.Name)]);
        return preset;
    }

    public static Option<FileInfo?> Mapping() =>
        OptionalFile("--mapping", "A JSON file that says which column of the calls file carries what; instead of --preset.");

    public static async Task<CallColumns> ColumnsAsync(string? preset, FileInfo? mapping, CommandConsole console)
    {
        if (mapping is null)
        {
            return CallColumns.Presets.First(columns => preset is null || columns.Name == preset);
        }

        return preset is null
            ? await InputFile.ReadAsync(mapping, console, CallColumnsJson.Read)
            : throw new UsageException("Give --preset or --mapping, not both.");
    }

    public static Option<SchedulePeriod> Period() => new("--period")
    {
        Description = "The weeks to plan: a Monday and a number of weeks, such as 2026-01-05/10w.",
        CustomParser = ParsePeriod,
        Required = true,
    };

    public static WfmDatabase DatabaseOf(string? text)
    {
        try
        {
            return WfmDatabase.Parse(text ?? Environment.GetEnvironmentVariable("WFM__Database") ?? "wfm.db");
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    public static Option<string> Unit() => new("--unit") { Description = "The business unit.", DefaultValueFactory = _ => "Centre" };

    public static Option<string?> Database() => new("--database")
    {
        Description = "A SQLite file or Data Source=…, a postgres:// address or an Npgsql keyword string. Default: the variable WFM__Database, else wfm.db.",
    };

    /// <summary>Reads an amount of time such as <c>60s</c>, <c>5m</c> or <c>1h</c>.</summary>
    public static Duration ParseTime(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        double seconds = text.Length < 2 || !double.TryParse(text[..^1], System.Globalization.CultureInfo.InvariantCulture, out double amount) || !(amount > 0)
            ? double.NaN
            : amount * (text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => double.NaN });
        if (!double.IsFinite(seconds))
        {
            result.AddError($"\"{text}\" is no amount of time; write 60s, 5m or 1h.");
            return default;
        }

        return Duration.FromSeconds(seconds);
    }

    /// <summary>Reads a number of days or weeks such as <c>8w</c> or <c>10d</c>.</summary>
    public static int ParseDays(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text.Length < 2
            || !int.TryParse(text[..^1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int amount)
            || amount is < 1 or > 5000
            || text[^1] is not ('d' or 'w'))
        {
            result.AddError($"\"{text}\" is no number of days; write 10d or 8w.");
            return 0;
        }

        return text[^1] == 'w' ? amount * 7 : amount;
    }

    public static LocalDate ParseDate(ArgumentResult result, string text)
    {
        ParseResult<LocalDate> parsed = LocalDatePattern.Iso.Parse(text);
        if (!parsed.Success)
        {
            result.AddError($"\"{text}\" is no date; write 2026-01-05.");
            return default;
        }

        return parsed.Value;
    }

    private static SchedulePeriod? ParsePeriod(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split('/');
        if (parts.Length != 2
            || LocalDatePattern.Iso.Parse(parts[0]) is not { Success: true, Value: { DayOfWeek: IsoDayOfWeek.Monday } monday }
            || !parts[1].EndsWith('w')
            || !int.TryParse(parts[1][..^1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int weeks)
            || weeks is < 1 or > SchedulePeriod.LongestWeeks)
        {
            result.AddError($"\"{text}\" is no period; write a Monday and 1 to {SchedulePeriod.LongestWeeks} weeks, such as 2026-01-05/10w.");
            return null;
        }

        return new SchedulePeriod(monday, weeks);
    }

    private static DateTimeZone? ParseZone(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null)
        {
            result.AddError($"There is no time zone \"{name}\"; write a name such as Europe/Stockholm.");
        }

        return zone;
    }

    private static SpecialDayCalendar? ParseCountry(ArgumentResult result)
    {
        string country = result.Tokens[0].Value;
        if (country.Equals("SE", StringComparison.OrdinalIgnoreCase))
        {
            return SpecialDayCalendar.Sweden;
        }

        result.AddError($"The special days of \"{country}\" are not known; write SE, or give a file with --holidays.");
        return null;
    }

    private static Duration ParseInterval(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int minutes)
            || minutes < 1 || 60 % minutes != 0)
        {
            result.AddError($"\"{text}\" is no interval length; write minutes that divide an hour, such as 15 or 30.");
            return default;
        }

        return Duration.FromMinutes(minutes);
    }
}
