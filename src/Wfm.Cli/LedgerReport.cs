using System.Globalization;
using Wfm.Scheduling;

namespace Wfm.Cli;

/// <summary>The fairness ledger, changes to tell and shifts to offer: brief for people, in full for programs.</summary>
internal static class LedgerReport
{
    /// <summary>One line per measure that anybody has any of.</summary>
    public static void Add(TextTable table, FairnessLedger ledger)
    {
        foreach (FairnessSpread spread in ledger.Spreads.Where(spread => spread.After.Most > 0))
        {
            table.Add(spread.Measure.Replace('_', ' ') + ", spread", Text(spread));
        }
    }

    /// <summary>Changes and shifts to offer, below the figures.</summary>
    public static async Task WriteAsync(ScheduleResult result, CommandConsole console)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        if (result.Changes.Count > 0)
        {
            await console.Out.WriteLineAsync(string.Create(
                plain, $"{result.Changes.Select(change => change.Agent).Distinct().Count()} people to tell about {result.Changes.Count} changed days; the list is in --json and schedule.json."));
        }

        foreach (CallIn offer in result.CallIns)
        {
            await console.Out.WriteLineAsync(string.Create(
                plain,
                $"call in {offer.Date:uuuu-MM-dd} for {offer.Span.Duration.TotalHours:0.##} h: saves {offer.Saving:0.0}"
                + $"{(offer.LateCalls is { } late ? FormattableString.Invariant($", {late:0.0} calls late") : "")}; {string.Join(", ", offer.Agents)} can"));
        }
    }

    public static object Json(FairnessLedger ledger) => new
    {
        people = ledger.People.Select(person => new
        {
            agent = person.Agent.Value,
            person.Opening,
            person.Counts,
            person.Closing,
            person.AskedWishes,
            person.WorkedHours,
            person.OpeningHours,
            person.ClosingHours,
        }),
        spread = ledger.Spreads.Select(spread => new { spread.Measure, before = Json(spread.Before), after = Json(spread.After) }),
    };

    public static object Json(ScheduleChange change) => new
    {
        agent = change.Agent.Value,
        date = change.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        change.MinutesMoved,
        change.NoticeDays,
        change.IsShortNotice,
    };

    public static object Json(CallIn offer) => new
    {
        date = offer.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        start = offer.Span.Start.ToString("g", CultureInfo.InvariantCulture),
        end = offer.Span.End.ToString("g", CultureInfo.InvariantCulture),
        offer.Saving,
        offer.LateCalls,
        agents = offer.Agents.Select(agent => agent.Value),
    };

    private static object Json(Spread spread) => new { spread.Least, spread.Median, spread.Most, worst_off = spread.WorstOff.Value };

    private static string Text(FairnessSpread spread) => string.Create(
        CultureInfo.InvariantCulture,
        $"{spread.After.Least:0.#} to {spread.After.Most:0.#}, middle {spread.After.Median:0.#}, worst off {spread.After.WorstOff}"
        + $" (before {spread.Before.Least:0.#} to {spread.Before.Most:0.#})");
}
