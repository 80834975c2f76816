using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>
/// F01: the server is killed just after decisions were posted. What it acknowledged is there, nothing is there by half, and repeating each under its key gives the same answer and does it once.
/// </summary>
[TestFixture]
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DecisionCrashTests
{
    private static readonly TimeSpan LatestKill = TimeSpan.FromMilliseconds(50);

    // One kill would leave most moments of a decision untried.
    private static int Kills => Math.Max(Rounds.Count, 2);

    private readonly Dictionary<string, int[]> _rowsOfKind = [];
    private int _answered;
    private int _storedUnanswered;
    private int _absent;

    [TestCase(DatabaseProvider.PostgreSql)]
    [TestCase(DatabaseProvider.Sqlite)]
    public async Task F01_decisions_in_flight_at_a_kill_are_there_whole_or_not_at_all_and_may_be_repeated(DatabaseProvider provider)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("wfm-crash-");
        WfmDatabase database = await House.CopyAsync(provider, folder.FullName);
        ICrashWriter[] writers = await WritersAsync(database);
        CrashWrite[] writes = [];
        for (int kill = 0; kill <= Kills; kill++)
        {
            await using Node server = Node.Start("serve", "a", database, ("TakesJobs", "false"), ("ClockStartsAt", "2026-02-16T09:00:00Z"));
            using CrashClients clients = await CrashClients.LogInAsync(server);
            if (kill == 0)
            {
                await LearnAsync(writers, clients, database);
            }
            else
            {
                await RepeatAsync(writers, writes, clients, database, server);
            }

            if (kill < Kills)
            {
                writes = await KillAsync(new Random(kill), writers, clients, database, server);
            }
        }

        TestContext.Out.WriteLine(
            $"F01 {provider}: {Kills} kills, {_answered + _storedUnanswered + _absent} decisions in flight: {_answered} answered, {_storedUnanswered} stored without an answer, {_absent} not there; all repeated");
        folder.Delete(recursive: true);
    }

    // Posts everybody's next decision at once and kills; what is found must be whole.
    private async Task<CrashWrite[]> KillAsync(Random random, ICrashWriter[] writers, CrashClients clients, WfmDatabase database, Node server)
    {
        random.Shuffle(writers);
        TimeSpan usual = await WriteAsync(writers[0], clients, database);
        CrashWrite[] writes = new CrashWrite[writers.Length];
        for (int number = 0; number < writers.Length; number++)
        {
            writes[number] = await writers[number].NextAsync(clients, database);
        }

        int[] before = await CrashRows.CountAsync(database);
        Task<ApiAnswer?>[] answers = [.. writes.Select(write => write.PostAsync(clients))];

        // On a slow machine a decision takes longer than 50 ms, and they wait for each other; a kill is to find some of them at any step.
        await Task.Delay(random.NextDouble() * (LatestKill > usual * 2 ? LatestKill : usual * 2));
        await server.KillAsync();
        ApiAnswer?[] heard = await Task.WhenAll(answers);

        Dictionary<string, StoredAnswer> stored = await StoredAsync(writes, database);
        for (int number = 0; number < writers.Length; number++)
        {
            bool isStored = stored.TryGetValue(writes[number].Key, out StoredAnswer? answer);
            if (heard[number] is { } given)
            {
                given.Is(200);
                isStored.ShouldBeTrue($"acknowledged and lost: {writes[number].Kind}");
                given.Text.ShouldBe(answer!.Body);
            }

            await writers[number].WholeAsync(database, isStored);
            _ = heard[number] is not null ? _answered++ : isStored ? _storedUnanswered++ : _absent++;
        }

        RowsSince(before, await CrashRows.CountAsync(database), writes.Where(write => stored.ContainsKey(write.Key)), "after the kill");
        return writes;
    }

    // On a node that started after the kill.
    private async Task RepeatAsync(ICrashWriter[] writers, CrashWrite[] writes, CrashClients clients, WfmDatabase database, Node server)
    {
        int[] before = await CrashRows.CountAsync(database);
        Dictionary<string, StoredAnswer> stored = await StoredAsync(writes, database);
        for (int number = 0; number < writers.Length; number++)
        {
            ApiAnswer again = (await writes[number].PostAsync(clients)).ShouldNotBeNull(server.Said).Is(200);
            if (stored.TryGetValue(writes[number].Key, out StoredAnswer? first))
            {
                again.Text.ShouldBe(first.Body, "asked again under the same key");
            }

            await writers[number].WholeAsync(database, isStored: true);
            writers[number].Done(again);
        }

        RowsSince(before, await CrashRows.CountAsync(database), writes.Where(write => !stored.ContainsKey(write.Key)), "after repeating");
    }

    private void RowsSince(int[] before, int[] now, IEnumerable<CrashWrite> done, string when) =>
        CrashRows.Less(now, before).ShouldBe(CrashRows.Sum(done.Select(write => _rowsOfKind[write.Kind])), $"rows of everything a decision writes, {when}");

    // What each kind of decision writes when nobody disturbs it; the leaves are left at different steps.
    private async Task LearnAsync(ICrashWriter[] writers, CrashClients clients, WfmDatabase database)
    {
        for (int number = 0; number < writers.Length; number++)
        {
            for (int step = 0; step < (number == 0 ? 3 : number); step++)
            {
                await WriteAsync(writers[number], clients, database);
            }
        }
    }

    private async Task<TimeSpan> WriteAsync(ICrashWriter writer, CrashClients clients, WfmDatabase database)
    {
        CrashWrite write = await writer.NextAsync(clients, database);
        int[] before = await CrashRows.CountAsync(database);
        long began = Stopwatch.GetTimestamp();
        ApiAnswer answer = (await write.PostAsync(clients)).ShouldNotBeNull().Is(200);
        TimeSpan taken = Stopwatch.GetElapsedTime(began);
        int[] rows = CrashRows.Less(await CrashRows.CountAsync(database), before);
        _rowsOfKind.TryAdd(write.Kind, rows);
        rows.ShouldBe(_rowsOfKind[write.Kind], write.Kind);
        await writer.WholeAsync(database, isStored: true);
        writer.Done(answer);
        return taken;
    }

    private static Task<Dictionary<string, StoredAnswer>> StoredAsync(CrashWrite[] writes, WfmDatabase database)
    {
        string[] keys = [.. writes.Select(write => write.Key)];
        return Rounds.AskAsync(database, db => db.Answers.AsNoTracking().Where(row => keys.Contains(row.Key) && row.Status == 200).ToDictionaryAsync(row => row.Key));
    }

    // Three leaves on three days of one unit, and corrections in the other.
    private static Task<ICrashWriter[]> WritersAsync(WfmDatabase database) => Rounds.AskAsync<ICrashWriter[]>(database, async db =>
    {
        List<ICrashWriter> writers = [];
        HashSet<LocalDate> taken = [];
        ScheduleId inForce = await CrashRows.InForceAsync(db, House.Unit), others = await CrashRows.InForceAsync(db, House.OtherUnit);
        foreach (string agent in (string[])["0001", "0002", "0003"])
        {
            AgentId who = new(agent);
            LocalDate from = SmallHouse.Monday.PlusDays(9);
            List<StoredShift> shifts = await db.Shifts.AsNoTracking().Where(row => row.ScheduleId == inForce && row.AgentCode == who && row.Date >= from).OrderBy(row => row.Date).ToListAsync();
            writers.Add(new LeaveWriter(agent, shifts.First(row => taken.Add(row.Date))));
        }

        writers.Add(new CorrectionWriter((await ScheduleStore.LoadAsync(db, others, default)).Shifts[0]));
        return [.. writers];
    });
}
