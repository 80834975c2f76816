using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>When people are lent to other groups, as they and their leaders are told.</summary>
public static class LentPieces
{
    /// <summary>Reads approved loans, each with the names of its queues.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Where.</param>
    /// <param name="span">Within which time.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ILookup<AgentId, LentPiece>> OfAsync(WfmDb db, BusinessUnitId unit, Interval span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        IReadOnlyList<LentTo> loans = await StandingLoans.InAsync(db, unit, span, cancellationToken);
        Dictionary<QueueId, string> names = loans.Count == 0 ? [] : await db.Queues.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToDictionaryAsync(row => row.Code, row => row.Name, cancellationToken);
        return loans.GroupBy(loan => (loan.Agent, loan.Span)).OrderBy(loan => loan.Key.Span.Start)
            .ToLookup(loan => loan.Key.Agent, loan => new LentPiece(loan.Key.Span, string.Join(", ", loan.Select(to => names.GetValueOrDefault(to.Queue, to.Queue.Value)).Distinct())));
    }

    /// <summary>Reads the approved loans that touch any of some shifts.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Where.</param>
    /// <param name="shifts">The shifts.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ILookup<AgentId, LentPiece>> OfAsync(WfmDb db, BusinessUnitId unit, IReadOnlyList<Shift> shifts, CancellationToken cancellationToken) =>
        await OfAsync(db, unit, shifts.Count == 0 ? default : new Interval(shifts.Min(shift => shift.Span.Start), shifts.Max(shift => shift.Span.End)), cancellationToken);

    /// <summary>Those within a shift.</summary>
    /// <param name="lent">When the person is lent.</param>
    /// <param name="shift">The shift.</param>
    public static IReadOnlyList<LentPiece> Within(IEnumerable<LentPiece> lent, Shift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);
        return [.. lent.Where(piece => piece.Span.Start < shift.Span.End && piece.Span.End > shift.Span.Start)];
    }
}
