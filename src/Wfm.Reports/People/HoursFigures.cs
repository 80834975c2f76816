using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A piece of paid time, of logged-in time, or of calls, on the queue it served.</summary>
internal sealed record HoursFact
{
    /// <summary>What was done; empty of facts that are no paid time.</summary>
    public ActivityKind? Kind { get; init; }

    /// <summary>How long.</summary>
    public double Hours { get; init; }

    /// <summary>What it cost; empty where no price is stated.</summary>
    public double? Cost { get; init; }

    /// <summary>Time logged in.</summary>
    public double? LoggedIn { get; init; }

    /// <summary>Calls of an interval.</summary>
    public CallFact? Calls { get; init; }
}

/// <summary>Sums of them.</summary>
internal sealed class HoursFigures(IReadOnlyList<HoursFact> facts)
{
    private readonly CallFigures _calls = new([.. facts.Select(fact => fact.Calls).OfType<CallFact>()]);
    private readonly HoursFact[] _paid = [.. facts.Where(fact => fact.Kind is not null)];

    /// <summary>All paid hours; unknown where no published schedule speaks of the time.</summary>
    public double? Paid => _paid.Length == 0 ? null : _paid.Sum(fact => fact.Hours);

    /// <summary>Hours logged in.</summary>
    public double? LoggedIn => facts.Any(fact => fact.LoggedIn is not null) ? facts.Sum(fact => fact.LoggedIn ?? 0) : null;

    /// <summary>Calls answered.</summary>
    public double? Answered => _calls.Answered;

    /// <summary>Hours of talk, hold and after-call work.</summary>
    public double? HandleHours => _calls.HandleSeconds / 3600;

    /// <summary>Cost; unknown as soon as an hour has no price.</summary>
    public double? Cost => _paid.Length == 0 || _paid.Any(fact => fact.Cost is null) ? null : _paid.Sum(fact => fact.Cost);

    /// <summary>Hours of one activity.</summary>
    /// <param name="kind">Which.</param>
    public double? Hours(ActivityKind kind) => _paid.Length == 0 ? null : _paid.Where(fact => fact.Kind == kind).Sum(fact => fact.Hours);
}
