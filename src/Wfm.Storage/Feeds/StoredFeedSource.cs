using NodaTime;

namespace Wfm.Storage;

/// <summary>A system that delivers intervals, snapshots or states, with what one must know about it.</summary>
public sealed class StoredFeedSource : IRowVersioned
{
    /// <summary>Silence of states and snapshots that counts as old data unless set otherwise.</summary>
    public static Duration UsualStatesSilence { get; } = Duration.FromSeconds(60);

    /// <summary>Age of the last interval that counts as old data unless set otherwise: two quarters.</summary>
    public static Duration UsualIntervalsAge { get; } = Duration.FromMinutes(30);

    /// <param name="unit">Whose.</param>
    /// <param name="name">The name its key speaks for; leading zeros count.</param>
    /// <param name="intervalLength">The length of its intervals.</param>
    public StoredFeedSource(BusinessUnitId unit, string name, Duration intervalLength)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        BusinessUnitId = unit;
        Name = name;
        IntervalLength = intervalLength;
        StatesStaleAfter = UsualStatesSilence;
        IntervalsStaleAfter = UsualIntervalsAge;
    }

    private StoredFeedSource()
    {
    }

    /// <summary>Its number.</summary>
    public FeedSourceId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The name its key speaks for.</summary>
    public string Name { get; private set; } = "";

    /// <summary>On which interval it books a call that is answered or given up later.</summary>
    public IntervalAttribution Attribution { get; private set; }

    /// <summary>The length of its statistics intervals; another length is refused, so that nothing is counted twice.</summary>
    public Duration IntervalLength { get; private set; }

    /// <summary>Silence of states and queue snapshots that counts as old data.</summary>
    public Duration StatesStaleAfter { get; private set; }

    /// <summary>Time since the end of the last interval that counts as old data.</summary>
    public Duration IntervalsStaleAfter { get; private set; }

    /// <summary>Grows with every change of whose logons are whose; states look at it, with this row locked.</summary>
    public int LogonsRevision { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="attribution">How it books.</param>
    /// <param name="intervalLength">The length of its intervals.</param>
    /// <param name="statesStaleAfter">Silence that counts as old.</param>
    /// <param name="intervalsStaleAfter">Age that counts as old.</param>
    public void Take(IntervalAttribution attribution, Duration intervalLength, Duration statesStaleAfter, Duration intervalsStaleAfter)
    {
        Attribution = attribution;
        IntervalLength = intervalLength;
        StatesStaleAfter = statesStaleAfter;
        IntervalsStaleAfter = intervalsStaleAfter;
    }

    /// <summary>Logons changed owners.</summary>
    public void LogonsChanged() => LogonsRevision++;
}
