using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.Feeds;

/// <summary>Calls per interval by our own JSON: late, repeated, corrected, half, foreign.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class IntervalFeedTests(DatabaseProvider provider) : FeedFixture(provider)
{
    private static Instant Quarter => Instant.FromUtc(2026, 2, 2, 9, 30);

    [Test]
    public async Task Figures_made_later_count_whichever_comes_first()
    {
        Instant made = Now - Duration.FromMinutes(10);
        (await PostAsync(made + Duration.FromMinutes(5), Row(Quarter, 12))).Is(200).Json["inserted"]!.GetValue<int>().ShouldBe(1);
        (await PostAsync(made, Row(Quarter, 10))).Is(200).Json["unchanged"]!.GetValue<int>().ShouldBe(1);
        (await PostAsync(made + Duration.FromMinutes(6), Row(Quarter, 12))).Is(200).Json["unchanged"]!.GetValue<int>().ShouldBe(1);
        (await OfferedAsync()).ShouldBe((12, 1));

        // Equal figures made again at :06 go before a correction made at :05:30 that comes late.
        (await PostAsync(made + Duration.FromSeconds(330), Row(Quarter, 11))).Is(200);
        (await OfferedAsync()).ShouldBe((12, 1));
        (await PostAsync(made + Duration.FromMinutes(7), Row(Quarter, 13))).Is(200).Json["changed"]!.GetValue<int>().ShouldBe(1);
        (await OfferedAsync()).ShouldBe((13, 2));
    }

    [Test]
    public async Task Without_that_moment_what_comes_last_counts_even_if_it_was_said_before()
    {
        foreach (int offered in (int[])[10, 12, 10])
        {
            (await PostAsync(null, Row(Quarter, offered))).Is(200);
            Server.Clock.Now += Duration.FromSeconds(20);
        }

        (await OfferedAsync()).ShouldBe((10, 3));
    }

    [Test]
    public async Task Three_days_late_and_in_reversed_order_it_is_taken_and_future_is_left_out()
    {
        object[] rows = [.. Enumerable.Range(0, 8).Reverse().Select(number => Row(Quarter - Duration.FromDays(3) + Duration.FromMinutes(15 * number), number))];

        ApiAnswer answer = (await PostAsync(Now, [.. rows, rows[3], Row(Quarter + Duration.FromHours(1), 5)])).Is(200);

        answer.Json["inserted"]!.GetValue<int>().ShouldBe(8);
        answer.Json["unknownQueues"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("ny");
        answer.Json["future"]!.GetValue<int>().ShouldBe(1);
    }

    [Test]
    public async Task Sums_that_do_not_agree_are_reported_and_taken_as_the_source_books_them()
    {
        object odd = new { queue = "ny", start = Text(Quarter), minutes = 15, offered = 10, answered = 9, abandoned = 3, answeredInTime = 8, handleSeconds = 2700.0 };
        (await PostAsync(Now, odd)).Is(200).Json["remarks"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain("10 offered, 9 answered and 3 abandoned");

        string tag = (await Tora.GetAsync(Feed)).ETag!;
        (await Tora.SendAsync("PUT", Feed, new { attribution = "event", intervalMinutes = 15, statesStaleAfterSeconds = 60, intervalsStaleAfterSeconds = 1800 }, ("If-Match", tag))).Is(200);

        (await PostAsync(Now + Duration.FromSeconds(1), odd)).Is(200).Json["remarks"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task Another_length_a_crooked_start_two_figures_or_a_bad_number_store_nothing()
    {
        object good = Row(Quarter, 5);
        (await PostAsync(Now, good, new { queue = "ny", start = Text(Quarter), minutes = 30, offered = 5 })).Is(409).Code.ShouldBe("interval-off-grid");
        (await PostAsync(Now, good, Row(Quarter + Duration.FromMinutes(7), 5))).Is(409).Code.ShouldBe("interval-off-grid");
        (await PostAsync(Now, good, Row(Quarter, 6))).Is(409).Code.ShouldBe("interval-twice");
        (await PostAsync(Now, good, Row(Quarter - Duration.FromMinutes(15), -1))).Is(400).Code.ShouldBe("bad-values");
        (await PostAsync(Now, good, new { queue = "ny", start = Text(Quarter), minutes = 15, offered = 5, handleSeconds = -3.0 })).Is(400);
        (await Exchange.SendAsync("POST", $"{Feed}/intervals", """{"intervals":[{"queue":"bygg","start":"2026-02-02T09:30:00Z","minutes":15,"offered":1e309}]}""")).Is(400);

        await using WfmDb db = Server.Database.CreateContext();
        (await db.CallIntervals.AnyAsync(row => row.Start == Quarter && db.CallStreams.Any(stream => stream.Id == row.StreamId && stream.QueueCode == new QueueId("ny")))).ShouldBeFalse();
    }

    [Test]
    public async Task Age_is_told_from_the_end_of_the_last_interval()
    {
        (await PostAsync(Now, Row(Quarter, 5))).Is(200);

        var row = (await Tora.GetAsync($"{Root}/feed-freshness")).Is(200).Json.AsArray().Single(row => row!["kind"]!.GetValue<string>() == "intervals")!;

        row["lastAt"]!.GetValue<string>().ShouldBe("2026-02-02T09:45:00Z");
        row["ageSeconds"]!.GetValue<double>().ShouldBe((Now - Quarter).TotalSeconds - 900);
    }

    private Task<ApiAnswer> PostAsync(Instant? generatedAt, params object[] rows) =>
        Exchange.SendAsync("POST", $"{Feed}/intervals", new { intervals = rows, generatedAt = generatedAt is { } at ? Text(at) : null });

    private static object Row(Instant start, int offered) => new { queue = "ny", start = Text(start), minutes = 15, offered };

    private async Task<(int Offered, int Revision)> OfferedAsync()
    {
        await using WfmDb db = Server.Database.CreateContext();
        StoredCallInterval row = await db.CallIntervals.Where(row => row.Start == Quarter)
            .Join(db.CallStreams.Where(stream => stream.BusinessUnitId == House.Unit && stream.QueueCode == new QueueId("ny")), row => row.StreamId, stream => stream.Id, (row, _) => row).SingleAsync();
        return (row.Offered, row.Revision);
    }
}
