using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>What cannot be taken is refused with a stable code, and nothing is stored.</summary>
[TestFixture]
public sealed class RequestBadInputTests() : RequestsFixture(DatabaseProvider.Sqlite)
{
    private const string Absence = "\"kind\":\"absence\",\"category\":\"vacation\"";
    private const string Hour = "\"start\":\"2026-03-11T09:00\",\"end\":\"2026-03-11T10:00\"";

    private static readonly (string Body, string Code)[] Refused =
    [
        ($$"""{{{Absence}},{{Hour}},"status":"approved"}""", "bad-json"),
        ($$"""{{{Absence}},{{Hour}},"version":7}""", "bad-json"),
        ($$"""{{{Absence}},{{Hour}},"kind":"swap"}""", "bad-json"),
        ("""{"kind":"sabotage"}""", "bad-json"),
        ("""{"kind":1}""", "bad-json"),
        ("[]", "bad-json"),
        ("{", "bad-json"),
        ($$"""{{{Absence}},"start":"2026-03-11T10:00","end":"2026-03-11T09:00"}""", "end-before-start"),
        ($$"""{{{Absence}},"start":"2026-03-11T10:00","end":"2026-03-11T10:00"}""", "end-before-start"),
        ($$"""{{{Absence}},"start":"2026-03-11T10:00","end":"2036-03-11T10:00"}""", "span-too-long"),
        ($$"""{{{Absence}},"start":"2026-03-29T02:30","end":"2026-03-29T12:00"}""", "time-does-not-exist"),
        ($$"""{{{Absence}},"start":"2026-02-29T08:00","end":"2026-03-12T12:00"}""", "bad-json"),
        ($$"""{{{Absence}},"start":"9999-12-31T08:00","end":"9999-12-31T12:00"}""", "bad-field"),
        ($$"""{{{Absence}},"start":"0001-01-01T08:00","end":"0001-01-02T12:00"}""", "bad-field"),
        ($$"""{{{Absence}},"start":"2020-01-01T08:00","end":"2020-01-02T12:00"}""", "in-the-past"),
        ($$"""{{{Absence}},"start":"2036-01-01T08:00","end":"2036-01-02T12:00"}""", "too-far-ahead"),
        ($$"""{{{Absence}},"start":"2026-03-11T08:00"}""", "bad-field"),
        ($$"""{"kind":"absence",{{Hour}}}""", "bad-field"),
        ($$"""{"kind":"timeOff","category":"sick",{{Hour}}}""", "bad-field"),
        ($$"""{"kind":"timeOff","activity":"training",{{Hour}}}""", "bad-field"),
        ($$"""{"kind":"meeting","activity":"lunch",{{Hour}}}""", "bad-field"),
        ($$"""{"kind":"swap","other":"0001","date":"2026-03-11"}""", "bad-field"),
        ($$"""{"kind":"swap","date":"2026-03-11"}""", "bad-field"),
        ($$"""{"kind":"swap","other":"0002","date":"9999-12-31"}""", "bad-field"),
        ($$"""{"kind":"swap","other":"0002","date":"2026-06-01"}""", "does-not-fit"),
        ($$"""{"kind":"overtime","start":"2026-03-11T01:00","end":"2026-03-11T02:00"}""", "does-not-fit"),
        ($$"""{{{Absence}},{{Hour}},"agents":[]}""", "nobody"),
        ($$"""{{{Absence}},{{Hour}},"agents":["0001","0002"]}""", "too-many-people"),
        ($$"""{"kind":"absence","category":"sick","note":"migrän",{{Hour}}}""", "note-not-allowed"),
        ($$"""{"kind":"absence","category":"careOfChild","note":"feber",{{Hour}}}""", "note-not-allowed"),
        ($$"""{{{Absence}},{{Hour}},"note":"a\u0000b"}""", "bad-json"),
        ($$"""{{{Absence}},{{Hour}},"note":"a\u202Eb"}""", "bad-text"),
        ($$"""{{{Absence}},{{Hour}},"note":"a\u200Bb"}""", "bad-text"),
        ($$"""{{{Absence}},{{Hour}},"note":"{{new string('å', 501)}}"}""", "text-too-long"),
        ($$"""{{{Absence}},{{Hour}},"decideBy":"2026-03-12T10:00:00Z"}""", "bad-decide-by"),
        ($$"""{{{Absence}},{{Hour}},"decideBy":"2026-01-12T10:00:00Z"}""", "bad-decide-by"),
        ($$"""{{{Absence}},{{Hour}},"agents":["0005"]}""", "not-found"),
        ($$"""{{{Absence}},{{Hour}},"agents":["9999"]}""", "not-found"),
        ("""{"kind":"swap","other":"0005","date":"2026-03-11"}""", "not-found"),
    ];

    [Test]
    public async Task What_cannot_be_asked_for_is_refused_and_not_stored()
    {
        using ApiClient anna = await Server.AsAsync("anna");
        foreach ((string body, string code) in Refused)
        {
            ApiAnswer answer = await anna.DecideAsync(Requests, body);
            answer.Code.ShouldBe(code, $"{body[..Math.Min(200, body.Length)]} → {answer.Text}");
            answer.Status.ShouldBe(code == "not-found" ? 404 : 400);
        }

        (await anna.GetAsync(Requests)).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task Notes_with_signs_of_code_come_back_as_they_are()
    {
        using ApiClient anna = await Server.AsAsync("anna");
        foreach (string note in (string[])["<script>alert(1)</script>", "\"><img onerror=1>", "{{7*7}}", "tack 😀", "'; DROP TABLE requests; --"])
        {
            ApiAnswer asked = await anna.DecideAsync(Requests, new { kind = "absence", category = "vacation", start = "2026-03-11T09:00", end = "2026-03-11T10:00", note });
            asked.Is(200).Json["note"]!.GetValue<string>().ShouldBe(note);
        }
    }

    [TestCase("GET", "/-1", 404)]
    [TestCase("GET", "/0", 404)]
    [TestCase("GET", "/2147483647", 404)]
    [TestCase("GET", "/99999999999", 404)]
    [TestCase("GET", "?after=nonsense", 400)]
    [TestCase("GET", "?after=9999999999999999999.1", 400)]
    [TestCase("GET", "?limit=0", 400)]
    [TestCase("GET", "?limit=100000", 400)]
    [TestCase("GET", "?status=hm", 400)]
    [TestCase("GET", "?decideBefore=igår", 400)]
    [TestCase("POST", "/-1/withdraw", 404)]
    [TestCase("POST", "/0/accept", 404)]
    public async Task Odd_addresses_are_refused(string method, string path, int status)
    {
        using ApiClient anna = await Server.AsAsync("anna");
        ApiAnswer answer = method == "GET" ? await anna.GetAsync(Requests + path) : await anna.DecideAsync(Requests + path, new { });
        answer.Status.ShouldBe(status, answer.Text);
    }

    [Test]
    public async Task Rules_limits_and_balances_refuse_figures_outside_their_range()
    {
        using ApiClient greta = await Server.AsAsync("greta");
        using ApiClient tora = await Server.AsAsync("tora");
        foreach (string body in (string[])["""{"mostAway":-1}""", """{"lowestLevel":1.01}""", """{"lowestLevel":"NaN"}""", """{"lowestLevel":1e309}""", """{"mostAway":2147483648}""", """{"mostAway":1.5}"""])
        {
            (await tora.SendAsync("PUT", "/api/units/1/request-limits", body, ("If-Match", "\"0\""))).Is(400);
        }

        foreach (string body in (string[])["""{"approvesAbsence":true,"approvesTimeOff":false,"marginFraction":0.51,"daysAhead":1}""", """{"approvesAbsence":true,"approvesTimeOff":false,"marginFraction":0.1,"daysAhead":-1}""", """{"approvesAbsence":true}"""])
        {
            (await greta.SendAsync("PUT", "/api/units/1/request-rules/ett", body, ("If-Match", "\"0\""))).Is(400);
        }

        foreach (string body in (string[])["""{"kind":"vacationDays","amount":0,"why":"x"}""", """{"kind":"vacationDays","amount":1001,"why":"x"}""", """{"kind":"vacationDays","amount":1,"why":" "}"""])
        {
            (await greta.DecideAsync("/api/units/1/balances/0001/entries", body)).Is(400);
        }

        (await greta.SendAsync("PUT", "/api/units/1/request-rules/ett", new { approvesAbsence = true, approvesTimeOff = false, marginFraction = 0.1, daysAhead = 1 })).Is(428);
        ApiAnswer own = await greta.DecideAsync("/api/units/1/balances/0004/entries", new { kind = "vacationDays", amount = 5, why = "x" });
        (own.Status, own.Code).ShouldBe((403, "own-balance"));
        (await greta.DecideAsync("/api/units/1/balances/0005/entries", new { kind = "vacationDays", amount = 5, why = "x" })).Is(404);
    }
}
