using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>How far prediction and what really happened agree.</summary>
/// <param name="Queues">One per queue of the history, in ordinal order of code.</param>
/// <param name="Days">Days with staffing and calls.</param>
/// <param name="Bins">The calibration curve of all queues together: intervals by predicted share.</param>
/// <param name="Notes">What a planner should know: queues without a promise, queues staffed but never called.</param>
public sealed record CalibrationReport(
    IReadOnlyList<QueueCalibration> Queues, int Days, IReadOnlyList<CalibrationBin> Bins, IReadOnlyList<string> Notes)
{
    /// <summary>The same day by day: every queue with calls on a day with staffing.</summary>
    public IReadOnlyList<CalibratedDay> ByDay { get; init; } = [];
}

/// <summary>Prediction and reality of one queue on one day; shares of calls answered in time.</summary>
/// <param name="Queue">Whose callers.</param>
/// <param name="Date">The day.</param>
/// <param name="Offered">Calls that came.</param>
/// <param name="Predicted">Share the people present were to give with these calls.</param>
/// <param name="Low">One simulated day in twenty is below this share; empty where no day could be simulated.</param>
/// <param name="High">One simulated day in twenty is above this share.</param>
/// <param name="Realised">Share that really was; empty where the source does not tell calls answered in time.</param>
public sealed record CalibratedDay(QueueId Queue, LocalDate Date, int Offered, double? Predicted, double? Low, double? High, double? Realised);

/// <summary>Prediction and reality of one queue over the days compared; shares are calls answered in time ÷ calls offered, busy days weigh more.</summary>
/// <param name="Queue">Whose callers.</param>
/// <param name="Days">Days compared; 0 where the source does not tell calls answered in time.</param>
/// <param name="Calls">Calls offered on them.</param>
/// <param name="Predicted">Share predicted by the fast path from the people present and the day's calls spread as usual; empty without a day.</param>
/// <param name="Simulated">The same by simulation; empty without a day.</param>
/// <param name="Realised">Share that really was; empty without a day.</param>
/// <param name="DayError">Mean absolute difference of predicted and realised share of a day, 0 to 1.</param>
/// <param name="DayErrorOfChance">The same that luck alone makes, by simulation: nobody can do better on such days.</param>
/// <param name="InBand">Share of days whose realised share lay in the simulated 90 % band.</param>
public sealed record QueueCalibration(
    QueueId Queue,
    int Days,
    double Calls,
    double? Predicted,
    double? Simulated,
    double? Realised,
    double? DayError,
    double? DayErrorOfChance,
    double? InBand)
{
    /// <summary>A queue further off than this needs a look at its figures: 3 points.</summary>
    public const double Tolerance = 0.03;

    /// <summary>Predicted − realised share; above zero the prediction promises too much.</summary>
    public double? Bias => Predicted - Realised;

    /// <summary>Whether the prediction is off by more than <see cref="Tolerance"/>.</summary>
    public bool IsOff => Bias is > Tolerance or < -Tolerance;
}

/// <summary>Intervals with about the same predicted share.</summary>
/// <param name="From">Predicted share from here.</param>
/// <param name="To">Up to here.</param>
/// <param name="Calls">Calls offered in them.</param>
/// <param name="Predicted">Mean predicted share, by calls; empty without calls.</param>
/// <param name="Realised">Share that really was; empty without calls.</param>
public sealed record CalibrationBin(double From, double To, double Calls, double? Predicted, double? Realised);

/// <summary>How hard to look.</summary>
public sealed record CalibrationSettings
{
    /// <summary>Days simulated for each real day, for its band. Default 100.</summary>
    public int SimulatedDays { get; init; } = 100;

    /// <summary>The seed of the simulation. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads to simulate on; the result does not depend on it. Default one per processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
