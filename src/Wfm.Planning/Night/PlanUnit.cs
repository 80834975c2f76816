using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Plans one planning unit, from where the last plan of it ended, days locked by hand fixed as the newest version has them. Stores nothing.</summary>
/// <param name="db">The database.</param>
public sealed class PlanUnit(WfmDb db)
{
    /// <summary>The unit's problem, and where the search begins.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">Whose, and which planning unit.</param>
    /// <param name="order">What to plan.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<UnitToPlan> LoadAsync(RunId run, RunKey key, NightOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(order);
        IReadOnlyList<Shift>? latest = await LatestAsync(key.Unit, order.Period, cancellationToken);
        HashSet<(AgentId Agent, LocalDate Date)> locked = latest is null ? [] : await LockedDays.OfAsync(db, key.Unit, order.Period, cancellationToken);
        CentreToPlan centre = await StoredCentre.ToPlanAsync(db, key.Unit, order.RequirementId, order.Period, locked, cancellationToken);
        HashSet<QueueId> queues = [.. order.Queues.Select(queue => new QueueId(queue))];
        HashSet<AgentId> agents = [.. centre.Skills.Where(skill => queues.Contains(skill.Queue)).Select(skill => skill.Agent)];
        (AssembledProblem assembled, _) = await new EarlierPeriods(db, key.Unit).AssembleAsync(centre with
        {
            Requirements = [.. centre.Requirements.Where(requirement => queues.Contains(requirement.Queue))],
            Agents = [.. centre.Agents.Where(agent => agents.Contains(agent.Id))],
            Skills = [.. centre.Skills.Where(skill => queues.Contains(skill.Queue))],
            Posts = [.. centre.Posts.Where(post => queues.Contains(post.Queue))],
        }, cancellationToken);
        if (assembled.Problem is not { } problem)
        {
            return new UnitToPlan(null, "", assembled.Notes, null, null);
        }

        (problem, IReadOnlyList<Remark> unheld) = LockedDays.Fixed(problem, latest ?? [], locked);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{EngineVersion.Current} {ProblemJson.Write(problem)}")));
        IncumbentPlan? same = await FinishedAsync(run, key, hash, cancellationToken);
        StoredIncumbent? own = await db.Incumbents.AsNoTracking().SingleOrDefaultAsync(row => row.RunId == run, cancellationToken);
        IReadOnlyList<Shift> before = own?.InputHash == hash ? KeptPlan.Unpack(own.Plan) : latest ?? [];
        return new UnitToPlan(problem, hash, assembled.Notes, same, before.Count == 0 ? null : ScheduleInSlots.Of(problem, before).Schedule) { Unheld = unheld };
    }

    /// <summary>Searches; loans that no shift can hold are let go, and where locks break rules the search plans around the people concerned, and the locks stay as they are all the same.</summary>
    /// <param name="unit">What to plan.</param>
    /// <param name="search">The search.</param>
    /// <returns>The answer, the problem it is of, and what is to be told of loans and locks.</returns>
    public static (ScheduleResult Result, SchedulingProblem Problem, Remark? Told) Search(UnitToPlan unit, Func<SchedulingProblem, ScheduleResult> search)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(search);
        SchedulingProblem problem = unit.Problem ?? throw new ArgumentException("There is no problem to search.", nameof(unit));
        ScheduleResult result = search(problem);
        List<Remark> said = [];
        if (result.Outcome is ScheduleOutcome.Infeasible tooMuch && LoansInPlan.LetGo(problem, tooMuch.Conflicts) is var (without, loans))
        {
            problem = without;
            said.Add(loans);
            result = search(problem);
        }

        IReadOnlyList<Remark> broken = [];
        if (result.Outcome is ScheduleOutcome.Infeasible impossible && LockedDays.Freed(problem, impossible.Conflicts) is var (freed, reasons))
        {
            (problem, broken) = (freed, reasons);
            result = search(problem);
        }

        said.AddRange([.. UnstaffedPosts.Of(result.Outcome), .. MovableMeetings.Told(problem, result.Schedule.Activities)]);
        Remark[] told = [.. unit.Unheld, .. broken];
        if (told.Length > 0)
        {
            said.Insert(0, new Remark(string.Create(CultureInfo.InvariantCulture, $"locks-stay|{told.Length}"), $"Locked days stay though rules break: {string.Join(' ', told.Take(5).Select(one => one.Text))}"));
        }

        return (result, problem, said.Count == 0 ? null : Remark.Joined(said));
    }

    // A plan of exactly this problem that was finished on an earlier day.
    private async Task<IncumbentPlan?> FinishedAsync(RunId run, RunKey key, string hash, CancellationToken cancellationToken) =>
        await db.Runs.AsNoTracking()
            .Where(row => row.BusinessUnitId == key.Unit && row.Kind == key.Kind && row.Part == key.Part && row.Id != run && row.State == RunState.Done && row.InputHash == hash)
            .OrderByDescending(row => row.LocalDate)
            .Join(db.Incumbents, row => row.Id, plan => plan.RunId, (row, plan) => new IncumbentPlan(plan.Cost, plan.InputHash, plan.Plan))
            .FirstOrDefaultAsync(cancellationToken);

    private async Task<IReadOnlyList<Shift>?> LatestAsync(BusinessUnitId unit, SchedulePeriod period, CancellationToken cancellationToken)
    {
        ScheduleVersion? latest = await db.Schedules.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.FirstDay == period.FirstDay && row.Weeks == period.Weeks)
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
        return latest is null ? null : (await ScheduleStore.LoadAsync(db, latest.Id, cancellationToken)).Shifts;
    }
}

/// <summary>A planning unit ready to be searched.</summary>
/// <param name="Problem">The problem; empty when something stands in the way.</param>
/// <param name="Hash">Hash of the problem and of this program's version.</param>
/// <param name="Notes">People left out and other things a planner should know; with no problem, what stands in the way.</param>
/// <param name="Finished">A plan of exactly this problem made on an earlier day: nothing is left to do.</param>
/// <param name="Start">Where the search begins.</param>
public sealed record UnitToPlan(SchedulingProblem? Problem, string Hash, IReadOnlyList<Remark> Notes, IncumbentPlan? Finished, DraftSchedule? Start)
{
    /// <summary>Locked shifts the search cannot hold, such as one on a day the person is away by now; they stay all the same.</summary>
    public IReadOnlyList<Remark> Unheld { get; init; } = [];
}
