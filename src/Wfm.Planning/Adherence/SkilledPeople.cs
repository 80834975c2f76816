using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Who takes which queue's contacts on a day, loans included.</summary>
internal sealed class SkilledPeople
{
    private readonly HashSet<(AgentId, QueueId)> _skills = [];
    private readonly ILookup<(AgentId, QueueId), StoredLoan> _loans;

    private SkilledPeople(IReadOnlyList<QueueId> queues, IEnumerable<(AgentId, QueueId)> skills, IEnumerable<StoredLoan> loans)
    {
        Queues = queues;
        _skills.UnionWith(skills);
        _loans = loans.ToLookup(loan => (loan.AgentCode, loan.QueueCode));
    }

    /// <summary>The unit's queues.</summary>
    public IReadOnlyList<QueueId> Queues { get; }

    public static async Task<SkilledPeople> OfAsync(WfmDb db, BusinessUnitId unit, LocalDate date, CancellationToken cancellationToken)
    {
        List<QueueId> queues = await db.Queues.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken);
        List<StoredSkill> skills = await db.Skills.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && !(row.ValidFrom > date) && !(row.ValidTo < date)).ToListAsync(cancellationToken);
        Instant first = date.PlusDays(-1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), last = date.PlusDays(2).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        List<StoredLoan> loans = await db.Loans.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Start < last && row.End > first).ToListAsync(cancellationToken);
        return new SkilledPeople([.. queues.OrderBy(queue => queue.Value, StringComparer.Ordinal)], skills.Select(skill => (skill.AgentCode, skill.QueueCode)), loans);
    }

    public bool Serves(AgentId agent, QueueId queue, Instant at) =>
        _skills.Contains((agent, queue)) || _loans[(agent, queue)].Any(loan => loan.Start <= at && at < loan.End);
}

/// <summary>People a requirement asks for from a moment on.</summary>
/// <param name="Start">From when, for one slot.</param>
/// <param name="Required">Fewest people on calls.</param>
internal sealed record RequiredAt(Instant Start, int Required);

/// <summary>What the requirements of the published schedules ask for.</summary>
internal static class RequiredInSlots
{
    /// <summary>The slots that touch a time, by queue and in order.</summary>
    public static async Task<IReadOnlyDictionary<QueueId, IReadOnlyList<RequiredAt>>> OfAsync(WfmDb db, BusinessUnitId unit, Instant from, Instant to, CancellationToken cancellationToken)
    {
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken);
        DateTimeZone zone = centre.ToDomain().Zone;
        IReadOnlyList<ScheduleVersion> published = await new LoadPlan(db).PublishedAsync(unit, cancellationToken);
        ScheduleVersion? version = published.LastOrDefault(row => row.FirstDay <= from.InZone(zone).Date && row.Period.LastDay >= from.InZone(zone).Date);
        if (version?.RequirementId is not { } requirement)
        {
            return new Dictionary<QueueId, IReadOnlyList<RequiredAt>>();
        }

        Instant first = from - centre.IntervalLength;
        var rows = await db.RequirementIntervals.AsNoTracking().Where(row => row.RequirementId == requirement && row.Start > first && row.Start <= to)
            .Select(row => new { row.QueueCode, row.Start, row.Required }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.QueueCode).ToDictionary(
            queue => queue.Key, queue => (IReadOnlyList<RequiredAt>)[.. queue.OrderBy(row => row.Start).Select(row => new RequiredAt(row.Start, row.Required))]);
    }
}
