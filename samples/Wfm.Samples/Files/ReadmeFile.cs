using System.Globalization;

namespace Wfm.Samples;

/// <summary>Says what the directory is, for whoever finds it later.</summary>
internal static class ReadmeFile
{
    public static void Write(TextWriter writer, SampleCentre centre) => writer.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {centre.Unit.Name}: an invented contact centre

        Made by: wfm sample {centre.Name} --seed {centre.Seed}
        Planning date {CsvTable.Text(centre.PlanningDate)}; history from {CsvTable.Text(centre.HistoryFrom)} until the day before;
        period {CsvTable.Text(centre.Period.FirstDay)}, {centre.Period.Weeks} weeks.
        Every person, name, call, letter and snow day is invented. Sizes follow public figures of a Swedish municipal service centre.

        calls.csv, queues.csv, groups.csv, targets.csv, opening_hours.csv, holidays.csv, events.csv, requests.csv, people/
            what a planner has. Opening hours are those of ordinary weekdays; red days and free eves in holidays.csv are closed.
        calls_with_faults.csv
            the last thirteen weeks again with an outage, a tenfold typing error and a duplicated hour; leave it out of an ordinary import.
        staffing.csv, mail.csv
            who was on calls in the last eight weeks, by set of queues with priorities (for wfm calibrate); mail expected in the period (for wfm deferred).
        truth/
            what a planner never sees: the expected calls behind the history and the period, the events that bent them,
            and the calls that came in the period. For scoring forecasts.
        replay/
            one bad day in the period: a storm, and who called in sick.

        """).ReplaceLineEndings("\n"));
}
