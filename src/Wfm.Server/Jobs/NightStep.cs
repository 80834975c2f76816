using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>The night's first work on a centre: forecast and requirement, then one run for each planning unit.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="settings">What this installation sets.</param>
public sealed class NightStep(IServiceScopeFactory scopes, ServerSettings settings) : IRunStep
{
    /// <inheritdoc/>
    public string Kind => JoinNight.NightKind;

    /// <inheritdoc/>
    public async Task RunAsync(RunWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        RunKey key = work.Hold.Key;
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        PreparedNight night = await new PrepareNight(db, new DatabaseClock(now)).RunAsync(key.Unit, key.Date, new Share(work), cancellationToken);
        BusinessUnitId unit = key.Unit;
        string zone = await db.BusinessUnits.Where(row => row.Id == unit).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        Instant deadline = work.Hold.Deadline ?? JobTimes.NightEnd(settings, DateTimeZoneProviders.Tzdb[zone], now);
        await InTransaction.RunAsync(db, async () =>
        {
            await RunStore.EndAsync(db, work.Hold, new RunEnd(RunState.Done, night.Obstacle), cancellationToken);
            foreach (PlanningUnit part in night.Obstacle is null ? night.Parts : [])
            {
                RunOrder order = new(part.Agents.Count * night.Period!.Weeks, deadline, NightOrder.Of(night.Period, night.Requirement!.Value, part).Write());
                await RunStore.QueueAsync(db, key with { Kind = JoinNight.PlanKind, Part = part.Name }, order, again: true, cancellationToken);
            }

            return 0;
        }, cancellationToken);
    }

    private sealed class Share(RunWork work) : IProgress<double>
    {
        public void Report(double value) => work.Progress = new RunProgress(value * 0.8);
    }
}
