using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Who belonged where on which day.</summary>
/// <param name="assignments">Groups and contracts from a day on.</param>
internal sealed class Belonging(IReadOnlyList<AssignedFrom> assignments)
{
    private readonly ILookup<AgentId, AssignedFrom> _byAgent = assignments.ToLookup(row => row.Agent);

    /// <summary>Where somebody belonged; nothing where nobody knows them.</summary>
    /// <param name="agent">Who.</param>
    /// <param name="day">The day.</param>
    public AssignedFrom? On(AgentId agent, LocalDate day) => _byAgent[agent].Where(row => !(row.From > day)).MaxBy(row => row.From ?? LocalDate.MinIsoValue);
}
