namespace Wfm.Exchange;

/// <summary>A row of calls in 56 bytes, so that a million of them fit easily.</summary>
/// <param name="Start">Start in Unix seconds.</param>
/// <param name="Line">Line of the file.</param>
/// <param name="LengthSeconds">Length of the interval; 0 when the file does not say.</param>
/// <param name="Offered">Calls that came.</param>
/// <param name="OfferedPart">The part of a call beyond the whole ones, 0 to below 1.</param>
/// <param name="Answered">Calls answered; −1 when unknown.</param>
/// <param name="Abandoned">Calls that hung up; −1 when unknown.</param>
/// <param name="AnsweredInTime">Calls answered in time; −1 when unknown.</param>
/// <param name="HandleSeconds">Handle time; NaN when unknown.</param>
/// <param name="WaitSeconds">Waiting; NaN when unknown.</param>
internal readonly record struct CallRow(
    long Start,
    int Line,
    int LengthSeconds,
    int Offered,
    float OfferedPart,
    int Answered,
    int Abandoned,
    int AnsweredInTime,
    double HandleSeconds,
    double WaitSeconds)
{
    public const int Unknown = -1;

    /// <summary>Whether another row says the same, on whatever line.</summary>
    public bool SaysTheSameAs(CallRow other) => Equals(other with { Line = Line });
}

/// <summary>The rows of one queue in the order of the file.</summary>
internal sealed class QueueRows(QueueId queue)
{
    /// <summary>How often each local time of the repeated hour has been given so far.</summary>
    private readonly Dictionary<long, int> _repeats = [];

    public QueueId Queue { get; } = queue;

    public List<CallRow> Rows { get; } = [];

    public int CountRepeat(long localSeconds) => _repeats[localSeconds] = _repeats.GetValueOrDefault(localSeconds) + 1;
}

/// <summary>All rows of a file.</summary>
internal sealed record CallRows(string File, ZoneClock Clock, bool StateLengths, IReadOnlyCollection<QueueRows> Queues);
