using Microsoft.EntityFrameworkCore;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Brings the rows of a unit in line with the wanted lists; the context then knows what to write.</summary>
internal sealed class MasterDataDiff(WfmDb db, BusinessUnitId unit, MasterData data)
{
    /// <summary>Compares and notes the differences on the context.</summary>
    /// <param name="cancellationToken">Stops.</param>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        MasterData stored = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        MasterDataReferences.Check(data, stored);
        await ApplyGroupsAsync(stored, cancellationToken);
        Keyed(
            data.Contracts, await db.Contracts.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            value => value.Id, row => row.Code, (row, value) => row.Take(value), value => new StoredContract(unit, value));
        Keyed(
            data.ShiftTemplates, await db.ShiftTemplates.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            value => value.Id, row => row.Code, (row, value) => row.Take(value), value => new StoredShiftTemplate(unit, value));
        Keyed(
            data.Queues, await db.Queues.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            value => value.Id, row => row.Code, (row, value) => row.Take(value), value => new StoredQueue(unit, value));
        Keyed(
            data.Agents, await db.Agents.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            value => value.Id, row => row.Code, (row, value) => row.Take(value), value => new StoredAgent(unit, value));
        Keyed(
            data.NewQueues, await db.NewQueues.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            value => value.Queue, row => row.QueueCode, (row, value) => row.Take(value), value => new StoredNewQueue(unit, value));
        await ApplyListsAsync(cancellationToken);
        await ForgetHistoryAsync(stored, cancellationToken);
    }

    // A list without days says how it has always been: what it contradicts, or what names things that are gone, is no history any more.
    private async Task ForgetHistoryAsync(MasterData stored, CancellationToken cancellationToken)
    {
        Dictionary<AgentId, Agent> agents = (stored.Agents ?? []).ToDictionary(agent => agent.Id);
        HashSet<AgentId> changed = [.. (data.Agents ?? []).Where(agent => agents.TryGetValue(agent.Id, out Agent? was) && (was.Group, was.Contract) != (agent.Group, agent.Contract)).Select(agent => agent.Id)];
        HashSet<ContractId> contracts = [.. (data.Contracts ?? stored.Contracts ?? []).Select(contract => contract.Id)];
        List<StoredAssignment> assignments = await db.Assignments.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        HashSet<AgentId> gone = [.. assignments.Where(row => !contracts.Contains(row.ContractCode)).Select(row => row.AgentCode)];
        db.RemoveRange(assignments.Where(row => changed.Contains(row.AgentCode) || gone.Contains(row.AgentCode)));
        Dictionary<QueueId, QueueTarget> targets = (stored.Queues ?? []).ToDictionary(queue => queue.Id, queue => queue.Target);
        HashSet<QueueId> promised = [.. (data.Queues ?? []).Where(queue => targets.TryGetValue(queue.Id, out QueueTarget? was) && was != queue.Target).Select(queue => queue.Id)];
        List<StoredTarget> history = await db.Targets.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        db.RemoveRange(history.Where(row => promised.Contains(row.QueueCode)));
    }

    private async Task ApplyGroupsAsync(MasterData stored, CancellationToken cancellationToken)
    {
        IReadOnlyList<AnswerGroup> named = data.Groups ?? stored.Groups ?? [];
        IEnumerable<GroupId> mentioned = (data.Agents ?? stored.Agents ?? []).Select(agent => agent.Group)
            .Concat(await db.Assignments.Where(row => row.BusinessUnitId == unit).Select(row => row.GroupCode).ToListAsync(cancellationToken))
            .Concat((data.Queues ?? stored.Queues ?? []).Select(queue => queue.Group).OfType<GroupId>());
        List<AnswerGroup> wanted =
        [
            .. named,
            .. mentioned.Distinct().Except(named.Select(group => group.Id)).Select(group => new AnswerGroup(group, group.Value)),
        ];
        Keyed(
            wanted, await db.AnswerGroups.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            value => value.Id, row => row.Code, (row, value) => row.Take(value), value => new StoredAnswerGroup(unit, value));
    }

    private async Task ApplyListsAsync(CancellationToken cancellationToken)
    {
        Listed(
            data.Queues?.SelectMany(queue => queue.OpeningHours.Periods, (queue, opening) => (queue.Id, opening)),
            await db.Openings.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => (row.QueueCode, row.ToDomain()), value => new StoredOpening(unit, value.Item1, value.Item2));
        Listed(
            data.Posts, await db.MinimumPosts.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredMinimumPost(unit, value));
        Listed(
            data.SpecialDays, await db.SpecialDays.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredSpecialDay(unit, value));
        Listed(
            data.Events, await db.KnownEvents.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredKnownEvent(unit, value));
        Listed(
            data.Skills, await db.Skills.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredSkill(unit, value));
        Listed(
            data.Absences, await db.Absences.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredAbsence(unit, value));
        Listed(
            data.Meetings, await db.Meetings.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredMeeting(unit, value));
        Listed(
            data.Wishes, await db.Wishes.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredWish(unit, value));
        Listed(
            data.PreviousShifts, await db.PreviousShifts.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken),
            row => row.ToDomain(), value => new StoredPreviousShift(unit, value));
    }

    // Rows with a code: changed in place, so that EF writes only the columns that differ and nothing when none does.
    private void Keyed<TValue, TRow, TKey>(
        IReadOnlyList<TValue>? wanted, List<TRow> stored, Func<TValue, TKey> keyOf, Func<TRow, TKey> keyOfRow, Action<TRow, TValue> take, Func<TValue, TRow> create)
        where TRow : class
        where TKey : struct
    {
        if (wanted is null)
        {
            return;
        }

        Dictionary<TKey, TRow> left = stored.ToDictionary(keyOfRow);
        foreach (TValue value in wanted)
        {
            if (left.Remove(keyOf(value), out TRow? row))
            {
                take(row, value);
            }
            else
            {
                db.Add(create(value));
            }
        }

        db.RemoveRange(left.Values);
    }

    // Rows without a code: what is missing is added, what is too many is removed.
    private void Listed<TValue, TRow>(IEnumerable<TValue>? wanted, List<TRow> stored, Func<TRow, TValue> valueOf, Func<TValue, TRow> create)
        where TRow : class
        where TValue : notnull
    {
        if (wanted is null)
        {
            return;
        }

        Dictionary<TValue, Stack<TRow>> left = stored.GroupBy(valueOf).ToDictionary(group => group.Key, group => new Stack<TRow>(group));
        foreach (TValue value in wanted)
        {
            if (!left.TryGetValue(value, out Stack<TRow>? rows) || !rows.TryPop(out _))
            {
                db.Add(create(value));
            }
        }

        db.RemoveRange(left.Values.SelectMany(rows => rows));
    }
}
