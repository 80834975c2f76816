using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>How long before the calls a forecast was made.</summary>
public enum ForecastLead
{
    /// <summary>On the day itself, the first forecast of that day.</summary>
    SameDay,

    /// <summary>One or two days before.</summary>
    NextDays,

    /// <summary>Three to seven days before.</summary>
    FirstWeek,

    /// <summary>8 to 28 days before.</summary>
    WeeksTwoToFour,

    /// <summary>29 days before and earlier.</summary>
    WeeksFiveAndLater,

    /// <summary>Whenever that was: the forecast the published schedule was made from.</summary>
    OfSchedule,
}

/// <summary>A stored forecast, without its intervals.</summary>
/// <param name="Version">Its number.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Span">The time it speaks of.</param>
/// <param name="Planned">The days of published schedules that were made from it.</param>
public sealed record ForecastMade(int Version, Instant MadeAt, Interval Span, IReadOnlyList<LocalDate> Planned);

/// <summary>Which forecast of a day is held against its calls.</summary>
/// <param name="Date">The day.</param>
/// <param name="Lead">How far ahead it was made.</param>
/// <param name="Forecast">Which.</param>
public sealed record LeadChoice(LocalDate Date, ForecastLead Lead, ForecastMade Forecast)
{
    private const int NearDays = 2, WeekDays = 7, MonthDays = 28;

    /// <summary>For each day and lead the newest forecast made that far ahead (on the day itself the first), so that a centre that forecasts every night does not count a day many times.</summary>
    /// <param name="days">The days.</param>
    /// <param name="zone">Their clock.</param>
    /// <param name="made">The forecasts there are.</param>
    public static IReadOnlyList<LeadChoice> Of(IEnumerable<LocalDate> days, DateTimeZone zone, IReadOnlyList<ForecastMade> made)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(made);
        List<LeadChoice> choices = [];
        foreach (LocalDate day in days)
        {
            Interval span = DayIntervals.Of(day, zone);
            ForecastMade[] about = [.. made.Where(forecast => forecast.MadeAt < span.End && forecast.Span.Start < span.End && forecast.Span.End > span.Start)];
            choices.AddRange(about.GroupBy(forecast => LeadOf(Period.DaysBetween(forecast.MadeAt.InZone(zone).Date, day))).OrderBy(lead => lead.Key)
                .Select(lead => new LeadChoice(day, lead.Key, lead.Key == ForecastLead.SameDay ? lead.MinBy(forecast => forecast.MadeAt)! : lead.MaxBy(forecast => forecast.MadeAt)!)));
            if (about.Where(forecast => forecast.Planned.Contains(day)).MaxBy(forecast => forecast.MadeAt) is { } planned)
            {
                choices.Add(new LeadChoice(day, ForecastLead.OfSchedule, planned));
            }
        }

        return choices;
    }

    private static ForecastLead LeadOf(int days) => days switch
    {
        <= 0 => ForecastLead.SameDay,
        <= NearDays => ForecastLead.NextDays,
        <= WeekDays => ForecastLead.FirstWeek,
        <= MonthDays => ForecastLead.WeeksTwoToFour,
        _ => ForecastLead.WeeksFiveAndLater,
    };
}

/// <summary>What a chosen forecast said of a queue on its day.</summary>
/// <param name="Choice">Which forecast of which day.</param>
/// <param name="Queue">Whose calls.</param>
/// <param name="IntervalLength">Length of its intervals.</param>
/// <param name="Intervals">What it said.</param>
public sealed record ForecastOfDay(LeadChoice Choice, QueueId Queue, Duration IntervalLength, IReadOnlyList<ForecastInterval> Intervals);
