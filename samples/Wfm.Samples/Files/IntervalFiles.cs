using System.Globalization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Writes the large files, one row per queue and interval; instants are formatted once for all queues.</summary>
internal sealed class IntervalFiles(DateTimeZone zone)
{
    public const string CallsHeader = "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds";

    private readonly Dictionary<Instant, string> _starts = [];

    public void WriteCalls(TextWriter writer, IEnumerable<CallSeries> series)
    {
        _ = new CsvTable(writer, CallsHeader);
        foreach (CallSeries one in series)
        {
            foreach (CallInterval interval in one.Intervals)
            {
                WriteCall(writer, one.Queue, interval);
            }
        }
    }

    public void WriteCall(TextWriter writer, QueueId queue, CallInterval interval) => writer.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{queue.Value},{Start(interval.Start)},{interval.Offered},{interval.Answered},{interval.Abandoned},"
        + $"{interval.AnsweredInTime},{interval.HandleSeconds:0},{interval.WaitSeconds:0}\n"));

    public void WriteRates(TextWriter writer, IEnumerable<QueueRates> rates)
    {
        _ = new CsvTable(writer, "queue,start,rate_calls,aht_seconds");
        foreach (QueueRates one in rates)
        {
            foreach (RateInterval interval in one.Intervals)
            {
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{one.Queue.Value},{Start(interval.Start)},{interval.Calls:0.###},{interval.AverageHandleSeconds:0}\n"));
            }
        }
    }

    public void WriteStaffing(TextWriter writer, IEnumerable<StaffedQuarter> staffing)
    {
        _ = new CsvTable(writer, "skills,start,agents");
        foreach (StaffedQuarter quarter in staffing)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{quarter.Skills},{Start(quarter.Start)},{quarter.Agents}\n"));
        }
    }

    private string Start(Instant start)
    {
        if (!_starts.TryGetValue(start, out string? text))
        {
            text = CsvTable.Text(start.InZone(zone).ToOffsetDateTime());
            _starts.Add(start, text);
        }

        return text;
    }
}
