using NodaTime;

namespace Wfm.Intraday;

/// <summary>When a queue's day is worth an alarm.</summary>
public sealed record AlarmSettings
{
    /// <summary>Share of ordinary days on which a queue may raise a false alarm, strictly between 0 and 1. Default 0.05: one day in twenty.</summary>
    public double FalseAlarms { get; init; } = 0.05;

    /// <summary>An alarm is never raised while missing the limit is less likely than this, however rare that is on ordinary days. Default 0.5.</summary>
    public double LeastChance { get; init; } = 0.5;

    /// <summary>Looks in a row that must say the same before anything is raised or ended. Default 2.</summary>
    public int Looks { get; init; } = 2;

    /// <summary>An alarm ends when the chance has fallen this far below the level that raises one. Default 0.15.</summary>
    public double Hysteresis { get; init; } = 0.15;

    /// <summary>After an alarm has ended, none is raised for so long. Default 15 minutes.</summary>
    public Duration CoolDown { get; init; } = Duration.FromMinutes(15);

    /// <summary>There is room to spare when the rest of the day lies above the upper limit with this chance. Default 0.95.</summary>
    public double ChanceAbove { get; init; } = 0.95;

    /// <summary>Ordinary days drawn to find the level. Default 400.</summary>
    public int Days { get; init; } = 400;

    /// <summary>Seed of those days. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Nothing is raised before so much of the day's calls has been expected, nor when less than that is left. Default 0.05.</summary>
    public double EdgeOfDay { get; init; } = 0.05;
}
