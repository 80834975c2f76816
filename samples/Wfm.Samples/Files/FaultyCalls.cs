using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The last thirteen weeks of history as a worse telephony would have exported it.</summary>
internal static class FaultyCalls
{
    public static void Write(TextWriter writer, SampleCentre centre, IntervalFiles files)
    {
        _ = new CsvTable(writer, IntervalFiles.CallsHeader);
        Instant from = centre.Unit.Zone.AtStartOfDay(centre.PlanningDate.PlusWeeks(-13)).ToInstant();
        foreach (CallSeries series in centre.History)
        {
            foreach (CallInterval interval in series.Intervals.Where(interval => interval.Start >= from))
            {
                LocalDateTime at = interval.Start.InZone(centre.Unit.Zone).LocalDateTime;
                DataFault? fault = centre.Faults.FirstOrDefault(one => Hits(one, series.Queue, at));
                files.WriteCall(writer, series.Queue, Spoiled(interval, fault?.Kind));
                if (fault?.Kind == DataFaultKind.DuplicatedHour)
                {
                    files.WriteCall(writer, series.Queue, interval);
                }
            }
        }
    }

    private static bool Hits(DataFault fault, QueueId queue, LocalDateTime at) =>
        fault.Date == at.Date && (fault.Queue is null || fault.Queue == queue) && at.TimeOfDay >= fault.From && at.TimeOfDay < fault.To;

    private static CallInterval Spoiled(CallInterval interval, DataFaultKind? fault) => fault switch
    {
        DataFaultKind.Outage => new CallInterval(interval.Start, interval.Length, 0, 0, 0, 0, 0, 0),
        DataFaultKind.Tenfold => interval with { Offered = interval.Offered * 10 },
        _ => interval,
    };
}
