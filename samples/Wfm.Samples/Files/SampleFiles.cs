namespace Wfm.Samples;

/// <summary>Writes a sample as the files a planner would have, and the truth beside them.</summary>
public static class SampleFiles
{
    /// <summary>Every file, with forward slashes, in the order it is written.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "README.txt", "calls.csv", "calls_with_faults.csv", "staffing.csv", "queues.csv", "groups.csv", "targets.csv", "opening_hours.csv", "holidays.csv",
        "events.csv", "mail.csv", "requests.csv", "people/contracts.csv", "people/shift_templates.csv", "people/agents.csv", "people/skills.csv",
        "people/absences.csv", "people/meetings.csv", "people/wishes.csv", "people/previous_shifts.csv", "truth/rates.csv", "truth/events.csv",
        "truth/calls_after.csv", "replay/bad_day.csv", "replay/bad_day_sick.csv",
    ];

    /// <summary>Writes every file: UTF-8 text, LF, comma, dot decimals, whatever the culture.</summary>
    /// <param name="centre">The sample.</param>
    /// <param name="open">Opens a file by its name within the directory, such as <c>people/agents.csv</c>; each writer is disposed here.</param>
    public static void Write(SampleCentre centre, Func<string, TextWriter> open)
    {
        ArgumentNullException.ThrowIfNull(centre);
        ArgumentNullException.ThrowIfNull(open);
        IntervalFiles intervals = new(centre.Unit.Zone);
        foreach (string name in Names)
        {
            using TextWriter writer = open(name);
            WriteOne(name, centre, writer, intervals);
        }
    }

    private static void WriteOne(string name, SampleCentre centre, TextWriter writer, IntervalFiles intervals)
    {
        switch (name)
        {
            case "README.txt": ReadmeFile.Write(writer, centre); break;
            case "calls.csv": intervals.WriteCalls(writer, centre.History); break;
            case "calls_with_faults.csv": FaultyCalls.Write(writer, centre, intervals); break;
            case "staffing.csv": intervals.WriteStaffing(writer, centre.Staffing); break;
            case "truth/rates.csv": intervals.WriteRates(writer, centre.Truth.Rates); break;
            case "truth/calls_after.csv": intervals.WriteCalls(writer, centre.Truth.After); break;
            case "replay/bad_day.csv": intervals.WriteCalls(writer, centre.BadDay.Calls); break;
            default: WriteTable(name, centre, writer); break;
        }
    }

    private static void WriteTable(string name, SampleCentre centre, TextWriter writer)
    {
        if (name.StartsWith("people/", StringComparison.Ordinal))
        {
            PeopleTables.Write(name, centre, writer);
        }
        else
        {
            CentreTables.Write(name, centre, writer);
        }
    }
}
