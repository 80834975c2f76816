using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace Wfm.Exchange;

/// <summary>How a report's times and figures read on paper and screen.</summary>
internal static class ReportWords
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string In(this Bilingual words, TextLanguage language) => language == TextLanguage.Swedish ? words.Swedish : words.English;

    public static CultureInfo Culture(TextLanguage language) => language == TextLanguage.Swedish ? Swedish : English;

    /// <summary>A stretch of time as planners call it, such as <c>v. 10 2026</c>; the second of autumn's doubled times with a <c>b</c>.</summary>
    public static string Label(ReportBucket bucket, DateTimeZone zone, TextLanguage language)
    {
        LocalDate date = bucket.Start.InZone(zone).Date;
        bool isSwedish = language == TextLanguage.Swedish;
        return bucket.Step switch
        {
            ReportStep.Quarter or ReportStep.Hour => $"{date.ToString("ddd d MMM", Culture(language))} {Clock(bucket.Start, zone)}–{Clock(bucket.End, zone)}",
            ReportStep.Day => date.ToString("ddd d MMM uuuu", Culture(language)),
            ReportStep.Week => string.Create(
                CultureInfo.InvariantCulture, $"{(isSwedish ? "v." : "week")} {WeekYearRules.Iso.GetWeekOfWeekYear(date)} {WeekYearRules.Iso.GetWeekYear(date)}"),
            ReportStep.Month => date.ToString("MMMM uuuu", Culture(language)),
            _ => isSwedish ? "Hela tiden" : "Whole span",
        };
    }

    /// <summary>A figure with sensible rounding; empty where it is unknown.</summary>
    public static string Figure(ReportCell cell, Measure measure, TextLanguage language)
    {
        if (cell.IsWithheld)
        {
            return "n < 5";
        }

        return cell.Number is { } number ? (measure == Measure.Points ? number * 100 : number).ToString(Format(measure, number), Culture(language)) : cell.Text?.In(language) ?? "";
    }

    /// <summary>What a column's numbers are, in short; empty where the figures say it.</summary>
    public static string Unit(Measure measure, TextLanguage language)
    {
        Bilingual unit = measure switch
        {
            Measure.Contacts => new("samtal", "calls"),
            Measure.Count => new("antal", "count"),
            Measure.Share => new("%", "%"),
            Measure.Points => new("procentenheter", "points"),
            Measure.Seconds => new("s", "s"),
            Measure.Hours => new("timmar", "hours"),
            Measure.People => new("personer", "people"),
            Measure.Money => new("kr", "SEK"),
            _ => Bilingual.Same(""),
        };
        return unit.In(language);
    }

    /// <summary>The step in words.</summary>
    public static string Step(ReportStep step, TextLanguage language)
    {
        Bilingual words = step switch
        {
            ReportStep.Quarter => new("per intervall", "by interval"),
            ReportStep.Hour => new("per timme", "by hour"),
            ReportStep.Day => new("per dag", "by day"),
            ReportStep.Week => new("per vecka", "by week"),
            ReportStep.Month => new("per månad", "by month"),
            _ => new("i ett", "in one"),
        };
        return words.In(language);
    }

    /// <summary>The format a spreadsheet shows a column in; nothing for words.</summary>
    public static string? SheetFormat(Measure measure) => measure switch
    {
        Measure.Text => null,
        Measure.Share => "0.0%",
        Measure.Points => "+0.0%;-0.0%;0.0%",
        Measure.Seconds or Measure.Count or Measure.Money => "#,##0",
        _ => "#,##0.0",
    };

    private static string Format(Measure measure, double number) => measure switch
    {
        Measure.Share => "0.0\u00a0%",
        Measure.Points => "+0.0;−0.0;0.0",
        Measure.Hours or Measure.People => "#,0.0",
        Measure.Contacts when Math.Abs(number - Math.Round(number)) > 1e-9 => "#,0.0",
        _ => "#,0",
    };

    private static string Clock(Instant at, DateTimeZone zone)
    {
        ZonedDateTime time = at.InZone(zone);
        bool isSecond = zone.MapLocal(time.LocalDateTime) is { Count: 2 } doubled && doubled.Last().ToInstant() == at;
        return time.ToString("HH:mm", CultureInfo.InvariantCulture) + (isSecond ? "b" : "");
    }
}
