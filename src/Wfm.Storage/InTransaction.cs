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
        try
        {
            TResult result = await work();
            await transaction.CommitAsync(cancellationToken);
            foreach (Action done in db.WhenCommitted)
            {
                done();
            }

            return result;
        }
        finally
        {
            db.WhenCommitted.Clear();
        }
    }

    /// <summary>Does something once the open transaction is committed, and never when it is not: what is kept in memory must not run ahead of the database.</summary>
    /// <param name="db">The database, with a transaction of <see cref="RunAsync"/> open.</param>
    /// <param name="done">What to do; quick, and without trouble of its own.</param>
    public static void WhenCommitted(WfmDb db, Action done)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.WhenCommitted.Add(done);
    }

    /// <summary>Lets one writer at a time number versions, take in files and decide requests of a unit.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>What is read after this and written before the end of the transaction nobody else of the unit changes meanwhile.</remarks>
    public static async Task HoldUnitAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Provider == DatabaseProvider.PostgreSql)
        {
            await db.Database.ExecuteSqlAsync($"SELECT id FROM business_units WHERE id = {unit.Value} FOR NO KEY UPDATE", cancellationToken);
        }
    }
}
