using System.Diagnostics;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Cli;

/// <summary>Forecast, requirement and schedule of one period, one step after the other on the database.</summary>
internal sealed class PlanRun(WfmDb db, PlanSteps steps, IClock clock)
{
    /// <summary>Runs the three steps; stops after the first that gives nothing.</summary>
    public async Task<PlanOutcome> RunAsync(
        BusinessUnitId unit, SchedulePeriod period, LocalDate plannedOn, ScheduleOptions options, CancellationToken cancellationToken)
    {
        MakeForecastResult forecast = await steps.RunAsync("Forecast", told =>
            new MakeForecast(db, clock).RunAsync(unit, new ForecastDays(period.FirstDay, period.Weeks * 7), new Fraction<double>(told, share => share), cancellationToken));
        if (forecast.Stored is not { } stored)
        {
            return new PlanOutcome(forecast, null, null);
        }

        RequireStaffResult staff = await steps.RunAsync("Requirement", _ => new RequireStaff(db, clock).RunAsync(unit, stored.Id, plannedOn, cancellationToken));
        Stopwatch watch = Stopwatch.StartNew();
        ScheduleOptions timed = options with { Elapsed = () => Duration.FromTimeSpan(watch.Elapsed) };
        double limit = options.TimeLimit?.TotalSeconds ?? 60;
        BuildScheduleResult schedule = await steps.RunAsync("Schedule", told => new BuildSchedule(db, clock).RunAsync(
            unit, staff.Stored.Id, period, timed, new Fraction<ScheduleProgress>(told, _ => Math.Min(1, watch.Elapsed.TotalSeconds / limit)), cancellationToken));
        return new PlanOutcome(forecast, staff, schedule);
    }

    private sealed class Fraction<T>(Action<double> told, Func<T, double> of) : IProgress<T>
    {
        public void Report(T value) => told(of(value));
    }
}

/// <summary>What the steps gave; later ones are empty when an earlier one gave nothing.</summary>
internal sealed record PlanOutcome(MakeForecastResult Forecast, RequireStaffResult? Staff, BuildScheduleResult? Schedule);
