using NodaTime;

namespace Wfm.Domain;

/// <summary>A person who takes contacts.</summary>
/// <param name="Id">Code.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Group">The answer group they belong to.</param>
/// <param name="Contract">Their contract.</param>
/// <param name="EmployedFrom">First day employed; empty means since ever.</param>
/// <param name="EmployedTo">Last day employed; empty means until further notice.</param>
public sealed record Agent(
    AgentId Id, string Name, GroupId Group, ContractId Contract, LocalDate? EmployedFrom, LocalDate? EmployedTo)
{
    /// <summary>Whether they are employed on a day.</summary>
    /// <param name="day">The day asked about.</param>
    public bool IsEmployedOn(LocalDate day) =>
        (EmployedFrom is null || day >= EmployedFrom) && (EmployedTo is null || day <= EmployedTo);
}
