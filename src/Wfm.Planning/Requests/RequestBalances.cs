using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Books what a leave takes from a personal balance, and gives it back.</summary>
/// <param name="db">The database, with the unit held.</param>
internal sealed class RequestBalances(WfmDb db)
{
    /// <summary>What a request takes: days of holiday by the share of each shift, hours in lieu by the clock; lunch is nobody's time.</summary>
    public static (BalanceKind Kind, double Amount)? TakenBy(StoredRequest request, StoredWeighing weighing, DateTimeZone zone)
    {
        BalanceKind? kind = request.Category switch
        {
            AbsenceCategory.Vacation => BalanceKind.VacationDays,
            AbsenceCategory.TimeOffInLieu => BalanceKind.HoursInLieu,
            _ => null,
        };
        if (kind is null || request.Kind != RequestKind.Absence)
        {
            return null;
        }

        double amount = 0;
        foreach (WeighedPart part in weighing.Parts)
        {
            foreach (int day in part.Edit.Days)
            {
                foreach ((int agent, Shift shift) in part.Plan.Prepared.Schedule.ShiftsOn(part.Plan.Prepared.Problem, day))
                {
                    if (part.Edit.People.Any(person => person.Agent == agent))
                    {
                        double away = shift.Activities.Where(piece => piece.Kind != ActivityKind.Lunch).Sum(piece => Hours(piece.Span, request));
                        amount += kind == BalanceKind.HoursInLieu ? away : away / shift.PaidTime.TotalHours;
                    }
                }
            }
        }

        if (weighing.Parts.Count == 0 && kind == BalanceKind.VacationDays)
        {
            amount = Weekdays(request, zone);
        }

        return (kind.Value, Math.Round(amount, 2));
    }

    /// <summary>Whether a balance that is kept has enough.</summary>
    public async Task<RequestRefusal?> RefusalAsync(StoredRequest request, (BalanceKind Kind, double Amount) taken, CancellationToken cancellationToken)
    {
        (BusinessUnitId unit, AgentId agent, BalanceKind kind) = (request.BusinessUnitId, request.Content.People[0], taken.Kind);
        List<double> entries = await db.BalanceEntries.Where(row => row.BusinessUnitId == unit && row.AgentCode == agent && row.Kind == kind)
            .Select(row => row.Amount).ToListAsync(cancellationToken);
        double left = Math.Round(entries.Sum(), 2);
        return entries.Count > 0 && left < taken.Amount
            ? new RequestRefusal("balance-too-low", "The person's balance is too low.", new { taken.Kind, Left = left, Needed = taken.Amount })
            : null;
    }

    public void Book(StoredRequest request, (BalanceKind Kind, double Amount) taken, Actor by, Instant now)
    {
        if (taken.Amount > 0)
        {
            db.Add(new StoredBalanceEntry(
                request.BusinessUnitId, request.Content.People[0], taken.Kind, -taken.Amount, new BalanceSource(by.Name, now, "request approved"), request.Id));
        }
    }

    public async Task GiveBackAsync(StoredRequest request, Actor by, Instant now, CancellationToken cancellationToken)
    {
        int id = request.Id;
        List<StoredBalanceEntry> booked = await db.BalanceEntries.Where(row => row.RequestId == id).ToListAsync(cancellationToken);
        foreach (IGrouping<BalanceKind, StoredBalanceEntry> kind in booked.GroupBy(entry => entry.Kind))
        {
            double sum = Math.Round(kind.Sum(entry => entry.Amount), 2);
            if (sum != 0)
            {
                db.Add(new StoredBalanceEntry(
                    request.BusinessUnitId, request.Content.People[0], kind.Key, -sum, new BalanceSource(by.Name, now, "request taken back"), request.Id));
            }
        }
    }

    private static double Hours(Interval piece, StoredRequest request)
    {
        Duration both = Instant.Min(piece.End, request.End) - Instant.Max(piece.Start, request.Start);
        return Math.Max(0, both.TotalHours);
    }

    private static int Weekdays(StoredRequest request, DateTimeZone zone)
    {
        LocalDate first = request.Start.InZone(zone).Date, last = request.End.Minus(Duration.Epsilon).InZone(zone).Date;
        return Enumerable.Range(0, Period.DaysBetween(first, last) + 1).Count(day => first.PlusDays(day).DayOfWeek < IsoDayOfWeek.Saturday);
    }
}
