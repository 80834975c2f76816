using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Work rules as JSON in a column: durations in seconds, times as <c>HH:mm:ss</c>, an absent value switches its rule off.</summary>
public static class WorkRulesJson
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    /// <summary>The rules as JSON, always with the same order of members.</summary>
    /// <param name="rules">What to write.</param>
    public static string Write(WorkRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return JsonSerializer.Serialize(new Document(
            rules.Name,
            Seconds(rules.DailyRest),
            rules.DayBreak is { } dayBreak ? Time.Format(dayBreak) : null,
            Seconds(rules.WeeklyRest),
            rules.WeekBreak is { } weekBreak ? (int)weekBreak : null,
            Seconds(rules.LongestWorkWithoutRast),
            Seconds(rules.LongestDay),
            Seconds(rules.LongestWeek),
            rules.MostWorkingDaysInARow,
            rules.FewestDaysOffInARow,
            rules.MostWeekends,
            rules.AveragingWeeks,
            Seconds(rules.AverageWeek),
            Seconds(rules.LongestAverageWeek),
            rules.LongestAveragingWeeks,
            rules.IsCalledIn));
    }

    /// <summary>The rules written by <see cref="Write"/>.</summary>
    /// <param name="json">The column.</param>
    public static WorkRules Read(string json)
    {
        Document document = JsonSerializer.Deserialize<Document>(json)
            ?? throw new JsonException("Work rules are stored as a JSON object, found null.");
        return new WorkRules
        {
            Name = document.Name,
            DailyRest = Span(document.DailyRestSeconds),
            DayBreak = document.DayBreak is { } dayBreak ? Time.Parse(dayBreak).Value : null,
            WeeklyRest = Span(document.WeeklyRestSeconds),
            WeekBreak = (IsoDayOfWeek?)document.WeekBreak,
            LongestWorkWithoutRast = Span(document.LongestWorkWithoutRastSeconds),
            LongestDay = Span(document.LongestDaySeconds),
            LongestWeek = Span(document.LongestWeekSeconds),
            MostWorkingDaysInARow = document.MostWorkingDaysInARow,
            FewestDaysOffInARow = document.FewestDaysOffInARow,
            MostWeekends = document.MostWeekends,
            AveragingWeeks = document.AveragingWeeks,
            AverageWeek = Span(document.AverageWeekSeconds),
            LongestAverageWeek = Span(document.LongestAverageWeekSeconds),
            LongestAveragingWeeks = document.LongestAveragingWeeks,
            IsCalledIn = document.IsCalledIn,
        };
    }

    private static long? Seconds(Duration? duration) => (long?)duration?.TotalSeconds;

    private static Duration? Span(long? seconds) => seconds is { } value ? Duration.FromSeconds(value) : null;

    private sealed record Document(
        string Name,
        long? DailyRestSeconds,
        string? DayBreak,
        long? WeeklyRestSeconds,
        int? WeekBreak,
        long? LongestWorkWithoutRastSeconds,
        long? LongestDaySeconds,
        long? LongestWeekSeconds,
        int? MostWorkingDaysInARow,
        int? FewestDaysOffInARow,
        int? MostWeekends,
        int? AveragingWeeks = null,
        long? AverageWeekSeconds = null,
        long? LongestAverageWeekSeconds = null,
        int? LongestAveragingWeeks = null,
        bool IsCalledIn = false);
}
