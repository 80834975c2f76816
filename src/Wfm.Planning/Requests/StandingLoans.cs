using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>People lent to other groups, as rows and in the slots of a plan.</summary>
internal static class StandingLoans
{
    /// <summary>The loans of a problem's weeks in its slots.</summary>
    public static async Task<IReadOnlyList<Loan>> OfAsync(WfmDb db, BusinessUnitId unit, SchedulingProblem problem, CancellationToken cancellationToken)
    {
        PlanningGrid grid = problem.Grid;
        Instant first = grid.Days[0].Start, last = grid.InstantOf(grid.Days.Count - 1, grid.Days[^1].Slots);
        List<StoredLoan> rows = await db.Loans.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Start < last && row.End > first)
            .OrderBy(row => row.Id).ToListAsync(cancellationToken);
        Dictionary<AgentId, int> numbers = problem.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary();
        return
        [
            .. from row in rows
               group row by (row.AgentCode, row.Start, row.End, row.RequestId) into lent
               where numbers.ContainsKey(lent.Key.AgentCode)
               from day in Enumerable.Range(0, grid.Days.Count)
               let opens = grid.Days[day].Start
               let closes = grid.InstantOf(day, grid.Days[day].Slots)
               where lent.Key.Start < closes && lent.Key.End > opens
               select new Loan(
                   numbers[lent.Key.AgentCode], day, grid.SlotFloor(day, Instant.Max(lent.Key.Start, opens)), grid.SlotCeiling(day, Instant.Min(lent.Key.End, closes)),
                   [.. lent.Select(row => row.QueueCode)], 1),
        ];
    }

    /// <summary>Who is lent to which queue within a time.</summary>
    public static async Task<IReadOnlyList<LentTo>> InAsync(WfmDb db, BusinessUnitId unit, Interval span, CancellationToken cancellationToken)
    {
        (Instant from, Instant to) = (span.Start, span.End);
        List<StoredLoan> rows = await db.Loans.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Start < to && row.End > from).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new LentTo(row.AgentCode, row.QueueCode, new Interval(row.Start, row.End)));
    }

    /// <summary>The rows of an approved loan.</summary>
    public static IEnumerable<StoredLoan> Of(StoredRequest request) => request.Kind != RequestKind.Loan
        ? []
        : from agent in request.Content.People
          from queue in request.Content.Queues
          select new StoredLoan(request.BusinessUnitId, agent, queue, new Interval(request.Start, request.End), request.Id);
}
