using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Feeds;

/// <summary>F23 and F24 on the real database: the same deliveries in many orders, repeated and split, end in the same rows and the same minutes.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class FeedOrderTests(DatabaseProvider provider) : FeedFixture(provider)
{
    private const int Orders = 25;
    private static readonly LocalDate Tuesday = new(2026, 3, 3);

    [Test]
    public async Task States_in_any_order_are_the_same_board_and_the_same_day()
    {
        Instant nine = Instant.FromUtc(2026, 3, 3, 8, 0);
        Server.Clock.Now = nine + Duration.FromHours(2);
        (FedState[] feed, Instant ahead) = (Morning(nine), Now + Duration.FromMinutes(6));
        Random random = new(24);
        string? first = null;
        for (int order = 0; order < Orders; order++)
        {
            await EmptyStatesAsync();
            FedState[] told = [.. feed, .. random.GetItems(feed, 6), new("0101", "Ready", ahead, true, null), new("9999", "Ready", nine, true, null)];
            if (order > 0)
            {
                random.Shuffle(told);
            }

            await using WfmDb db = Server.Database.CreateContext();
            FeedSourceId source = (await db.FeedSources.SingleAsync()).Id;
            KnownLogons known = KnownLogons.None;
            for (int at = 0, size; at < told.Length; at += size)
            {
                size = Math.Min(told.Length - at, 1 + random.Next(7));
                known = (await new TakeStates(db, Server.Clock).RunAsync(source, told[at..(at + size)], known, default)).Logons;
            }

            string end = await EndAsync(db);
            first ??= end;
            end.ShouldBe(first, $"order {order}");
        }

        first.ShouldNotBeNull().ShouldContain("UnknownUser 9999 1");
        first.ShouldContain("Future 0101 1");
        first.ShouldContain("0002 LOGGED-OFF");
    }

    [Test]
    public async Task Intervals_in_any_order_end_as_the_clean_feed()
    {
        Random random = new(23);
        Instant start = Instant.FromUtc(2026, 2, 2, 8, 0);
        ToldInterval Row(int quarter, int offered, double? handle = null) =>
            new(new QueueId("ny"), new CallInterval(start + Duration.FromMinutes(15 * quarter), Duration.FromMinutes(15), offered, offered, 0, null, handle));
        // Late, corrected, regenerated with the old figures, a gap at 3, handling without a call.
        (Instant Made, ToldInterval[] Rows)[] deliveries =
        [
            (Now - Duration.FromMinutes(50), [Row(0, 5), Row(1, 7)]), (Now - Duration.FromMinutes(40), [Row(1, 8), Row(2, 4)]), (Now - Duration.FromMinutes(30), [Row(1, 7), Row(4, 0, 30)]),
            (Now - Duration.FromMinutes(20), [Row(2, 6), Row(0, 5)]), (Now - Duration.FromMinutes(10), [Row(5, 2)]), (Now, [Row(2, 6), Row(4, 0)]),
        ];
        for (int order = 0; order < Orders; order++)
        {
            await Empty();
            (Instant Made, ToldInterval[] Rows)[] told = [.. deliveries, .. random.GetItems(deliveries, 3)];
            random.Shuffle(told);
            foreach ((Instant made, ToldInterval[] rows) in told)
            {
                random.Shuffle(rows);
                await using WfmDb db = Server.Database.CreateContext();
                await new TakeIntervals(db, Server.Clock).RunAsync(House.Unit, new IntervalDelivery("acd", made, rows), default);

                // A delivery in half hours is refused whole wherever it comes.
                ToldInterval half = new(new QueueId("ny"), rows[0].Interval with { Length = Duration.FromMinutes(30), Offered = 99 });
                await Should.ThrowAsync<StepRefusedException>(() => new TakeIntervals(db, Server.Clock).RunAsync(House.Unit, new IntervalDelivery("acd", Now, [half]), default));
            }

            await using WfmDb after = Server.Database.CreateContext();
            CallSeries series = await CallIntervalStore.LoadSeriesAsync(after, House.Unit, new QueueId("ny"), new Interval(null, null), SmallHouse.Stockholm, Duration.FromMinutes(15), default);
            series.Intervals.Select(interval => ((int)(interval.Start - start).TotalMinutes / 15, interval.Offered, interval.HandleSeconds)).ShouldBe([(0, 5, null), (1, 7, null), (2, 6, null), (4, 0, null), (5, 2, null)]);
        }
    }

    [Test]
    public async Task Ten_thousand_intervals_each_told_in_an_order_of_its_own_end_as_told_last_of_all_by_the_clock_of_their_maker()
    {
        const int Intervals = 10_000, Versions = 4, Rounds = 6;
        Random random = new(2310);
        Instant newest = Instant.FromUtc(2026, 2, 2, 9, 45), start = newest - Duration.FromMinutes(15 * (Intervals - 1));
        int[][] offered = [.. Enumerable.Range(0, Intervals).Select(_ => Enumerable.Range(0, Versions).Select(_ => random.Next(30)).ToArray())];

        // Each version of each interval once, two of them again, shuffled for each interval by itself.
        int[][] orders = [.. Enumerable.Range(0, Intervals).Select(_ =>
        {
            int[] order = [.. Enumerable.Range(0, Versions), random.Next(Versions), random.Next(Versions)];
            random.Shuffle(order);
            return order;
        })];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (IGrouping<int, int> version in Enumerable.Range(0, Intervals).GroupBy(number => orders[number][round]))
            {
                ToldInterval[] rows = [.. version.Select(number => new ToldInterval(new QueueId("ny"), new CallInterval(
                    start + Duration.FromMinutes(15 * number), Duration.FromMinutes(15), offered[number][version.Key], offered[number][version.Key], 0)))];
                await using WfmDb db = Server.Database.CreateContext();
                await new TakeIntervals(db, Server.Clock).RunAsync(House.Unit, new IntervalDelivery("acd", Now - Duration.FromMinutes(10 - version.Key), rows), default);
            }
        }

        await using WfmDb after = Server.Database.CreateContext();
        List<(Instant Start, int Offered)> stored = [.. (await after.CallIntervals
            .Where(row => after.CallStreams.Any(stream => stream.Id == row.StreamId && stream.BusinessUnitId == House.Unit && stream.QueueCode == new QueueId("ny")))
            .OrderBy(row => row.Start).Select(row => new { row.Start, row.Offered }).ToListAsync()).Select(row => (row.Start, row.Offered))];
        stored.ShouldBe([.. offered.Select((versions, number) => (start + Duration.FromMinutes(15 * number), versions[^1]))]);
    }

    // Two people; a snapshot that forgets the second, who comes back; another that names both.
    private static FedState[] Morning(Instant nine)
    {
        Instant At(int minute, int second = 0) => nine + Duration.FromMinutes(minute) + Duration.FromSeconds(second);
        return
        [
            new("0101", "Ready", At(0), true, null), new("0102", "Ready", At(1), true, null), new("0101", "InCall", At(5), true, null), new("0101", "ACW", At(9), true, null), new("0101", "Ready", At(10), true, null),
            new("0101", "Ready", At(15, 2), true, At(15)), new("", "", At(15), true, At(15)), new("0102", "Ready", At(25), true, null),
            new("0101", "AUX1", At(30, 1), true, At(30)), new("0102", "InCall", At(30, 1), true, At(30)), new("", "", At(30), true, At(30)), new("0102", "ACW", At(40), true, null),
            new("0101", "Ready", At(45, 1), true, At(45)), new("", "", At(45), true, At(45)),
        ];
    }

    private async Task<string> EndAsync(WfmDb db)
    {
        AdherenceBoard board = await AdherenceBoard.OfAsync(db, House.Unit, Now, default);
        IReadOnlyDictionary<AgentId, Intraday.AdherenceDay> days = await AdherenceOfDay.OfAsync(db, House.Unit, [new("0001"), new("0002")], Tuesday, Now, default);
        var held = await db.AgentStates.Where(row => row.Held != null).GroupBy(row => new { row.Held, row.UserCode }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync();
        return string.Join('\n',
        [
            .. board.Rows.Where(row => row.State is not null).Select(row => $"{row.Agent} {row.State} {row.Since} {row.DeviatesSince}"),
            .. days.OrderBy(day => day.Key.Value, StringComparer.Ordinal).Select(day => FormattableString.Invariant($"{day.Key} {day.Value.InMinutes} {day.Value.OutMinutes} {day.Value.NeutralMinutes} {day.Value.ReadyMinutes} {day.Value.LoggedInMinutes}")),
            .. held.OrderBy(row => row.Key.UserCode, StringComparer.Ordinal).Select(row => $"{row.Key.Held} {row.Key.UserCode} {row.Count}"),
        ]);
    }

    private async Task EmptyStatesAsync()
    {
        await using WfmDb db = Server.Database.CreateContext();
        await db.AgentStates.ExecuteDeleteAsync();
        await db.SnapshotCloses.ExecuteDeleteAsync();
    }
}
