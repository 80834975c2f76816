using Wfm.Scheduling.Cover;

namespace Wfm.PlanQuality.Nrp;

/// <summary>Reads an instance file of the public fixed-shift set (Curtois and Qu, 2014).</summary>
internal sealed class NrpFile
{
    private readonly string _name;
    private readonly Dictionary<string, List<(int Line, string[] Cells)>> _sections = [];
    private readonly Dictionary<string, int> _types = [];
    private readonly Dictionary<string, int> _people = [];

    private NrpFile(string name)
    {
        _name = name;
    }

    /// <summary>The problem of a file.</summary>
    /// <exception cref="FormatException">A line is not as the format says; the message names file, line, what was found and what was expected.</exception>
    public static CoverProblem Read(string path)
    {
        NrpFile file = new(Path.GetFileName(path));
        file.Split(File.ReadAllLines(path));
        return file.Problem();
    }

    private void Split(string[] lines)
    {
        string? section = null;
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (line.StartsWith("SECTION_", StringComparison.Ordinal))
            {
                section = line["SECTION_".Length..];
                _sections[section] = [];
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                if (section is null)
                {
                    throw Wrong(index + 1, line, "a SECTION_ heading first");
                }

                _sections[section].Add((index + 1, line.Split(',')));
            }
        }
    }

    private CoverProblem Problem()
    {
        if (Rows("HORIZON", 1) is not [(int at, string[] horizon)])
        {
            throw new FormatException($"{_name}: SECTION_HORIZON holds no or several numbers; expected one.");
        }

        foreach ((int line, string[] cells) in Rows("SHIFTS", 3))
        {
            Name(_types, line, cells[0]);
        }

        ShiftType[] types =
        [
            .. Rows("SHIFTS", 3).Select(row => new ShiftType(row.Cells[0], Number(row.Line, row.Cells[1]))
            {
                NotFollowedBy = [.. Parts(row.Cells[2]).Select(code => Find(_types, row.Line, code))],
            }),
        ];
        foreach ((int line, string[] cells) in Rows("STAFF", 8))
        {
            Name(_people, line, cells[0]);
        }

        Dictionary<int, int[]> daysOff = Rows("DAYS_OFF", 2).GroupBy(row => Find(_people, row.Line, row.Cells[0])).ToDictionary(
            group => group.Key,
            group => group.SelectMany(row => row.Cells[1..].Select(cell => Number(row.Line, cell))).Distinct().ToArray());
        return new CoverProblem
        {
            Days = Number(at, horizon[0]),
            Types = types,
            People = [.. Rows("STAFF", 8).Select((row, number) => Person(row.Line, row.Cells, daysOff.GetValueOrDefault(number, [])))],
            Requests = [.. Requests("SHIFT_ON_REQUESTS", wanted: true), .. Requests("SHIFT_OFF_REQUESTS", wanted: false)],
            Needs =
            [
                .. Rows("COVER", 5).Select(row => new CoverNeed(
                    Number(row.Line, row.Cells[0]), Find(_types, row.Line, row.Cells[1]), Number(row.Line, row.Cells[2]),
                    Number(row.Line, row.Cells[3]), Number(row.Line, row.Cells[4]))),
            ],
        };
    }

    private CoverPerson Person(int line, string[] cells, int[] daysOff)
    {
        int[] most = new int[_types.Count];
        foreach (string limit in Parts(cells[1]))
        {
            string[] sides = limit.Split('=');
            if (sides.Length != 2)
            {
                throw Wrong(line, limit, "shift=most");
            }

            most[Find(_types, line, sides[0])] = Number(line, sides[1]);
        }

        return new CoverPerson(cells[0])
        {
            MostOfType = most,
            MostMinutes = Number(line, cells[2]),
            LeastMinutes = Number(line, cells[3]),
            MostDaysInRow = Number(line, cells[4]),
            LeastDaysInRow = Number(line, cells[5]),
            LeastDaysOffInRow = Number(line, cells[6]),
            MostWeekends = Number(line, cells[7]),
            DaysOff = daysOff,
        };
    }

    private IEnumerable<ShiftRequest> Requests(string section, bool wanted) =>
        Rows(section, 4).Select(row => new ShiftRequest(
            Find(_people, row.Line, row.Cells[0]), Number(row.Line, row.Cells[1]), Find(_types, row.Line, row.Cells[2]),
            wanted, Number(row.Line, row.Cells[3])));

    private List<(int Line, string[] Cells)> Rows(string section, int cells)
    {
        List<(int Line, string[] Cells)> rows = _sections.GetValueOrDefault(section)
            ?? throw new FormatException($"{_name}: SECTION_{section} is missing.");
        foreach ((int line, string[] found) in rows.Where(row => row.Cells.Length < cells))
        {
            throw Wrong(line, string.Join(',', found), $"{cells} values");
        }

        return rows;
    }

    private static string[] Parts(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Name(Dictionary<string, int> names, int line, string code)
    {
        if (!names.TryAdd(code, names.Count))
        {
            throw Wrong(line, code, "a code not used before");
        }
    }

    private int Find(Dictionary<string, int> names, int line, string code) =>
        names.TryGetValue(code.Trim(), out int number) ? number : throw Wrong(line, code, "a code that the file defines");

    private int Number(int line, string cell) =>
        int.TryParse(cell.Trim(), out int number) ? number : throw Wrong(line, cell, "a whole number");

    private FormatException Wrong(int line, string found, string expected) =>
        new($"{_name}, line {line}: \"{found}\" — expected {expected}.");
}
