using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Day;

/// <summary>The watch over a running day: what it sees, when it cries, what it proposes, and when it keeps still.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class WatchTests(DatabaseProvider provider) : DayFixture(provider)
{
    [Test]
    public async Task A_day_far_busier_than_forecast_raises_an_alarm_and_a_proposal_that_planners_and_leaders_are_told_of()
    {
        await PassAsync(new LocalTime(8, 0), new LocalTime(9, 45), 2.2);

        using ApiClient tora = await Server.AsAsync("tora");
        JsonNode picture = (await tora.GetAsync(Day)).Is(200).Json["picture"]!;
        JsonNode first = Queue(picture, "första");
        first["offered"]!.GetValue<double>().ShouldBe(7 * 22);
        first["answeredInTime"]!.GetValue<double>().ShouldBe(7 * 8);
        first["callsFactor"]!.GetValue<double>().ShouldBeInRange(1.5, 2.2);
        JsonArray slots = first["slots"]!.AsArray();
        slots.Count.ShouldBe(36);
        slots.Count(slot => slot!["offered"] is not null).ShouldBe(7);
        slots.Skip(7).Sum(slot => slot!["expected"]!.GetValue<double>()).ShouldBe(first["callsToCome"]!.GetValue<double>(), 1e-9);
        JsonArray alarms = (await tora.GetAsync($"{Day}/alarms")).Is(200).Json.AsArray();
        alarms.Select(alarm => (alarm!["queue"]!.GetValue<string>(), alarm["kind"]!.GetValue<string>())).ShouldContain(("första", "below"));
        JsonNode proposal = (await tora.GetAsync($"{Day}/proposals")).Is(200).Json[0]!;
        JsonNode effect = proposal["content"]!["effects"]!.AsArray().Single(one => one!["queue"]!.GetValue<string>() == "första")!;
        effect["lateAfter"]!.GetValue<double>().ShouldBeLessThan(effect["lateBefore"]!.GetValue<double>());
        proposal["parts"]!.AsArray().Count.ShouldBe(proposal["content"]!["peopleTold"]!.GetValue<int>());
        string[] inbox = [.. (await tora.GetAsync("/api/units/1/inbox")).Is(200).Json["items"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>())];
        inbox.ShouldContain("day-falls-short");
        inbox.ShouldContain("day-proposal");
    }

    [Test]
    public async Task Looking_twice_at_the_same_facts_stores_nothing_and_a_queue_is_proposed_for_at_most_every_quarter_of_an_hour()
    {
        await PassAsync(new LocalTime(8, 0), new LocalTime(10, 0), 1.8);
        int looks = await InAsync(db => db.Looks.CountAsync());

        (await LookAsync()).Proposals.ShouldBeEmpty();
        (await InAsync(db => db.Looks.CountAsync())).ShouldBe(looks);
        looks.ShouldBe(8);
        string[] pictures = await InAsync(db => db.Looks.Select(row => row.LookJson).ToArrayAsync());
        pictures.Select(picture => JsonNode.Parse(picture)!["levelsFrom"]!.GetValue<string>()).Distinct().ShouldHaveSingleItem("calls that come in do not change what the morning's plan says");
        Instant[] made = [.. await InAsync(db => db.DayProposals.OrderBy(row => row.Id).Select(row => row.MadeAt).ToListAsync())];
        made.Length.ShouldBeGreaterThan(0);
        made.Zip(made.Skip(1), (one, next) => next - one).ShouldAllBe(apart => apart >= Duration.FromMinutes(15));
        List<StoredDayProposal> open = await InAsync(db => db.DayProposals.Where(row => row.Parts.Any(part => part.Status == DayProposalStatus.Open)).ToListAsync());
        open.SelectMany(proposal => proposal.Queues).ShouldBeUnique("a newer one takes the place of an older");
    }

    /// <summary>F35: a level that falls short and recovers every third quarter of an hour.</summary>
    [Test]
    public async Task A_day_that_flaps_raises_few_alarms_and_at_most_one_set_of_proposals_a_quarter_of_an_hour()
    {
        for (int quarter = 0; quarter < 12; quarter++)
        {
            LocalTime time = new LocalTime(8, 0).PlusMinutes(15 * quarter);
            await PassAsync(time, time.PlusMinutes(15), quarter % 3 < 2 ? 2.4 : 0.4);
        }

        (await InAsync(db => db.Alarms.CountAsync(row => row.QueueCode == new QueueId("första") && row.IsBelow))).ShouldBeLessThanOrEqualTo(2);
        List<StoredDayProposal> made = await InAsync(db => db.DayProposals.OrderBy(row => row.MadeAt).ToListAsync());
        made.ShouldNotBeEmpty();
        foreach (QueueId queue in made.SelectMany(proposal => proposal.Queues).Distinct())
        {
            Instant[] times = [.. made.Where(proposal => proposal.Queues.Contains(queue)).Select(proposal => proposal.MadeAt)];
            times.Zip(times.Skip(1), (one, next) => next - one).ShouldAllBe(apart => apart >= Duration.FromMinutes(15));
        }
    }

    /// <summary>F25.</summary>
    [Test]
    public async Task Levels_of_alarms_know_how_handle_time_varies_as_the_forecast_tells()
    {
        Server.Clock.Now = At(new LocalTime(7, 50));
        await PassAsync(new LocalTime(8, 0), new LocalTime(8, 15), 1);
        double[] before = await LevelsAsync();
        await using WfmDb db = Server.Database.CreateContext();
        foreach (ForecastVersion forecast in await db.Forecasts.AsNoTracking().ToListAsync())
        {
            JsonArray quality = JsonNode.Parse(forecast.QualityJson)!.AsArray();
            foreach (JsonNode? queue in quality)
            {
                (queue!["handle_day_variance"], queue["handle_correlation"]) = (0.03, 0.2);
            }

            string told = quality.ToJsonString();
            await db.Forecasts.Where(row => row.Id == forecast.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.QualityJson, told));
        }

        await db.Looks.ExecuteDeleteAsync();
        await PassAsync(new LocalTime(8, 15), new LocalTime(8, 30), 1);

        RunningDay day = (await new LoadRunningDay(db, new KeptPlans()).RunAsync(House.Unit, Server.Clock.Now, default)).Day!;
        IReadOnlyDictionary<QueueId, double> levels = AlarmLevels.Of(day with { Queues = [.. day.Queues.Select(queue => queue with { Load = new LoadVariation(0.03, 0.2) })] }, new AlarmSettings());
        double[] now = await LevelsAsync();
        now.ShouldBe([.. levels.OrderBy(level => level.Key.Value, StringComparer.Ordinal).Select(level => level.Value)]);
        now.ShouldNotBe(before);

        async Task<double[]> LevelsAsync()
        {
            StoredLook look = await InAsync(context => context.Looks.OrderByDescending(row => row.Id).FirstAsync());
            return [.. RequestJson.Read<DayPicture>(look.LookJson).Queues.OrderBy(queue => queue.Queue.Value, StringComparer.Ordinal).Select(queue => queue.AlarmLevel)];
        }
    }

    [Test]
    public async Task On_old_reports_nothing_is_concluded_and_nothing_is_proposed()
    {
        await PassAsync(new LocalTime(8, 0), new LocalTime(8, 45), 1.8);
        int alarms = await InAsync(db => db.Alarms.CountAsync());
        Server.Clock.Now = At(new LocalTime(10, 0));

        WatchOutcome outcome = await LookAsync();

        outcome.Look!.IsStale.ShouldBeTrue();
        outcome.Proposals.ShouldBeEmpty();
        (await InAsync(db => db.Alarms.CountAsync())).ShouldBe(alarms);
        using ApiClient tora = await Server.AsAsync("tora");
        Queue((await tora.GetAsync(Day)).Json["picture"]!, "första")["isStale"]!.GetValue<bool>().ShouldBeTrue();
        (await tora.DecideAsync($"{Day}/proposals", new { queues = (string[])["första"] })).Code.ShouldBe("reports-old");
    }

    [Test]
    public async Task A_day_without_a_published_schedule_or_closed_says_so()
    {
        Server.Clock.Now = Instant.FromUtc(2026, 3, 14, 9, 0);
        (await LookAsync()).Obstacle.ShouldBe(new Remark("day-closed|2026-03-14", "2026-03-14 is closed."));

        Server.Clock.Now = Instant.FromUtc(2026, 4, 14, 9, 0);
        (await LookAsync()).Obstacle.ShouldBe(new Remark("no-schedule|2026-04-14", "No schedule is published for 2026-04-14."));
        using ApiClient tora = await Server.AsAsync("tora");
        (await tora.DecideAsync($"{Day}/look", new { })).Is(200).Json["obstacleSaid"]!.GetValue<string>().ShouldBe("no-schedule|2026-04-14");
    }

    [Test]
    public async Task Reports_without_answered_in_time_are_told_as_what_stands_in_the_way()
    {
        using ApiClient exchange = Server.AsExchange();
        (await exchange.SendAsync("POST", "/api/units/1/feeds/acd/calls", "queue,start,offered\nbygg,2026-03-11T08:00,4\n")).Is(200);
        Server.Clock.Now = At(new LocalTime(8, 20));

        (await LookAsync()).Obstacle!.Text.ShouldContain("bygg, 2026-03-11 08:00: answered_in_time is empty");
    }

    [Test]
    public async Task Settings_say_what_may_be_used_and_bad_ones_are_refused()
    {
        Server.Clock.Now = At(new LocalTime(7, 50));
        using ApiClient tora = await Server.AsAsync("tora");
        ApiAnswer usual = (await tora.GetAsync($"{Day}/settings")).Is(200);

        (await PutAsync(new { falseAlarms = 5.0 })).Code.ShouldBe("bad-field");
        (await PutAsync(new { levers = (string[])["overtime", "overtime"] })).Code.ShouldBe("bad-field");
        (await PutAsync(new { lendable = new[] { new { group = "ett", queues = (string[])["skola"] } } })).Code.ShouldBe("bad-field");
        (await PutAsync(new { levers = (string[])["overtime"], overtimeMinutes = 30 })).Is(200);

        await PassAsync(new LocalTime(8, 0), new LocalTime(9, 45), 2.2);
        JsonArray parts = (await tora.GetAsync($"{Day}/proposals")).Is(200).Json[0]!["parts"]!.AsArray();
        parts.SelectMany(part => part!["moves"]!.AsArray()).ShouldAllBe(move => move!["lever"]!.GetValue<string>() == "overtime" && move["minutes"]!.GetValue<double>() <= 30);

        Task<ApiAnswer> PutAsync(object body) => tora.SendAsync("PUT", $"{Day}/settings", body, ("If-Match", usual.ETag!));
    }
}
