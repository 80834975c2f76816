using System.Text.Json.Nodes;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>Near a limit the table's answer is refined by days played call by call, when somebody asks for it.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class SimulationStageTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    [Test]
    public async Task Simulated_figures_say_so_come_again_to_the_bit_and_do_not_change_what_a_decision_rests_on()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        int request = await NearALimitAsync(greta);
        JsonNode table = (await greta.GetAsync($"{Requests}/{request}/consequence")).Is(200).Json;

        ApiAnswer first = (await greta.GetAsync($"{Requests}/{request}/consequence?stage=simulation")).Is(200);
        ApiAnswer again = (await greta.GetAsync($"{Requests}/{request}/consequence?stage=simulation")).Is(200);

        again.Text.ShouldBe(first.Text);
        (table["stage"]!.GetValue<string>(), first.Json["stage"]!.GetValue<string>()).ShouldBe(("table", "simulation"));
        first.Json["hash"]!.GetValue<string>().ShouldBe(table["hash"]!.GetValue<string>());
        first.Json["figures"]!["seed"]!.GetValue<int>().ShouldBe(request);
        JsonNode played = first.Json["figures"]!["simulated"]!.AsArray()[0]!;
        played["days"]!.GetValue<int>().ShouldBeGreaterThan(20);
        JsonNode predicted = table["figures"]!["queues"]!.AsArray().Single(queue => queue!["queue"]!.GetValue<string>() == played["queue"]!.GetValue<string>())!;
        played["levelAfter"]!.GetValue<double>().ShouldBe(predicted["after"]!["serviceLevel"]!.GetValue<double>(), 0.1);
        (await AnswerAsync(greta, request, "approve", "ja")).Is(200);
    }

    [Test]
    public async Task The_agent_is_told_the_stage_but_no_figures_and_another_word_is_refused()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        int request = IdOf(await AskAsync(beata, "0002"));

        JsonNode told = (await beata.GetAsync($"{Requests}/{request}/consequence?stage=simulation")).Is(200).Json;

        told["stage"]!.GetValue<string>().ShouldBeOneOf("table", "simulation");
        told.AsObject().ContainsKey("figures").ShouldBeFalse();
        (await beata.GetAsync($"{Requests}/{request}/consequence?stage=best")).Code.ShouldBe("bad-query");
    }

    // Some absence of some length brings some queue's day near its target.
    private async Task<int> NearALimitAsync(ApiClient greta)
    {
        foreach (string agent in (string[])["0001", "0002", "0003"])
        {
            string day = $"{(await ShiftOfAsync(agent)).Date:uuuu-MM-dd}";
            foreach (int end in (int[])[9, 11, 13, 15, 17])
            {
                int request = IdOf((await greta.DecideAsync(
                    Requests, new { kind = "absence", agents = (string[])[agent], start = $"{day}T08:00", end = $"{day}T{end:00}:00", category = "vacation" })).Is(200).Json);
                if ((await greta.GetAsync($"{Requests}/{request}/consequence")).Is(200).Json["isNearALimit"]!.GetValue<bool>())
                {
                    return request;
                }
            }
        }

        throw new AssertionException("the house has no absence near a limit");
    }
}
