using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>Overtime made good in hours, leave that takes them, and the zero nobody passes without a leader's reason.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class HoursInLieuTests(DatabaseProvider provider) : RequestsFixture(provider)
{
    [Test]
    public async Task An_hour_beside_the_shift_earns_an_hour_and_a_half_and_paid_overtime_nothing()
    {
        await EverybodyWorksFullTimeAsync();
        using ApiClient leader = await Server.AsAsync("gustav");
        Beside beside = await HourBesideAsync();
        string agent = beside.Shift.AgentCode.Value;

        JsonNode paid = await OvertimeAsync(leader, agent, beside.Near, null);
        paid["settlement"]!.GetValue<string>().ShouldBe("paid");
        (await AnswerAsync(leader, IdOf(paid), "approve", "ja")).Is(200);
        (await BalanceAsync(leader, agent)).ShouldBe(0);
        JsonNode asked = await OvertimeAsync(leader, agent, beside.Far, "inLieu");
        (await AnswerAsync(leader, IdOf(asked), "approve", "ja")).Is(200);

        (await BalanceAsync(leader, agent)).ShouldBe(0.75);
        (await InAsync(db => db.BalanceEntries.SingleAsync())).Why.ShouldBe("overtime: 0.5 h × 1.5 + 0 h × 2");
        (await leader.DecideAsync($"{Requests}/{IdOf(asked)}/withdraw", new { })).Is(200);
        (await BalanceAsync(leader, agent)).ShouldBe(0);
    }

    [Test]
    public async Task A_part_timers_hour_is_mertid_for_leader_and_person_and_earns_itself()
    {
        using ApiClient leader = await Server.AsAsync("gustav");
        Beside beside = await HourBesideAsync();

        string agent = beside.Shift.AgentCode.Value;
        agent.ShouldBe("0008", "the one of half time");
        JsonNode asked = await OvertimeAsync(leader, agent, beside.Near, "inLieu");
        JsonNode told = (await leader.GetAsync($"{Requests}/{IdOf(asked)}/consequence")).Is(200).Json["figures"]!["overtime"]!;
        (told["extra"]!.GetValue<double>(), told["simple"]!.GetValue<double>(), told["hoursOff"]!.GetValue<double>()).ShouldBe((0.5, 0, 0.5));
        asked["outlook"]!["overtime"]!["extra"]!.GetValue<double>().ShouldBe(0.5);
        (await AnswerAsync(leader, IdOf(asked), "approve", "ja")).Is(200);

        (await BalanceAsync(leader, agent)).ShouldBe(0.5);
        (await InAsync(db => db.BalanceEntries.SingleAsync())).Why.ShouldBe("overtime: 0.5 h mertid × 1 + 0 h × 1.5 + 0 h × 2");
    }

    [Test]
    public async Task Mertid_beyond_the_years_two_hundred_hours_is_told_with_the_figure_and_wants_a_reason()
    {
        using ApiClient leader = await Server.AsAsync("gustav");
        Beside beside = await HourBesideAsync();
        string agent = beside.Shift.AgentCode.Value;
        await ApprovedOvertime.AddAsync(Server, agent, 4, Enumerable.Range(0, 10).SelectMany(week => Enumerable.Range(0, 5).Select(day => new LocalDate(2026, 4, 6).PlusDays((7 * week) + day))));
        (await CountedAsync(leader, agent))["extraTimeInYear"].ShouldBe((200, 200));

        int asked = IdOf(await OvertimeAsync(leader, agent, beside.Near, null));
        JsonNode figures = (await leader.GetAsync($"{Requests}/{asked}/consequence")).Is(200).Json["figures"]!;
        JsonNode passed = figures["violations"]!.AsArray().Single(rule => rule!["rule"]!.GetValue<string>() == "Extra time in a year")!;
        (passed["reason"]!.GetValue<string>(), passed["facts"]!.GetValue<string>()).ShouldBe(("200.5 h of mertid in 2026 with this; at most 200 h.", "200.5|2026|200"));
        figures["recommendation"]!.GetValue<string>().ShouldBe("notRecommended");
        (await AnswerAsync(leader, asked, "approve")).Code.ShouldBe("reason-missing");
        (await AnswerAsync(leader, asked, "approve", "Stormen, särskilda skäl")).Is(200);

        (await CountedAsync(leader, agent))["extraTimeInYear"].ShouldBe((200.5, 200));
        Dictionary<string, (double Hours, double Most)> fullTime = await CountedAsync(leader, "0007");
        fullTime.Keys.ShouldBe(["overtimeInFourWeeks", "overtimeInMonth", "overtimeInYear"], ignoreOrder: true);
        fullTime["overtimeInYear"].ShouldBe((0, 200));
    }

    [Test]
    public async Task Leave_takes_hours_and_goes_below_zero_for_a_leaders_reason_only()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        using ApiClient greta = await Server.AsAsync("greta");
        (await greta.DecideAsync("/api/units/1/balances/0002/entries", new { kind = "hoursInLieu", amount = 1.5, why = "Överföring" })).Is(200);
        int first = IdOf(await AskAsync(beata, "0002", hour: 0, category: "timeOffInLieu"));
        (await AnswerAsync(greta, first, "approve")).Is(200);
        (await BalanceAsync(beata, "0002")).ShouldBe(0.5);

        int second = IdOf(await AskAsync(beata, "0002", hour: 1, category: "timeOffInLieu"));
        ApiAnswer refused = await AnswerAsync(greta, second, "approve");
        (refused.Status, refused.Code).ShouldBe((409, "balance-too-low"));
        refused.Json["facts"]!["left"]!.GetValue<double>().ShouldBe(0.5);
        (await AnswerAsync(greta, second, "approve", "Flyttlass, arbetas in i april.")).Is(200);

        (await BalanceAsync(beata, "0002")).ShouldBe(-0.5);
        (await InAsync(db => db.BalanceEntries.OrderBy(row => row.Id).LastAsync())).Why.ShouldContain("arbetas in i april");
    }

    [Test]
    public async Task Overtime_whose_hours_are_used_is_taken_back_by_the_leader_with_a_reason_only()
    {
        await EverybodyWorksFullTimeAsync();
        using ApiClient gustav = await Server.AsAsync("gustav");
        Beside beside = await HourBesideAsync();
        StoredShift shift = beside.Shift;
        string agent = shift.AgentCode.Value;
        Interval hour = new(Instant.Min(beside.Near.Start, beside.Far.Start), Instant.Max(beside.Near.End, beside.Far.End));
        int overtime = IdOf(await OvertimeAsync(gustav, agent, hour, "inLieu"));
        (await AnswerAsync(gustav, overtime, "approve", "ja")).Is(200);
        StoredShift other = await InAsync(async db =>
        {
            ScheduleId newest = await NewestAsync(db);
            return await db.Shifts.Where(row => row.ScheduleId == newest && row.AgentCode == shift.AgentCode && row.Date != shift.Date).OrderBy(row => row.Date).LastAsync();
        });
        string from = Local(other.Start), to = Local(other.Start + Duration.FromHours(1));
        int leave = IdOf((await gustav.DecideAsync(Requests, new { kind = "absence", agents = (string[])[agent], start = from, end = to, category = "timeOffInLieu" })).Is(200).Json);
        (await AnswerAsync(gustav, leave, "approve", "ja")).Is(200);
        (await BalanceAsync(gustav, agent)).ShouldBe(0.5);

        ApiAnswer refused = await gustav.DecideAsync($"{Requests}/{overtime}/withdraw", new { });
        (refused.Status, refused.Code).ShouldBe((409, "balance-too-low"));
        (await gustav.DecideAsync($"{Requests}/{overtime}/withdraw", new { reason = "Mötet blev inställt." })).Is(200);

        (await BalanceAsync(gustav, agent)).ShouldBe(-1);
    }

    [Test]
    public async Task Only_overtime_says_how_it_is_made_good()
    {
        using ApiClient beata = await Server.AsAsync("beata");
        (string start, string end) = await HourOfAsync("0002");

        (await beata.DecideAsync(Requests, new { kind = "timeOff", start, end, settlement = "inLieu" })).Code.ShouldBe("bad-field");
    }

    // Those of twenty hours too: then what they work beyond is overtime.
    private Task<int> EverybodyWorksFullTimeAsync() => InAsync(db => db.Contracts.ExecuteUpdateAsync(set => set.SetProperty(row => row.ShareFraction, 1)));

    /// <summary>A shift of somebody in group två with an hour of opening time beside it.</summary>
    private Task<Beside> HourBesideAsync() => InAsync(async db =>
    {
        ScheduleId newest = await NewestAsync(db);
        LocalDate from = SmallHouse.Monday.PlusDays(7);
        List<StoredShift> shifts = await db.Shifts.Where(row => row.ScheduleId == newest && row.Date >= from).OrderBy(row => row.Date).ThenBy(row => row.Number).ToListAsync();
        return shifts.Where(shift => string.CompareOrdinal(shift.AgentCode.Value, "0005") >= 0).Select(shift => Hour(shift)).First(found => found is not null)!;
    });

    private static Beside? Hour(StoredShift shift)
    {
        Duration hour = Duration.FromHours(1), half = Duration.FromMinutes(30);
        return shift.End.InZone(SmallHouse.Stockholm).TimeOfDay <= new LocalTime(16, 0)
            ? new Beside(shift, new Interval(shift.End, shift.End + half), new Interval(shift.End + half, shift.End + hour))
            : shift.Start.InZone(SmallHouse.Stockholm).TimeOfDay >= new LocalTime(9, 0)
                ? new Beside(shift, new Interval(shift.Start - half, shift.Start), new Interval(shift.Start - hour, shift.Start - half))
                : null;
    }

    private static async Task<JsonNode> OvertimeAsync(ApiClient by, string agent, Interval span, string? settlement) =>
        (await by.DecideAsync(Requests, new { kind = "overtime", agents = (string[])[agent], start = Local(span.Start), end = Local(span.End), settlement })).Is(200).Json;

    private static async Task<Dictionary<string, (double Hours, double Most)>> CountedAsync(ApiClient who, string agent) =>
        (await who.GetAsync($"/api/units/1/balances/{agent}")).Is(200).Json["counted"]!.AsArray()
            .ToDictionary(one => one!["kind"]!.GetValue<string>(), one => (one!["hours"]!.GetValue<double>(), one["most"]!.GetValue<double>()));

    private static async Task<double> BalanceAsync(ApiClient who, string agent) =>
        (await who.GetAsync($"/api/units/1/balances/{agent}")).Is(200).Json["left"]!.AsArray()
            .Where(left => left!["kind"]!.GetValue<string>() == "hoursInLieu").Sum(left => left!["amount"]!.GetValue<double>());

    private sealed record Beside(StoredShift Shift, Interval Near, Interval Far);
}
