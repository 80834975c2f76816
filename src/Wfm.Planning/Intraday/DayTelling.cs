using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Tells trafikledning and the leaders concerned what happens on a running day, in the transaction of the cause.</summary>
/// <param name="db">The database.</param>
/// <param name="unit">Where.</param>
/// <param name="now">When.</param>
internal sealed class DayTelling(WfmDb db, BusinessUnitId unit, Instant now)
{
    /// <summary>An alarm was raised: trafikledning, and who leads the queue's group.</summary>
    public async Task AlarmAsync(QueuePicture queue, CancellationToken cancellationToken)
    {
        GroupId? group = await db.Queues.Where(row => row.BusinessUnitId == unit && row.Code == queue.Queue).Select(row => row.GroupCode).SingleOrDefaultAsync(cancellationToken);
        string facts = RequestJson.Write(new
        {
            queue.Queue,
            queue.LevelToCome,
            Limit = queue.Alarm.Kind == AlarmKind.Below ? queue.LowerLimit : queue.UpperLimit,
            queue.CallsFactor,
            queue.HandleTimeFactor,
        });
        await TellAsync(group is { } own ? [own] : [], queue.Alarm.Kind == AlarmKind.Below ? "day-falls-short" : "day-has-room", facts, cancellationToken);
    }

    /// <summary>Something is proposed: trafikledning, and who leads the people it would change something for.</summary>
    public Task ProposedAsync(StoredDayProposal proposal, CancellationToken cancellationToken) => TellAsync(
        [.. proposal.Parts.Select(part => part.GroupCode).Distinct()], "day-proposal", RequestJson.Write(new { Proposal = proposal.Id, proposal.Queues, People = proposal.Parts.Count }), cancellationToken);

    /// <summary>Somebody who was asked has answered: trafikledning, and who leads them.</summary>
    public Task RepliedAsync(StoredDayProposalPart part, string name, CancellationToken cancellationToken) => TellAsync(
        [part.GroupCode], part.Status == DayProposalStatus.Accepted ? "day-offer-taken" : "day-offer-declined", RequestJson.Write(new { Proposal = part.ProposalId, Name = name, part.Reason }), cancellationToken);

    private async Task TellAsync(GroupId[] groups, string kind, string facts, CancellationToken cancellationToken)
    {
        List<StoredRole> roles = await db.Roles.AsNoTracking().Where(row => row.BusinessUnitId == unit && (row.Role == Role.Trafikledning || row.Role == Role.Gruppledare)).ToListAsync(cancellationToken);
        foreach (AccountId account in roles.Where(role => role.Role == Role.Trafikledning || (role.GroupCode is { } led && groups.Contains(led))).Select(role => role.AccountId).Distinct())
        {
            Tell.Account(db, unit, account, kind, facts, now);
        }
    }
}
