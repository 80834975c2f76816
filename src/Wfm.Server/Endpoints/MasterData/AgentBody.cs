using NodaTime;
using Wfm.Domain;

namespace Wfm.Server.Endpoints;

/// <summary>An agent.</summary>
/// <param name="Code">Their code.</param>
/// <param name="Group">The group they belong to today, or on the day asked about.</param>
/// <param name="Contract">The contract they have then.</param>
/// <param name="Agent">All that is stored, by the days it holds.</param>
public sealed record AgentView(AgentId Code, GroupId Group, ContractId Contract, AgentBody Agent);

/// <summary>An agent with what changes from a day on.</summary>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Assignments">Group and contract; the first since ever, the others from their day on.</param>
/// <param name="Skills">The queues they take.</param>
/// <param name="EmployedFrom">First day employed.</param>
/// <param name="EmployedTo">Last day employed.</param>
public sealed record AgentBody(
    string Name, IReadOnlyList<AssignmentBody> Assignments, IReadOnlyList<SkillBody> Skills, LocalDate? EmployedFrom = null, LocalDate? EmployedTo = null)
{
    private const int MostAssignments = 200;
    private const int MostSkills = 500;
    private const int LowestPriority = 99;

    /// <summary>What was sent, checked against the codes there are.</summary>
    internal (string Name, List<AssignmentBody> Assignments, List<SkillBody> Skills) Read(
        IReadOnlySet<GroupId> groups, IReadOnlySet<ContractId> contracts, IReadOnlySet<QueueId> queues, Findings found)
    {
        string name = found.Text("name", Name);
        found.Days("employed", EmployedFrom, EmployedTo);
        List<AssignmentBody> assignments = found.Items("assignments", Assignments, MostAssignments);
        found.Unless(assignments.Count > 0, "assignments", 0, Remark.Of("wants-assignment", "at least one assignment"));
        foreach ((int index, AssignmentBody assignment) in assignments.Index())
        {
            string field = $"assignments[{index}]";
            bool isLater = index == 0 ? assignment.ValidFrom is null : assignment.ValidFrom > (assignments[index - 1].ValidFrom ?? LocalDate.MinIsoValue);
            found.Unless(isLater, $"{field}.validFrom", assignment.ValidFrom, Remark.Of("wants-assignments-in-order", "no day for the first assignment, then later and later days"));
            found.Days($"{field}.valid", assignment.ValidFrom, null);
            found.Unless(groups.Contains(assignment.Group), $"{field}.group", assignment.Group.Value, Remark.Of("wants-group", "a group of the unit"));
            found.Unless(contracts.Contains(assignment.Contract), $"{field}.contract", assignment.Contract.Value, Remark.Of("wants-contract", "a contract of the unit"));
        }

        return (name, assignments, ReadSkills(queues, found));
    }

    private List<SkillBody> ReadSkills(IReadOnlySet<QueueId> queues, Findings found)
    {
        List<SkillBody> skills = found.Items("skills", Skills, MostSkills);
        foreach ((int index, SkillBody skill) in skills.Index())
        {
            string field = $"skills[{index}]";
            found.Unless(queues.Contains(skill.Queue), $"{field}.queue", skill.Queue.Value, Remark.Of("wants-queue", "a queue of the unit"));
            found.Unless(skill.Priority is >= 1 and <= LowestPriority, $"{field}.priority", skill.Priority, Remark.Of("wants-priority", "a whole number from 1, which is served first, to 99"));
            found.Days($"{field}.valid", skill.ValidFrom, skill.ValidTo);
            bool isTwice = skills.Take(index).Any(other => other.Queue == skill.Queue && !(other.ValidTo < skill.ValidFrom) && !(skill.ValidTo < other.ValidFrom));
            found.Unless(!isTwice, $"{field}.queue", skill.Queue.Value, Remark.Of("wants-skill-once", "a skill once at a time; another one covers the same days"));
        }

        return skills;
    }
}

/// <summary>Group and contract from a day on.</summary>
/// <param name="Group">The group.</param>
/// <param name="Contract">The contract.</param>
/// <param name="ValidFrom">First day it holds; absent for the first.</param>
public sealed record AssignmentBody(GroupId Group, ContractId Contract, LocalDate? ValidFrom = null);

/// <summary>A queue somebody takes.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Priority">1 is served first, at most 99.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidTo">Last day it holds.</param>
public sealed record SkillBody(QueueId Queue, int Priority, LocalDate? ValidFrom = null, LocalDate? ValidTo = null);
