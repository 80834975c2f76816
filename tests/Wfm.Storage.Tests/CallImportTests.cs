using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class CallImportTests(DatabaseProvider provider) : StorageFixture(provider)
{
    private static readonly QueueId Vaxel = new("växel");
    private static readonly Instant Monday = Instant.FromUtc(2026, 1, 12, 7, 0);
    private static readonly Interval Always = new(null, null);

    [Test]
    public async Task A_file_comes_back_as_it_went_in()
    {
        CallSeries series = Series(Vaxel, new CallInterval(Monday, Quarter, 12, 10, 2, 9, 2345.5, 120.25), At(1, 7), At(2, 0));

        CallImportResult result = await ImportAsync(1, series);

        (result.Inserted, result.Changed, result.Unchanged, result.Removed).ShouldBe((3, 0, 0, 0));
        result.IsAlreadyImported.ShouldBeFalse();
        CallSeries loaded = await LoadAsync(Vaxel, Quarter);
        loaded.Intervals.ShouldBe(series.Intervals);
        loaded.Queue.ShouldBe(Vaxel);
    }

    [Test]
    public async Task The_same_file_twice_changes_nothing()
    {
        await ImportAsync(1, Series(Vaxel, At(0, 5), At(1, 7)));

        CallImportResult again = await ImportAsync(1, Series(Vaxel, At(0, 5), At(1, 7)));

        again.IsAlreadyImported.ShouldBeTrue();
        (again.Inserted, again.Changed, again.Unchanged).ShouldBe((0, 0, 0));
        (await RevisionsAsync()).ShouldBe([1, 1]);
    }

    [Test]
    public async Task Equal_rows_of_another_file_keep_their_revision_and_their_time()
    {
        await ImportAsync(1, Series(Vaxel, At(0, 5), At(1, 7)));

        CallImportResult second = await ImportAsync(2, Now + Duration.FromHours(2), Series(Vaxel, At(0, 5), At(1, 8), At(2, 3)));

        (second.Inserted, second.Changed, second.Unchanged).ShouldBe((1, 1, 1));
        (await RevisionsAsync()).ShouldBe([1, 2, 1]);
        await using WfmDb db = Database.CreateContext();
        List<StoredCallInterval> rows = await RowsAsync(db);
        rows.Select(row => row.UpdatedAt).ShouldBe([Now, Now + Duration.FromHours(2), Now + Duration.FromHours(2)]);
        rows.Select(row => row.Offered).ShouldBe([5, 8, 3]);
        ImportedFile file = await db.ImportedFiles.SingleAsync(row => row.Id == second.File);
        (file.InsertedRows, file.ChangedRows, file.UnchangedRows).ShouldBe((1, 1, 1));
    }

    [Test]
    public async Task A_figure_that_appears_or_disappears_is_a_change()
    {
        await ImportAsync(1, Series(Vaxel, At(0, 5), new CallInterval(Monday + Quarter, Quarter, 7, 6)));

        CallImportResult second = await ImportAsync(2, Series(Vaxel, new CallInterval(Monday, Quarter, 5, Answered: 5), At(1, 7)));

        (second.Inserted, second.Changed, second.Unchanged).ShouldBe((0, 2, 0));
        (await LoadAsync(Vaxel, Quarter)).Intervals.Select(interval => interval.Answered).ShouldBe([5, null]);
    }

    [Test]
    public async Task Two_sources_of_one_queue_are_kept_apart_and_added_up()
    {
        await ImportAsync(File(1, "callguide"), Now, Series(Vaxel, At(0, 5), At(2, 1)));
        await ImportAsync(File(1, "ace"), Now, Series(Vaxel, At(0, 3), At(1, 4)));

        (await LoadAsync(Vaxel, Quarter)).Intervals.Select(interval => interval.Offered).ShouldBe([8, 4, 1]);
    }

    [Test]
    public async Task Quarters_are_summed_to_half_hours_but_not_the_other_way()
    {
        await ImportAsync(1, Series(Vaxel, At(0, 5), At(1, 7), At(2, 1)));

        (await LoadAsync(Vaxel, Duration.FromMinutes(30))).Intervals.Select(interval => interval.Offered).ShouldBe([12, 1]);
        InvalidOperationException refused = await Should.ThrowAsync<InvalidOperationException>(() => LoadAsync(Vaxel, Duration.FromMinutes(5)));
        refused.Message.ShouldContain("15 min at 2026-01-12T07:00:00Z, which cannot be summed to 5 min");
    }

    [Test]
    public async Task A_source_that_changes_its_interval_length_is_not_counted_twice()
    {
        Duration half = Duration.FromMinutes(30);
        await ImportAsync(1, Series(Vaxel, At(0, 5), At(1, 7), At(2, 1)));

        CallImportResult halves = await ImportAsync(2, Series(Vaxel, new CallInterval(Monday, half, 12)));
        (halves.Inserted, halves.Changed, halves.Removed).ShouldBe((0, 1, 1));
        (await LoadAsync(Vaxel, half)).Intervals.Select(interval => interval.Offered).ShouldBe([12, 1]);

        CallImportResult quarters = await ImportAsync(3, Series(Vaxel, At(0, 6), At(1, 6)));
        (quarters.Inserted, quarters.Changed, quarters.Removed).ShouldBe((1, 1, 0));
        (await LoadAsync(Vaxel, Quarter)).Intervals.Select(interval => interval.Offered).ShouldBe([6, 6, 1]);
    }

    [Test]
    public async Task Only_the_asked_time_is_read()
    {
        await ImportAsync(1, Series(Vaxel, At(0, 5), At(1, 7), At(2, 1)));
        await using WfmDb db = Database.CreateContext();

        CallSeries middle = await CallIntervalStore.LoadSeriesAsync(
            db, Unit, Vaxel, new Interval(Monday + Quarter, Monday + (Quarter * 2)), Stockholm, Quarter, default);

        middle.Intervals.ShouldHaveSingleItem().Offered.ShouldBe(7);
    }

    [Test]
    public async Task What_there_is_can_be_listed()
    {
        QueueId byggnad = new("Bygg & miljö");
        await ImportAsync(1, Series(Vaxel, At(0, 5), At(2, 7)), Series(byggnad, At(1, 2)));
        await using WfmDb db = Database.CreateContext();

        IReadOnlyList<CallHistory> history = await CallIntervalStore.ListAsync(db, Unit, default);

        history.Select(queue => queue.Queue).ShouldBe([byggnad, Vaxel]);
        history[1].Start.ShouldBe(Monday);
        history[1].End.ShouldBe(Monday + (Quarter * 3));
        history[1].Lengths.ShouldBe([Quarter]);
    }

    [TestCase(2026, 3, 29, 92)]
    [TestCase(2026, 10, 25, 100)]
    [TestCase(2026, 1, 12, 96)]
    public async Task Every_quarter_of_a_day_comes_back_even_when_the_clock_changes(int year, int month, int day, int quarters)
    {
        IReadOnlyList<Instant> starts = DayIntervals.StartsOf(new LocalDate(year, month, day), Stockholm, Quarter);
        CallInterval[] intervals = [.. starts.Select((start, index) => new CallInterval(start, Quarter, index))];

        await ImportAsync(1, Series(Vaxel, intervals));

        IReadOnlyList<CallInterval> loaded = (await LoadAsync(Vaxel, Quarter)).Intervals;
        loaded.Count.ShouldBe(quarters);
        loaded.ShouldBe(intervals);
    }

    [Test]
    public async Task A_file_that_breaks_in_the_middle_leaves_nothing()
    {
        await ImportAsync(1, Series(Vaxel, At(0, 5)));

        await Should.ThrowAsync<IOException>(() => ImportAsync(File(2), Breaking()));

        await using WfmDb db = Database.CreateContext();
        (await RowsAsync(db)).ShouldHaveSingleItem().Offered.ShouldBe(5);
        (await db.ImportedFiles.CountAsync(file => file.BusinessUnitId == Unit)).ShouldBe(1);
        (await db.CallStreams.CountAsync(stream => stream.BusinessUnitId == Unit)).ShouldBe(1);
        (await ImportAsync(2, Series(Vaxel, At(1, 5)))).Inserted.ShouldBe(1);

        static async IAsyncEnumerable<CallSeries> Breaking()
        {
            yield return Series(Vaxel, At(0, 6), At(1, 7));
            yield return Series(new QueueId("other"), At(0, 6));
            await Task.Yield();
            throw new IOException("the disk is gone");
        }
    }

    [Test]
    public async Task A_cancelled_import_leaves_nothing()
    {
        using CancellationTokenSource source = new();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await using WfmDb db = Database.CreateContext();
            await CallIntervalStore.UpsertAsync(db, Unit, File(1), Cancelling(), Now, source.Token);
        });

        await using WfmDb after = Database.CreateContext();
        (await RowsAsync(after)).ShouldBeEmpty();
        (await after.ImportedFiles.CountAsync(file => file.BusinessUnitId == Unit)).ShouldBe(0);

        async IAsyncEnumerable<CallSeries> Cancelling()
        {
            yield return Series(Vaxel, At(0, 6), At(1, 7));
            await source.CancelAsync();
            yield return Series(Vaxel, At(2, 6), At(3, 7));
        }
    }

    [TestCase(1, 1)]
    [TestCase(1, 0)]
    public async Task An_interval_twice_or_out_of_order_is_refused_whole(int first, int second)
    {
        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(() => ImportAsync(1, Series(Vaxel, At(first, 5)), Series(Vaxel, At(second, 6))));

        refused.Message.ShouldContain("comes twice or after a later one");
        await using WfmDb db = Database.CreateContext();
        (await RowsAsync(db)).ShouldBeEmpty();
    }

    [Test]
    public async Task An_empty_file_is_noted_and_changes_nothing()
    {
        (await ImportAsync(1)).Inserted.ShouldBe(0);
        (await ImportAsync(1)).IsAlreadyImported.ShouldBeTrue();
    }

    [Test]
    public async Task Two_imports_at_once_both_arrive()
    {
        CallInterval[] early = [.. Enumerable.Range(0, 2000).Select(index => At(index, 1))];
        CallInterval[] late = [.. Enumerable.Range(1000, 2000).Select(index => At(index, 1))];

        CallImportResult[] results = await Task.WhenAll(
            Task.Run(() => ImportAsync(1, Series(Vaxel, early))), Task.Run(() => ImportAsync(2, Series(Vaxel, late))));

        results.Sum(result => result.Inserted).ShouldBe(3000);
        results.Sum(result => result.Unchanged).ShouldBe(1000);
    }

    [Test]
    public async Task A_hundred_thousand_rows_arrive_and_come_back()
    {
        CallSeries[] series =
        [
            .. Enumerable.Range(0, 4).Select(queue => Series(
                new QueueId($"q{queue}"), [.. Enumerable.Range(0, 25_000).Select(index => new CallInterval(Monday + (Quarter * index), Quarter, index % 97, index % 89, index % 7, index % 83, index * 1.5, index / 3d))])),
        ];

        (await ImportAsync(1, series)).Inserted.ShouldBe(100_000);

        (await ImportAsync(2, series)).Unchanged.ShouldBe(100_000);
        (await LoadAsync(new QueueId("q3"), Quarter)).Intervals.ShouldBe(series[3].Intervals);
    }

    // Feeds deliver late, twice, corrected and out of order; the last word on an interval counts, and only changes count as changes.
    [Test]
    public async Task Any_order_of_files_ends_in_what_their_last_words_say([Values(1, 2, 3, 4, 5)] int seed)
    {
        Random random = new(seed);
        Dictionary<int, (int Offered, int Revision)> truth = [];
        for (int file = 0; file < 12; file++)
        {
            int[] places = [.. Enumerable.Range(0, 30).Where(_ => random.Next(3) == 0)];
            List<CallInterval> rows = [];
            foreach (int place in places)
            {
                int offered = random.Next(3);
                rows.Add(At(place, offered));
                (int Offered, int Revision) before = truth.GetValueOrDefault(place, (-1, 0));
                truth[place] = before.Offered == offered ? before : (offered, before.Revision + 1);
            }

            await ImportAsync(file + 1, Series(Vaxel, [.. rows]));
        }

        await using WfmDb db = Database.CreateContext();
        List<StoredCallInterval> stored = await RowsAsync(db);
        stored.Select(row => (row.Offered, row.Revision)).ShouldBe(truth.OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    private static CallInterval At(int place, int offered) => new(Monday + (Quarter * place), Quarter, offered);

    private static CallSeries Series(QueueId queue, params CallInterval[] intervals) =>
        new(queue, Stockholm, Quarter, intervals);

    private Task<CallImportResult> ImportAsync(int file, params CallSeries[] series) => ImportAsync(File(file), Now, series);

    private Task<CallImportResult> ImportAsync(int file, Instant now, params CallSeries[] series) => ImportAsync(File(file), now, series);

    private async Task<CallImportResult> ImportAsync(FileToImport file, Instant now, params CallSeries[] series)
    {
        await using WfmDb db = Database.CreateContext();
        return await CallIntervalStore.UpsertAsync(db, Unit, file, series, now, default);
    }

    private async Task<CallImportResult> ImportAsync(FileToImport file, IAsyncEnumerable<CallSeries> series)
    {
        await using WfmDb db = Database.CreateContext();
        return await CallIntervalStore.UpsertAsync(db, Unit, file, series, Now, default);
    }

    private async Task<CallSeries> LoadAsync(QueueId queue, Duration length)
    {
        await using WfmDb db = Database.CreateContext();
        return await CallIntervalStore.LoadSeriesAsync(db, Unit, queue, Always, Stockholm, length, default);
    }

    private Task<List<StoredCallInterval>> RowsAsync(WfmDb db) => db.CallIntervals
        .Where(row => db.CallStreams.Any(stream => stream.Id == row.StreamId && stream.BusinessUnitId == Unit))
        .OrderBy(row => row.StreamId).ThenBy(row => row.Start).ToListAsync();

    private async Task<int[]> RevisionsAsync()
    {
        await using WfmDb db = Database.CreateContext();
        return [.. (await RowsAsync(db)).Select(row => row.Revision)];
    }
}
