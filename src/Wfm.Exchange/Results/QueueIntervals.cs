using NodaTime;

namespace Wfm.Exchange;

/// <summary>Rows of queue and start gathered by queue, sorted, each interval once.</summary>
/// <typeparam name="T">What a row says about its interval.</typeparam>
internal sealed class QueueIntervals<T>(CsvTable table, ZoneClock clock, ProblemList found)
{
    private readonly Dictionary<string, List<CallRow>> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<long, T>> _values = new(StringComparer.Ordinal);

    /// <summary>Reads every row; the function makes the rest of the row's cells into a value.</summary>
    public void ReadAll(Func<Instant, T> read)
    {
        (Column queue, Column start) = (table["queue"], table["start"]);
        while (table.Read())
        {
            string code = table.Text(queue, "the code of a queue");
            Instant? at = table.Instant(start, clock, isEnd: false);
            T value = read(at ?? default);
            if (table.RowIsGood && at is { } known)
            {
                Add(code, known, value, start);
            }
        }

        table.RefuseEmpty();
    }

    /// <summary>One series per queue in ordinal order of its code; none when the file has a problem.</summary>
    public IEnumerable<TSeries> Series<TSeries>(Func<QueueId, Duration, IReadOnlyList<T>, TSeries> make)
    {
        if (found.ProblemCount > 0)
        {
            yield break;
        }

        foreach (List<CallRow> rows in _starts.Values)
        {
            rows.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        }

        int usual = IntervalLengths.MostCommonSeconds(_starts.Values);
        foreach ((string queue, List<CallRow> rows) in _starts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            int seconds = IntervalLengths.Read(rows, usual, null);
            yield return make(new QueueId(queue), Duration.FromSeconds(seconds), [.. rows.Select(row => _values[queue][row.Start])]);
        }
    }

    private void Add(string queue, Instant at, T value, Column start)
    {
        if (!_values.TryGetValue(queue, out Dictionary<long, T>? values))
        {
            values = _values[queue] = [];
            _starts[queue] = [];
        }

        long seconds = at.ToUnixTimeSeconds();
        if (values.TryAdd(seconds, value))
        {
            _starts[queue].Add(new CallRow(seconds, table.Line, 0, 0, 0, 0, 0, 0, 0, 0));
        }
        else
        {
            table.Refuse(start, "each interval of a queue once");
        }
    }
}
