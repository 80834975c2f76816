namespace Wfm.PlanQuality.Periods;

/// <summary>Recounts a plan from its file and the centre's file alone, by the rules of the family; shares nothing with the engine.</summary>
internal sealed class PlanAudit
{
    private readonly Centre _centre;
    private readonly Dictionary<(int Agent, int Day), Row> _rows = [];
    private readonly List<string> _violations = [];

    private readonly bool _ownRest;

    private PlanAudit(Centre centre, bool ownRest)
    {
        (_centre, _ownRest) = (centre, ownRest);
    }

    public double Cost { get; private set; }

    public IReadOnlyList<string> Violations => _violations;

    private int OpensAt => int.Parse(_centre.Opens.Split(':')[0]) * 60 + int.Parse(_centre.Opens.Split(':')[1]);

    /// <param name="centre">The centre's file.</param>
    /// <param name="lines">The plan's text.</param>
    /// <param name="ownRest">Whether "no early start after a late end" binds; otherwise another rule stands in its place.</param>
    public static PlanAudit Of(Centre centre, IEnumerable<string> lines, bool ownRest = true)
    {
        PlanAudit audit = new(centre, ownRest);
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            int Number(int at) => cells[at].Length == 0 ? -1 : int.Parse(cells[at]);
            Row row = new(Number(2), Number(3), Number(4), Math.Max(0, Number(5)), Number(6), Number(7));
            if (!audit._rows.TryAdd((Number(0), Number(1)), row))
            {
                audit._violations.Add($"two rows: {line}");
            }
        }

        foreach (CentreAgent agent in centre.Agents)
        {
            audit.CheckShifts(agent);
            audit.CheckHours(agent);
            audit.CheckSequence(agent);
            audit.AddWishes(agent);
        }

        audit.AddCoverage();
        return audit;
    }

    private int Slot(int hour, int minute) => (hour * 60 + minute - OpensAt) / 15;

    private void Require(bool holds, CentreAgent agent, int day, string what)
    {
        if (!holds)
        {
            _violations.Add($"agent {agent.Id} day {day}: {what}");
        }
    }

    private void CheckShifts(CentreAgent agent)
    {
        for (int day = 0; day < _centre.Days; day++)
        {
            if (!_rows.TryGetValue((agent.Id, day), out Row row))
            {
                continue;
            }

            Require(!agent.AbsentDays.Contains(day), agent, day, "works while absent");
            Require(row.Start >= 0 && row.End <= _centre.IntervalsPerDay, agent, day, "outside opening hours");
            Require(row.Lunch < 0 ? ShortFits(row) : LongFits(row), agent, day, $"shift rule: {row}");
            foreach (int[] meeting in agent.Meetings.Where(meeting => meeting[0] == day))
            {
                (int from, int to) = (meeting[1], meeting[1] + meeting[2]);
                bool inside = row.Start <= from && row.End >= to;
                bool clear = (row.Lunch < 0 || row.Lunch >= to || row.Lunch + row.LunchLength <= from)
                    && (row.Break1 < from || row.Break1 >= to) && (row.Break2 < from || row.Break2 >= to);
                Require(inside && clear, agent, day, "meeting");
            }
        }
    }

    private bool LongFits(Row row)
    {
        int length = row.End - row.Start;
        int lunchEnd = row.Lunch + row.LunchLength;
        int paidSlots = length - row.LunchLength;
        bool window = (row.Lunch >= Slot(10, 45) && lunchEnd <= Slot(13, 30))
            || (_centre.DaysPerWeek == 7 && row.Lunch >= Slot(16, 30) && lunchEnd <= Slot(19, 30));
        return length is >= 21 and <= 38 && row.LunchLength is >= 2 and <= 4 && window
            && row.Lunch - row.Start is >= 8 and <= 24 && row.End - lunchEnd is >= 7 and <= 24
            && row.Break1 - row.Start is >= 4 and <= 12 && row.Break1 <= row.Lunch - 4
            && row.Break2 >= lunchEnd + 3 && row.Break2 <= row.End - 4
            && paidSlots % 2 == 0 && paidSlots is >= 16 and <= 36;
    }

    private static bool ShortFits(Row row) =>
        row.End - row.Start is 16 or 18 or 20 && row.Break2 < 0 && row.Break1 >= row.Start + 5 && row.Break1 <= row.End - 6;

    private void CheckHours(CentreAgent agent)
    {
        int total = 0;
        int days = _centre.DaysPerWeek;
        for (int day = 0; day < _centre.Days; day++)
        {
            int weekday = day % days;
            if (agent.AbsentDays.Contains(day))
            {
                total += agent.HalfHoursPerWeek * (weekday + 1) / days - agent.HalfHoursPerWeek * weekday / days;
            }
            else if (_rows.TryGetValue((agent.Id, day), out Row row))
            {
                total += (row.End - row.Start - row.LunchLength) / 2;
            }

            if (weekday == days - 1)
            {
                int off = Math.Abs(total - agent.HalfHoursPerWeek * (day / days + 1));
                Require(off <= (day == _centre.Days - 1 ? 2 : 10), agent, day, $"hours off by {off} half hours");
            }
        }
    }

    private void CheckSequence(CentreAgent agent)
    {
        if (_centre.DaysPerWeek != 7)
        {
            return;
        }

        (int run, int lastWorked) = (0, -1);
        for (int day = 0; day < _centre.Days; day++)
        {
            if (!_rows.TryGetValue((agent.Id, day), out Row row))
            {
                run = 0;
                continue;
            }

            Require(++run <= 5, agent, day, "more than five days in a row");
            Require(lastWorked < 0 || day - lastWorked != 2, agent, day, "a single day off");
            Require(
                !_ownRest || !_rows.TryGetValue((agent.Id, day - 1), out Row before) || before.End <= Slot(19, 0) || row.Start >= Slot(9, 0),
                agent, day, "early after late");
            lastWorked = day;
        }
    }

    private void AddWishes(CentreAgent agent)
    {
        for (int day = 0; day < _centre.Days; day++)
        {
            if (_rows.TryGetValue((agent.Id, day), out Row row))
            {
                double start = (OpensAt + 15 * row.Start) / 60.0;
                Cost += agent.WishedDaysOff.Contains(day) ? 8 : 0;
                Cost += agent.Wish == "early" ? 0.3 * Math.Max(0, start - 7.5) : 0;
                Cost += agent.Wish == "late" ? 0.3 * Math.Max(0, 9 - start) : 0;
            }
        }
    }

    private void AddCoverage()
    {
        for (int day = 0; day < _centre.Days; day++)
        {
            for (int slot = 0; slot < _centre.IntervalsPerDay; slot++)
            {
                int[] present = new int[_centre.SkillSets.Length];
                foreach (CentreAgent agent in _centre.Agents)
                {
                    present[agent.SkillSet] += Serves(agent, day, slot) ? 1 : 0;
                }

                Cost += CheapestAllocation.Cost(_centre.SkillSets, present, _centre.Requirement[day][slot]);
            }
        }
    }

    private bool Serves(CentreAgent agent, int day, int slot) =>
        _rows.TryGetValue((agent.Id, day), out Row row)
        && slot >= row.Start && slot < row.End
        && (row.Lunch < 0 || slot < row.Lunch || slot >= row.Lunch + row.LunchLength)
        && slot != row.Break1 && slot != row.Break2
        && !agent.Meetings.Any(meeting => meeting[0] == day && slot >= meeting[1] && slot < meeting[1] + meeting[2]);

    private readonly record struct Row(int Start, int End, int Lunch, int LunchLength, int Break1, int Break2);
}
