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

/// <summary>Carries a yes into the schedule, the absences, the meetings and the balances, and takes it back again.</summary>
/// <param name="db">The database, with the unit held.</param>
/// <param name="now">What time it is.</param>
internal sealed class ChangeForRequest(WfmDb db, Instant now)
{
    /// <summary>Makes the change.</summary>
    public async Task<RequestEffect> MakeAsync(StoredRequest request, StoredWeighing weighing, DateTimeZone zone, CancellationToken cancellationToken)
    {
        List<VersionChange> versions = [];
        foreach (WeighedPart part in weighing.Parts.Where(part => part.Edit.Days.Count > 0))
        {
            Schedule old = await ScheduleStore.LoadAsync(db, part.Plan.Id, cancellationToken);
            ScheduleId made = await SaveAsync(request, part.Plan.Id, old.Period, Edited(old, part), cancellationToken);
            versions.Add(new VersionChange(part.Plan.Id, made));
        }

        db.AddRange(AbsencesOf(request, zone));
        db.AddRange(MeetingsOf(request, zone));
        return new RequestEffect(versions);
    }

    /// <summary>Takes it back: the shifts are again what they were, other changes since stay.</summary>
    /// <returns>False when the same shifts were changed again since; nothing is written then.</returns>
    public async Task<bool> UndoAsync(StoredRequest request, DateTimeZone zone, CancellationToken cancellationToken)
    {
        List<(ScheduleId Current, Schedule Old, List<Shift> Shifts)> restored = [];
        foreach (VersionChange change in RequestJson.Read<RequestEffect>(request.EffectJson!).Versions)
        {
            Schedule from = await ScheduleStore.LoadAsync(db, change.From, cancellationToken), to = await ScheduleStore.LoadAsync(db, change.To, cancellationToken);
            ScheduleId current = await NewestAsync(request.BusinessUnitId, from.Period, cancellationToken);
            Schedule now = current == change.To ? to : await ScheduleStore.LoadAsync(db, current, cancellationToken);
            AgentId[] people = [.. request.Content.People];
            HashSet<(AgentId, LocalDate)> touched = [.. DaysOf(from, people).Union(DaysOf(to, people)).Where(day => Text(from, day) != Text(to, day))];
            if (touched.Any(day => Text(now, day) != Text(to, day)))
            {
                return false;
            }

            restored.Add((current, now, [.. now.Shifts.Where(shift => !touched.Contains((shift.Agent, shift.Date))), .. from.Shifts.Where(shift => touched.Contains((shift.Agent, shift.Date)))]));
        }

        foreach ((ScheduleId current, Schedule old, List<Shift> shifts) in restored)
        {
            await SaveAsync(request, current, old.Period, shifts, cancellationToken);
        }

        await RemoveRowsAsync(request, zone, cancellationToken);
        return true;
    }

    private static List<Shift> Edited(Schedule old, WeighedPart part)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = part.Edit.Apply(part.Plan.Prepared.Problem, part.Plan.Prepared.Schedule);
        HashSet<int> numbers = [.. part.Edit.People.Select(person => person.Agent)];
        HashSet<AgentId> people = [.. numbers.Select(number => problem.Agents[number].Id)];
        HashSet<LocalDate> dates = [.. part.Edit.Days.Select(day => problem.Grid.Days[day].Date)];
        return
        [
            .. old.Shifts.Where(shift => !people.Contains(shift.Agent) || !dates.Contains(shift.Date)),
            .. part.Edit.Days.SelectMany(day => schedule.ShiftsOn(problem, day)).Where(shift => numbers.Contains(shift.Agent)).Select(shift => shift.Shift),
        ];
    }

    private async Task<ScheduleId> SaveAsync(StoredRequest request, ScheduleId parent, SchedulePeriod period, List<Shift> shifts, CancellationToken cancellationToken)
    {
        ScheduleVersion old = await db.Schedules.AsNoTracking().SingleAsync(row => row.Id == parent, cancellationToken);
        ScheduleOrigin origin = new(
            ResultOrigin.Of($"schedule#{parent.Value} request#{request.Id}", "request decided", null, new { Request = request.Id }, new { }, now),
            old.RequirementId, parent);
        ScheduleVersion made = await ScheduleStore.SaveAsync(db, request.BusinessUnitId, period, shifts, origin, cancellationToken);
        made.Publish(now);
        await db.SaveChangesAsync(cancellationToken);
        await Tell.ScreensAsync(db, request.BusinessUnitId, "schedule-published", $"schedules/{made.Id.Value}", now, null, cancellationToken);
        return made.Id;
    }

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

    private static IEnumerable<(AgentId Agent, LocalDate Date)> DaysOf(Schedule schedule, AgentId[] people) =>
        schedule.Shifts.Where(shift => people.Contains(shift.Agent)).Select(shift => (shift.Agent, shift.Date));

    private static string Text(Schedule schedule, (AgentId Agent, LocalDate Date) day) => string.Join(' ', schedule.Shifts
        .Where(shift => shift.Agent == day.Agent && shift.Date == day.Date)
        .Select(shift => $"{shift.Span} {string.Join(' ', shift.Activities.Select(piece => $"{piece.Kind} {piece.Span}"))}"));
}
