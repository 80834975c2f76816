using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A skill as stored. Never changed, only added and removed.</summary>
public sealed class StoredSkill
{
    /// <param name="unit">Whose.</param>
    /// <param name="skill">What to store.</param>
    public StoredSkill(BusinessUnitId unit, Skill skill)
    {
        ArgumentNullException.ThrowIfNull(skill);
        BusinessUnitId = unit;
        AgentCode = skill.Agent;
        QueueCode = skill.Queue;
        Priority = skill.Priority;
        ValidFrom = skill.ValidFrom;
        ValidTo = skill.ValidTo;
    }

    private StoredSkill()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>Which queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>1 is served first.</summary>
    public int Priority { get; private set; }

    /// <summary>First day it holds.</summary>
    public LocalDate? ValidFrom { get; private set; }

    /// <summary>Last day it holds.</summary>
    public LocalDate? ValidTo { get; private set; }

    /// <summary>The skill in the words of the domain.</summary>
    public Skill ToDomain() => new(AgentCode, QueueCode, Priority, ValidFrom, ValidTo);
}
