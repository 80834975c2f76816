using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>What makes one queue itself: its size, its year, its day, what it catches of snow.</summary>
internal sealed record QueueProfile(
    string Id,
    string Name,
    Channel Channel,
    string Group,
    double CallsPerDay,
    double HandleSeconds,
    int PatienceSeconds,
    int ThresholdSeconds,
    IReadOnlyList<double> MonthFactors,
    double MorningWeight,
    double SnowShare = 0)
{
    public QueueId QueueId => new(Id);

    public int OpensHour => Channel == Channel.Visit ? 10 : 7;
}

/// <summary>The yearly seasons, one factor per month, met at the middle of each.</summary>
internal static class Seasons
{
    public static IReadOnlyList<double> General { get; } = [1.05, 1.01, 1.00, 0.99, 0.98, 0.97, 0.90, 1.05, 1.05, 1.02, 1.00, 0.97];

    public static IReadOnlyList<double> School { get; } = [1.10, 1.09, 0.98, 0.99, 1.00, 0.95, 0.74, 1.22, 1.12, 1.00, 0.96, 0.90];

    public static IReadOnlyList<double> Social { get; } = [1.06, 1.01, 0.99, 0.98, 0.97, 1.00, 0.94, 1.02, 1.02, 1.00, 1.00, 1.02];

    public static IReadOnlyList<double> Building { get; } = [0.90, 0.95, 1.08, 1.16, 1.16, 1.05, 0.84, 1.04, 1.03, 0.98, 0.94, 0.88];
}
