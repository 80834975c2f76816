using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Makes a person's wishes for a period what they say now.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class EnterWishes(WfmDb db, IClock clock)
{
    /// <summary>Wishes one person may have for one period.</summary>
    public const int Most = 100;

    /// <summary>Replaces the person's wishes.</summary>
    /// <param name="period">Which period; open for wishes.</param>
    /// <param name="agent">Whose.</param>
    /// <param name="wishes">All of them.</param>
    /// <param name="who">Who enters them.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <exception cref="StepRefusedException">The period is not open, or a wish is outside it or comes twice.</exception>
    public Task<IReadOnlyList<StoredPeriodWish>> RunAsync(
        StoredPeriod period, AgentId agent, IReadOnlyList<EnteredWish> wishes, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(wishes);
        return InTransaction.RunAsync<IReadOnlyList<StoredPeriodWish>>(db, async () =>
        {
            if (period.State != PeriodState.OpenForWishes)
            {
                throw new StepRefusedException("wishes-not-open", $"The period from {period.FirstDay:uuuu-MM-dd} is {period.State}; wishes are entered while it is open for them.");
            }

            Check(period.Period, wishes);
            List<StoredPeriodWish> stored = await db.PeriodWishes.Where(row => row.PeriodId == period.Id && row.AgentCode == agent).ToListAsync(cancellationToken);
            db.RemoveRange(stored);
            Instant now = clock.GetCurrentInstant();
            StoredPeriodWish[] entered = [.. wishes.Select(wish => new StoredPeriodWish(period.Id, agent, wish, now))];
            db.AddRange(entered);
            db.AuditEntries.Add(new AuditEntry(period.BusinessUnitId, now, who, new AuditedAct(
                "enter-wishes", $"{PeriodWords.Of(period)} agent {agent}", null, $$"""{"wishes":{{stored.Count}}}""", $$"""{"wishes":{{entered.Length}}}""")));
            await Tell.ScreensAsync(db, period.BusinessUnitId, "wishes-changed", PeriodWords.Path(period), now, agent, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return entered;
        }, cancellationToken);
    }

    private static void Check(SchedulePeriod period, IReadOnlyList<EnteredWish> wishes)
    {
        if (wishes.Count > Most)
        {
            throw new StepRefusedException("too-many-wishes", $"Found {wishes.Count} wishes, expected at most {Most}.");
        }

        for (int index = 0; index < wishes.Count; index++)
        {
            EnteredWish wish = wishes[index];
            if (wish.Date is { } date && (date < period.FirstDay || date > period.LastDay))
            {
                throw new StepRefusedException("wish-outside-period", $"Wish {index + 1} is for {date:uuuu-MM-dd}, expected a day from {period.FirstDay:uuuu-MM-dd} to {period.LastDay:uuuu-MM-dd}.");
            }

            if (wish.Strength is not (> 0 and <= 10))
            {
                throw new StepRefusedException("wish-strength", $"Wish {index + 1} has strength {wish.Strength}, expected a number above 0, at most 10.");
            }
        }

        if (wishes.GroupBy(wish => (wish.Date, wish.Kind)).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new StepRefusedException("wish-twice", $"{twice.Key.Kind} is wished twice for {twice.Key.Date?.ToString("uuuu-MM-dd", null) ?? "every day"}.");
        }
    }
}
