using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>State codes nobody has put into a group.</summary>
internal static class UnknownStates
{
    private static readonly Duration LookBack = Duration.FromDays(1);

    /// <summary>Those of the last day.</summary>
    public static async Task<List<HeldState>> OfAsync(WfmDb db, BusinessUnitId unit, Instant now, CancellationToken cancellationToken)
    {
        StateRules rules = await UnitStateRules.OfAsync(db, unit, cancellationToken);
        Instant since = now - LookBack;
        AgentId?[] agents = [.. (await db.Logons.Where(row => row.BusinessUnitId == unit).Select(row => row.AgentCode).Distinct().ToListAsync(cancellationToken)).Select(agent => (AgentId?)agent)];
        var codes = await db.AgentStates.Where(row => row.BusinessUnitId == unit && agents.Contains(row.AgentCode) && row.At >= since)
            .GroupBy(row => row.StateCode).Select(group => new { Code = group.Key, Count = group.Count(), Last = group.Max(row => row.At) }).ToListAsync(cancellationToken);
        return [.. codes.Where(row => rules.GroupOf(row.Code) == StateRules.Undefined).OrderBy(row => row.Code, StringComparer.Ordinal).Select(row => new HeldState(row.Code, row.Count, row.Last))];
    }
}
