using System.Globalization;
using NodaTime.Calendars;
using NodaTime.Text;
using Wfm.Planning;
using Wfm.Queueing;
using Wfm.Queueing.Simulation;

namespace Wfm.Cli;

/// <summary>What <c>wfm simulate</c> says: predicted beside simulated, per queue.</summary>
internal static class SimulationReport
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static async Task WriteAsync(SimulatedSchedule simulated, SimulationSettings settings, CommandConsole console)
    {
        TextTable table = new(
            "queue", "calls", "promise", "predicted", "simulated", "hang up", "simulated", "mean wait", "simulated", "days that keep it", "simulated");
        foreach (SimulatedQueue queue in simulated.Queues)
        {
            table.Add(
                queue.Promise.Queue.Value,
                queue.Predicted.Offered.ToString("0", Plain),
                string.Create(Plain, $"{100 * queue.Promise.ShareFraction:0.#} % in {queue.Promise.ThresholdSeconds:0.#} s"),
                TextTable.Percent(queue.Outlook?.Level),
                queue.Level is Estimate level ? string.Create(Plain, $"{100 * level.Value:0.0} ± {200 * level.StandardError:0.0} %") : "",
                TextTable.Percent(queue.Predicted.AbandonedFraction),
                TextTable.Percent(queue.Simulated.AbandonedFraction),
                Seconds(queue.Predicted.AverageSpeedOfAnswerSeconds),
                Seconds(queue.Simulated.AverageSpeedOfAnswerSeconds),
                queue.Days.Count == 0 ? "" : TextTable.Percent(queue.Days.Average(day => day.ChancePredicted)),
                queue.Days.Count == 0 ? "" : TextTable.Percent(queue.Days.Average(day => day.ChanceSimulated)));
        }

        await table.WriteAsync(console.Out);
        foreach (SimulatedQueue queue in simulated.Queues.Where(queue => queue.Simulated.Blocked > 0))
        {
            await console.Out.WriteLineAsync(string.Create(
                Plain, $"{queue.Promise.Queue}: {TextTable.Percent(queue.Simulated.BlockedFraction)} of its callers meet a busy signal; they are not among the calls above."));
        }

        if (simulated.Queues.Where(queue => queue.ErrorBound is not null).ToArray() is { Length: > 0 } alone)
        {
            await console.Out.WriteLineAsync(string.Create(
                Plain, $"With people of their own, predicted with their line carried from slot to slot: {string.Join(", ", alone.Select(queue => queue.Promise.Queue))} (cut off at most {alone.Max(queue => queue.ErrorBound):0E+0} of any probability)."));
        }

        if (simulated.MeanErrorOfDays is double error)
        {
            await console.Out.WriteLineAsync(string.Create(
                Plain, $"Each day played {settings.Days} times. Predicted and simulated service level of a queue's day differ by {100 * error:0.0} points on average."));
        }
    }

    public static Task WriteJsonAsync(SimulatedSchedule simulated, SimulationSettings settings, CommandConsole console) =>
        JsonOutput.WriteAsync(console, new
        {
            days = settings.Days,
            seed = settings.Seed,
            mean_error_of_days = simulated.MeanErrorOfDays,
            queues = simulated.Queues.Select(queue => new
            {
                queue = queue.Promise.Queue,
                target = queue.Promise.ShareFraction,
                threshold_seconds = queue.Promise.ThresholdSeconds,
                calls = queue.Predicted.Offered,
                predicted = Figures(queue.Predicted),
                simulated = Figures(queue.Simulated),
                simulated_standard_error = queue.Level?.StandardError,
                predicted_standard_deviation = queue.Outlook?.StandardDeviation,
                predicted_error_bound = queue.ErrorBound,
                weeks = queue.Days.GroupBy(day => (Year: WeekYearRules.Iso.GetWeekYear(day.Date), Week: WeekYearRules.Iso.GetWeekOfWeekYear(day.Date))).Select(Week),
                days = queue.Days.Select(Day),
            }),
        });

    private static object Week(IGrouping<(int Year, int Week), SimulatedQueueDay> week)
    {
        ServiceLevelOutlook? outlook = ServiceLevelOutlook.Combine(week.Select(day => (ServiceLevelOutlook?)day.Outlook));
        (double low, double high)? band = outlook?.Band(0.9);
        return new
        {
            week = string.Create(Plain, $"{week.Key.Year}-W{week.Key.Week:00}"),
            calls = outlook?.Calls,
            predicted_service_level = outlook?.Level,
            predicted_p05 = band?.low,
            predicted_p95 = band?.high,
        };
    }

    private static object Day(SimulatedQueueDay day)
    {
        (double low, double high) = day.Outlook.Band(0.9);
        return new
        {
            date = LocalDatePattern.Iso.Format(day.Date),
            calls = day.Outlook.Calls,
            predicted_service_level = day.Outlook.Level,
            predicted_p05 = low,
            predicted_p95 = high,
            predicted_chance_of_target = day.ChancePredicted,
            simulated_service_level = day.Simulated.Value,
            standard_error = day.Simulated.StandardError,
            simulated_p05 = day.LowSimulated,
            simulated_p95 = day.HighSimulated,
            simulated_chance_of_target = day.ChanceSimulated,
        };
    }

    private static object Figures(CallFigures figures) => new
    {
        of_offered = figures.ServiceLevelOfOffered,
        of_answered = figures.ServiceLevelOfAnswered,
        excluding_short_abandons = figures.ServiceLevelExcludingShortAbandons,
        abandoned_in_time_counts = figures.ServiceLevelAbandonedInTimeCounts,
        virtual_wait = figures.ServiceLevelVirtualWait,
        abandoned = figures.AbandonedFraction,
        busy_signal = figures.BlockedFraction,
        asa_seconds = figures.AverageSpeedOfAnswerSeconds,
    };

    private static string Seconds(double? seconds) => seconds is double value ? string.Create(Plain, $"{value:0} s") : "";
}
