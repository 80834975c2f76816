using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Says yes where a group leader has switched a rule on and everything stays well above the targets; otherwise leaves the request to the leader.</summary>
/// <param name="db">The database, with the unit held.</param>
/// <param name="now">What time it is.</param>
/// <param name="zone">The unit's clock on the wall.</param>
internal sealed class AutomaticAnswer(WfmDb db, Instant now, DateTimeZone zone)
{
    /// <summary>Answers, or does nothing.</summary>
    public async Task TryAsync(StoredRequest request, StoredWeighing weighing, CancellationToken cancellationToken)
    {
        if (request.Kind is not (RequestKind.Absence or RequestKind.TimeOff) || request.Content.IsPrivate || weighing.Parts.Count == 0)
        {
            return;
        }

        (BusinessUnitId unit, AgentId agent) = (request.BusinessUnitId, request.Content.People[0]);
        GroupId group = await db.Agents.Where(row => row.BusinessUnitId == unit && row.Code == agent).Select(row => row.GroupCode).SingleAsync(cancellationToken);
        StoredRequestRule? stored = await db.RequestRules.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.GroupCode == group, cancellationToken);
        if (stored?.ToRule() is not { } rule || !Holds(rule, request, weighing.Figures) || await LeadsAsync(unit, group, agent, cancellationToken))
        {
            return;
        }

        string why = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Rule of group {group}: every interval stays {rule.MarginFraction * 100:0.#} points above its target, {rule.DaysAhead} days ahead.");
        await new Approval(db, now, zone).SayAsync(request, weighing, new SaidYes(new Actor($"rule:{group}", null, null), why, rule), cancellationToken);
    }

    private bool Holds(RequestRule rule, StoredRequest request, ConsequenceFigures figures)
    {
        bool isOn = request.Kind == RequestKind.Absence ? rule.ApprovesAbsence : rule.ApprovesTimeOff;
        int ahead = Period.DaysBetween(now.InZone(zone).Date, request.Start.InZone(zone).Date);
        return isOn && ahead >= rule.DaysAhead && figures.Violations.Count == 0 && figures.Recommendation != Recommendation.NotRecommended
            && figures.Queues.All(queue => queue.Intervals.All(interval => interval.Calls <= 0 || interval.LevelAfter >= queue.TargetShare + rule.MarginFraction));
    }

    // A leader's own rule would be a leader's own yes.
    private Task<bool> LeadsAsync(BusinessUnitId unit, GroupId led, AgentId agent, CancellationToken cancellationToken) => (
        from role in db.Roles
        join account in db.Accounts on role.AccountId equals account.Id
        where role.BusinessUnitId == unit && role.GroupCode == led && role.Role == Role.Gruppledare && account.BusinessUnitId == unit && account.AgentCode == agent
        select role.Id).AnyAsync(cancellationToken);
}
