using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Makes a unit's master data what the files say: new rows added, other ones changed, missing ones removed, equal ones left alone.</summary>
public static class SaveMasterData
{
    /// <summary>Saves all of it, or nothing.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="data">What there should be; lists that are null stay as stored.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    /// <returns>What was done; all zero when the same data is saved again.</returns>
    /// <exception cref="ArgumentException">Something names a queue, agent or contract that is neither given nor stored, or a code comes twice.</exception>
    public static Task<MasterDataChanges> RunAsync(WfmDb db, BusinessUnitId unit, MasterData data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(data);
        return InTransaction.RunAsync(
            db,
            async () =>
            {
                await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
                MasterDataDiff diff = new(db, unit, data);
                await diff.ApplyAsync(cancellationToken);
                db.ChangeTracker.DetectChanges();
                MasterDataChanges changes = new(Count(db, EntityState.Added), Count(db, EntityState.Modified), Count(db, EntityState.Deleted));
                await db.SaveChangesAsync(cancellationToken);
                return changes;
            },
            cancellationToken);
    }

    private static int Count(WfmDb db, EntityState state) => db.ChangeTracker.Entries().Count(entry => entry.State == state);
}
