using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>Whichever SQL command of an approval or of taking it back fails, nothing half done remains; when none fails, everything is there.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class ApprovalFaultTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    private static readonly Actor Greta = new("greta", new AccountId(4), new AgentId("0004"));

    [Test]
    public async Task An_approval_is_done_whole_or_not_at_all_and_so_is_taking_it_back()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        int request = IdOf(await AskAsync(beata, "0002"));
        string seen = await SeenAsync(greta, request);
        KeptPlans plans = new();

        int approval = await FailEachCommandAsync(db => new DecideRequest(db, Server.Clock, plans)
            .RunAsync(House.Unit, request, new Decision(RequestStatus.Approved, null, seen), Greta, default));
        int withdrawal = await FailEachCommandAsync(db => new WithdrawRequest(db, Server.Clock).RunAsync(House.Unit, request, null, Greta, default));

        approval.ShouldBeGreaterThan(15);
        withdrawal.ShouldBeGreaterThan(15);
    }

    // Returns how many commands there were to fail.
    private async Task<int> FailEachCommandAsync(Func<WfmDb, Task<RequestOutcome>> work)
    {
        string before = await ContentAsync();
        for (int failing = 1; ; failing++)
        {
            FailingCommand fault = new(failing);
            await using WfmDb db = new(Server.Database.Configure(new DbContextOptionsBuilder<WfmDb>()).AddInterceptors(fault).Options);
            try
            {
                (await work(db)).Refusal.ShouldBeNull();
            }
            catch (Exception broken) when (broken is BrokenCommandException || broken.InnerException is BrokenCommandException)
            {
                (await ContentAsync()).ShouldBe(before, $"after a fault in command {failing}: {fault.Text}");
                continue;
            }

            fault.HasStruck.ShouldBeFalse("a fault must not be swallowed");
            (await ContentAsync()).ShouldNotBe(before);
            return failing - 1;
        }
    }

    private Task<string> ContentAsync() => InAsync(async db =>
    {
        int[] counts =
        [
            await db.Schedules.CountAsync(), await db.Shifts.CountAsync(), await db.ShiftActivities.CountAsync(), await db.Absences.CountAsync(),
            await db.AuditEntries.CountAsync(), await db.Notifications.CountAsync(), await db.Events.CountAsync(), await db.BalanceEntries.CountAsync(),
        ];
        return $"{string.Join(' ', counts)} {string.Join(' ', await db.Requests.Select(row => $"{row.Status}{row.RowVersion}").ToListAsync())}";
    });

    private sealed class BrokenCommandException() : IOException("the connection broke here");

    private sealed class FailingCommand(int number) : DbCommandInterceptor
    {
        private int _seen;

        public bool HasStruck { get; private set; }

        public string Text { get; private set; } = "";

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Count(command, result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Count(command, result);

        private ValueTask<TResult> Count<TResult>(DbCommand command, TResult result)
        {
            if (++_seen == number)
            {
                HasStruck = true;
                Text = command.CommandText;
                throw new BrokenCommandException();
            }

            return ValueTask.FromResult(result);
        }
    }
}
