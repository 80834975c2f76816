using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The calls of a centre's queues as stored.</summary>
internal static class StoredHistory
{
    /// <summary>Reads one series per queue.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="centre">Its zone and interval length.</param>
    /// <param name="span">From the first moment to the first one after.</param>
    /// <param name="isWanted">Which queues.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<CallSeries>> LoadAsync(
        WfmDb db, BusinessUnitId unit, BusinessUnit centre, Interval span, Func<QueueId, bool> isWanted, CancellationToken cancellationToken)
    {
        List<CallSeries> history = [];
        foreach (CallHistory known in await CallIntervalStore.ListAsync(db, unit, cancellationToken))
        {
            if (isWanted(known.Queue))
            {
                history.Add(await CallIntervalStore.LoadSeriesAsync(db, unit, known.Queue, span, centre.Zone, centre.IntervalLength, cancellationToken));
            }
        }

        return history;
    }
}
