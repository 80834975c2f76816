using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What a yes changed: from which published version to which.</summary>
/// <param name="Versions">One per period touched.</param>
internal sealed record RequestEffect(IReadOnlyList<VersionChange> Versions);

/// <summary>A published version and the one that took its place.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
internal sealed record VersionChange(ScheduleId From, ScheduleId To);

/// <summary>Carries a yes into the schedule, the absences and the meetings, and takes it back again.</summary>
/// <param name="db">The database, with the unit held.</param>
/// <param name="now">What time it is.</param>
internal sealed class ChangeForRequest(WfmDb db, Instant now)
{
    /// <summary>Makes the change, or says why not; nothing is written then.</summary>
    public async Task<(RequestEffect? Effect, RequestRefusal? Refusal)> MakeAsync(
        StoredRequest request, StoredWeighing weighing, SaidYes yes, DateTimeZone zone, CancellationToken cancellationToken)
    {
        PublishedChange[] changes =
        [
            .. weighing.Parts.Where(part => part.Edit.Days.Count > 0).Select(part => new PublishedChange(part.Plan.Id, [.. DaysOf(request, part)])),
        ];
        ChangeCause cause = ChangeCause.OfRequest(request.Id, request.Content.People, yes.By.Name, yes.Reason, isByPerson: yes.Rule is null);
        ChangeOutcome outcome = await new ChangePublished(db, now).RunAsync(request.BusinessUnitId, changes, cause, cancellationToken);
        if (outcome.Conflict is { } conflict)
        {
            return (null, RequestRefusal.Of(conflict));
        }

        db.AddRange(AbsencesOf(request, zone));
        db.AddRange(MeetingsOf(request, zone));
        db.AddRange(StandingLoans.Of(request));
        return (new RequestEffect([.. changes.Zip(outcome.Versions, (change, made) => new VersionChange(change.From, made.Id))]), null);
    }

    /// <summary>Takes it back: the shifts are again what they were, other changes since stay.</summary>
    /// <returns>Why not; nothing is written then.</returns>
    public async Task<RequestRefusal?> UndoAsync(StoredRequest request, Actor by, DateTimeZone zone, CancellationToken cancellationToken)
    {
        List<PublishedChange> changes = [];
        foreach (VersionChange change in RequestJson.Read<RequestEffect>(request.EffectJson!).Versions)
        {
            Schedule from = await ScheduleStore.LoadAsync(db, change.From, cancellationToken), to = await ScheduleStore.LoadAsync(db, change.To, cancellationToken);
            ScheduleId current = await NewestAsync(request.BusinessUnitId, from.Period, cancellationToken);
            Schedule then = current == change.To ? to : await ScheduleStore.LoadAsync(db, current, cancellationToken);
            DayEdit[] touched =
            [
                .. CompareSchedules.Of(from.Shifts, to.Shifts).Where(day => request.Content.People.Contains(day.Agent))
                    .Select(day => new DayEdit(day.Agent, day.Date, day.Before)),
            ];
            HashSet<(AgentId, LocalDate)> days = [.. touched.Select(day => (day.Agent, day.Date))];
            if (CompareSchedules.Of(to.Shifts, then.Shifts).Any(day => days.Contains((day.Agent, day.Date))))
            {
                return RequestRefusal.ChangedSince;
            }

            changes.Add(new PublishedChange(current, request.Kind == RequestKind.Loan ? [.. LentDays(request, then)] : touched));
        }

        ChangeOutcome outcome = await new ChangePublished(db, now).RunAsync(
            request.BusinessUnitId, changes, ChangeCause.TakenBack(request.Id, request.Content.People, by.Name), cancellationToken);
        if (outcome.Conflict is { } conflict)
        {
            return RequestRefusal.Of(conflict);
        }

        await RemoveRowsAsync(request, zone, cancellationToken);
        return null;
    }

    private static IEnumerable<DayEdit> DaysOf(StoredRequest request, WeighedPart part)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = part.Edit.Apply(part.Plan.Prepared.Problem, part.Plan.Prepared.Schedule);
        HashSet<AgentId> people = [.. request.Content.People, .. part.Edit.People.Select(person => problem.Agents[person.Agent].Id)];
        HashSet<LocalDate> dates = [.. part.Edit.Days.Select(day => problem.Grid.Days[day].Date)];
        Shift[] before = [.. part.Plan.Shifts.Where(shift => people.Contains(shift.Agent) && dates.Contains(shift.Date))];
        Shift[] after = [.. part.Edit.Days.SelectMany(day => schedule.ShiftsOn(problem, day)).Select(shift => shift.Shift).Where(shift => people.Contains(shift.Agent))];
        return request.Kind == RequestKind.Loan
            ? LentDays(request, new Schedule(part.Plan.Period, part.Plan.Version, part.Plan.State, before))
            : CompareSchedules.Of(before, after).Select(day => new DayEdit(day.Agent, day.Date, day.After));
    }

    // Somebody lent keeps the shift; the day counts as concerned.
    private static IEnumerable<DayEdit> LentDays(StoredRequest request, Schedule schedule) => schedule.Shifts
        .Where(shift => request.Content.People.Contains(shift.Agent) && shift.Span.Start < request.End && shift.Span.End > request.Start)
        .Select(shift => new DayEdit(shift.Agent, shift.Date, shift));

    private Task<ScheduleId> NewestAsync(BusinessUnitId unit, SchedulePeriod period, CancellationToken cancellationToken) => db.Schedules
        .Where(row => row.BusinessUnitId == unit && row.FirstDay == period.FirstDay && row.State == ScheduleState.Published)
        .OrderByDescending(row => row.Version).Select(row => row.Id).FirstAsync(cancellationToken);

    private async Task RemoveRowsAsync(StoredRequest request, DateTimeZone zone, CancellationToken cancellationToken)
    {
        foreach (StoredAbsence absence in AbsencesOf(request, zone))
        {
            db.RemoveRange(await db.Absences.Where(row => row.BusinessUnitId == absence.BusinessUnitId && row.AgentCode == absence.AgentCode
                && row.Start == absence.Start && row.End == absence.End && row.Category == absence.Category).Take(1).ToListAsync(cancellationToken));
        }

        int id = request.Id;
        db.RemoveRange(await db.Loans.Where(row => row.RequestId == id).ToListAsync(cancellationToken));
        foreach (StoredMeeting meeting in MeetingsOf(request, zone))
        {
            db.RemoveRange(await db.Meetings.Where(row => row.BusinessUnitId == meeting.BusinessUnitId && row.AgentCode == meeting.AgentCode
                && row.Start == meeting.Start && row.End == meeting.End && row.Activity == meeting.Activity).Take(1).ToListAsync(cancellationToken));
        }
    }

    private static IEnumerable<StoredAbsence> AbsencesOf(StoredRequest request, DateTimeZone zone)
    {
        if (request.Kind == RequestKind.Absence)
        {
            yield return new StoredAbsence(
                request.BusinessUnitId, new Absence(request.Content.People[0], Local(request.Start, zone), Local(request.End, zone), request.Category ?? AbsenceCategory.Other));
        }
    }

    private static IEnumerable<StoredMeeting> MeetingsOf(StoredRequest request, DateTimeZone zone) =>
        request.Kind is not (RequestKind.Meeting or RequestKind.Training or RequestKind.Assignment)
            ? []
            : request.Content.People.Select(agent => new StoredMeeting(
                request.BusinessUnitId, new Meeting(agent, Local(request.Start, zone), Local(request.End, zone), request.Activity!.Value, IsMovable: false)));

    private static LocalDateTime Local(Instant instant, DateTimeZone zone) => instant.InZone(zone).LocalDateTime;
}
