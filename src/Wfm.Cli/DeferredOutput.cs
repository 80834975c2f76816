using System.Globalization;
using NodaTime;
using Wfm.Planning;
using Wfm.Staffing;

namespace Wfm.Cli;

/// <summary>What becomes of deferred work, in tables and for machines.</summary>
internal static class DeferredOutput
{
    private const int MostDays = 15;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static async Task WriteAsync(DeferredReport report, DateTimeZone zone, CommandConsole console)
    {
        if (report.Outside > 0)
        {
            await console.Error.WriteLineAsync(
                $"note: {report.Outside} {(report.Outside == 1 ? "row" : "rows")} of arrivals before or after the period left out; what lies there at its beginning goes into --backlog.");
        }

        (DeferredPlan expected, DeferredPlan many, DeferredPlan few) = (report.Outlook.Expected, report.Outlook.Many, report.Outlook.Few);
        TextTable table = new("", "as expected", "if many come (1 time in 10)", "if few come (1 time in 10)");
        table.Add("finished in time", Share(expected), Share(many), Share(few));
        table.Add("hours short", Hours(expected.ShortageHours), Hours(many.ShortageHours), Hours(few.ShortageHours));
        table.Add("first short", First(expected, zone), First(many, zone), First(few, zone));
        table.Add("largest backlog, hours", Backlog(expected), Backlog(many), Backlog(few));
        table.Add("left at the end, hours", Left(expected), Left(many), Left(few));
        await table.WriteAsync(console.Out);
        await console.Out.WriteLineAsync(string.Create(Plain,
            $"Work: {report.ArrivedHours:0.0} h come, {report.BacklogHours:0.0} h lay there; time for it: {expected.Intervals.Sum(interval => interval.CapacityHours):0.0} h."));
        await WriteQueuesAsync(expected, console);
        await WriteShortDaysAsync(report.Outlook, zone, console);
    }

    public static Task WriteJsonAsync(DeferredReport report, DateTimeZone zone, CommandConsole console) => JsonOutput.WriteAsync(console, new
    {
        arrived_hours = report.ArrivedHours,
        backlog_hours = report.BacklogHours,
        rows_outside = report.Outside,
        expected = Json(report.Outlook.Expected, zone, withIntervals: true),
        many = Json(report.Outlook.Many, zone, withIntervals: false),
        few = Json(report.Outlook.Few, zone, withIntervals: false),
    });

    private static object Json(DeferredPlan plan, DateTimeZone zone, bool withIntervals) => new
    {
        share_in_time = plan.ShareInTime,
        due_hours = plan.DueHours,
        in_time_hours = plan.InTimeHours,
        shortage_hours = plan.ShortageHours,
        first_short = plan.FirstFailure is { } first ? At(first.Start, zone) : null,
        queues = plan.Queues.Select(queue => new { queue.Queue, queue.DueHours, queue.InTimeHours, queue.ShareInTime }),
        shortages = plan.Shortages.Select(shortage => new { start = At(shortage.Span.Start, zone), shortage.Hours }),
        intervals = withIntervals
            ? plan.Intervals.Select(interval => new
            {
                start = At(interval.Span.Start, zone),
                interval.CapacityHours,
                interval.DoneHours,
                interval.BacklogHours,
                interval.OverdueHours,
            })
            : null,
    };

    private static async Task WriteQueuesAsync(DeferredPlan plan, CommandConsole console)
    {
        if (plan.Queues.Count < 2)
        {
            return;
        }

        await console.Out.WriteLineAsync();
        TextTable table = new("queue", "hours due", "in time");
        foreach (DeferredQueue queue in plan.Queues)
        {
            table.Add(queue.Queue.Value, Hours(queue.DueHours), TextTable.Percent(queue.ShareInTime));
        }

        await table.WriteAsync(console.Out);
    }

    private static async Task WriteShortDaysAsync(DeferredOutlook outlook, DateTimeZone zone, CommandConsole console)
    {
        DeferredPlan shown = outlook.Expected.Shortages.Count > 0 ? outlook.Expected : outlook.Many;
        var days = shown.Shortages.GroupBy(shortage => shortage.Span.Start.InZone(zone).Date)
            .Select(day => (Date: day.Key, Hours: day.Sum(shortage => shortage.Hours), From: day.First().Span.Start)).ToArray();
        if (days.Length == 0)
        {
            return;
        }

        await console.Out.WriteLineAsync();
        await console.Out.WriteLineAsync(ReferenceEquals(shown, outlook.Expected) ? "Days with hours short, as expected:" : "Days with hours short if many come:");
        TextTable table = new("day", "hours short", "due from");
        foreach ((LocalDate date, double hours, Instant from) in days.Take(MostDays))
        {
            table.Add(date.ToString("ddd d MMM", Plain), Hours(hours), from.InZone(zone).ToString("HH:mm", Plain));
        }

        await table.WriteAsync(console.Out);
        if (days.Length > MostDays)
        {
            await console.Out.WriteLineAsync($"… and {days.Length - MostDays} days more; --json lists all.");
        }
    }

    private static string Share(DeferredPlan plan) => plan.ShareInTime is { } share ? TextTable.Percent(share) : "nothing due";

    private static string Hours(double hours) => hours.ToString("0.0", Plain);

    private static string First(DeferredPlan plan, DateTimeZone zone) =>
        plan.FirstFailure is { } first ? first.Start.InZone(zone).ToString("ddd d MMM HH:mm", Plain) : "never";

    private static string Backlog(DeferredPlan plan) => Hours(plan.Intervals.Select(interval => interval.BacklogHours).DefaultIfEmpty().Max());

    private static string Left(DeferredPlan plan) => Hours(plan.Intervals.Count > 0 ? plan.Intervals[^1].BacklogHours : 0);

    private static string At(Instant instant, DateTimeZone zone) => instant.InZone(zone).ToString("uuuu-MM-dd'T'HH:mmo<+HH:mm>", Plain);
}
