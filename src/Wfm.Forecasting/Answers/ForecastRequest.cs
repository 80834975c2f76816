using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>What is asked of a forecast: which days, on which interval, and what is known about them.</summary>
/// <param name="From">First local day to forecast. History on or after it is not looked at.</param>
/// <param name="Days">Number of local days to forecast; 1 to 1 100.</param>
public sealed record ForecastRequest(LocalDate From, int Days)
{
    /// <summary>Longest forecast that is answered, in days: three years.</summary>
    public const int LongestDays = 1100;

    /// <summary>Interval length of the answer; empty means that of the history. History on a shorter interval that divides it is summed.</summary>
    public Duration? IntervalLength { get; init; }

    /// <summary>When the queue is open; empty means learn it from the history.</summary>
    public OpeningHours? OpeningHours { get; init; }

    /// <summary>Holidays, eves and shortened days; <see cref="SpecialDayCalendar.None"/> unless a country or a file is given.</summary>
    public SpecialDayCalendar SpecialDays { get; init; } = SpecialDayCalendar.None;

    /// <summary>Planned and past events; past ones are divided out of the history, planned ones multiplied in.</summary>
    public IReadOnlyList<ForecastEvent> Events { get; init; } = [];

    /// <summary>School breaks, past and coming; part of the calendar.</summary>
    public IReadOnlyList<SchoolBreak> SchoolBreaks { get; init; } = [];

    /// <summary>
    /// Last day the source of the history covers, such as the last day any queue has rows; empty means the queue's own last day.
    /// A queue silent for the last four weeks up to it is taken as closed.
    /// </summary>
    public LocalDate? HistoryEnd { get; init; }

    /// <summary>
    /// The models of the forecast before, by lead band, named as <see cref="LeadBandQuality.Model"/> names them. They stay unless other models would have erred by more
    /// than 3 % less, so that forecasts do not swing from night to night between models that are as good; a lead band without one is chosen freely.
    /// </summary>
    public IReadOnlyDictionary<LeadBand, string> FormerModels { get; init; } = new Dictionary<LeadBand, string>();
}
