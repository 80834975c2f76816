using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The night's last step for a centre: when no planning unit is left, joins their plans into one draft and writes the report.</summary>
/// <param name="db">The database, in the transaction that ends a planning unit.</param>
/// <param name="clock">What time it is.</param>
public sealed class JoinNight(WfmDb db, IClock clock)
{
    /// <summary>Kind of the run that prepares a centre and carries its report.</summary>
    public const string NightKind = "night";

    /// <summary>Kind of the runs of planning units.</summary>
    public const string PlanKind = "plan";

    /// <summary>Said of a planning unit whose plan of an earlier night still holds.</summary>
    public static Remark Unchanged { get; } = Remark.Of("unchanged", "nothing changed since it was last planned");

    private const string Itself = "night";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Joins the night if this was its last run. Whoever calls it at the same time for the same centre waits.</summary>
    /// <param name="ended">The run that ends in this transaction.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    public async Task RunAsync(RunKey ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        Instant now = await RunStore.NowAsync(db, cancellationToken);

        // Takes the unit's lock: of two last runs the second one sees that the first has ended.
        await Tell.ScreensAsync(db, ended.Unit, "run-ended", $"runs/{ended.Date:uuuu-MM-dd}", now, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        List<StoredRun> runs = await db.Runs.AsNoTracking().Where(row => row.BusinessUnitId == ended.Unit && row.LocalDate == ended.Date && row.Kind == PlanKind)
            .OrderBy(row => row.Part).ToListAsync(cancellationToken);
        if (runs.Count == 0 || runs.Any(run => run.State is RunState.Queued or RunState.Running))
        {
            return;
        }

        (ScheduleVersion? draft, string? why) = await JoinAsync(ended.Unit, runs, cancellationToken);
        NightReport report = new(
            draft?.Id.Value, draft?.Version, runs.Where(run => run.Cost is not null).Sum(run => run.Cost),
            [.. runs.Select(run => new NightReportRow(
                run.Part, run.State.ToString(), run.Reason, run.Cost, run.LowerBound, run.Tries,
                run.FinishedAt is { } end && run.StartedAt is { } start ? Math.Round((end - start).TotalSeconds, 1) : null))],
            why);
        string json = JsonSerializer.Serialize(report, Options);
        await db.Runs.Where(row => row.BusinessUnitId == ended.Unit && row.LocalDate == ended.Date && row.Kind == NightKind)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReportJson, json), cancellationToken);
        await TellPlannersAsync(db, ended.Unit, "night-report", json, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Tells everybody who plans for a unit.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Where.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="bodyJson">The facts.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Tells nobody.</param>
    public static async Task TellPlannersAsync(WfmDb db, BusinessUnitId unit, string kind, string bodyJson, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<AccountId> planners = await db.Roles.Where(row => row.BusinessUnitId == unit && row.Role == Role.Trafikledning)
            .Select(row => row.AccountId).Distinct().ToListAsync(cancellationToken);
        foreach (AccountId planner in planners)
        {
            Tell.Account(db, unit, planner, kind, bodyJson, now);
        }
    }

    // Planning units that were not planned keep what the newest version of the period says.
    private async Task<(ScheduleVersion? Draft, string? Why)> JoinAsync(BusinessUnitId unit, List<StoredRun> runs, CancellationToken cancellationToken)
    {
        if (!runs.Any(run => run is { State: RunState.Done, Cost: not null }) || runs.All(run => run.State != RunState.Done || run.Reason == Unchanged.Text))
        {
            return (null, null);
        }

        NightOrder order = NightOrder.Read(runs[0].OrderJson);
        SchedulePeriod period = order.Period;
        List<ScheduleVersion> versions = await db.Schedules.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.FirstDay == period.FirstDay)
            .OrderByDescending(row => row.Version).ToListAsync(cancellationToken);
        if (versions.Find(version => version.State == ScheduleState.Published) is { } published)
        {
            string why = $"Version {published.Version} was published while the night planned; the night's plan was not stored.";
            db.AuditEntries.Add(new AuditEntry(unit, clock.GetCurrentInstant(), Itself, new AuditedAct(
                "discard-night-plan", $"schedule {period.FirstDay:uuuu-MM-dd}", why, $$"""{"published":{{published.Version}}}""", null)));
            return (null, why);
        }

        ScheduleVersion? before = versions.Find(version => version.Weeks == period.Weeks);
        IReadOnlyList<Shift> old = before is null ? [] : (await ScheduleStore.LoadAsync(db, before.Id, cancellationToken)).Shifts;
        HashSet<(AgentId Agent, LocalDate Date)> locked = before is null ? [] : await LockedDays.OfAsync(db, unit, period, cancellationToken);
        List<Shift> shifts = LockedDays.PutBack(await ShiftsAsync(runs, old, cancellationToken), old, locked);
        ScheduleVersion draft = await ScheduleStore.SaveAsync(db, unit, period, shifts, await OriginAsync(unit, order, runs, before, shifts, cancellationToken), cancellationToken);
        db.AuditEntries.Add(new AuditEntry(unit, clock.GetCurrentInstant(), Itself, new AuditedAct(
            "night-draft", $"schedule {period.FirstDay:uuuu-MM-dd} v{draft.Version}", locked.Count == 0 ? null : $"{locked.Count} locked days kept",
            before is null ? null : $$"""{"version":{{before.Version}}}""", $$"""{"version":{{draft.Version}},"schedule":{{draft.Id.Value}}}""")));
        return (draft, null);
    }

    private async Task<List<Shift>> ShiftsAsync(List<StoredRun> runs, IReadOnlyList<Shift> old, CancellationToken cancellationToken)
    {
        List<Shift> shifts = [];
        foreach (StoredRun run in runs.Where(run => run.State == RunState.Done))
        {
            StoredIncumbent? plan = await db.Incumbents.AsNoTracking().SingleOrDefaultAsync(row => row.RunId == run.Id, cancellationToken);
            shifts.AddRange(plan is null ? [] : KeptPlan.Unpack(plan.Plan));
        }

        if (runs.Any(run => run.State != RunState.Done))
        {
            HashSet<AgentId> planned = [.. shifts.Select(shift => shift.Agent)];
            shifts.AddRange(old.Where(shift => !planned.Contains(shift.Agent)));
        }

        return shifts;
    }

    private async Task<ScheduleOrigin> OriginAsync(
        BusinessUnitId unit, NightOrder order, List<StoredRun> runs, ScheduleVersion? before, IReadOnlyList<Shift> shifts, CancellationToken cancellationToken)
    {
        RequirementId requirement = order.RequirementId;
        CentreToPlan centre = await StoredCentre.LoadAsync(db, unit, requirement, order.Period, cancellationToken);
        (AssembledProblem assembled, CarriedTotals carried) = await new EarlierPeriods(db, unit).AssembleAsync(centre, cancellationToken);
        SlottedSchedule? slotted = assembled.Problem is { } problem ? ScheduleInSlots.Of(problem, shifts) : null;
        ServiceLevelForecast? prediction = slotted is null ? null
            : ServiceLevelPrediction.Of(slotted.Problem, slotted.Schedule, await StandingLoans.OfAsync(db, unit, slotted.Problem, cancellationToken));
        int version = await db.Requirements.Where(row => row.Id == requirement).Select(row => row.Version).SingleAsync(cancellationToken);
        return new ScheduleOrigin(
            ResultOrigin.Of(
                $"requirement#{version}", "the night, unit by unit", 1,
                new { Period = $"{order.FirstDay}/{order.Weeks}w", Night = runs[0].LocalDate.ToString("uuuu-MM-dd", null) },
                new { Units = runs.Select(run => new { run.Part, State = run.State.ToString(), run.Cost, Bound = run.LowerBound, run.Reason }), Queues = prediction?.Queues ?? [], Ledger = slotted is null ? FairnessLedger.Empty : FairnessLedger.Of(slotted.Problem, slotted.Schedule), Carried = carried },
                clock.GetCurrentInstant()),
            requirement, before?.Id,
            runs.Sum(run => run.Cost), runs.Sum(run => run.LowerBound));
    }
}

/// <summary>What a night did for a centre.</summary>
/// <param name="Schedule">Number of the draft it made; empty when nothing had changed or nothing could be planned.</param>
/// <param name="Version">The draft's version within its period.</param>
/// <param name="Cost">Cost of all planned units.</param>
/// <param name="Units">Unit by unit.</param>
/// <param name="Why">Why no draft was stored, where that needs saying.</param>
public sealed record NightReport(int? Schedule, int? Version, double? Cost, IReadOnlyList<NightReportRow> Units, string? Why = null);

/// <summary>What a night did for a planning unit.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="State">How it ended.</param>
/// <param name="Reason">Why, where that needs saying.</param>
/// <param name="Cost">Cost of its plan.</param>
/// <param name="LowerBound">No plan can cost less.</param>
/// <param name="Tries">Times it was tried.</param>
/// <param name="Seconds">How long the last try took.</param>
public sealed record NightReportRow(string Unit, string State, string? Reason, double? Cost, double? LowerBound, int Tries, double? Seconds);
