using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The group and contract of an agent from a day on. An agent without rows has had the same ones since ever. Never changed, only added and removed.</summary>
public sealed class StoredAssignment
{
    /// <param name="unit">Whose.</param>
    /// <param name="agent">Who.</param>
    /// <param name="validFrom">First day it holds; empty means since ever.</param>
    /// <param name="group">The answer group.</param>
    /// <param name="contract">The contract.</param>
    public StoredAssignment(BusinessUnitId unit, AgentId agent, LocalDate? validFrom, GroupId group, ContractId contract)
    {
        BusinessUnitId = unit;
        AgentCode = agent;
        ValidFrom = validFrom;
        GroupCode = group;
        ContractCode = contract;
    }

    private StoredAssignment()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>First day it holds; empty means since ever.</summary>
    public LocalDate? ValidFrom { get; private set; }

    /// <summary>The answer group from that day on.</summary>
    public GroupId GroupCode { get; private set; }

    /// <summary>The contract from that day on.</summary>
    public ContractId ContractCode { get; private set; }
}
