using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>How often each fault is played: once in the ordinary tests, as often as WFM_FAULT_ROUNDS says in the long ones.</summary>
public static class Rounds
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static int Count { get; } = int.TryParse(Environment.GetEnvironmentVariable("WFM_FAULT_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : 1;

    /// <summary>Waits until something is there.</summary>
    /// <param name="what">For the message when it never is.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="look">Looks.</param>
    /// <param name="nodes">Whose words to show when it never is.</param>
    public static async Task<T> UntilAsync<T>(string what, TimeSpan patience, Func<Task<T?>> look, params Node[] nodes)
        where T : class
    {
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (System.Diagnostics.Stopwatch.GetElapsedTime(began) > patience)
            {
                throw new TimeoutException($"{what}: not within {patience.TotalSeconds:0} s.\n{string.Join('\n', nodes.Select(node => $"--- {node.Name}\n{node.Said}"))}");
            }

            await Task.Delay(Between);
        }
    }

    /// <summary>Looks into the database.</summary>
    public static async Task<T> AskAsync<T>(WfmDatabase database, Func<WfmDb, Task<T>> ask)
    {
        await using WfmDb db = database.CreateContext();
        return await ask(db);
    }

    /// <summary>The planning units' runs.</summary>
    public static Task<List<StoredRun>> PlansAsync(WfmDatabase database) =>
        AskAsync(database, db => db.Runs.AsNoTracking().Where(row => row.Kind == "plan").OrderBy(row => row.Id).ToListAsync());
}
