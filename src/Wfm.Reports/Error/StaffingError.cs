namespace Wfm.Reports;

/// <summary>How far the people who were there lie from those who were needed, in hours, and the parts it is made of: each one step, so that they add up to the whole.</summary>
/// <param name="Forecast">Needed by the forecast, with its reserve.</param>
/// <param name="AsForecast">Needed had the day come as forecast.</param>
/// <param name="WithCalls">Needed with the calls that came.</param>
/// <param name="Needed">Needed with the calls and the handle time that came.</param>
/// <param name="Scheduled">Scheduled on contacts when the schedule was first published.</param>
/// <param name="Expected">Those of them expected on calls: scheduled × (1 − shrinkage).</param>
/// <param name="There">Really there; empty where no telephone tells.</param>
internal sealed record StaffingError(double Forecast, double AsForecast, double WithCalls, double Needed, double Scheduled, double Expected, double? There)
{
    /// <summary>Calls: above zero more were expected than came.</summary>
    public double Volume => AsForecast - WithCalls;

    /// <summary>Handle time: above zero calls were expected to take longer than they did.</summary>
    public double HandleTime => WithCalls - Needed;

    /// <summary>The model's reserve for days other than expected, which a day that is known does not need.</summary>
    public double Model => Forecast - AsForecast;

    /// <summary>What the schedule had beyond the forecast's need.</summary>
    public double Schedule => Expected - Forecast;

    /// <summary>Those there beyond those expected: absence, lateness and changes after the schedule was published.</summary>
    public double? Absence => There - Expected;

    /// <summary>All of it: those there beyond those needed.</summary>
    public double? Whole => There - Needed;

    public static StaffingError operator +(StaffingError one, StaffingError other) => new(
        one.Forecast + other.Forecast, one.AsForecast + other.AsForecast, one.WithCalls + other.WithCalls, one.Needed + other.Needed,
        one.Scheduled + other.Scheduled, one.Expected + other.Expected, one.There + other.There);
}
