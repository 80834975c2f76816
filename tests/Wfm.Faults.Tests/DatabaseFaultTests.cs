using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>F09: the database is restarted under 200 requests a second; nobody restarts us.</summary>
[TestFixture]
[NonParallelizable]
public sealed class DatabaseFaultTests
{
    private static readonly TimeSpan Serving = TimeSpan.FromSeconds(10);
    private const int PerSecond = 200;

    // A machine too slow for that rate is not asked more than it can have open.
    private const int MostAtOnce = 400;

    [TestCase("fast")]
    [TestCase("immediate")]
    public async Task F09_a_restarted_database_is_served_from_again_without_a_restart_of_ours(string mode)
    {
        WfmDatabase database = await House.CopyAsync(DatabaseProvider.PostgreSql, "");
        await using Node server = Node.Start("serve", "a", database, ("RequestsPerMinute", "100000"));
        Uri address = await server.Address;
        using ApiClient tora = await ApiClient.LogInAsync(address, "tora", House.Password);
        for (int round = 0; round < Rounds.Count; round++)
        {
            ConcurrentBag<Answer> answers = [];
            using CancellationTokenSource end = new();
            long began = Stopwatch.GetTimestamp();
            Task load = LoadAsync(tora, answers, end.Token);
            await Task.Delay(500);
            await PostgresForTests.Cluster.RestartAsync(mode, CancellationToken.None);
            long up = Stopwatch.GetTimestamp();
            await Rounds.UntilAsync("it serves again", Serving, () => Task.FromResult(answers.Any(answer => answer.At > up && answer.Status == 200) ? answers : null), server);
            TimeSpan serving = Stopwatch.GetElapsedTime(up);
            await Task.Delay(500);
            await end.CancelAsync();
            await load;
            Answer[] refused = [.. answers.Where(answer => answer.Status != 200).OrderBy(answer => answer.At)];
            TestContext.Out.WriteLine(
                $"F09 {mode} round {round}: serving {serving.TotalSeconds:0.0} s after the database was up; {answers.Count} answers, {answers.Count / Stopwatch.GetElapsedTime(began).TotalSeconds:0} a second, "
                + $"{refused.Length} of them 503, over {(refused.Length == 0 ? 0 : Stopwatch.GetElapsedTime(refused[0].At, refused[^1].At).TotalSeconds):0.0} s");

            refused.Where(answer => answer.Status != 503).ShouldBeEmpty(server.Said);
            refused.ShouldAllBe(answer => answer.Said);

            // The test's own connections of the round before were broken by the restart as well.
            Npgsql.NpgsqlConnection.ClearAllPools();
            await SchedulerLivesAsync(database, round, server);
        }
    }

    // At its rate, whether answers come or not.
    private static async Task LoadAsync(ApiClient client, ConcurrentBag<Answer> answers, CancellationToken end)
    {
        List<Task> asked = [];
        long began = Stopwatch.GetTimestamp();
        for (int number = 0; !end.IsCancellationRequested; number++)
        {
            TimeSpan early = TimeSpan.FromSeconds((double)number / PerSecond) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, CancellationToken.None);
            }

            asked.RemoveAll(task => task.IsCompletedSuccessfully);
            if (asked.Count < MostAtOnce)
            {
                asked.Add(AskAsync(client, answers));
            }
        }

        await Task.WhenAll(asked);
    }

    private static async Task AskAsync(ApiClient client, ConcurrentBag<Answer> answers)
    {
        ApiAnswer answer = await client.GetAsync("/api/units/1/inbox");
        answers.Add(new Answer(Stopwatch.GetTimestamp(), answer.Status, answer.RetryAfter is not null));
    }

    private static async Task SchedulerLivesAsync(WfmDatabase database, int round, Node server)
    {
        RunKey key = new(House.Unit, "retention", "", new LocalDate(2026, 3, 1).PlusDays(round));
        await Rounds.AskAsync(database, db => RunStore.QueueAsync(db, key, new RunOrder(), again: false, default));
        await Rounds.UntilAsync("a job is done after the restart", TimeSpan.FromSeconds(60), async () =>
            await Rounds.AskAsync(database, db => db.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Kind == "retention" && row.LocalDate == key.Date && row.State == RunState.Done)), server);
    }

    private sealed record Answer(long At, int Status, bool Said);
}
