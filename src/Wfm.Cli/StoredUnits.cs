using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Cli;

/// <summary>Finds business units by name.</summary>
internal static class StoredUnits
{
    public static async Task<BusinessUnit?> FindAsync(WfmDb db, string name, CancellationToken cancellationToken) =>
        (await db.BusinessUnits.AsNoTracking().FirstOrDefaultAsync(unit => unit.Name == name, cancellationToken))?.ToDomain();

    public static async Task<StoredBusinessUnit> GetAsync(WfmDb db, string name, CancellationToken cancellationToken)
    {
        List<StoredBusinessUnit> units = await db.BusinessUnits.AsNoTracking().OrderBy(unit => unit.Name).ToListAsync(cancellationToken);
        return units.FirstOrDefault(unit => unit.Name == name) ?? throw new UsageException(units.Count == 0
            ? "The database is empty; run wfm import first."
            : $"There is no unit \"{name}\"; there is {string.Join(", ", units.Select(unit => unit.Name))}. Choose with --unit.");
    }
}
