using System.Text.Json.Nodes;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class JointConsequenceTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    private static readonly LocalDate Day = SmallHouse.Monday.PlusDays(10);

    [Test]
    public async Task Several_leaves_are_told_together_and_granted_one_by_one_they_end_there()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        int first = await AskAsync(greta, "0001", 9, 15), second = await AskAsync(greta, "0002", 9, 15);

        JsonNode joint = (await JointAsync(greta, first, second)).Is(200).Json;
        JsonNode alone = (await greta.GetAsync($"{Requests}/{second}/consequence")).Is(200).Json["figures"]!;
        joint["leftOut"]!.AsArray().ShouldBeEmpty();
        double before = Level(joint["figures"]!, "before"), together = Level(joint["figures"]!, "after"), single = Level(alone, "after");
        together.ShouldBeLessThan(single);
        single.ShouldBeLessThan(before);

        (await AnswerAsync(greta, first, "approve", "samlat")).Is(200);
        JsonNode then = (await greta.GetAsync($"{Requests}/{second}/consequence")).Is(200).Json["figures"]!;
        Level(then, "after").ShouldBe(together, 0.0002);
        (await AnswerAsync(greta, second, "approve", "samlat")).Is(200);
    }

    [Test]
    public async Task What_is_answered_and_a_second_leave_of_one_day_are_left_out_with_why()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        int answered = await AskAsync(greta, "0003", 9, 10), first = await AskAsync(greta, "0001", 9, 10), again = await AskAsync(greta, "0001", 13, 14);
        (await AnswerAsync(greta, answered, "deny", "nej")).Is(200);

        JsonNode joint = (await JointAsync(greta, answered, first, again)).Is(200).Json;

        joint["leftOut"]!.AsArray().ToDictionary(left => left!["request"]!.GetValue<int>(), left => left!["code"]!.GetValue<string>())
            .ShouldBe(new Dictionary<int, string> { [answered] = "not-open", [again] = "same-day" }, ignoreOrder: true);
    }

    [Test]
    public async Task Only_requests_whose_figures_one_sees_and_no_nonsense()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient gustav = await Server.AsAsync("gustav");
        using ApiClient beata = await Server.AsAsync("beata");
        int own = await AskAsync(greta, "0002", 9, 10), other = await AskAsync(gustav, "0005", 9, 10);

        (await JointAsync(greta, own, other)).Is(404);
        (await JointAsync(beata, own)).Is(404);
        (await JointAsync(greta, own, 999_999)).Is(404);
        foreach (string wrong in (string[])["", "0", "-1", "a", "1,,2", $"{int.MaxValue}0", string.Join(',', Enumerable.Range(1, 51))])
        {
            ApiAnswer answer = await greta.GetAsync($"{Requests}/joint-consequence?requests={wrong}");
            (answer.Status, answer.Code).ShouldBe((400, "bad-query"), wrong);
        }
    }

    private static Task<ApiAnswer> JointAsync(ApiClient by, params int[] requests) => by.GetAsync($"{Requests}/joint-consequence?requests={string.Join(',', requests)}");

    private static async Task<int> AskAsync(ApiClient by, string agent, int from, int to) => IdOf((await by.DecideAsync(
        Requests, new { kind = "absence", agents = (string[])[agent], start = $"{Day:uuuu-MM-dd}T{from:00}:00", end = $"{Day:uuuu-MM-dd}T{to:00}:00", category = "vacation" })).Is(200).Json);

    private static double Level(JsonNode figures, string when) => figures["queues"]!.AsArray().Single(queue => queue!["queue"]!.GetValue<string>() == "första")![when]!["serviceLevel"]!.GetValue<double>();
}
