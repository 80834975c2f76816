using NodaTime;

namespace Wfm.Exchange;

/// <summary>The files of a people directory, read together and checked against each other.</summary>
/// <remarks>
/// There must be agents.csv, skills.csv, contracts.csv and shift_templates.csv. There may be absences.csv, meetings.csv, wishes.csv,
/// previous_shifts.csv, groups.csv, rule_sets.csv, queues.csv, targets.csv, opening_hours.csv, holidays.csv, events.csv, new_queues.csv and posts.csv.
/// </remarks>
public static class PeopleFiles
{
    /// <summary>Reads every file there is; all of them are taken, or none.</summary>
    /// <param name="open">Opens a file by its name, such as <c>agents.csv</c>; nothing when there is no such file. The stream is closed after reading.</param>
    /// <param name="zone">The clock of times without an offset.</param>
    /// <param name="knownQueues">Queues known from elsewhere, such as the forecast; those of queues.csv and targets.csv
    /// are known as well. Queues are not checked when none is known, but those of events always are.</param>
    public static ImportResult<PeopleData> Read(
        Func<string, Stream?> open, DateTimeZone zone, IReadOnlySet<QueueId>? knownQueues = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(zone);
        ProblemList found = new();
        PeopleRows rows = ReadFiles(new FileSet(open, found), new ZoneClock(zone), found);
        PeopleChecks.Check(rows, knownQueues, found);
        return new ImportResult<PeopleData>(rows.ToData(), found);
    }

    private static PeopleRows ReadFiles(FileSet files, ZoneClock clock, ProblemList found)
    {
        List<Located<WorkRules>> rules = files.Optional("rule_sets.csv", (stream, file) => ContractFiles.RuleSets(stream, file, found));
        IReadOnlyList<WorkRules> own = [.. rules.Select(set => set.Value)];
        return new PeopleRows(
            files.Optional("queues.csv", (stream, file) => QueueFiles.Read(stream, file, found)),
            files.Optional("targets.csv", (stream, file) => TargetsCsv.Read(stream, file, found)),
            files.Optional("opening_hours.csv", (stream, file) => OpeningHoursCsv.Read(stream, file, found)),
            files.Optional("groups.csv", (stream, file) => AgentFiles.Groups(stream, file, found)),
            files.Required("contracts.csv", (stream, file) => ContractFiles.Contracts(stream, file, own, found)),
            files.Required("shift_templates.csv", (stream, file) => ShiftTemplateFile.Read(stream, file, found)),
            files.Required("agents.csv", (stream, file) => AgentFiles.Agents(stream, file, found)),
            files.Required("skills.csv", (stream, file) => AgentFiles.Skills(stream, file, found)),
            files.Optional("absences.csv", (stream, file) => TimeFiles.Absences(stream, file, clock, found)),
            files.Optional("meetings.csv", (stream, file) => TimeFiles.Meetings(stream, file, clock, found)),
            files.Optional("wishes.csv", (stream, file) => TimeFiles.Wishes(stream, file, found)),
            files.Optional("previous_shifts.csv", (stream, file) => TimeFiles.PreviousShifts(stream, file, clock, found)),
            files.Optional("holidays.csv", (stream, file) => HolidaysCsv.Read(stream, file, found)),
            files.Optional("events.csv", (stream, file) => EventsCsv.Read(stream, file, found)),
            files.Told("new_queues.csv", (stream, file) => NewQueuesCsv.Read(stream, file, found)),
            files.Told("posts.csv", (stream, file) => PostsCsv.Read(stream, file, found)),
            files.Broken);
    }

    /// <summary>Opens files by name and remembers which had problems.</summary>
    private sealed class FileSet(Func<string, Stream?> open, ProblemList found)
    {
        private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

        public IReadOnlySet<string> Broken => _broken;

        public List<Located<T>> Optional<T>(string name, Func<Stream, string, List<Located<T>>> read) => Told(name, read) ?? [];

        public List<Located<T>> Required<T>(string name, Func<Stream, string, List<Located<T>>> read)
        {
            List<Located<T>>? rows = Told(name, read);
            if (rows is null)
            {
                found.Add(name, 0, "", "", "a file of this name");
                _broken.Add(name);
            }

            return rows ?? [];
        }

        /// <summary>The rows of a file; nothing without the file.</summary>
        public List<Located<T>>? Told<T>(string name, Func<Stream, string, List<Located<T>>> read)
        {
            using Stream? stream = open(name);
            if (stream is null)
            {
                return null;
            }

            int before = found.ProblemCount;
            List<Located<T>> rows = read(stream, name);
            if (found.ProblemCount > before)
            {
                _broken.Add(name);
            }

            return rows;
        }
    }
}
