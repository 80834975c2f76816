using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Keeps a report to be made again and again, changes one, or forgets it.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class KeepReport(WfmDb db, IClock clock)
{
    /// <summary>The most reports an account keeps in a unit.</summary>
    public const int MostPerAccount = 50;

    /// <summary>Keeps it.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="saved">The one to change; null for a new one.</param>
    /// <param name="wanted">What it is and who gets it; null to forget it.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="who">The same, as the audit calls them.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <exception cref="StepRefusedException">The owner keeps too many.</exception>
    public Task<StoredSavedReport?> RunAsync(
        BusinessUnitId unit, StoredSavedReport? saved, WantedReport? wanted, AccountId owner, string who, CancellationToken cancellationToken) => InTransaction.RunAsync(db, async () =>
        {
            object? before = saved is null ? null : Told(saved);
            if (saved is null && await db.SavedReports.CountAsync(row => row.BusinessUnitId == unit && row.Owner == owner, cancellationToken) >= MostPerAccount)
            {
                throw new StepRefusedException("too-many-reports", $"An account keeps at most {MostPerAccount} reports.");
            }

            if (wanted is null)
            {
                db.Remove(saved!);
            }
            else if (saved is null)
            {
                saved = new StoredSavedReport(unit, owner, wanted.Content, wanted.Receivers);
                db.Add(saved);
            }
            else
            {
                saved.Take(wanted.Content, wanted.Receivers);
            }

            await db.SaveChangesAsync(cancellationToken);
            db.AuditEntries.Add(new AuditEntry(unit, clock.GetCurrentInstant(), who, new AuditedAct(
                wanted is null ? "forget-report" : before is null ? "keep-report" : "change-report", $"saved report {saved!.Id}",
                BeforeJson: before is null ? null : RequestJson.Write(before), AfterJson: wanted is null ? null : RequestJson.Write(Told(saved)))));
            await db.SaveChangesAsync(cancellationToken);
            return wanted is null ? null : saved;
        }, cancellationToken);

    private static object Told(StoredSavedReport saved) => new { saved.Content, Receivers = saved.Receivers.Select(receiver => receiver.AccountId.Value).ToArray() };
}

/// <summary>A report somebody wants kept.</summary>
/// <param name="Content">What it is.</param>
/// <param name="Receivers">Who gets it.</param>
public sealed record WantedReport(SavedReportContent Content, IReadOnlyList<AccountId> Receivers);
