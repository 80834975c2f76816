using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Opens and closes a period for wishes, by hand or because its day has come; tells everybody whose wishes count.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class MovePeriodOn(WfmDb db, IClock clock)
{
    /// <summary>Lets agents enter wishes.</summary>
    /// <param name="period">Which.</param>
    /// <param name="who">Who opens it.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    public Task OpenAsync(StoredPeriod period, string who, CancellationToken cancellationToken) =>
        MoveAsync(period, who, "open-wishes", row => row.OpenWishes(), tells: true, cancellationToken);

    /// <summary>Ends entering wishes.</summary>
    /// <param name="period">Which.</param>
    /// <param name="who">Who closes it.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    public Task CloseAsync(StoredPeriod period, string who, CancellationToken cancellationToken) =>
        MoveAsync(period, who, "close-wishes", row => row.CloseWishes(), tells: false, cancellationToken);

    /// <summary>Opens and closes what is due today. Asked again the same day it does nothing.</summary>
    /// <param name="unit">Whose periods.</param>
    /// <param name="cancellationToken">Stops between periods.</param>
    /// <returns>How many were moved.</returns>
    public async Task<int> RunAsync(BusinessUnitId unit, CancellationToken cancellationToken)
    {
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken);
        LocalDate today = clock.GetCurrentInstant().InZone(centre.ToDomain().Zone).Date;
        List<StoredPeriod> periods = await db.Periods.Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        int moved = 0;
        foreach (StoredPeriod period in periods)
        {
            if (period.State == PeriodState.Planned && today >= period.WishesOpen && today <= period.WishesClose)
            {
                await OpenAsync(period, "the day has come", cancellationToken);
                moved++;
            }
            else if (period.State == PeriodState.OpenForWishes && today > period.WishesClose)
            {
                await CloseAsync(period, "the day has come", cancellationToken);
                moved++;
            }
        }

        return moved;
    }

    private Task<int> MoveAsync(StoredPeriod period, string who, string action, Action<StoredPeriod> move, bool tells, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            Instant now = clock.GetCurrentInstant();
            PeriodState before = period.State;
            try
            {
                move(period);
            }
            catch (InvalidOperationException outOfOrder)
            {
                throw new StepRefusedException("period-state", outOfOrder.Message);
            }

            db.AuditEntries.Add(new AuditEntry(period.BusinessUnitId, now, who, new AuditedAct(
                action, PeriodWords.Of(period), null, $$"""{"state":"{{before}}"}""", $$"""{"state":"{{period.State}}"}""")));
            if (tells)
            {
                await TellEverybodyAsync(period, now, cancellationToken);
            }

            await Tell.ScreensAsync(db, period.BusinessUnitId, "period-changed", PeriodWords.Path(period), now, null, cancellationToken);
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);

    private async Task TellEverybodyAsync(StoredPeriod period, Instant now, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = period.BusinessUnitId;
        string facts = string.Create(CultureInfo.InvariantCulture, $$"""{"firstDay":"{{period.FirstDay:uuuu-MM-dd}}","weeks":{{period.Weeks}},"closes":"{{period.WishesClose:uuuu-MM-dd}}"}""");
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        foreach (StoredAgent agent in agents.Where(agent => period.Period.Days.Any(agent.ToDomain().IsEmployedOn)))
        {
            Tell.Agent(db, unit, agent.Code, "wishes-open", facts, now);
        }
    }
}
