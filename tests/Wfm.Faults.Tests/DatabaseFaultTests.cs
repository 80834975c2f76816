using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;
using Wfm.Testing.Postgres;

namespace Wfm.Faults.Tests;

/// <summary>F09: the database is restarted under load; nobody restarts us.</summary>
[TestFixture]
[NonParallelizable]
public sealed class DatabaseFaultTests
{
    private static readonly TimeSpan Serving = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    [TestCase("fast")]
    [TestCase("immediate")]
    public async Task F09_a_restarted_database_is_served_from_again_without_a_restart_of_ours(string mode)
    {
        await using PostgresCluster cluster = await PostgresCluster.StartAsync(CancellationToken.None);
        WfmDatabase database = await House.CopyToAsync(cluster);
        await using Node server = Node.Start("serve", "a", database);
        Uri address = await server.Address;
        using ApiClient tora = await ApiClient.LogInAsync(address, "tora", House.Password);
        for (int round = 0; round < Rounds.Count; round++)
        {
            ConcurrentBag<(long At, int Status, bool Said)> answers = [];
            using CancellationTokenSource load = new();
            Task[] clients = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskAsync(tora, answers, load.Token)))];
            await Task.Delay(500);
            await cluster.RestartAsync(mode, CancellationToken.None);
            long up = Stopwatch.GetTimestamp();
            await Rounds.UntilAsync("it serves again", Serving, () => Task.FromResult(answers.Any(answer => answer.At > up && answer.Status == 200) ? answers : null), server);
            TestContext.Out.WriteLine($"F09 {mode} round {round}: serving {Stopwatch.GetElapsedTime(up).TotalSeconds:0.0} s after the database was up; {answers.Count} answers, {answers.Count(answer => answer.Status == 503)} of them 503");
            await load.CancelAsync();
            await Task.WhenAll(clients);

            answers.Where(answer => answer.Status is not (200 or 503)).ShouldBeEmpty(server.Said);
            answers.Where(answer => answer.Status == 503).ShouldAllBe(answer => answer.Said);
            await SchedulerLivesAsync(database, round, server);
        }
    }

    private static async Task AskAsync(ApiClient client, ConcurrentBag<(long At, int Status, bool Said)> answers, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            ApiAnswer answer = await client.GetAsync("/api/units/1/inbox");
            answers.Add((Stopwatch.GetTimestamp(), answer.Status, answer.RetryAfter is not null));
            await Task.Delay(Between, CancellationToken.None);
        }
    }

    private static async Task SchedulerLivesAsync(WfmDatabase database, int round, Node server)
    {
        RunKey key = new(House.Unit, "retention", "", new LocalDate(2026, 3, 1).PlusDays(round));
        await Rounds.AskAsync(database, db => RunStore.QueueAsync(db, key, new RunOrder(), again: false, default));
        await Rounds.UntilAsync("a job is done after the restart", TimeSpan.FromSeconds(60), async () =>
            await Rounds.AskAsync(database, db => db.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Kind == "retention" && row.LocalDate == key.Date && row.State == RunState.Done)), server);
    }
}
