namespace Wfm.Intraday;

/// <summary>How the rest of a day is forecast again.</summary>
public enum UpdateModel
{
    /// <summary>The forecast as it was: nothing known yet, or nothing that helped on past days.</summary>
    None,

    /// <summary>One factor for the rest of the day, learned from the calls so far.</summary>
    GammaPoisson,

    /// <summary>Each slot by how past days went on after a morning like this one.</summary>
    ConditionalGaussian,

    /// <summary>The mean of both, each counting by how well it served past days.</summary>
    Both,
}

/// <summary>The rest of a queue's day, forecast again from what has come so far.</summary>
/// <param name="Model">How.</param>
/// <param name="Now">First slot that is forecast again; earlier ones are as they came, or as forecast where nothing was reported.</param>
/// <param name="Expected">Calls of each slot of the day.</param>
/// <param name="Factor">Rest of the day ÷ what had been forecast for it; 1 where nothing is left.</param>
/// <param name="DayVariation">What is still uncertain about the rest of the day as a whole: standard deviation ÷ mean, single calls' chance not counted.</param>
/// <param name="IsUnusual">The calls so far do not look like any usual day: an outage, a storm, a letter nobody told of.</param>
/// <param name="Errors">What each model erred by on the past days at this time of day: |error| per call over the slots that were left, the mean of both at most by the mean of their errors; empty without enough past days.</param>
public sealed record DayUpdate(
    UpdateModel Model,
    int Now,
    IReadOnlyList<double> Expected,
    double Factor,
    double DayVariation,
    bool IsUnusual,
    IReadOnlyDictionary<UpdateModel, double> Errors);
