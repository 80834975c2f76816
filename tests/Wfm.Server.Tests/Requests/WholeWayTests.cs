using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>Two people who want the same hour, from asking to calendar and balance: filed, weighed, advised on, decided, waited for, freed, offered, told.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed partial class WholeWayTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    [Test]
    public async Task A_leave_that_frees_for_the_next_one_leaves_its_trace_everywhere()
    {
        using ApiClient anna = await Server.AsAsync("anna");
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 1 }, ("If-Match", "\"0\""))).Is(200);
        (await greta.DecideAsync("/api/units/1/balances/0001/entries", new { kind = "vacationDays", amount = 25, why = "Semesterårets dagar" })).Is(200);
        string calendar = (await anna.SendAsync("POST", "/api/units/1/calendar-token")).Is(200).Json["address"]!.GetValue<string>();
        StoredShift shift = await ShiftOfAsync("0001");
        (string start, string end) = (Local(shift.Start), Local(shift.Start + Duration.FromHours(2)));
        object leave(string agent) => new { kind = "absence", agents = (string[])[agent], start, end, category = "vacation" };
        (int Sequence, bool SaysAway) before = await EventAsync(anna, calendar, shift.Date);

        int first = IdOf((await anna.DecideAsync(Requests, leave("0001"))).Is(200).Json);
        int second = IdOf((await beata.DecideAsync(Requests, leave("0002"))).Is(200).Json);
        (await tora.DecideAsync($"{Requests}/{first}/advice", new { recommendation = "fits", comment = "Det går bra före lunch." })).Is(200);
        (await greta.GetAsync($"{Requests}/{first}")).Is(200).Json["advice"]!["by"]!.GetValue<string>().ShouldBe("tora");
        (await AnswerAsync(greta, first, "approve", "ja")).Is(200);
        (await AnswerAsync(greta, second, "approve", "ja")).Code.ShouldBe("limit-reached");
        StatusOf((await AnswerAsync(greta, second, "wait", "En i taget.")).Is(200).Json).ShouldBe("waiting");

        (int Sequence, bool SaysAway) during = await EventAsync(anna, calendar, shift.Date);
        (before.SaysAway, during.SaysAway).ShouldBe((false, true));
        during.Sequence.ShouldBeGreaterThan(before.Sequence);
        double taken = 25 - await LeftAsync(anna);
        taken.ShouldBeInRange(0.1, 0.6, "two hours of a day");
        (await StepAsync((OfferFreedSlots step) => step.RunAsync(default))).ShouldBe(0, "the one seat is taken");

        (await anna.DecideAsync($"{Requests}/{first}/withdraw", new { })).Is(200);
        (await StepAsync((OfferFreedSlots step) => step.RunAsync(default))).ShouldBe(1);
        StatusOf((await AnswerAsync(greta, second, "approve", "ja")).Is(200).Json).ShouldBe("approved");

        (int Sequence, bool SaysAway) after = await EventAsync(anna, calendar, shift.Date);
        (after.SaysAway, after.Sequence > during.Sequence).ShouldBe((false, true));
        (await LeftAsync(anna)).ShouldBe(25);
        (await MessagesAsync("0001")).ShouldBe(["request-approved"]);
        (await MessagesAsync("0002")).ShouldBe(["request-waiting", "request-approved"]);
        string[] inbox = [.. (await greta.GetAsync("/api/units/1/inbox")).Is(200).Json["items"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>())];
        inbox.ShouldBe(["request-offered", "request-withdrawn", "request-advised", "request-sent", "request-sent"]);
    }

    [Test]
    public async Task A_rule_looks_at_the_limits_anew_each_time()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        (await greta.SendAsync("PUT", "/api/units/1/request-rules/ett", new { approvesAbsence = true, approvesTimeOff = true, marginFraction = 0.0, daysAhead = 1 }, ("If-Match", "\"0\""))).Is(200);
        (string Agent, int Hour) free = await FirstByRuleAsync(greta);
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 0 }, ("If-Match", "\"0\""))).Is(200);

        JsonNode again = await AskAsync(greta, free.Agent, free.Hour);

        StatusOf(again).ShouldBe("sent", "nobody may be away any more, so the rule leaves it to the leader");
        (await AnswerAsync(greta, IdOf(again), "approve", "ja")).Code.ShouldBe("limit-reached");
        (await AnswerAsync(greta, IdOf(again), "wait", "senare")).Is(200);
        (await tora.SendAsync("PUT", "/api/units/1/request-limits", new { mostAway = 3 }, ("If-Match", "\"1\""))).Is(200);
        (await StepAsync((OfferFreedSlots step) => step.RunAsync(default))).ShouldBe(1);
        StatusOf((await greta.GetAsync($"{Requests}/{IdOf(again)}")).Is(200).Json).ShouldBe("waiting", "what waits is offered to the leader, who decides");
    }

    /// <summary>An hour the rule gives away; taken back at once.</summary>
    private async Task<(string Agent, int Hour)> FirstByRuleAsync(ApiClient greta)
    {
        foreach (string agent in (string[])["0001", "0002", "0003"])
        {
            for (int hour = 0; hour < 6; hour++)
            {
                JsonNode asked = await AskAsync(greta, agent, hour);
                string path = $"{Requests}/{IdOf(asked)}/withdraw";
                (await greta.DecideAsync(path, new { })).Is(200);
                if (StatusOf(asked) == "approved")
                {
                    return (agent, hour);
                }
            }
        }

        throw new AssertionException("the house has no hour any rule would give away");
    }

    private static async Task<(int Sequence, bool SaysAway)> EventAsync(ApiClient who, string calendar, LocalDate date)
    {
        string text = (await who.GetAsync(calendar)).Is(200).Text.Replace("\r\n ", "", StringComparison.Ordinal);
        string own = text.Split("BEGIN:VEVENT").Single(part => part.Contains($"DTSTART;TZID=Europe/Stockholm:{date:uuuuMMdd}", StringComparison.Ordinal));
        Match sequence = Sequence().Match(own);
        return (sequence.Success ? int.Parse(sequence.Groups[1].Value, null) : 0, own.Contains("Frånvarande", StringComparison.Ordinal));
    }

    private static async Task<double> LeftAsync(ApiClient who) =>
        (await who.GetAsync("/api/units/1/balances/0001")).Is(200).Json["left"]!.AsArray().Single()!["amount"]!.GetValue<double>();

    [GeneratedRegex(@"SEQUENCE:(\d+)")]
    private static partial Regex Sequence();
}
