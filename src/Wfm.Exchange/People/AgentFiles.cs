using NodaTime;

namespace Wfm.Exchange;

/// <summary>groups.csv, agents.csv and skills.csv.</summary>
internal static class AgentFiles
{
    private const string AgentCode = "the code of an agent";

    private static readonly IReadOnlyList<ColumnWanted> GroupColumns = CsvTable.Wanted(["group"], ["name"]);

    private static readonly IReadOnlyList<ColumnWanted> AgentColumns =
        CsvTable.Wanted(["agent", "group", "contract"], ["name", "employed_from", "employed_to"]);

    private static readonly IReadOnlyList<ColumnWanted> SkillColumns =
        CsvTable.Wanted(["agent", "queue"], ["priority", "valid_from", "valid_to"]);

    public static List<Located<AnswerGroup>> Groups(Stream stream, string file, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, GroupColumns, found);
        List<Located<AnswerGroup>> groups = table.Collect(() =>
        {
            string code = table.Text(table["group"], "the code of a group");
            return new AnswerGroup(new GroupId(code), table.OptionalText(table["name"]) ?? code);
        });
        Duplicates.Refuse(groups, group => group.Id.Value, "group", "each group once", found);
        return groups;
    }

    public static List<Located<Agent>> Agents(Stream stream, string file, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, AgentColumns, found);
        List<Located<Agent>> agents = table.Collect(() =>
        {
            string code = table.Text(table["agent"], AgentCode);
            GroupId group = new(table.Text(table["group"], "the code of a group"));
            ContractId contract = new(table.Text(table["contract"], "the code of a contract"));
            (LocalDate? from, LocalDate? to) = table.Validity("employed_from", "employed_to");
            return new Agent(new AgentId(code), table.OptionalText(table["name"]) ?? code, group, contract, from, to);
        });
        table.RefuseEmpty();
        Duplicates.Refuse(agents, agent => agent.Id.Value, "agent", "each agent once", found);
        return agents;
    }

    public static List<Located<Skill>> Skills(Stream stream, string file, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, SkillColumns, found);
        List<Located<Skill>> skills = Duplicates.Dropped(
            table.Collect(() =>
            {
                AgentId agent = new(table.Text(table["agent"], AgentCode));
                QueueId queue = new(table.Text(table["queue"], "the code of a queue"));
                int priority = table.Whole(table["priority"], 1, 99, 1, "a whole number from 1, which is served first, to 99");
                (LocalDate? from, LocalDate? to) = table.Validity();
                return new Skill(agent, queue, priority, from, to);
            }),
            found);
        RefuseOverlaps(skills, found);
        return skills;
    }

    private static void RefuseOverlaps(List<Located<Skill>> skills, ProblemList found)
    {
        foreach (IGrouping<(AgentId, QueueId), Located<Skill>> rows in skills.GroupBy(skill => (skill.Value.Agent, skill.Value.Queue)))
        {
            List<Located<Skill>> before = [];
            foreach (Located<Skill> skill in rows)
            {
                Located<Skill> other = before.FirstOrDefault(earlier => Validity.Overlaps(
                    earlier.Value.ValidFrom, earlier.Value.ValidTo, skill.Value.ValidFrom, skill.Value.ValidTo));
                if (other.Value is not null)
                {
                    found.Add(
                        skill.File, skill.Line, "queue", skill.Value.Queue.Value,
                        $"a skill of an agent once at a time; line {other.Line} has it on the same days");
                }

                before.Add(skill);
            }
        }
    }
}
