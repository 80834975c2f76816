using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Wfm.Storage;

/// <summary>All or nothing: several writes that become visible together.</summary>
public static class InTransaction
{
    /// <summary>Runs the work in the transaction already open on the context, or in one of its own that ends with it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="work">What to do; an exception undoes all of it.</param>
    /// <param name="cancellationToken">Undoes all of it too.</param>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <remarks>SQLite takes the write lock at once, so a second writer waits instead of failing halfway.</remarks>
    public static async Task<TResult> RunAsync<TResult>(WfmDb db, Func<Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is not null)
        {
            return await work();
        }

        using IDisposable? turn = db.Provider == DatabaseProvider.Sqlite
            ? await SqliteWriters.EnterAsync(db.Database.GetConnectionString()!, cancellationToken)
            : null;
        await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        TResult result = await work();
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Lets one writer at a time decide about a unit; the next one waits until this transaction ends.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task HoldAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return HoldUnitAsync(db, unit, cancellationToken);
    }

    /// <summary>Lets one writer at a time number versions and take in files of a unit.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal static async Task HoldUnitAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        if (db.Provider == DatabaseProvider.PostgreSql)
        {
            await db.Database.ExecuteSqlAsync($"SELECT id FROM business_units WHERE id = {unit.Value} FOR NO KEY UPDATE", cancellationToken);
        }
    }
}
