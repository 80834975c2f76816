using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>An agent as stored.</summary>
public sealed class StoredAgent : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    /// <param name="agent">What to store.</param>
    public StoredAgent(BusinessUnitId unit, Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        BusinessUnitId = unit;
        Code = agent.Id;
        Take(agent);
    }

    private StoredAgent()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The code, unique in the unit.</summary>
    public AgentId Code { get; private set; }

    /// <summary>What colleagues call them.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The answer group they belong to.</summary>
    public GroupId GroupCode { get; private set; }

    /// <summary>Their contract.</summary>
    public ContractId ContractCode { get; private set; }

    /// <summary>First day employed.</summary>
    public LocalDate? EmployedFrom { get; private set; }

    /// <summary>Last day employed.</summary>
    public LocalDate? EmployedTo { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="agent">The agent as they should be from now on.</param>
    public void Take(Agent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        Name = agent.Name;
        GroupCode = agent.Group;
        ContractCode = agent.Contract;
        EmployedFrom = agent.EmployedFrom;
        EmployedTo = agent.EmployedTo;
    }

    /// <summary>Has another group or contract from today on.</summary>
    /// <param name="group">The answer group.</param>
    /// <param name="contract">The contract.</param>
    public void Move(GroupId group, ContractId contract)
    {
        GroupCode = group;
        ContractCode = contract;
    }

    /// <summary>The agent in the words of the domain.</summary>
    public Agent ToDomain() => new(Code, Name, GroupCode, ContractCode, EmployedFrom, EmployedTo);
}
