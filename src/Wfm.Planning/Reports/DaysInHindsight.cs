using NodaTime;
using Wfm.Domain;
using Wfm.Reports;
using Wfm.Staffing;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What days that are over needed, held against their forecasts, their schedule and who was there. Changes nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="unit">Whose.</param>
/// <param name="frame">The centre and the days.</param>
internal sealed class DaysInHindsight(WfmDb db, BusinessUnitId unit, ReportFrame frame)
{
    /// <summary>The report.</summary>
    /// <param name="facts">Reads calls and forecasts.</param>
    /// <param name="cancellationToken">Stops between days.</param>
    public async Task<ReportTable> ReportAsync(ReportFacts facts, CancellationToken cancellationToken)
    {
        StaffFacts staff = new(db, unit, frame);
        List<QueueDay> days = await DaysAsync(facts, cancellationToken);
        IReadOnlyDictionary<LocalDate, RequirementPatience> patience = await staff.PatienceAsync(cancellationToken);
        NeedInHindsight[][] needs = await Task.Run(() => Needs(days, patience, cancellationToken), cancellationToken);
        PeopleFacts people = await staff.PeopleAsync(cancellationToken);
        return StaffingErrorReport.Of(
            frame, [.. needs.SelectMany(day => day)], await staff.RequiredAsync(cancellationToken), await staff.AsFirstPublishedAsync(people, cancellationToken), people, [.. WithoutHandleTime(days)]);
    }

    // Forecasts of a day that is over and told, but for those made on the day itself: no schedule could follow them.
    private async Task<List<QueueDay>> DaysAsync(ReportFacts facts, CancellationToken cancellationToken)
    {
        Dictionary<(QueueId, LocalDate), CameOnDay> came = [];
        foreach (CallSeries series in await facts.CallsAsync(frame, cancellationToken))
        {
            foreach (IGrouping<LocalDate, CallInterval> day in series.Intervals.GroupBy(row => row.Start.InZone(frame.Zone).Date).Where(day => IsOver(day.Key)))
            {
                came[(series.Queue, day.Key)] = new CameOnDay(series.IntervalLength, day.ToDictionary(row => row.Start, row => row.Offered), HandleSeconds(day));
            }
        }

        return [.. (await facts.ForecastsAsync(frame, cancellationToken))
            .Where(said => said.Choice.Lead != ForecastLead.SameDay && came.ContainsKey((said.Queue, said.Choice.Date)))
            .Select(said => new QueueDay(said, came[(said.Queue, said.Choice.Date)]))];
    }

    private NeedInHindsight[][] Needs(List<QueueDay> days, IReadOnlyDictionary<LocalDate, RequirementPatience> patience, CancellationToken cancellationToken)
    {
        Dictionary<QueueId, Queue> queues = frame.Queues.ToDictionary(queue => queue.Id);
        NeedInHindsight[][] needs = new NeedInHindsight[days.Count][];
        ParallelOptions limits = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, days.Count, limits, at => needs[at] = queues.TryGetValue(days[at].Said.Queue, out Queue? queue) ? [.. Needs(days[at], queue, patience)] : []);
        return needs;
    }

    private IEnumerable<NeedInHindsight> Needs(QueueDay day, Queue queue, IReadOnlyDictionary<LocalDate, RequirementPatience> patience)
    {
        LocalDate date = day.Said.Choice.Date;
        QueueTarget target = frame.TargetOn(queue, date);
        VolumeForecast said = new(queue.Id, day.Said.IntervalLength, day.Said.Intervals);
        return RequirementInHindsight.Of(
                said, day.Came, patience.TryGetValue(date, out RequirementPatience? known) ? known.Complete(queue.Id, target) : target,
                CentreRequirement.Variations(said, frame.Zone).GetValueOrDefault(date), new RequirementSettings(frame.Zone, date))
            .Where(interval => interval.Needed is not null)
            .Select(interval => new NeedInHindsight(queue.Id, day.Said.Choice.Lead, interval.Start, said.IntervalLength, interval.Forecast, interval.AsForecast, interval.WithCalls, interval.Needed!.Value));
    }

    private IEnumerable<Bilingual> WithoutHandleTime(List<QueueDay> days) =>
        from queue in frame.Queues
        let untold = days.Where(day => day.Said.Queue == queue.Id && !day.Came.IsTold).Select(day => day.Said.Choice.Date).Distinct().Count()
        where untold > 0
        select new Bilingual(
            $"Kö {queue.Name} saknar hanteringstid för {untold} dagar; de ingår inte.",
            $"Queue {queue.Name} has no handle time for {untold} days; they are left out.");

    private bool IsOver(LocalDate date) => !(frame.KnownUntil < DayIntervals.Of(date, frame.Zone).End);

    private static double? HandleSeconds(IEnumerable<CallInterval> day)
    {
        CallInterval[] told = [.. day.Where(row => row.AverageHandleSeconds is > 0)];
        return told.Length == 0 ? null : told.Sum(row => row.HandleSeconds!.Value) / told.Sum(row => (double)(row.Answered ?? row.Offered));
    }

    private sealed record QueueDay(ForecastOfDay Said, CameOnDay Came);
}
