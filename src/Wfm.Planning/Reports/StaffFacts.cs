using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Reports;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads who was needed, who was scheduled and what they can do. Changes nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="unit">Whose.</param>
/// <param name="frame">The centre and the days.</param>
internal sealed class StaffFacts(WfmDb db, BusinessUnitId unit, ReportFrame frame)
{
    private readonly Interval _span = frame.Span.In(frame.Zone);

    /// <summary>People required: by the requirement of the published schedule of the day, else by the newest one.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<QueueNeed>> RequiredAsync(CancellationToken cancellationToken)
    {
        Dictionary<LocalDate, RequirementId> byDay = await RequirementsAsync(cancellationToken);
        Dictionary<(QueueId, Instant), QueueNeed> required = [];
        foreach (IGrouping<RequirementId, LocalDate> days in byDay.GroupBy(day => day.Value, day => day.Key))
        {
            HashSet<LocalDate> wanted = [.. days];
            foreach (QueueNeed need in (await ReadAsync(days.Key, cancellationToken)).Where(need => wanted.Contains(need.Start.InZone(frame.Zone).Date)))
            {
                required[(need.Queue, need.Start)] = need;
            }
        }

        return [.. required.Values];
    }

    /// <summary>The patience of callers the requirement of each day was worked out with.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyDictionary<LocalDate, RequirementPatience>> PatienceAsync(CancellationToken cancellationToken)
    {
        Dictionary<LocalDate, RequirementId> byDay = await RequirementsAsync(cancellationToken);
        RequirementId[] ids = [.. byDay.Values.Distinct()];
        Dictionary<RequirementId, RequirementPatience> patience = (await db.Requirements.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Id, row => RequirementPatience.Read(row.SettingsJson));
        return byDay.ToDictionary(day => day.Key, day => patience[day.Value]);
    }

    /// <summary>Shifts as they stood when the schedule of each period was first published, with the skills of <paramref name="people"/>; no loans of the day and nobody's presence.</summary>
    /// <param name="people">What holds now.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<PeopleFacts> AsFirstPublishedAsync(PeopleFacts people, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScheduleVersion> first = await new LoadPlan(db).FirstPublishedAsync(unit, cancellationToken);
        (IReadOnlyList<ScheduleVersion> versions, IReadOnlyList<Shift> shifts) = await PublishedShifts.OfAsync(db, first, frame.Span.First, frame.Span.Last, cancellationToken);
        return people with
        {
            Shifts = shifts,
            PlannedDays = versions.SelectMany(version => version.Period.Days).Where(day => day >= frame.Span.First && day <= frame.Span.Last).ToHashSet(),
            Loans = [],
            Presences = null,
            PresenceDays = null,
        };
    }

    /// <summary>Published shifts, skills, loans and where people belong.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<PeopleFacts> PeopleAsync(CancellationToken cancellationToken)
    {
        List<StoredSkill> skills = await db.Skills.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        (LocalDate first, LocalDate last) = (frame.Span.First, frame.Span.Last);
        List<StoredAdherenceDay> there = await db.AdherenceDays.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Date >= first && row.Date <= last).ToListAsync(cancellationToken);
        return new PeopleFacts
        {
            PresenceDays = there.Count == 0 ? null : there.ConvertAll(row => new PresenceDay(row.AgentCode, row.Date, row.LoggedInMinutes / 60, row.ReadyMinutes / 60)),
            Assignments = await AssignmentsAsync(db, unit, cancellationToken),
            Skills = skills.ConvertAll(row => row.ToDomain()),
            Loans = await StandingLoans.InAsync(db, unit, _span, cancellationToken),
            Presences = frame.Span.Step < ReportStep.Day ? await PresencesAsync(cancellationToken) : null,
            Shifts = (await PublishedShifts.OfAsync(db, unit, first, last, cancellationToken)).Shifts,
            PlannedDays = (await PublishedAsync(cancellationToken)).SelectMany(version => version.Period.Days).Where(day => day >= frame.Span.First && day <= frame.Span.Last).ToHashSet(),
        };
    }

    // Minute by minute from the states, as far back as they are kept; null where no telephone tells any.
    private async Task<IReadOnlyList<Presence>?> PresencesAsync(CancellationToken cancellationToken)
    {
        (Instant start, Instant end) = (_span.Start, Instant.Min(_span.End, frame.KnownUntil ?? _span.End));
        if (!await db.AgentStates.AnyAsync(row => row.BusinessUnitId == unit && row.At >= start && row.At < end, cancellationToken))
        {
            return null;
        }

        List<AgentId> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken);
        StateRules rules = await UnitStateRules.OfAsync(db, unit, cancellationToken);
        List<Presence> there = [];
        foreach (LocalDate day in frame.Span.Days.Where(day => DayIntervals.Of(day, frame.Zone).Start < end))
        {
            foreach ((AgentId agent, AdherenceDay told) in await AdherenceOfDay.OfAsync(db, unit, agents, day, end, cancellationToken))
            {
                there.AddRange(told.Spans.Where(span => span.Group is not null && rules.KindOf(span.Group) != StateKind.LoggedOut)
                    .Select(span => new Presence(agent, span.Span, rules.KindOf(span.Group!) is StateKind.Ready or StateKind.Busy)));
            }
        }

        return there;
    }

    /// <summary>Groups and contracts of everybody from a day on; what a row of today says holds where no day is told.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<AssignedFrom>> AssignmentsAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        List<StoredAssignment> dated = await db.Assignments.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        HashSet<AgentId> told = [.. dated.Select(row => row.AgentCode)];
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        return
        [
            .. dated.Select(row => new AssignedFrom(row.AgentCode, row.ValidFrom, row.GroupCode, row.ContractCode)),
            .. agents.Where(row => !told.Contains(row.Code)).Select(row => new AssignedFrom(row.Code, null, row.GroupCode, row.ContractCode)),
        ];
    }

    private async Task<Dictionary<LocalDate, RequirementId>> RequirementsAsync(CancellationToken cancellationToken)
    {
        Dictionary<LocalDate, RequirementId> byDay = [];
        foreach (RequirementVersion version in await db.Requirements.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Start < _span.End && row.End > _span.Start)
            .OrderBy(row => row.Version).ToListAsync(cancellationToken))
        {
            foreach (LocalDate day in frame.Span.Days.Where(day => DayIntervals.Of(day, frame.Zone) is var whole && version.Start < whole.End && version.End > whole.Start))
            {
                byDay[day] = version.Id;
            }
        }

        foreach (ScheduleVersion schedule in await PublishedAsync(cancellationToken))
        {
            foreach (LocalDate day in schedule.Period.Days.Where(day => schedule.RequirementId is not null && byDay.ContainsKey(day)))
            {
                byDay[day] = schedule.RequirementId!.Value;
            }
        }

        return byDay;
    }

    private async Task<IReadOnlyList<ScheduleVersion>> PublishedAsync(CancellationToken cancellationToken) =>
        [.. (await new LoadPlan(db).PublishedAsync(unit, cancellationToken)).Where(row => row.FirstDay <= frame.Span.Last && row.Period.LastDay >= frame.Span.First)];

    private async Task<IEnumerable<QueueNeed>> ReadAsync(RequirementId requirement, CancellationToken cancellationToken)
    {
        (Instant start, Instant end) = (_span.Start, _span.End);
        var rows = await db.RequirementIntervals.AsNoTracking().Where(row => row.RequirementId == requirement && row.Start >= start && row.Start < end)
            .Select(row => new { row.QueueCode, row.Start, row.Length, row.Calls, row.AverageHandleSeconds, row.Required, row.ScheduledNeeded }).ToListAsync(cancellationToken);
        return rows.Select(row => new QueueNeed(row.QueueCode, row.Start, row.Length, row.Required, row.ScheduledNeeded, row.Calls * row.AverageHandleSeconds));
    }
}
