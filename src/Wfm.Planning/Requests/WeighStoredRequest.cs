using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Weighs what a stored request asks for against the published schedules it touches. Changes nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class WeighStoredRequest(WfmDb db, KeptPlans plans)
{
    /// <summary>The table alone: no alternatives, no simulated days.</summary>
    public static WeighOptions FromTable { get; } = new() { Alternatives = 0, SimulatedDays = 0 };

    /// <summary>Weighs, and plays the days near a limit call by call; the seed is the request's number, so asking again gives the same figures.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<StoredWeighing> SimulateAsync(StoredRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        WeighOptions options = new() { Alternatives = 0, Seed = request.Id };
        StoredWeighing weighing = await RunAsync(request.BusinessUnitId, request.Content, options, cancellationToken);
        return weighing with { Figures = weighing.Figures with { Seed = weighing.Figures.Stage == ConsequenceStage.Simulation ? request.Id : null } };
    }

    /// <summary>Weighs.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="content">What is asked.</param>
    /// <param name="options">How far to look.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<StoredWeighing> RunAsync(BusinessUnitId unit, RequestContent content, WeighOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        string stamp = await KeptPlans.StampAsync(db, unit, cancellationToken);
        ScheduleRequest change = ChangeOf(content);
        List<WeighedPart> parts = [];
        List<Consequence> consequences = [];
        List<ProblemFinding> findings = [];
        List<string> notes = [];
        IReadOnlyList<ScheduleId> inForce = await InForceAsync(unit, content.Start, content.End, cancellationToken);
        foreach (ScheduleId schedule in inForce)
        {
            PlanLoading loading = await plans.GetAsync(db, unit, schedule, stamp, cancellationToken);
            if (loading.Plan is not { } plan)
            {
                notes.AddRange(loading.Notes.Select(note => note.Text));
                continue;
            }

            Weighing weighing = RequestWeigher.Weigh(plan.Prepared, change, options, cancellationToken);
            if (weighing.Consequence is { } consequence)
            {
                parts.Add(new WeighedPart(plan, plan.Prepared.Read(change).Edit!));
                consequences.Add(consequence);
            }
            else if (content.Kind is RequestKind.Absence or RequestKind.TimeOff)
            {
                // Away from a plan one is not in: callers notice nothing, and there is nothing to change.
                notes.AddRange(weighing.Findings.Select(finding => finding.ToString()));
            }
            else
            {
                findings.AddRange(weighing.Findings);
            }
        }

        if (inForce.Count == 0 && content.Kind is not (RequestKind.Absence or RequestKind.TimeOff))
        {
            findings.Add(new ProblemFinding("start", "no published schedule", "a day of a published schedule") { Said = "no-published-schedule" });
        }

        ConsequenceInputs inputs = new(inForce, stamp, EngineVersion.Current);
        ConsequenceFigures figures = ConsequenceFigures.Of(inputs, consequences, notes);
        if (content.Kind == RequestKind.Overtime && parts.Count > 0)
        {
            figures = await WithOvertimeAsync(unit, content, parts, figures, cancellationToken);
        }

        return new StoredWeighing(figures, parts, findings);
    }

    private async Task<ConsequenceFigures> WithOvertimeAsync(
        BusinessUnitId unit, RequestContent content, IReadOnlyList<WeighedPart> parts, ConsequenceFigures figures, CancellationToken cancellationToken)
    {
        DateTimeZone zone = await LoadRequest.ZoneAsync(db, unit, cancellationToken);
        (AgentId agent, LocalDate date) = (content.People[0], content.Start.InZone(zone).Date);
        OvertimeJournal? journal = (await new ReadOvertime(db, unit, zone).RunAsync(date, agent, cancellationToken)).GetValueOrDefault(agent);
        Shift? shift = parts.SelectMany(part => part.Plan.Shifts).FirstOrDefault(own => own.Agent == agent && own.Date == date);
        OvertimeInLieu overtime = OvertimeInLieu.Of(new Interval(content.Start, content.End), shift?.Span, [.. journal?.AgreedOn(date) ?? []]).AfterExtra(journal?.ExtraLeftIn(date) ?? 0);
        return figures.WithOvertime(overtime, journal?.Broken(agent, date, overtime.Extra, overtime.Simple + overtime.Qualified) ?? []);
    }

    /// <summary>The newest published version of every period a span touches.</summary>
    internal async Task<IReadOnlyList<ScheduleId>> InForceAsync(BusinessUnitId unit, Instant start, Instant end, CancellationToken cancellationToken)
    {
        string zone = await db.BusinessUnits.Where(row => row.Id == unit).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        LocalDate first = start.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        LocalDate last = end.Minus(Duration.Epsilon).InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        LocalDate earliest = first.PlusWeeks(-SchedulePeriod.LongestWeeks);
        var versions = await db.Schedules.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.State == ScheduleState.Published && row.FirstDay <= last && row.FirstDay >= earliest
                && !db.Schedules.Any(other => other.BusinessUnitId == unit && other.FirstDay == row.FirstDay && other.State == ScheduleState.Published && other.Version > row.Version))
            .OrderBy(row => row.FirstDay).Select(row => new { row.Id, row.FirstDay, row.Weeks }).ToListAsync(cancellationToken);
        return [.. versions.Where(row => row.FirstDay.PlusWeeks(row.Weeks) > first).Select(row => row.Id)];
    }

    internal static ScheduleRequest ChangeOf(RequestContent content)
    {
        Interval span = new(content.Start, content.End);
        return content.Kind switch
        {
            RequestKind.Absence => new AbsenceRequest(content.People[0], span),
            RequestKind.TimeOff => new TimeOffRequest(content.People[0], span),
            RequestKind.Meeting => new MeetingRequest(content.People, span, content.Activity ?? ActivityKind.Meeting),
            RequestKind.Training => new MeetingRequest(content.People, span, content.Activity ?? ActivityKind.Training),
            RequestKind.Assignment => new MeetingRequest(content.People, span, content.Activity ?? ActivityKind.Administration),
            RequestKind.Overtime => new OvertimeRequest(content.People[0], span),
            RequestKind.Loan => new LoanRequest(new LentCalls(content.People, content.Queues), span),
            RequestKind.Swap => new SwapRequest(content.People[0], content.Date!.Value, content.People[1], content.OtherDate!.Value),
        };
    }
}

/// <summary>What weighing a stored request gave.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="Parts">The schedules it would change.</param>
/// <param name="Findings">Why it does not fit; empty when it does.</param>
public sealed record StoredWeighing(ConsequenceFigures Figures, IReadOnlyList<WeighedPart> Parts, IReadOnlyList<ProblemFinding> Findings);

/// <summary>A schedule a request would change.</summary>
/// <param name="Plan">The schedule.</param>
/// <param name="Edit">What would change in it.</param>
public sealed record WeighedPart(StoredPlan Plan, ScheduleEdit Edit);
