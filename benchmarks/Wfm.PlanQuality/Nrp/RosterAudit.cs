namespace Wfm.PlanQuality.Nrp;

/// <summary>Recounts a roster from its file and the instance file alone, by the rules of the set; shares nothing with the engine or the reader.</summary>
internal sealed class RosterAudit
{
    private readonly List<string> _violations = [];
    private readonly Dictionary<string, string[][]> _sections;
    private readonly Dictionary<(string Staff, int Day), string> _shifts = [];
    private readonly int _days;
    private readonly bool _open;

    private RosterAudit(string[] instance, string[] roster, bool open)
    {
        _open = open;
        _sections = Sections(instance);
        _days = int.Parse(_sections["HORIZON"][0][0]);
        HashSet<string> staff = [.. _sections["STAFF"].Select(row => row[0])];
        HashSet<string> types = [.. _sections["SHIFTS"].Select(row => row[0])];
        foreach (string line in roster.Skip(1))
        {
            string[] cells = line.Split(',');
            int day = int.Parse(cells[1]);
            Require(staff.Contains(cells[0]) && types.Contains(cells[2]) && day >= 0 && day < _days, $"unknown: {line}");
            Require(_shifts.TryAdd((cells[0], day), cells[2]), $"two shifts: {line}");
        }
    }

    public long Cost { get; private set; }

    public IReadOnlyList<string> Violations => _violations;

    public static RosterAudit Of(string[] instance, string[] roster, bool open)
    {
        RosterAudit audit = new(instance, roster, open);
        foreach (string[] staff in audit._sections["STAFF"])
        {
            audit.CheckAmounts(staff);
            audit.CheckSequence(staff);
        }

        foreach (string[] row in audit._sections["DAYS_OFF"])
        {
            foreach (string day in row[1..])
            {
                audit.Require(audit.On(row[0], int.Parse(day)).Length == 0, $"{row[0]} works on day off {day}");
            }
        }

        audit.AddCost();
        return audit;
    }

    private static Dictionary<string, string[][]> Sections(string[] lines)
    {
        Dictionary<string, List<string[]>> sections = [];
        List<string[]> rows = [];
        foreach (string line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("SECTION_", StringComparison.Ordinal))
            {
                sections[line[8..]] = rows = [];
            }
            else
            {
                rows.Add([.. line.Split(',').Select(cell => cell.Trim())]);
            }
        }

        return sections.ToDictionary(section => section.Key, section => section.Value.ToArray());
    }

    private string On(string staff, int day) => _shifts.GetValueOrDefault((staff, day), "");

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            _violations.Add($"audit: {what}");
        }
    }

    private void CheckAmounts(string[] staff)
    {
        int minutes = 0;
        foreach (string[] type in _sections["SHIFTS"])
        {
            int count = Enumerable.Range(0, _days).Count(day => On(staff[0], day) == type[0]);
            minutes += count * int.Parse(type[1]);
            string? limit = staff[1].Split('|').FirstOrDefault(limit => limit.Split('=')[0] == type[0]);
            Require(count <= (limit is null ? 0 : int.Parse(limit.Split('=')[1])), $"{staff[0]}: {count} of {type[0]}");
        }

        Require(minutes <= int.Parse(staff[2]) && minutes >= int.Parse(staff[3]), $"{staff[0]}: {minutes} minutes");
        int weekends = 0;
        for (int saturday = 5; saturday < _days; saturday += 7)
        {
            weekends += On(staff[0], saturday).Length > 0 || On(staff[0], saturday + 1).Length > 0 ? 1 : 0;
        }

        Require(weekends <= int.Parse(staff[7]), $"{staff[0]}: {weekends} weekends");
    }

    private void CheckSequence(string[] staff)
    {
        string week = string.Concat(Enumerable.Range(0, _days).Select(day => On(staff[0], day).Length > 0 ? 'w' : '-'));
        string[] runs = week.Split('-');
        for (int index = 0; index < runs.Length; index++)
        {
            int length = runs[index].Length;
            bool mayBeShort = length == 0 || (_open && (index == 0 || index == runs.Length - 1));
            Require(length <= int.Parse(staff[4]) && (mayBeShort || length >= int.Parse(staff[5])), $"{staff[0]}: {length} days in a row");
        }

        foreach (string off in week.Trim('-').Split('w', StringSplitOptions.RemoveEmptyEntries))
        {
            Require(off.Length >= int.Parse(staff[6]), $"{staff[0]}: {off.Length} days off");
        }

        foreach (string[] type in _sections["SHIFTS"])
        {
            string[] forbidden = type[2].Split('|', StringSplitOptions.RemoveEmptyEntries);
            for (int day = 0; day + 1 < _days; day++)
            {
                Require(
                    On(staff[0], day) != type[0] || !forbidden.Contains(On(staff[0], day + 1)),
                    $"{staff[0]}: {On(staff[0], day + 1)} after {type[0]} on day {day + 1}");
            }
        }
    }

    private void AddCost()
    {
        Cost += _sections["SHIFT_ON_REQUESTS"].Where(row => On(row[0], int.Parse(row[1])) != row[2]).Sum(row => long.Parse(row[3]));
        Cost += _sections["SHIFT_OFF_REQUESTS"].Where(row => On(row[0], int.Parse(row[1])) == row[2]).Sum(row => long.Parse(row[3]));
        foreach (string[] row in _sections["COVER"])
        {
            int off = _sections["STAFF"].Count(staff => On(staff[0], int.Parse(row[0])) == row[1]) - int.Parse(row[2]);
            Cost += off < 0 ? -off * long.Parse(row[3]) : off * long.Parse(row[4]);
        }
    }
}
