using NodaTime;

namespace Wfm.Exchange;

/// <summary>What no file can know alone: references from one to another, and people or queues that lack something.</summary>
internal static class PeopleChecks
{
    public static void Check(PeopleRows rows, IReadOnlySet<QueueId>? knownQueues, ProblemList found)
    {
        CheckAgents(rows, found);
        CheckQueues(rows, knownQueues, found);
        CheckContracts(rows, found);
        CheckPosts(rows, found);
        if (rows.Groups.Count > 0 && !rows.Broken.Contains("groups.csv"))
        {
            HashSet<GroupId> groups = [.. rows.Groups.Select(row => row.Value.Id)];
            Refuse(rows.Agents, agent => groups.Contains(agent.Group), "group", agent => agent.Group.Value, "a group of groups.csv", found);
            Refuse(
                rows.Queues, queue => queue.Group is not { } group || groups.Contains(group), "group", queue => $"{queue.Group}", "a group of groups.csv", found);
        }
    }

    private static void CheckAgents(PeopleRows rows, ProblemList found)
    {
        if (rows.Broken.Contains("agents.csv"))
        {
            return;
        }

        const string Expected = "an agent of agents.csv";
        HashSet<AgentId> agents = [.. rows.Agents.Select(row => row.Value.Id)];
        Refuse(rows.Skills, row => agents.Contains(row.Agent), "agent", row => row.Agent.Value, Expected, found);
        Refuse(rows.Absences, row => agents.Contains(row.Agent), "agent", row => row.Agent.Value, Expected, found);
        Refuse(rows.Meetings, row => agents.Contains(row.Agent), "agent", row => row.Agent.Value, Expected, found);
        Refuse(rows.Wishes, row => agents.Contains(row.Agent), "agent", row => row.Agent.Value, Expected, found);
        Refuse(rows.PreviousShifts, row => agents.Contains(row.Agent), "agent", row => row.Agent.Value, Expected, found);
        if (!rows.Broken.Contains("skills.csv"))
        {
            HashSet<AgentId> skilled = [.. rows.Skills.Select(row => row.Value.Agent)];
            foreach (Located<Agent> agent in rows.Agents.Where(row => !skilled.Contains(row.Value.Id)))
            {
                found.Warn(agent.File, agent.Line, "agent", $"{agent.Value.Id} has no skill in skills.csv and can take no contacts");
            }
        }
    }

    private static void CheckQueues(PeopleRows rows, IReadOnlySet<QueueId>? knownQueues, ProblemList found)
    {
        bool isComplete = rows.Queues.Count > 0 || knownQueues is not null;
        if (rows.Broken.Contains("queues.csv") || (!isComplete && rows.Broken.Contains("targets.csv")))
        {
            return;
        }

        HashSet<QueueId> queues = [.. knownQueues ?? new HashSet<QueueId>()];
        queues.UnionWith(rows.Queues.Select(row => row.Value.Id));
        if (isComplete)
        {
            Refuse(rows.Targets, row => queues.Contains(row.Queue), "queue", row => row.Queue.Value, "a queue that exists", found);
        }

        queues.UnionWith(rows.Targets.Select(row => row.Value.Queue));
        if (queues.Count > 0)
        {
            Refuse(rows.Skills, row => queues.Contains(row.Queue), "queue", row => row.Queue.Value, "a queue that exists", found);
            Refuse(rows.NewQueues ?? [], row => queues.Contains(row.Queue), "queue", row => row.Queue.Value, "a queue that exists", found);
            Refuse(rows.NewQueues ?? [], row => queues.Contains(row.Profile), "profile", row => row.Profile.Value, "a queue that exists", found);
            Refuse([.. (rows.Posts ?? []).DistinctBy(row => row.Line)], row => queues.Contains(row.Queue), "queue", row => row.Queue.Value, "a queue that exists", found);
            Refuse(rows.Openings, row => queues.Contains(row.Queue), "queue", row => row.Queue.Value, "a queue that exists", found);
        }

        // An event of all queues names none.
        Refuse(rows.Events, row => row.Event.Queue is not { } queue || queues.Contains(queue), "queue", row => $"{row.Event.Queue}", "a queue that exists", found);
        WarnOfClosed(rows, found);
    }

    /// <summary>Posts outside the hours of their queue, or of more people than can take it.</summary>
    private static void CheckPosts(PeopleRows rows, ProblemList found)
    {
        Dictionary<QueueId, OpeningHours> hours = rows.Broken.Contains("opening_hours.csv") ? [] : OpeningHoursCsv.ByQueue(rows.Openings);
        ILookup<QueueId, AgentId> skilled = rows.Skills.ToLookup(row => row.Value.Queue, row => row.Value.Agent);
        foreach (IGrouping<int, Located<MinimumPost>> line in (rows.Posts ?? []).GroupBy(row => row.Line))
        {
            (MinimumPost post, string file, _) = line.First();
            IsoDayOfWeek[] closed = [.. line.SelectMany(row => row.Value.WeekdaysOutside(hours.GetValueOrDefault(post.Queue) ?? OpeningHours.Unknown)).Distinct().Order()];
            if (closed.Length > 0)
            {
                found.Add(file, line.Key, "from", $"{post.From:HH:mm}–{post.To:HH:mm}", $"a time within the opening hours of {post.Queue}, which is not open all of it on {string.Join(", ", closed)}");
            }

            int people = skilled[post.Queue].Distinct().Count();
            if (!rows.Broken.Contains("skills.csv") && people < post.People)
            {
                found.Add(file, line.Key, "people", $"{post.People}", $"at most the {people} people who have {post.Queue} as a skill in skills.csv");
            }
        }
    }

    private static void WarnOfClosed(PeopleRows rows, ProblemList found)
    {
        if (rows.Openings.Count == 0 || rows.Broken.Contains("opening_hours.csv"))
        {
            return;
        }

        HashSet<QueueId> opened = [.. rows.Openings.Select(row => row.Value.Queue)];
        foreach (Located<QueuePromise> promise in rows.Targets.Where(row => !opened.Contains(row.Value.Queue)))
        {
            found.Warn(promise.File, promise.Line, "queue", $"{promise.Value.Queue} has no row in opening_hours.csv and never opens");
        }
    }

    private static void CheckContracts(PeopleRows rows, ProblemList found)
    {
        if (!rows.Broken.Contains("contracts.csv"))
        {
            HashSet<ContractId> contracts = [.. rows.Contracts.Select(row => row.Value.Id)];
            Refuse(rows.Agents, agent => contracts.Contains(agent.Contract), "contract", agent => agent.Contract.Value, "a contract of contracts.csv", found);
            Refuse(
                rows.Templates, template => template.Contract is not { } contract || contracts.Contains(contract), "contract",
                template => $"{template.Contract}", "a contract of contracts.csv", found);
        }

        if (!rows.Broken.Contains("shift_templates.csv"))
        {
            foreach (Located<Contract> contract in rows.Contracts)
            {
                CheckTemplates(contract, [.. rows.Templates.Select(row => row.Value).Where(template => Fits(template, contract.Value))], found);
            }
        }
    }

    private static bool Fits(ShiftTemplate template, Contract contract) => template.Contract is null || template.Contract == contract.Id;

    /// <summary>A contract that its own shift templates cannot meet, with one shift a day as long as they and its rules allow.</summary>
    private static void CheckTemplates(Located<Contract> row, List<ShiftTemplate> templates, ProblemList found)
    {
        Contract contract = row.Value;
        if (templates.Count == 0)
        {
            found.Warn(row.File, row.Line, "contract", $"no template of shift_templates.csv is for contract {contract.Id}");
            return;
        }

        int days = Math.Min(
            templates.SelectMany(template => template.Weekdays).Distinct().Count(), Math.Min(7, contract.Rules.MostWorkingDaysInARow ?? 7));
        double longest = templates.Max(template => template.LongestWork.TotalHours);
        double day = Math.Min(longest, contract.Rules.LongestDay?.TotalHours ?? longest);
        double least = contract.HoursPerWeek.TotalHours - contract.WeekBand.TotalHours;
        if (days * day < least)
        {
            found.Add(
                row.File, row.Line, "hours_per_week", FormattableString.Invariant($"{contract.HoursPerWeek.TotalHours:0.##}"),
                FormattableString.Invariant($"hours that its shift templates can give, at most {days} days of {day:0.##} hours a week"));
        }
    }

    private static void Refuse<T>(
        List<Located<T>> rows, Func<T, bool> isKnown, string column, Func<T, string> value, string expected, ProblemList found)
    {
        foreach (Located<T> row in rows.Where(row => !isKnown(row.Value)))
        {
            found.Add(row.File, row.Line, column, value(row.Value), expected);
        }
    }
}
