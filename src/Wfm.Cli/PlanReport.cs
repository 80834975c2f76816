using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Planning;

namespace Wfm.Cli;

/// <summary>The closing tables of a plan: forecast and service level per queue, the schedule's quality, seconds per step.</summary>
internal static class PlanReport
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Writes everything the steps gave, and why they stopped where they did.</summary>
    /// <param name="plan">What the steps gave.</param>
    /// <param name="steps">How long they took.</param>
    /// <param name="came">The calls that really came, where a sample knows them.</param>
    /// <param name="console">Where to.</param>
    public static async Task WriteAsync(PlanOutcome plan, PlanSteps steps, IReadOnlyList<CallSeries>? came, CommandConsole console)
    {
        if (plan.Forecast.Stored is null)
        {
            await console.Error.WriteLineAsync(plan.Forecast.Results.Count == 0
                ? "There is no history of calls before the period; run wfm import --calls first."
                : "No queue could be forecast; the table says why.");
        }

        await WriteQueuesAsync(plan, came, console);
        await WriteScheduleAsync(plan, console);
        await console.Out.WriteLineAsync();
        TextTable times = new("step", "seconds");
        foreach ((string name, double seconds) in steps.Taken)
        {
            times.Add(name, seconds.ToString("0.0", Plain));
        }

        times.Add("all", steps.Taken.Sum(step => step.Seconds).ToString("0.0", Plain));
        await times.WriteAsync(console.Out);
    }

    /// <summary>The same for machines.</summary>
    public static Task WriteJsonAsync(PlanOutcome plan, PlanSteps steps, CommandConsole console) => JsonOutput.WriteAsync(console, new
    {
        queues = plan.Forecast.Results.Select(result => new
        {
            queue = result.Forecast.Queue,
            result.Outcome,
            calls = result.Forecast.Intervals.Sum(interval => interval.Calls),
            quality = result.Quality.Select(Commands.BacktestCommand.Row),
        }),
        hours_required = plan.Staff?.Requirements.Sum(need => need.Intervals.Sum(interval => interval.Required) * need.IntervalLength.TotalHours),
        outcome = plan.Schedule?.Result is { } result ? ScheduleReport.NameOf(result.Outcome) : null,
        schedule_version = plan.Schedule?.Stored?.Version,
        cost = plan.Schedule?.Result?.Cost.Total,
        bound = plan.Schedule?.Result?.Bound,
        gap = plan.Schedule?.Result?.GapFraction,
        violations = plan.Schedule?.Result?.Violations.Count,
        service_levels = plan.Schedule?.Prediction?.Queues,
        ledger = plan.Schedule?.Result is { } counted ? LedgerReport.Json(counted.Ledger) : null,
        notes = plan.Schedule?.Assembled.Notes.Select(note => note.Text) ?? [],
        seconds = steps.Taken.Select(step => new { step = step.Name, step.Seconds }),
    });

    private static async Task WriteQueuesAsync(PlanOutcome plan, IReadOnlyList<CallSeries>? came, CommandConsole console)
    {
        TextTable table = new("queue", "calls", "day error", "error", "naive", "mean of 6", "floor", "as it came", "hours required", "predicted", "target");
        foreach (ForecastResult result in plan.Forecast.Results)
        {
            QueueId queue = result.Forecast.Queue;
            LeadBandQuality? far = result.Quality.Count > 0 ? result.Quality[^1] : null;
            StaffingRequirement? need = plan.Staff?.Requirements.FirstOrDefault(requirement => requirement.Queue == queue);
            PredictedQueue? predicted = plan.Schedule?.Prediction?.Queues.FirstOrDefault(entry => entry.Queue == queue.Value);
            table.Add(
                queue.Value,
                result.Outcome == ForecastOutcome.Made ? result.Forecast.Intervals.Sum(interval => interval.Calls).ToString("0", Plain) : result.Outcome.ToString(),
                TextTable.Percent(far?.WapeDay),
                TextTable.Percent(far?.Wape),
                TextTable.Percent(far?.WapeNaive),
                TextTable.Percent(far?.WapeMean6),
                TextTable.Percent(far?.NoiseFloor),
                TextTable.Percent(came?.FirstOrDefault(series => series.Queue == queue) is { } series ? Wape(result.Forecast, series) : null),
                need?.Intervals.Sum(interval => interval.Required * need.IntervalLength.TotalHours).ToString("0", Plain) ?? "",
                TextTable.Percent(predicted?.ServiceLevel),
                predicted is null ? "" : string.Create(Plain, $"{predicted.TargetShare * 100:0.#} % in {predicted.ThresholdSeconds:0.#} s"));
        }

        await table.WriteAsync(console.Out);
        await console.Out.WriteLineAsync(
            "Errors: Σ|calls − forecast| ÷ Σ calls five to twelve weeks ahead, on whole days (day error) and on intervals (the rest); floor: what chance alone makes.");
    }

    private static async Task WriteScheduleAsync(PlanOutcome plan, CommandConsole console)
    {
        foreach (QueueId queue in plan.Staff?.TargetsAssumed ?? [])
        {
            await console.Error.WriteLineAsync($"Queue {queue} has no promise; it is held to {QueueTarget.Usual.ServiceLevel}.");
        }

        if (plan.Staff?.Patience is { Count: > 0 } patience)
        {
            await console.Error.WriteLineAsync("Patience where no target states it: " + string.Join(", ", patience.Select(EstimateReport.InWords)) + ".");
        }

        foreach (QueueId queue in CentreRequirement.QueuesWithoutHandleTime([.. plan.Forecast.Results.Select(result => result.Forecast)]))
        {
            await console.Error.WriteLineAsync($"Queue {queue} has intervals without a handle time; 240 s is assumed.");
        }

        foreach (string note in plan.Schedule?.Assembled.Notes.Select(one => one.Text) ?? [])
        {
            await console.Error.WriteLineAsync(note);
        }

        if (plan.Schedule?.Result is not { } result || plan.Schedule.Assembled.Problem is not { } problem)
        {
            return;
        }

        foreach (string reason in plan.Schedule.Stored is null ? ScheduleReport.Reasons(result.Outcome) : [])
        {
            await console.Error.WriteLineAsync(reason);
        }

        IReadOnlyList<Shift> shifts = result.Schedule.ToShifts(problem);
        Duration contacts = shifts.SelectMany(shift => shift.Activities).Where(activity => activity.Kind == ActivityKind.Contacts)
            .Aggregate(Duration.Zero, (sum, activity) => sum + activity.Span.Duration);
        Duration paid = shifts.Aggregate(Duration.Zero, (sum, shift) => sum + shift.PaidTime);
        await console.Out.WriteLineAsync();
        TextTable table = new("schedule", "");
        table.Add("outcome", ScheduleReport.NameOf(result.Outcome));
        table.Add("people, shifts", string.Create(Plain, $"{problem.Agents.Count}, {shifts.Count}"));
        table.Add("hours scheduled (paid)", paid.TotalHours.ToString("0", Plain));
        table.Add("hours on contacts", contacts.TotalHours.ToString("0", Plain));
        table.Add("hours required, queue by queue", Hours(plan, interval => interval.Required));
        table.Add("hours to schedule, queue by queue", Hours(plan, interval => interval.ScheduledNeeded));
        table.Add("callers late or lost, predicted with pooled skills", Late(plan.Schedule.Prediction));
        table.Add("cost (late callers told queue by queue, idle people, wishes)", result.Cost.Total.ToString("0", Plain));
        table.Add("lower bound, gap", string.Create(Plain, $"{result.Bound:0}, {result.GapFraction * 100:0.0} %"));
        table.Add("violations of hard rules", result.Violations.Count.ToString(Plain));
        ScheduleReport.AddWishes(table, problem, result);
        LedgerReport.Add(table, result.Ledger);
        await table.WriteAsync(console.Out);
    }

    private static string Hours(PlanOutcome plan, Func<RequirementInterval, double> people) =>
        (plan.Staff?.Requirements.Sum(need => need.Intervals.Sum(people) * need.IntervalLength.TotalHours) ?? 0).ToString("0", Plain);

    private static string Late(ServiceLevelForecast? prediction) => prediction is null
        ? ""
        : prediction.Queues.Sum(queue => queue.Calls * (1 - (queue.ServiceLevel ?? 1))).ToString("0", Plain);

    private static double? Wape(VolumeForecast forecast, CallSeries came)
    {
        Dictionary<Instant, int> offered = came.Intervals.ToDictionary(interval => interval.Start, interval => interval.Offered);
        int calls = forecast.Intervals.Sum(interval => offered.GetValueOrDefault(interval.Start));
        return calls == 0 ? null : forecast.Intervals.Sum(interval => Math.Abs(interval.Calls - offered.GetValueOrDefault(interval.Start))) / calls;
    }
}
