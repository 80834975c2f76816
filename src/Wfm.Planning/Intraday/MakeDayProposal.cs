using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Searches what to do about a running day and writes it as a proposal; stores nothing.</summary>
/// <param name="db">The database, for who waits and who belongs where.</param>
/// <param name="now">What time it is.</param>
internal sealed class MakeDayProposal(WfmDb db, Instant now)
{
    // A queue that flaps is proposed for at most so often, and after a no it rests longer.
    private static readonly Duration Rest = Duration.FromMinutes(15);
    private static readonly Duration RestAfterNo = Duration.FromMinutes(60);

    // What nobody has answered for so long is searched again: the day has moved on.
    private static readonly Duration Freshness = Duration.FromMinutes(30);

    /// <summary>One proposal for all queues that fall short, else one for all with room to spare; none while a proposal waits or the queue rests.</summary>
    public async Task<IReadOnlyList<StoredDayProposal>> ForAlarmsAsync(
        BusinessUnitId unit, RunningDayLoading loading, DayLook look, DayPicture picture, DaySettings settings, CancellationToken cancellationToken)
    {
        if (picture.Queues.Any(queue => queue.IsStale))
        {
            return [];
        }

        List<StoredDayProposal> earlier = await db.DayProposals.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.LocalDate == loading.Date).ToListAsync(cancellationToken);
        foreach (AlarmKind kind in (AlarmKind[])[AlarmKind.Below, AlarmKind.Above])
        {
            QueueId[] queues = [.. picture.Queues.Where(queue => queue.Alarm.Kind == kind && !Rests(queue.Queue, earlier)).Select(queue => queue.Queue)];
            if (queues.Length > 0)
            {
                return await ForAsync(unit, loading, look, queues, kind == AlarmKind.Below, settings, WatchDay.Watcher, cancellationToken) is { } made ? [made] : [];
            }
        }

        return [];
    }

    /// <summary>A proposal for some queues; null when nothing helps.</summary>
    public async Task<StoredDayProposal?> ForAsync(
        BusinessUnitId unit, RunningDayLoading loading, DayLook look, IReadOnlyList<QueueId> queues, bool isBelow, DaySettings settings, string by, CancellationToken cancellationToken)
    {
        Dictionary<AgentId, GroupId> groups = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToDictionaryAsync(row => row.Code, row => row.GroupCode, cancellationToken);
        List<AgentId> waiting = await db.WaitingActivities.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.PlacedFor == null && (row.LastDay == null || row.LastDay >= loading.Date))
            .OrderBy(row => row.LastDay == null).ThenBy(row => row.LastDay).ThenBy(row => row.Id).Select(row => row.AgentCode).ToListAsync(cancellationToken);
        // Who has said no is not asked again, and who has said yes has done enough.
        List<StoredDayProposalPart> answered = await db.DayProposals.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.LocalDate == loading.Date)
            .SelectMany(row => row.Parts).Where(part => part.Status == DayProposalStatus.Declined || part.Status == DayProposalStatus.Accepted).ToListAsync(cancellationToken);
        RepairOptions options = settings.Options(look.Problem, groups, [.. waiting.Distinct()]);
        options = options with
        {
            Unwilling = [.. answered.Where(OfferDayParts.IsAskedFor).Select(part => part.AgentCode).Union(isBelow ? await WithoutRoomAsync(unit, loading.Date, options.OvertimeMinutes, cancellationToken) : [])],
        };
        RepairProposal found = await Task.Run(
            () => isBelow ? DayRepair.Propose(look, queues, options, cancellationToken) : SpareTime.Propose(look, options, cancellationToken), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (found.Moves.Count == 0)
        {
            return null;
        }

        StoredDayProposal proposal = new(unit, loading.Date, now, by, loading.Plan!.Id, isBelow, queues, RequestJson.Write(DayProposalContent.Of(found)));
        foreach ((AgentId agent, DayPart part) in DayPart.Of(loading.Plan, loading.Day!, found))
        {
            proposal.Add(agent, groups[agent], part.Moves.Select(move => move.Lever.ToString()).Distinct(), part.Moves.Min(move => move.FirstChange), RequestJson.Write(part));
        }

        return proposal;
    }

    // Who would pass a limit of the year or the month by staying as long as may be.
    private async Task<IEnumerable<AgentId>> WithoutRoomAsync(BusinessUnitId unit, LocalDate date, int minutes, CancellationToken cancellationToken)
    {
        DateTimeZone zone = await LoadRequest.ZoneAsync(db, unit, cancellationToken);
        Interval longest = new(now, now + Duration.FromMinutes(minutes));
        return (await new ReadOvertime(db, unit, zone).RunAsync(date, null, cancellationToken)).Where(own => own.Value.Broken(own.Key, longest, zone).Count > 0).Select(own => own.Key);
    }

    // Who has been asked gets time to answer.
    private static Instant LastWord(StoredDayProposal proposal) =>
        proposal.Parts.Where(part => part.Status == DayProposalStatus.Offered).Select(part => part.AnsweredAt!.Value).Append(proposal.MadeAt).Max();

    private bool Rests(QueueId queue, List<StoredDayProposal> earlier) => earlier.Any(proposal => proposal.Queues.Contains(queue)
        && ((proposal.IsOpen && now - LastWord(proposal) < Freshness) || now - proposal.MadeAt < Rest || proposal.Parts.Any(part => part.Status == DayProposalStatus.Rejected && now - part.AnsweredAt < RestAfterNo)));
}
