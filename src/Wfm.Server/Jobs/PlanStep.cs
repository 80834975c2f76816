using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>The night's work on one planning unit.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="settings">What this installation sets.</param>
public sealed class PlanStep(IServiceScopeFactory scopes, ServerSettings settings) : IRunStep
{
    private static readonly Duration Shortest = Duration.FromSeconds(2);

    /// <inheritdoc/>
    public string Kind => JoinNight.PlanKind;

    /// <inheritdoc/>
    public async Task RunAsync(RunWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        UnitToPlan unit = await new PlanUnit(db).LoadAsync(work.Hold.Run, work.Hold.Key, NightOrder.Read(work.Hold.OrderJson), cancellationToken);
        if (unit.Problem is null)
        {
            await EndAsync(db, work, null, new RunEnd(RunState.Failed, Remark.Joined(unit.Notes)), cancellationToken);
        }
        else if (unit.Finished is { } same)
        {
            await EndAsync(db, work, same, new RunEnd(RunState.Done, JoinNight.Unchanged, null, unit.Hash, new RunProgress(1, same.Cost)), cancellationToken);
        }
        else
        {
            Duration limit = await LimitAsync(db, work.Hold, cancellationToken);
            (ScheduleResult Result, SchedulingProblem Problem, Remark? Told) found = await Task.Run(
                () => PlanUnit.Search(unit, problem => Search(work, problem, unit, limit, cancellationToken)), CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            await StoreAsync(db, work, found, unit.Hash, cancellationToken);
        }
    }

    private ScheduleResult Search(RunWork work, SchedulingProblem problem, UnitToPlan unit, Duration limit, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ScheduleOptions options = new()
        {
            Steps = settings.NightStepsPerUnit,
            BoundSteps = settings.NightStepsPerUnit is null ? null : Math.Min(200, settings.NightStepsPerUnit.Value),
            TimeLimit = limit,
            Elapsed = () => Duration.FromTimeSpan(watch.Elapsed),
            WarmStart = unit.Start,
            Incumbent = (plan, cost) => work.Keep(() => Packed(problem, unit.Hash, plan, cost)),
        };
        return ScheduleBuilder.Build(problem, options, new Share(work, limit, watch), cancellationToken);
    }

    // What is found by the deadline is kept; a unit that comes too late still gets a moment, which its last plan warms up.
    private async Task<Duration> LimitAsync(WfmDb db, RunHold hold, CancellationToken cancellationToken)
    {
        Duration limit = Duration.FromSeconds(settings.NightSecondsPerUnit);
        return hold.Deadline is { } deadline
            ? Duration.Max(Shortest, Duration.Min(limit, deadline - await RunStore.NowAsync(db, cancellationToken)))
            : limit;
    }

    private static Task<int> StoreAsync(
        WfmDb db, RunWork work, (ScheduleResult Result, SchedulingProblem Problem, Remark? Told) found, string hash, CancellationToken cancellationToken)
    {
        (ScheduleResult result, SchedulingProblem problem, Remark? told) = found;
        RunProgress figures = new(1, result.Cost.Total, result.Bound);
        return UnstaffedPosts.IsUsable(result.Outcome)
            ? EndAsync(db, work, Packed(problem, hash, result.Schedule, result.Cost.Total), new RunEnd(RunState.Done, told, null, hash, figures), cancellationToken)
            : EndAsync(db, work, null, new RunEnd(RunState.Failed, Why(result.Outcome), null, hash, new RunProgress(1)), cancellationToken);
    }

    private static Task<int> EndAsync(WfmDb db, RunWork work, IncumbentPlan? plan, RunEnd end, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            if (plan is not null && !await RunStore.KeepAsync(db, work.Hold, plan, cancellationToken))
            {
                throw new RunLostException(work.Hold);
            }

            await RunStore.EndAsync(db, work.Hold, end, cancellationToken);
            await new JoinNight(db, new DatabaseClock(await RunStore.NowAsync(db, cancellationToken))).RunAsync(work.Hold.Key, cancellationToken);
            return 0;
        }, cancellationToken);

    private static IncumbentPlan Packed(SchedulingProblem problem, string hash, DraftSchedule plan, double cost) => new(cost, hash, KeptPlan.Pack(plan.ToShifts(problem)));

    private static Remark Why(ScheduleOutcome outcome) => outcome switch
    {
        ScheduleOutcome.Infeasible impossible => new Remark(
            string.Create(CultureInfo.InvariantCulture, $"plan-infeasible|{string.Join(", ", impossible.Conflicts.SelectMany(conflict => conflict.Agents).Distinct().Take(10))}"),
            $"no schedule keeps every rule: {string.Join(' ', impossible.Conflicts.Take(5).Select(conflict => conflict.ToString()))}"),
        ScheduleOutcome.Invalid invalid => new Remark(
            string.Create(CultureInfo.InvariantCulture, $"plan-invalid|{invalid.Findings.Count}|{string.Join(", ", invalid.Findings.Take(5).Select(finding => finding.Path))}"),
            $"the data cannot be planned: {string.Join(' ', invalid.Findings.Take(5).Select(finding => finding.ToString()))}"),
        _ => Remark.Of("plan-too-short", "the time was too short to give everybody a schedule"),
    };

    private sealed class Share(RunWork work, Duration limit, Stopwatch watch) : IProgress<ScheduleProgress>
    {
        public void Report(ScheduleProgress value) =>
            work.Progress = new RunProgress(Math.Min(0.99, watch.Elapsed.TotalSeconds / limit.TotalSeconds), value.Cost, value.Bound);
    }
}
