using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>The calls behind a day's cost, one entry per slot: what a predicted service level is told from. The search does not look at it.</summary>
/// <param name="Calls">Expected calls.</param>
/// <param name="HandleSeconds">Mean handle time in seconds; more than 0 also where no calls come.</param>
/// <param name="OnCallsFraction">Share of the people scheduled who are on calls (1 − shrinkage), above 0 and at most 1.</param>
public sealed record SlotTraffic(IReadOnlyList<double> Calls, IReadOnlyList<double> HandleSeconds, IReadOnlyList<double> OnCallsFraction);

/// <summary>What a queue promises its callers.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="ShareFraction">Share of calls to answer within the threshold, between 0 and 1.</param>
/// <param name="ThresholdSeconds">Longest wait in time.</param>
/// <param name="PatienceSeconds">Mean patience; null where callers wait for ever (Erlang C).</param>
public sealed record QueuePromise(QueueId Queue, double ShareFraction, double ThresholdSeconds, double? PatienceSeconds)
{
    /// <summary>First day it is promised; null means since ever.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Last day it is promised; null means until further notice. A queue may promise something else on other days.</summary>
    public LocalDate? To { get; init; }

    /// <summary>How much whole days differ from their forecast: standard deviation ÷ mean, 0 to 1; null where nobody has told it.</summary>
    public double? DayVariation { get; init; }

    /// <summary>Whether it is promised on a day.</summary>
    public bool HoldsOn(LocalDate day) => (From is null || day >= From) && (To is null || day <= To);
}
