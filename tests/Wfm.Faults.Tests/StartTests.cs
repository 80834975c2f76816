using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>F07 and F22: nodes that start together, and a machine that lacks what we need.</summary>
[TestFixture]
[NonParallelizable]
public sealed class StartTests
{
    [Test]
    public async Task F07_three_nodes_starting_together_on_an_empty_database_all_become_ready()
    {
        for (int round = 0; round < Rounds.Count; round++)
        {
            WfmDatabase database = WfmDatabase.Parse(await PostgresForTests.Cluster.CreateDatabaseAsync(CancellationToken.None));
            long began = Stopwatch.GetTimestamp();
            Node[] nodes = [Node.Start("serve", "a", database), Node.Start("serve", "b", database), Node.Start("worker", "c", database)];
            try
            {
                using HttpClient http = new();
                foreach (Node node in nodes)
                {
                    using HttpResponseMessage ready = await http.GetAsync(new Uri(await node.Address, "/health/ready"));
                    ready.StatusCode.ShouldBe(HttpStatusCode.OK, node.Said);
                }

                TestContext.Out.WriteLine($"F07 round {round}: all ready after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
                (await MigrateDatabase.PendingAsync(database, default)).ShouldBeEmpty();
                nodes.ShouldAllBe(node => !node.Said.Contains("fail:", StringComparison.Ordinal), string.Join('\n', nodes.Select(node => node.Said)));
                (await Task.WhenAll(nodes.Select(node => node.EndAsync()))).ShouldBe([0, 0, 0]);
            }
            finally
            {
                await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
            }
        }
    }

    [Test]
    public async Task Two_nodes_set_each_time_of_a_unit_once()
    {
        WfmDatabase database = await House.CopyAsync(DatabaseProvider.PostgreSql, "");
        await using Node first = Node.Start("worker", "a", database);
        await using Node second = Node.Start("worker", "b", database);
        await Task.WhenAll(first.Address, second.Address);

        List<string> triggers = await Rounds.UntilAsync("the times stand in the database", TimeSpan.FromSeconds(60), async () =>
        {
            List<string> found = await Rounds.AskAsync(database, db => db.Database.SqlQueryRaw<string>("SELECT trigger_name AS \"Value\" FROM qrtz_triggers WHERE trigger_group = 'times'").ToListAsync());
            return found.Count >= 4 ? found : null;
        }, first, second);

        triggers.ShouldBe(["night Europe/Stockholm", "watch Europe/Stockholm", "retention Europe/Stockholm", "reports Europe/Stockholm"], ignoreOrder: true);
    }

    [Test]
    public async Task F22_a_machine_without_cultures_is_told_what_to_install()
    {
        WfmDatabase database = WfmDatabase.Parse(await PostgresForTests.Cluster.CreateDatabaseAsync(CancellationToken.None));
        await using Node node = Node.Start("serve", "a", database, ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        (await node.ExitAsync()).ShouldBe(3);
        await Rounds.UntilAsync("it says why", TimeSpan.FromSeconds(5), () => Task.FromResult(node.Said.Contains("libicu", StringComparison.Ordinal) ? node : null), node);
    }
}
