namespace Wfm.Exchange;

/// <summary>A row of calls in 72 bytes, so that a million of them fit easily.</summary>
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
/// <param name="AnsweredWaitSeconds">The part of it of answered calls; NaN when unknown.</param>
/// <param name="ShortAbandoned">Calls that hung up within the short limit; −1 when unknown.</param>
/// <param name="AbandonedInTime">Calls that hung up later and in time; −1 when unknown.</param>
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
    double WaitSeconds,
    double AnsweredWaitSeconds = double.NaN,
    int ShortAbandoned = CallRow.Unknown,
    int AbandonedInTime = CallRow.Unknown)
{
    public const int Unknown = -1;

    /// <summary>Whether another row says the same, on whatever line.</summary>
    public bool SaysTheSameAs(CallRow other) => Equals(other with { Line = Line });

    /// <summary>Both rows as one, on the line of the first; a count that one of them does not know is not known.</summary>
    public CallRow Plus(CallRow other)
    {
        float part = OfferedPart + other.OfferedPart;
        return this with
        {
            Offered = Offered + other.Offered + (part >= 1 ? 1 : 0),
            OfferedPart = part >= 1 ? part - 1 : part,
            Answered = Sum(Answered, other.Answered),
            Abandoned = Sum(Abandoned, other.Abandoned),
            AnsweredInTime = Sum(AnsweredInTime, other.AnsweredInTime),
            HandleSeconds = HandleSeconds + other.HandleSeconds,
            WaitSeconds = WaitSeconds + other.WaitSeconds,
            AnsweredWaitSeconds = AnsweredWaitSeconds + other.AnsweredWaitSeconds,
            ShortAbandoned = Sum(ShortAbandoned, other.ShortAbandoned),
            AbandonedInTime = Sum(AbandonedInTime, other.AbandonedInTime),
        };
    }

    private static int Sum(int one, int other) => one == Unknown || other == Unknown ? Unknown : one + other;
}

/// <summary>The rows of one queue in the order of the file.</summary>
internal sealed class QueueRows(QueueId queue)
{
    /// <summary>How often each local time of the repeated hour has been given so far.</summary>
    private readonly Dictionary<long, int> _repeats = [];

    public QueueId Queue { get; } = queue;

    public List<CallRow> Rows { get; } = [];

    private readonly Dictionary<(long Start, string Parts), int> _linesOfParts = [];
    private readonly Dictionary<long, int> _places = [];

    /// <summary>Adds a row to what its interval has so far; gives the line that had the same parts before, or 0.</summary>
    public int AddUp(CallRow row, string parts)
    {
        if (!_linesOfParts.TryAdd((row.Start, parts), row.Line))
        {
            return _linesOfParts[(row.Start, parts)];
        }

        if (_places.TryGetValue(row.Start, out int place))
        {
            Rows[place] = Rows[place].Plus(row);
        }
        else
        {
            _places[row.Start] = Rows.Count;
            Rows.Add(row);
        }

        return 0;
    }

    public int CountRepeat(long localSeconds) => _repeats[localSeconds] = _repeats.GetValueOrDefault(localSeconds) + 1;
}

/// <summary>All rows of a file.</summary>
internal sealed record CallRows(string File, ZoneClock Clock, bool StateLengths, IReadOnlyCollection<QueueRows> Queues);
