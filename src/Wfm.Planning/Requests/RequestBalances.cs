using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Books what a leave takes from a personal balance and what overtime earns, and gives both back.</summary>
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

    /// <summary>Whether a balance that is kept has enough. Hours in lieu are always kept, and go below zero for a leader's stated reason only.</summary>
    public async Task<RequestRefusal?> RefusalAsync(StoredRequest request, (BalanceKind Kind, double Amount) taken, SaidYes yes, CancellationToken cancellationToken)
    {
        (double left, bool isKept) = await LeftAsync(request, taken.Kind, cancellationToken);
        bool isAllowed = taken.Kind == BalanceKind.HoursInLieu && yes.Rule is null && !string.IsNullOrWhiteSpace(yes.Reason);
        return isAllowed || left >= taken.Amount || !(isKept || taken.Kind == BalanceKind.HoursInLieu)
            ? null
            : new RequestRefusal(
                "balance-too-low",
                taken.Kind == BalanceKind.HoursInLieu ? "The person has fewer hours in lieu; a yes needs the group leader's reason." : "The person's balance is too low.",
                new { taken.Kind, Left = left, Needed = taken.Amount });
    }

    /// <summary>Why overtime cannot be taken back without more ado: its hours off are used.</summary>
    public async Task<RequestRefusal?> UsedAsync(StoredRequest request, CancellationToken cancellationToken)
    {
        int id = request.Id;
        double earned = await db.BalanceEntries.Where(row => row.RequestId == id && row.Kind == BalanceKind.HoursInLieu).SumAsync(row => row.Amount, cancellationToken);
        if (earned <= 0)
        {
            return null;
        }

        (double left, _) = await LeftAsync(request, BalanceKind.HoursInLieu, cancellationToken);
        return left >= Math.Round(earned, 2)
            ? null
            : new RequestRefusal(
                "balance-too-low", "The hours in lieu of this overtime are used; taking it back needs the group leader's reason.",
                new { Kind = BalanceKind.HoursInLieu, Left = left, Needed = Math.Round(earned, 2) });
    }

    /// <summary>Books what a leave takes.</summary>
    public void Take(StoredRequest request, (BalanceKind Kind, double Amount) taken, SaidYes yes, Instant now)
    {
        if (taken.Amount > 0)
        {
            string why = taken.Kind == BalanceKind.HoursInLieu && !string.IsNullOrWhiteSpace(yes.Reason) ? $"request approved: {yes.Reason}" : "request approved";
            Add(request, taken.Kind, -taken.Amount, new BalanceSource(yes.By.Name, now, why));
        }
    }

    /// <summary>Books what overtime earns.</summary>
    public void Earn(StoredRequest request, OvertimeInLieu earned, Actor by, Instant now)
    {
        if (earned.HoursOff > 0)
        {
            Add(request, BalanceKind.HoursInLieu, earned.HoursOff, new BalanceSource(by.Name, now, $"overtime: {earned.Words}"));
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
                Add(request, kind.Key, -sum, new BalanceSource(by.Name, now, "request taken back"));
            }
        }
    }

    private void Add(StoredRequest request, BalanceKind kind, double amount, BalanceSource source) =>
        db.Add(new StoredBalanceEntry(request.BusinessUnitId, request.Content.People[0], kind, amount, source, request.Id));

    private async Task<(double Left, bool IsKept)> LeftAsync(StoredRequest request, BalanceKind kind, CancellationToken cancellationToken)
    {
        (BusinessUnitId unit, AgentId agent) = (request.BusinessUnitId, request.Content.People[0]);
        var entries = await db.BalanceEntries.Where(row => row.BusinessUnitId == unit && row.AgentCode == agent && row.Kind == kind)
            .Select(row => new { row.Amount, row.RequestId }).ToListAsync(cancellationToken);

        // What leaves took says nothing of what there was: a balance is kept once somebody has entered it.
        return (Math.Round(entries.Sum(entry => entry.Amount), 2), entries.Exists(entry => entry.RequestId is null));
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
