using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

/// <summary>Whichever SQL command fails, nothing half done remains; when none fails, everything is there.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class StepFaultTests(DatabaseProvider provider) : StorageFixture(provider)
{
    private static readonly SchedulePeriod Period = new(new LocalDate(2026, 1, 5), 10);
    private static readonly CallSeries Calls = new(
        new QueueId("växel"), Stockholm, Quarter, [.. Enumerable.Range(0, 50).Select(place => new CallInterval(Now + (Quarter * place), Quarter, place))]);

    [Test]
    public async Task An_import_is_taken_whole_or_not_at_all() => (await FailEachCommandAsync(
        db => CallIntervalStore.UpsertAsync(db, Unit, File(1), [Calls], Now, default))).ShouldBeGreaterThan(8);

    [Test]
    public async Task Master_data_is_saved_whole_or_not_at_all() => (await FailEachCommandAsync(
        db => SaveMasterData.RunAsync(db, Unit, SmallCentre.Data, default))).ShouldBeGreaterThan(15);

    [Test]
    public async Task A_schedule_is_saved_published_and_audited_whole_or_not_at_all() => (await FailEachCommandAsync(
        db => InTransaction.RunAsync(
            db,
            async () =>
            {
                ScheduleVersion schedule = await ScheduleStore.SaveAsync(db, Unit, Period, PlanStoreTests.Shifts(2, 3), new ScheduleOrigin(new PlanOrigin(Made())), default);
                schedule.Publish(Now);
                db.AuditEntries.Add(new AuditEntry(Unit, Now, "test", new AuditedAct("publish", "schedule")));
                await db.SaveChangesAsync();
                return schedule;
            },
            default))).ShouldBeGreaterThan(3);

    // Returns how many commands there were to fail.
    private async Task<int> FailEachCommandAsync<TResult>(Func<WfmDb, Task<TResult>> work)
    {
        string before = await ContentAsync();
        for (int failing = 1; ; failing++)
        {
            FailingCommand fault = new(failing);
            await using WfmDb db = new(Database.Configure(new DbContextOptionsBuilder<WfmDb>()).AddInterceptors(fault).Options);
            try
            {
                await work(db);
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

    private async Task<string> ContentAsync()
    {
        await using WfmDb db = Database.CreateContext();
        int[] counts =
        [
            await db.CallIntervals.CountAsync(), await db.CallStreams.CountAsync(), await db.ImportedFiles.CountAsync(), await db.Agents.CountAsync(),
            await db.Contracts.CountAsync(), await db.Queues.CountAsync(), await db.Openings.CountAsync(), await db.Skills.CountAsync(),
            await db.AnswerGroups.CountAsync(), await db.ShiftTemplates.CountAsync(), await db.Absences.CountAsync(), await db.Wishes.CountAsync(),
            await db.Schedules.CountAsync(), await db.Shifts.CountAsync(), await db.ShiftActivities.CountAsync(), await db.AuditEntries.CountAsync(),
        ];
        return string.Join(' ', counts);
    }

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

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
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
