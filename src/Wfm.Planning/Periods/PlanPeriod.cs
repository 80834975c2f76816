using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Sets up a schedule period with its dates, or changes them.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class PlanPeriod(WfmDb db, IClock clock)
{
    /// <summary>Sets up a period.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="period">The weeks; they may not overlap another period's.</param>
    /// <param name="dates">What is to happen when.</param>
    /// <param name="who">Who plans.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <exception cref="StepRefusedException">The weeks are taken, or the dates are out of order.</exception>
    public Task<StoredPeriod> RunAsync(BusinessUnitId unit, SchedulePeriod period, PeriodDates dates, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        Check(dates, period.FirstDay);
        return InTransaction.RunAsync(db, async () =>
        {
            List<StoredPeriod> others = await db.Periods.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
            if (others.Find(other => other.FirstDay <= period.LastDay && other.Period.LastDay >= period.FirstDay) is { } taken)
            {
                throw new StepRefusedException("period-overlaps", $"The weeks from {period.FirstDay:uuuu-MM-dd} to {period.LastDay:uuuu-MM-dd} overlap the period from {taken.FirstDay:uuuu-MM-dd} to {taken.Period.LastDay:uuuu-MM-dd}.");
            }

            StoredPeriod stored = new(unit, period, dates);
            db.Add(stored);
            Note(unit, "plan-period", stored, who, null);
            await Tell.ScreensAsync(db, unit, "period-changed", "periods", clock.GetCurrentInstant(), null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return stored;
        }, cancellationToken);
    }

    /// <summary>Changes the dates of a period that is not published.</summary>
    /// <param name="period">Which.</param>
    /// <param name="dates">What is to happen when.</param>
    /// <param name="who">Who plans.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    public Task ChangeAsync(StoredPeriod period, PeriodDates dates, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        Check(dates, period.FirstDay);
        return InTransaction.RunAsync(db, async () =>
        {
            if (period.State == PeriodState.Published)
            {
                throw new StepRefusedException("period-published", $"The period from {period.FirstDay:uuuu-MM-dd} is published; its dates have passed.");
            }

            string before = DatesOf(period);
            period.Take(dates);
            Note(period.BusinessUnitId, "change-period", period, who, before);
            await Tell.ScreensAsync(db, period.BusinessUnitId, "period-changed", PeriodWords.Path(period), clock.GetCurrentInstant(), null, cancellationToken);
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }

    private void Note(BusinessUnitId unit, string action, StoredPeriod period, string who, string? before) => db.AuditEntries.Add(new AuditEntry(
        unit, clock.GetCurrentInstant(), who, new AuditedAct(action, PeriodWords.Of(period), null, before, DatesOf(period))));

    private static string DatesOf(StoredPeriod period) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"wishes_open":"{{period.WishesOpen:uuuu-MM-dd}}","wishes_close":"{{period.WishesClose:uuuu-MM-dd}}","approve_by":"{{period.ApproveBy:uuuu-MM-dd}}","publish_by":"{{period.PublishBy:uuuu-MM-dd}}"}""");

    private static void Check(PeriodDates dates, LocalDate firstDay)
    {
        ArgumentNullException.ThrowIfNull(dates);
        if (!(dates.WishesOpen <= dates.WishesClose && dates.WishesClose < dates.ApproveBy && dates.ApproveBy <= dates.PublishBy && dates.PublishBy < firstDay))
        {
            throw new StepRefusedException(
                "dates-out-of-order",
                $"Found wishes {dates.WishesOpen:uuuu-MM-dd} to {dates.WishesClose:uuuu-MM-dd}, approval by {dates.ApproveBy:uuuu-MM-dd}, publication by {dates.PublishBy:uuuu-MM-dd}, "
                + $"first day {firstDay:uuuu-MM-dd}; expected them in this order.");
        }
    }
}

/// <summary>How periods are called in the audit and in addresses.</summary>
internal static class PeriodWords
{
    public static string Of(StoredPeriod period) => $"period {period.FirstDay:uuuu-MM-dd}";

    public static string Path(StoredPeriod period) => string.Create(CultureInfo.InvariantCulture, $"periods/{period.Id.Value}");
}
