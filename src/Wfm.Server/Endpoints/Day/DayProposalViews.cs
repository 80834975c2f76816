using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Proposals as a caller may see them.</summary>
internal sealed class DayProposalViews
{
    private readonly CallerScope _seen;
    private readonly CallerScope _decides;
    private readonly AgentId? _self;
    private readonly ILookup<GroupId, string> _delegated;
    private readonly Dictionary<AgentId, string> _names;

    private DayProposalViews(Caller caller, BusinessUnitId unit, ILookup<GroupId, string> delegated, Dictionary<AgentId, string> names)
    {
        _seen = caller.In(unit, Act.ReadColleagues);
        _decides = caller.In(unit, Act.DecideDay);
        _self = caller.AgentUnit == unit ? caller.Agent : null;
        (_delegated, _names) = (delegated, names);
    }

    public static async Task<DayProposalViews> ForAsync(WfmDb db, BusinessUnitId unit, Caller caller, CancellationToken cancellationToken)
    {
        List<StoredDelegation> delegated = await db.Delegations.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        Dictionary<AgentId, string> names = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToDictionaryAsync(row => row.Code, row => row.Name, cancellationToken);
        return new DayProposalViews(caller, unit, delegated.ToLookup(row => row.GroupCode, row => row.Lever), names);
    }

    /// <summary>Whether a part may be seen.</summary>
    public bool IsSeen(StoredDayProposalPart part) => _seen.IsUnit || _seen.Groups.Contains(part.GroupCode) || _decides.Groups.Contains(part.GroupCode);

    /// <summary>Whether a part may be answered: by who leads the group, or where its leader has delegated all of it; never by the person themselves.</summary>
    public bool MayAnswer(StoredDayProposalPart part) => part.AgentCode != _self
        && (_decides.Groups.Contains(part.GroupCode) || (_decides.IsUnit && part.Levers.Split('\n').All(_delegated[part.GroupCode].Contains)));

    public DayProposalView Of(StoredDayProposal proposal)
    {
        StoredDayProposalPart[] seen = [.. proposal.Parts.Where(IsSeen).OrderBy(part => part.Place)];
        return new DayProposalView(
            proposal.Id, proposal.LocalDate, proposal.MadeAt, proposal.MadeBy, proposal.IsBelow ? AlarmKind.Below : AlarmKind.Above, [.. proposal.Queues], proposal.IsOpen,
            RequestJson.Read<DayProposalContent>(proposal.ContentJson),
            [
                .. seen.Select(part => new DayPartView(
                    part.AgentCode, _names.GetValueOrDefault(part.AgentCode, part.AgentCode.Value), part.GroupCode, RequestJson.Read<DayPart>(part.PartJson).Moves,
                    part.Status, part.AnsweredBy, part.AnsweredAt, part.Reason, part.IsOpen && MayAnswer(part))),
            ],
            proposal.Parts.Count - seen.Length);
    }
}
