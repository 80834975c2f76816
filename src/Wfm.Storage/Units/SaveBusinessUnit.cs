using Microsoft.EntityFrameworkCore;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Stores a business unit; one of the same name takes over the settings.</summary>
public static class SaveBusinessUnit
{
    /// <summary>Stores it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">The unit as it should be.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    /// <returns>The number everything else of the unit is stored under.</returns>
    public static async Task<BusinessUnitId> RunAsync(WfmDb db, BusinessUnit unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(unit);
        StoredBusinessUnit? stored = await db.BusinessUnits.FirstOrDefaultAsync(row => row.Name == unit.Name, cancellationToken);
        if (stored is null)
        {
            stored = new StoredBusinessUnit(unit);
            db.BusinessUnits.Add(stored);
        }
        else
        {
            stored.Take(unit);
        }

        await db.SaveChangesAsync(cancellationToken);
        return stored.Id;
    }
}
