using System.Text.Json.Nodes;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>What an agent is told before asking.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class LeaveOutlookTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    private const string Outlook = "/api/units/1/leave-outlook";

    [Test]
    public async Task Each_working_day_is_told_as_a_request_for_it_would_be()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        StoredShift shift = await ShiftOfAsync("0002");

        JsonArray days = (await beata.GetAsync($"{Outlook}?from=2026-03-02&days=14")).Is(200).Json.AsArray();
        JsonNode day = days.Single(one => one!["date"]!.GetValue<string>() == $"{shift.Date:uuuu-MM-dd}")!;
        JsonNode asked = (await beata.DecideAsync(
            Requests, new { kind = "absence", start = $"{shift.Date:uuuu-MM-dd}T00:00", end = $"{shift.Date.PlusDays(1):uuuu-MM-dd}T00:00", category = "vacation" })).Is(200).Json;

        day["whole"]!["colour"]!.GetValue<string>().ShouldBe(asked["outlook"]!["colour"]!.GetValue<string>());
        day["whole"]!["queue"]!.GetValue<string>().ShouldBe("Första linjen");
        day["whole"]!["after"]!.GetValue<double>().ShouldBeLessThan(day["whole"]!["before"]!.GetValue<double>());
        day["quarters"]!.AsArray().ShouldBeEmpty("quarters are told when asked for");
        using ApiClient tora = await Server.AsAsync("tora");
        int worked = (await tora.GetAsync("/api/units/1/colleagues?from=2026-03-02&to=2026-03-15")).Json.AsArray().Count(own => own!["agent"]!.GetValue<string>() == "0002");
        days.Count.ShouldBe(worked);
    }

    [Test]
    public async Task Quarters_cover_the_shift_and_a_limit_or_an_absence_shows()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        StoredShift shift = await ShiftOfAsync("0002");
        string path = $"{Outlook}?from={shift.Date:uuuu-MM-dd}&days=1&quarters=true";

        JsonNode free = (await beata.GetAsync(path)).Is(200).Json[0]!;
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 1 }, ("If-Match", "\"0\""))).Is(200);
        int other = IdOf((await greta.DecideAsync(Requests, new { kind = "absence", agents = (string[])["0003"], start = Local(shift.Start), end = Local(shift.End), category = "vacation" })).Is(200).Json);
        (await AnswerAsync(greta, other, "approve", "ja")).Is(200);
        JsonNode full = (await beata.GetAsync(path)).Is(200).Json[0]!;
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 5 }, ("If-Match", "\"1\""))).Is(200);
        int own = IdOf(await AskAsync(beata, "0002"));
        (await AnswerAsync(greta, own, "approve", "ja")).Is(200);
        JsonNode away = (await beata.GetAsync(path)).Is(200).Json[0]!;

        free["quarters"]!.AsArray().Count.ShouldBe((int)((shift.End - shift.Start).TotalMinutes / 15));
        (free["isFull"]!.GetValue<bool>(), free["isAway"]!.GetValue<bool>(), free["away"]!.GetValue<int>()).ShouldBe((false, false, 0));
        (full["isFull"]!.GetValue<bool>(), full["away"]!.GetValue<int>(), full["mostAway"]!.GetValue<int>()).ShouldBe((true, 1, 1));
        (away["isFull"]!.GetValue<bool>(), away["isAway"]!.GetValue<bool>()).ShouldBe((false, true));
    }

    [TestCase("days=0")]
    [TestCase("days=63")]
    [TestCase("days=-1")]
    public async Task A_wrong_number_of_days_is_refused(string days)
    {
        using ApiClient beata = await Server.AsAsync("beata");

        ApiAnswer answer = await beata.GetAsync($"{Outlook}?from=2026-03-02&{days}");

        (answer.Status, answer.Code).ShouldBe((400, "bad-query"));
    }
}
