using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>The mean handle time of one queue, how sure it is and what it rests on.</summary>
/// <param name="Queue">Whose calls.</param>
/// <param name="MeanSeconds">Mean handle time in seconds; empty where no queue of the history tells one.</param>
/// <param name="LowSeconds">Lower end of the 90 % band.</param>
/// <param name="HighSeconds">Upper end of the 90 % band.</param>
/// <param name="OwnWeight">Share of the figure that rests on the queue's own calls, 0 to 1; the rest is its group.</param>
/// <param name="Handled">Calls handled, in the intervals that tell handle time.</param>
/// <param name="Days">Days with such an interval.</param>
/// <param name="OfHour">Mean handle time by hour of the day, in seconds; empty where hours do not differ enough to pay.</param>
public sealed record HandleTimeEstimate(
    QueueId Queue,
    double? MeanSeconds,
    double? LowSeconds,
    double? HighSeconds,
    double OwnWeight,
    double Handled,
    int Days,
    IReadOnlyDictionary<int, double> OfHour);
