using Microsoft.EntityFrameworkCore;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>F01: the server is killed while it writes; whatever it acknowledged is there, and nothing is there by half.</summary>
[TestFixture]
[NonParallelizable]
public sealed class DecisionCrashTests
{
    private const int Messages = 40;

    [Test]
    public async Task F01_what_was_acknowledged_before_a_kill_is_durable()
    {
        WfmDatabase database = await House.CopyAsync(DatabaseProvider.PostgreSql, "");
        for (int round = 0; round < Rounds.Count; round++)
        {
            List<long> messages = await MessagesAsync(database);
            await using Node server = Node.Start("serve", "a", database, ("TakesJobs", "false"));
            using ApiClient tora = await ApiClient.LogInAsync(await server.Address, "tora", House.Password);
            List<long> acknowledged = [];
            Task? kill = null;
            foreach (long message in messages)
            {
                try
                {
                    if ((await tora.SendAsync("POST", $"/api/units/1/inbox/{message}/read")).Status == 204)
                    {
                        acknowledged.Add(message);
                        kill ??= KillLaterAsync(server, (round * 13) % 150);
                    }
                }
                catch (HttpRequestException)
                {
                    break;
                }
            }

            await (kill ?? server.KillAsync());
            List<long> read = await Rounds.AskAsync(database, db => db.Notifications.Where(row => messages.Contains(row.Id) && row.ReadAt != null).Select(row => row.Id).ToListAsync());
            TestContext.Out.WriteLine($"F01 round {round}: {acknowledged.Count} acknowledged, {read.Count} stored");
            acknowledged.ShouldNotBeEmpty("the server was killed before it acknowledged anything");
            acknowledged.Except(read).ShouldBeEmpty("acknowledged and lost");
            read.Except(acknowledged).Count().ShouldBeLessThanOrEqualTo(1, "only the one in flight may be stored without an answer");
        }
    }

    private static async Task KillLaterAsync(Node server, int milliseconds)
    {
        await Task.Delay(milliseconds);
        await server.KillAsync();
    }

    private static Task<List<long>> MessagesAsync(WfmDatabase database) => Rounds.AskAsync(database, async db =>
    {
        AccountId tora = await db.Accounts.Where(row => row.Login == "tora").Select(row => row.Id).SingleAsync();
        List<StoredNotification> messages = [.. Enumerable.Range(0, Messages).Select(_ => new StoredNotification(House.Unit, tora, "test", "{}", House.Planned))];
        db.AddRange(messages);
        await db.SaveChangesAsync();
        return messages.ConvertAll(message => message.Id);
    });
}
