using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Queueing;
using Wfm.Reports;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What published schedules were to give, day by day, beside what came of it; calibration's own comparison. Changes nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="unit">Whose.</param>
/// <param name="frame">The centre and the days.</param>
internal sealed class PredictedDays(WfmDb db, BusinessUnitId unit, ReportFrame frame)
{
    private static readonly CalibrationSettings Settings = new() { SimulatedDays = 100 };

    /// <summary>The report.</summary>
    /// <param name="cancellationToken">Stops between days.</param>
    public async Task<ReportTable> ReportAsync(CancellationToken cancellationToken)
    {
        LoadPlan load = new(db);
        List<Bilingual> notes = [];
        List<StaffedInterval> staffing = [];
        Dictionary<(QueueId, LocalDate), (double Calls, double? Level)> planned = [];
        LocalDate today = frame.KnownUntil?.InZone(frame.Zone).Date ?? frame.Span.Last.PlusDays(1);
        foreach (ScheduleVersion version in (await load.PublishedAsync(unit, cancellationToken)).Where(row => row.FirstDay <= frame.Span.Last && row.Period.LastDay >= frame.Span.First))
        {
            PlanLoading loading = await load.RunAsync(unit, version.Id, cancellationToken);
            notes.AddRange(loading.Notes.Select(note => Bilingual.Same(note.Text)));
            if (loading.Plan is { } plan)
            {
                staffing.AddRange(ScheduledStaffing.Of(plan.Problem, plan.Schedule, LocalDate.Min(today, frame.Span.Last.PlusDays(1)), frame.IntervalLength)
                    .Where(row => row.Start >= frame.Span.In(frame.Zone).Start));
                Plan(plan, planned);
            }
        }

        CalibrationReport compared = await new CalibrateCentre(db).RunAsync(unit, staffing, Settings, cancellationToken);
        return PredictionReport.Of(frame, [.. Days(planned, compared.ByDay)], [.. notes, .. compared.Notes.Select(Bilingual.Same)]);
    }

    private void Plan(StoredPlan plan, Dictionary<(QueueId, LocalDate), (double Calls, double? Level)> planned)
    {
        for (int row = 0; row < plan.Problem.Grid.Days.Count; row++)
        {
            LocalDate date = plan.Problem.Grid.Days[row].Date;
            if (date >= frame.Span.First && date <= frame.Span.Last)
            {
                DayOfQueues day = DayOfQueues.Of(plan.Problem, plan.Schedule, row, plan.Loans);
                DayPrediction prediction = day.Predict();
                for (int queue = 0; queue < day.Promises.Count; queue++)
                {
                    planned[(day.Promises[queue].Queue, date)] = (day.Queues[queue].Calls.Sum(), prediction.ServiceLevelOfDay(queue));
                }
            }
        }
    }

    private static IEnumerable<PredictedDay> Days(Dictionary<(QueueId, LocalDate), (double Calls, double? Level)> planned, IReadOnlyList<CalibratedDay> compared)
    {
        Dictionary<(QueueId, LocalDate), CalibratedDay> came = compared.ToDictionary(day => (day.Queue, day.Date));
        foreach ((QueueId queue, LocalDate date) in planned.Keys.Union(came.Keys).OrderBy(key => key.Item2))
        {
            (double Calls, double? Level)? plan = planned.TryGetValue((queue, date), out (double, double?) level) ? level : null;
            CalibratedDay? day = came.GetValueOrDefault((queue, date));
            yield return new PredictedDay(queue, date, plan?.Calls, plan?.Level, day?.Offered, day?.Predicted, day?.Low, day?.High, day?.Realised);
        }
    }
}
