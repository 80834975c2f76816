using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Days held by hand: read, given to the search as fixed, and put back as they are stored.</summary>
internal static class LockedDays
{
    /// <summary>The locked days of a period.</summary>
    public static async Task<HashSet<(AgentId Agent, LocalDate Date)>> OfAsync(WfmDb db, BusinessUnitId unit, SchedulePeriod period, CancellationToken cancellationToken)
    {
        (LocalDate first, LocalDate last) = (period.FirstDay, period.LastDay);
        var rows = await db.Locks.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Date >= first && row.Date <= last)
            .Select(row => new { row.AgentCode, row.Date }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.AgentCode, row.Date))];
    }

    /// <summary>The locked days among some dates.</summary>
    public static async Task<HashSet<(AgentId Agent, LocalDate Date)>> OfAsync(WfmDb db, BusinessUnitId unit, IEnumerable<LocalDate> dates, CancellationToken cancellationToken)
    {
        LocalDate[] wanted = [.. dates.Distinct()];
        var rows = await db.Locks.AsNoTracking().Where(row => row.BusinessUnitId == unit && wanted.Contains(row.Date))
            .Select(row => new { row.AgentCode, row.Date }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.AgentCode, row.Date))];
    }

    /// <summary>The problem with the locked days fixed as the shifts say, with the activities only those shifts know.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="shifts">What is stored.</param>
    /// <param name="locked">The locked days.</param>
    /// <returns>The problem, and the locked shifts the search cannot hold, in words; they are put back afterwards all the same.</returns>
    public static (SchedulingProblem Problem, IReadOnlyList<Remark> Notes) Fixed(
        SchedulingProblem problem, IReadOnlyList<Shift> shifts, IReadOnlySet<(AgentId Agent, LocalDate Date)> locked)
    {
        if (locked.Count == 0)
        {
            return (problem, []);
        }

        HashSet<AgentId> people = [.. problem.Agents.Select(agent => agent.Id)];
        Shift[] held = [.. shifts.Where(shift => people.Contains(shift.Agent) && locked.Contains((shift.Agent, shift.Date)))];
        SlottedSchedule slotted = ScheduleInSlots.Of(problem, held);
        HashSet<(AgentId, LocalDate)> working = [.. held.Select(shift => (shift.Agent, shift.Date))];
        ILookup<AgentId, LocalDate> dates = locked.OrderBy(day => day.Date).ToLookup(day => day.Agent, day => day.Date);
        PlanAgent[] agents =
        [
            .. slotted.Problem.Agents.Select((agent, number) => agent with
            {
                Locks =
                [
                    .. agent.Locks,
                    .. from date in dates[agent.Id]
                       let row = problem.Grid.IndexOf(date)
                       where row >= 0
                       let shift = slotted.Schedule.ShiftOf(number, row)
                       where shift is not null || !working.Contains((agent.Id, date))
                       select new DayLock(date, shift),
                ],
            }),
        ];
        return (slotted.Problem with { Agents = agents }, slotted.Notes);
    }

    /// <summary>The problem with everything of some people free, where their locks break rules: the search plans around them, and the locks are put back.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="conflicts">Why nobody can have a schedule.</param>
    /// <returns>The problem and what breaks, in words; nothing where no lock has to do with it.</returns>
    public static (SchedulingProblem Problem, IReadOnlyList<Remark> Broken)? Freed(SchedulingProblem problem, IReadOnlyList<ScheduleConflict> conflicts)
    {
        ScheduleConflict[] ofLocks = [.. conflicts.Where(conflict => conflict.Agents.Any(id => problem.Agents.Any(agent => agent.Id == id && agent.Locks.Count > 0)))];
        HashSet<AgentId> people = [.. ofLocks.SelectMany(conflict => conflict.Agents)];
        return people.Count == 0 ? null : (
            problem with { Agents = [.. problem.Agents.Select(agent => people.Contains(agent.Id) ? agent with { Locks = [] } : agent)] },
            [.. ofLocks.Select(conflict => Remark.Of("conflict", conflict.Reason))]);
    }

    /// <summary>A plan with the locked days exactly as they are stored, whatever the search made of them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="locked">The locked days.</param>
    public static List<Shift> PutBack(IEnumerable<Shift> plan, IReadOnlyList<Shift> stored, IReadOnlySet<(AgentId Agent, LocalDate Date)> locked) =>
    [
        .. plan.Where(shift => !locked.Contains((shift.Agent, shift.Date))),
        .. stored.Where(shift => locked.Contains((shift.Agent, shift.Date))),
    ];
}
