using NodaTime;

namespace Wfm.Domain;

/// <summary>How a queue is staffed: its promise, its ceiling on lost calls, its limits, its model and the time people are away.</summary>
public sealed record QueueTarget
{
    /// <summary>Patience assumed until it has been measured: 180 seconds.</summary>
    public static Duration DefaultMeanPatience { get; } = Duration.FromSeconds(180);

    /// <summary>What a queue is held to while nobody has said otherwise: 80 % in 30 s, Erlang A, nobody away.</summary>
    public static QueueTarget Usual { get; } = new(
        new ServiceLevelTarget(0.8, Duration.FromSeconds(30)), null, null, StaffingModel.ErlangA, null, Shrinkage.None);

    /// <param name="serviceLevel">The promise to callers.</param>
    /// <param name="maxAbandonmentFraction">Most calls that may hang up, 0 to 1; empty means no ceiling. Only Erlang A can be held to it.</param>
    /// <param name="limits">Action limits of the running day; empty means the promise itself on both sides.</param>
    /// <param name="model">The queueing model.</param>
    /// <param name="meanPatience">Mean time before hanging up, more than zero; empty where nobody has said it, so that it may be estimated.</param>
    /// <param name="shrinkage">Share of paid time away from calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public QueueTarget(
        ServiceLevelTarget serviceLevel,
        double? maxAbandonmentFraction,
        ActionLimits? limits,
        StaffingModel model,
        Duration? meanPatience,
        Shrinkage shrinkage)
    {
        ArgumentNullException.ThrowIfNull(serviceLevel);
        ArgumentNullException.ThrowIfNull(shrinkage);
        if (maxAbandonmentFraction is not (null or (> 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxAbandonmentFraction), maxAbandonmentFraction, "The ceiling on abandoned calls lies between 0 and 1; write 5 % as 0.05.");
        }

        if (meanPatience <= Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(meanPatience), meanPatience, "Patience is a time above zero; leave it out where it is not known.");
        }

        ServiceLevel = serviceLevel;
        MaxAbandonmentFraction = maxAbandonmentFraction;
        Limits = limits;
        Model = model;
        StatedPatience = meanPatience;
        Shrinkage = shrinkage;
    }

    /// <summary>The promise to callers.</summary>
    public ServiceLevelTarget ServiceLevel { get; }

    /// <summary>Most calls that may hang up, 0 to 1; empty means no ceiling.</summary>
    public double? MaxAbandonmentFraction { get; }

    /// <summary>Action limits of the running day.</summary>
    public ActionLimits? Limits { get; }

    /// <summary>The queueing model.</summary>
    public StaffingModel Model { get; }

    /// <summary>Mean time before hanging up as somebody has stated or measured it; empty where nobody has.</summary>
    public Duration? StatedPatience { get; }

    /// <summary>Mean time before hanging up: the stated one, else <see cref="DefaultMeanPatience"/>.</summary>
    public Duration MeanPatience => StatedPatience ?? DefaultMeanPatience;

    /// <summary>Share of paid time away from calls.</summary>
    public Shrinkage Shrinkage { get; }

    /// <summary>The same target with a patience that was measured.</summary>
    /// <param name="meanPatience">Mean time before hanging up; more than zero.</param>
    public QueueTarget WithPatience(Duration meanPatience) =>
        new(ServiceLevel, MaxAbandonmentFraction, Limits, Model, meanPatience, Shrinkage);
}
