using System.Diagnostics.Metrics;
using Wfm.Server.Jobs;

namespace Wfm.Server.Feeds;

/// <summary>What is measured of feeds.</summary>
internal static class FeedTelemetry
{
    private static readonly Meter Meter = new(Telemetry.Name);

    /// <summary>States stored, those kept aside and repeated ones included.</summary>
    public static Counter<long> States { get; } = Meter.CreateCounter<long>("wfm.feed.states", "{state}", "States of agents taken in, by source.");

    /// <summary>Deliveries turned away because too much was waiting.</summary>
    public static Counter<long> TurnedAway { get; } = Meter.CreateCounter<long>("wfm.feed.turned_away", "{delivery}", "Deliveries answered 429, by source.");

    /// <summary>Seconds one commit took.</summary>
    public static Histogram<double> Commits { get; } = Meter.CreateHistogram<double>("wfm.feed.commit.duration", "s", "How long it takes to store what was waiting.");
}
