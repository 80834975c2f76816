using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Reports;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads what reports about people count, of the groups the asker may see. Changes nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="unit">Whose.</param>
/// <param name="frame">The centre and the days.</param>
/// <param name="groups">The groups; null for all.</param>
internal sealed class PersonFacts(WfmDb db, BusinessUnitId unit, ReportFrame frame, IReadOnlySet<GroupId>? groups)
{
    private const int WorkingDaysOfWeek = 5;

    /// <summary>How days of people agreed with the schedule.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<AdherenceFigure>> AdherenceAsync(CancellationToken cancellationToken)
    {
        (LocalDate first, LocalDate last) = (frame.Span.First, frame.Span.Last);
        List<StoredAdherenceDay> days = await db.AdherenceDays.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Date >= first && row.Date <= last)
            .OrderBy(row => row.Date).ThenBy(row => row.AgentCode).ToListAsync(cancellationToken);
        Dictionary<AgentId, string> names = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToDictionaryAsync(row => row.Code, row => row.Name, cancellationToken);
        ILookup<AgentId, AssignedFrom> assigned = await AssignedAsync(cancellationToken);
        return
        [
            .. from day in days
               let belongs = On(assigned[day.AgentCode], day.Date)
               where belongs is not null && IsSeen(belongs.Group)
               select new AdherenceFigure(
                   day.AgentCode, names.GetValueOrDefault(day.AgentCode, day.AgentCode.Value), belongs.Group, day.Date,
                   day.InMinutes, day.OutMinutes, day.NeutralMinutes, day.ScheduledReadyMinutes, day.ReadyMinutes, day.LoggedInMinutes),
        ];
    }

    /// <summary>Working days by contract, and how much of them people were away.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<ContractDay>> AbsencesAsync(CancellationToken cancellationToken)
    {
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        Dictionary<ContractId, Contract> contracts = (master.Contracts ?? []).ToDictionary(contract => contract.Id);
        ILookup<AgentId, Absence> absences = (master.Absences ?? []).ToLookup(absence => absence.Agent);
        LocalDate[] days = [.. frame.Span.Days.Where(IsWorkingDay)];
        ILookup<AgentId, AssignedFrom> assigned = await AssignedAsync(cancellationToken);
        List<ContractDay> found = [];
        foreach (Agent agent in master.Agents ?? [])
        {
            foreach (LocalDate day in days.Where(agent.IsEmployedOn))
            {
                AssignedFrom? on = On(assigned[agent.Id], day);
                if (on is not null && IsSeen(on.Group) && contracts.TryGetValue(on.Contract, out Contract? contract) && !contract.Rules.IsCalledIn)
                {
                    double hours = contract.HoursPerWeek.TotalHours / WorkingDaysOfWeek;
                    found.Add(new ContractDay(agent.Id, on.Group, day, hours, Away(absences[agent.Id], day, hours)));
                }
            }
        }

        return found;
    }

    /// <summary>Requests sent in the days.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<CountedRequest>> RequestsAsync(CancellationToken cancellationToken)
    {
        (Instant start, Instant end) = (frame.Span.In(frame.Zone).Start, frame.Span.In(frame.Zone).End);
        List<StoredRequest> requests = await db.Requests.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.SentAt >= start && row.SentAt < end).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        ILookup<AgentId, AssignedFrom> assigned = await AssignedAsync(cancellationToken);
        return
        [
            .. from request in requests
               let agent = request.Content.People[0]
               let day = request.SentAt!.Value.InZone(frame.Zone).Date
               let belongs = On(assigned[agent], day)
               where belongs is not null && IsSeen(belongs.Group)
               select new CountedRequest(
                   agent, belongs.Group, KindOf(request.Kind), request.SentAt!.Value, IsDecided(request) ? request.DecidedAt : null, request.DecideBy, ResultOf(request), IsDecided(request) && request.IsAutomatic),
        ];
    }

    private async Task<ILookup<AgentId, AssignedFrom>> AssignedAsync(CancellationToken cancellationToken) =>
        (await StaffFacts.AssignmentsAsync(db, unit, cancellationToken)).ToLookup(row => row.Agent);

    private static AssignedFrom? On(IEnumerable<AssignedFrom> assigned, LocalDate day) => assigned.Where(row => !(row.From > day)).MaxBy(row => row.From ?? LocalDate.MinIsoValue);

    private bool IsSeen(GroupId group) => groups is null || groups.Contains(group);

    // Hours are owed for weekdays on which the centre is open; where nobody has said when it is, for all that are no public holidays.
    private bool IsWorkingDay(LocalDate day) => day.DayOfWeek <= IsoDayOfWeek.Friday && !frame.FreeDays.Contains(day)
        && (frame.Queues.All(queue => !queue.OpeningHours.IsKnown) || frame.Queues.Any(queue => frame.OpenOn(queue, day).Count > 0));

    private static Dictionary<AbsenceClass, double> Away(IEnumerable<Absence> absences, LocalDate day, double contractHours)
    {
        Dictionary<AbsenceClass, double> away = [];
        double left = contractHours;
        foreach (Absence absence in absences.Where(absence => absence.Start < day.PlusDays(1).AtMidnight() && absence.End > day.AtMidnight()).OrderBy(absence => absence.Start))
        {
            LocalDateTime from = LocalDateTime.Max(absence.Start, day.AtMidnight()), to = LocalDateTime.Min(absence.End, day.PlusDays(1).AtMidnight());
            double hours = Math.Min(left, Period.Between(from, to, PeriodUnits.Minutes).Minutes / 60.0);
            left -= hours;
            AbsenceClass kind = ClassOf(absence.Category);
            away[kind] = away.GetValueOrDefault(kind) + hours;
        }

        return away;
    }

    private static AbsenceClass ClassOf(AbsenceCategory category) => category switch
    {
        AbsenceCategory.Vacation => AbsenceClass.Vacation,
        AbsenceCategory.TimeOffInLieu => AbsenceClass.TimeOffInLieu,
        AbsenceCategory.LeaveOfAbsence => AbsenceClass.Leave,
        _ => AbsenceClass.Other,
    };

    private static bool IsDecided(StoredRequest request) => request.Status is RequestStatus.Approved or RequestStatus.Denied;

    private static RequestResult ResultOf(StoredRequest request) => request.Status switch
    {
        RequestStatus.Approved => RequestResult.Approved,
        RequestStatus.Denied => Grounds(request.DecisionJson),
        RequestStatus.Withdrawn => RequestResult.Withdrawn,
        RequestStatus.Expired => RequestResult.Expired,
        _ => RequestResult.Open,
    };

    private static RequestResult Grounds(string? json) => json is null || RequestJson.Read<RequestObstacles>(json) is not { } grounds ? RequestResult.DeniedOtherwise
        : grounds.Rules.Count > 0 ? RequestResult.DeniedForRules
        : grounds.Intervals.Count > 0 ? RequestResult.DeniedForCallers
        : RequestResult.DeniedOtherwise;

    private static Bilingual KindOf(RequestKind kind) => kind switch
    {
        RequestKind.Absence => new("ledighet", "leave"),
        RequestKind.TimeOff => new("erbjuden ledighet", "voluntary time off"),
        RequestKind.Meeting => new("möte", "meeting"),
        RequestKind.Training => new("utbildning", "training"),
        RequestKind.Assignment => new("uppdrag", "assignment"),
        RequestKind.Overtime => new("övertid", "overtime"),
        RequestKind.Swap => new("passbyte", "swap"),
        _ => new("utlåning", "loan"),
    };
}
