using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wfm.Storage;

namespace Wfm.Server.Tests.Abuse;

/// <summary>What nobody should send, row by row; each is refused in words, and none of them breaks anything.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class BadInputTests(DatabaseProvider provider)
{
    private const string Unit = "/api/units/1";

    private RunningServer _server = null!;
    private ApiClient _tora = null!;
    private ApiClient _adam = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _tora = await _server.AsAsync("tora");
        _adam = await _server.AsAsync("adam");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tora.Dispose();
        _adam.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("<script>alert(1)</script>", 200)]
    [TestCase("\"><img src=x onerror=alert(1)>", 200)]
    [TestCase("{{7*7}}", 200)]
    [TestCase("=1+1", 200)]
    [TestCase("Åsa 😀👩‍🚒", 200)]
    [TestCase("vänd \u202Eom", 400)]
    [TestCase("osyn\u200Blig", 400)]
    [TestCase("rad\r\nX-Evil: 1", 400)]
    [TestCase("noll\0a", 400)]
    [TestCase("\t", 400)]
    [TestCase("", 400)]
    public async Task A_name_is_one_plain_line_and_is_given_back_as_it_is(string name, int status)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/groups/ett")).Is(200);

        ApiAnswer answer = (await _tora.SendAsync("PUT", $"{Unit}/groups/ett", new { name }, ("If-Match", seen.ETag!))).Is(status);

        if (status == 200)
        {
            answer.ContentType.ShouldBe("application/json");
            answer.Json["name"]!.GetValue<string>().ShouldBe(name);
        }
    }

    [Test]
    public async Task A_name_of_a_megabyte_is_refused_without_repeating_it()
    {
        ApiAnswer answer = (await _tora.SendAsync("PUT", $"{Unit}/groups/ett", new { name = new string('a', 1_000_000) }, ("If-Match", "\"0\""))).Is(400);

        answer.Text.Length.ShouldBeLessThan(1000);
    }

    private static IEnumerable<TestCaseData> Bodies()
    {
        yield return Row("unknown field", """{"name":"Ett","status":"closed"}""", 400, "bad-json");
        yield return Row("mass assignment of version", """{"name":"Ett","rowVersion":99}""", 400, "bad-json");
        yield return Row("mass assignment of code", """{"name":"Ett","code":"två"}""", 400, "bad-json");
        yield return Row("field in another case twice", """{"name":"Ett","Name":"Två"}""", 400, "bad-json");
        yield return Row("duplicate key", """{"name":"Ett","name":"Två"}""", 400, "bad-json");
        yield return Row("null where text belongs", """{"name":null}""", 400, "bad-json");
        yield return Row("number where text belongs", """{"name":7}""", 400, "bad-json");
        yield return Row("list where text belongs", """{"name":["Ett"]}""", 400, "bad-json");
        yield return Row("half a surrogate", """{"name":"\ud800"}""", 400, "bad-json");
        yield return Row("nothing", "", 400, null);
        yield return Row("null", "null", 400, null);
        yield return Row("not JSON", "name=Ett", 400, "bad-json");
        yield return Row("comment", """{"name":"Ett"/* */}""", 400, "bad-json");
        yield return Row("trailing comma", """{"name":"Ett",}""", 400, "bad-json");
        yield return Row("two documents", """{"name":"Ett"}{"name":"Ett"}""", 400, "bad-json");
        yield return Row("a thousand deep", $"{new string('[', 1000)}{new string(']', 1000)}", 400, "bad-json");
        yield return Row("a thousand deep in a field", $$"""{"name":{{string.Concat(Enumerable.Repeat("{\"a\":", 1000))}}1{{new string('}', 1000)}}}""", 400, "bad-json");
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task A_body_that_is_not_what_is_asked_for_is_refused(string body, int status, string? code)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/groups/två")).Is(200);

        ApiAnswer answer = (await _tora.SendAsync("PUT", $"{Unit}/groups/två", body, ("If-Match", seen.ETag!))).Is(status);

        answer.Code.ShouldNotBeNull();
        if (code is not null)
        {
            answer.Code.ShouldBe(code, answer.Text);
        }

        (await _tora.GetAsync($"{Unit}/groups/två")).Is(200).Text.ShouldBe(seen.Text);
    }

    [TestCase("share", "NaN")]
    [TestCase("share", "\"NaN\"")]
    [TestCase("share", "Infinity")]
    [TestCase("share", "1e309")]
    [TestCase("share", "-0")]
    [TestCase("share", "\"0,8\"")]
    [TestCase("share", "0,8")]
    [TestCase("share", "1.01")]
    [TestCase("share", "101")]
    [TestCase("thresholdSeconds", "-1")]
    [TestCase("thresholdSeconds", "2147483648")]
    [TestCase("thresholdSeconds", "20.5")]
    [TestCase("patienceSeconds", "0")]
    [TestCase("model", "0")]
    [TestCase("model", "\"erlangX\"")]
    [TestCase("shrinkage", "[null]")]
    [TestCase("shrinkage", "[]")]
    [TestCase("shrinkage", "[{\"fromLeadDays\":0,\"fraction\":1}]")]
    [TestCase("validFrom", "\"2026-03-02\"")]
    [TestCase("validFrom", "\"2026-02-29\"")]
    [TestCase("validFrom", "\"0001-01-01\"")]
    [TestCase("validFrom", "\"9999-12-31\"")]
    [TestCase("validFrom", "\"2026-W53-1\"")]
    [TestCase("validFrom", "\"2026-01-05T00:00:00+14:00\"")]
    public async Task A_target_outside_its_ranges_is_refused(string field, string value)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/queues/bygg")).Is(200);
        JsonNode body = seen.Json["queue"]!;
        body["targets"]![0]![field] = "here";

        ApiAnswer answer = (await _tora.SendAsync("PUT", $"{Unit}/queues/bygg", body.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal), ("If-Match", seen.ETag!))).Is(400);

        answer.Code.ShouldBeOneOf("bad-json", "bad-values");
        (await _tora.GetAsync($"{Unit}/queues/bygg")).Is(200).Text.ShouldBe(seen.Text);
    }

    [TestCase("08:00", "08:00")]
    [TestCase("08:00", "24:00")]
    [TestCase("17:00", "08:00")]
    [TestCase("25:00", "26:00")]
    [TestCase("08:00:00", "17:00:00")]
    [TestCase("8", "17")]
    public async Task An_opening_that_is_no_time_of_a_day_is_refused(string opens, string closes)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/queues/bygg")).Is(200);
        JsonNode body = seen.Json["queue"]!;
        body["openingHours"] = new JsonArray(new JsonObject { ["weekday"] = "monday", ["opens"] = opens, ["closes"] = closes });

        (await _tora.SendAsync("PUT", $"{Unit}/queues/bygg", body, ("If-Match", seen.ETag!))).Is(400);
    }

    [TestCase("GET", "/api/units/2/agents", 404)]
    [TestCase("GET", "/api/units/0/agents", 404)]
    [TestCase("GET", "/api/units/-1/agents", 404)]
    [TestCase("GET", "/api/units/2147483647/agents", 404)]
    [TestCase("GET", "/api/units/99999999999999999999/agents", 404)]
    [TestCase("GET", "/api/units/ett/agents", 404)]
    [TestCase("GET", "/api/units/1%2F..%2F2/agents", 404)]
    [TestCase("GET", "/api/units/1/agents/0001'%20OR%20'1'='1", 404)]
    [TestCase("GET", "/api/units/1/agents/%00", 400)]
    [TestCase("GET", "/api/units/1/agents/a%0D%0Ab", 400)]
    [TestCase("GET", "/api/units/1/agents/%E2%80%AE", 400)]
    [TestCase("GET", "/api/units/1/agents?after=%00", 400)]
    [TestCase("GET", "/api/units/1/agents?limit=0", 400)]
    [TestCase("GET", "/api/units/1/agents?limit=-5", 400)]
    [TestCase("GET", "/api/units/1/agents?limit=1001", 400)]
    [TestCase("GET", "/api/units/1/agents?limit=99999999999", 400)]
    [TestCase("GET", "/api/units/1/agents?limit=tio", 400)]
    [TestCase("GET", "/api/units/1/agents?on=2026-02-30", 400)]
    [TestCase("GET", "/api/units/1/agents?on=9999-12-31", 400)]
    [TestCase("GET", "/api/units/1/inbox?after=1%27", 200)]
    [TestCase("GET", "/api/units/1/inbox?key=abc", 400)]
    [TestCase("GET", "/api/units/1/inbox?access_token=abc", 400)]
    [TestCase("PATCH", "/api/units/1/agents", 405)]
    [TestCase("GET", "/api/nothing", 404)]
    public async Task An_address_that_leads_nowhere_is_answered_in_words(string method, string path, int status)
    {
        ApiAnswer answer = (await _tora.SendAsync(method, path)).Is(status);

        // The web server itself refuses a zero in a path, without words.
        if (status != 200 && !path.EndsWith("/%00", StringComparison.Ordinal))
        {
            answer.Code.ShouldNotBeNull();
        }
    }

    [Test]
    public async Task What_was_removed_is_gone_for_every_method()
    {
        ApiAnswer made = (await _tora.SendAsync("PUT", $"{Unit}/groups/kort-liv", new { name = "Kort" }, ("If-None-Match", "*"))).Is(200);
        (await _tora.SendAsync("DELETE", $"{Unit}/groups/kort-liv", null, ("If-Match", made.ETag!))).Is(204);

        (await _tora.GetAsync($"{Unit}/groups/kort-liv")).Is(404);
        (await _tora.SendAsync("PUT", $"{Unit}/groups/kort-liv", new { name = "Kort" }, ("If-Match", made.ETag!))).Is(404);
        (await _tora.SendAsync("DELETE", $"{Unit}/groups/kort-liv", null, ("If-Match", made.ETag!))).Is(404);
    }

    [TestCase("0")]
    [TestCase("\"abc\"")]
    [TestCase("W/\"0\"")]
    [TestCase("\"99999999999\"")]
    [TestCase("*")]
    public async Task An_If_Match_that_is_not_ours_is_refused(string tag) =>
        (await _tora.SendAsync("PUT", $"{Unit}/groups/ett", new { name = "Ett" }, ("If-Match", tag))).Is(400);

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    public async Task A_body_of_another_kind_is_refused(string type)
    {
        using StringContent content = new("""{"name":"Ett"}""");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        (await SendAsync("PUT", $"{Unit}/groups/ett", content)).ShouldBe((415, "unsupported-media-type"));
    }

    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [TestCase("<!DOCTYPE html><html><body onload=alert(1)></body></html>")]
    [TestCase("=HYPERLINK(\"https://example.se\"),offered\n1,2\n")]
    [TestCase("")]
    public async Task An_upload_of_another_kind_of_file_is_refused_whole(string content)
    {
        ApiAnswer answer = (await _tora.SendAsync("POST", $"{Unit}/imports/calls?source=file", content)).Is(200);

        (answer.ContentType, answer.Json["outcome"]!.GetValue<string>(), answer.Json["inserted"]!.GetValue<int>()).ShouldBe(("application/json", "refused", 0));
        answer.Json["problems"]!.AsArray().ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_packed_bomb_is_not_unpacked()
    {
        using MemoryStream packed = new();
        await using (GZipStream zip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[20_000_000]);
        }

        packed.Length.ShouldBeLessThan(30_000);
        using ByteArrayContent content = new(packed.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        (await SendAsync("PUT", $"{Unit}/groups/ett", content)).ShouldBe((415, "packed-body"));
    }

    [TestCase("PUT", "/api/units/1/groups/ett", 9)]
    [TestCase("POST", "/api/session", 1)]
    public async Task A_body_of_many_megabytes_is_refused_before_it_is_read(string method, string path, int megabytes)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes($"{{\"name\":\"{new string('a', megabytes * 1_000_000)}\"}}"));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");

        (await SendAsync(method, path, content)).ShouldBe((413, "too-large"));
    }

    [Test]
    public async Task An_account_does_not_take_what_nobody_asked_for()
    {
        ApiAnswer answer = await _adam.DecideAsync($"{Unit}/accounts", new
        {
            login = "eva",
            name = "Eva",
            roles = new[] { new { role = "trafikledning", unit = 2 } },
            passwordHash = "x",
            isActive = true,
        });

        answer.Is(400).Code.ShouldBe("bad-json");
    }

    [Test]
    public async Task Too_long_or_missing_idempotency_keys_are_refused()
    {
        (await _adam.SendAsync("POST", $"{Unit}/accounts", new { login = "eva", name = "Eva", roles = Array.Empty<object>() })).Is(400).Code.ShouldBe("idempotency-key-missing");
        (await _adam.DecideAsync($"{Unit}/accounts", new { login = "eva", name = "Eva", roles = Array.Empty<object>() }, new string('k', 201))).Is(400);
    }

    private async Task<(int Status, string? Code)> SendAsync(string method, string path, HttpContent content)
    {
        using HttpClient http = new() { BaseAddress = _server.Address };
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = content };
        request.Headers.ExpectContinue = true;
        if (path != "/api/session")
        {
            request.Headers.Add("Cookie", $"wfm={_tora.Token}");
            request.Headers.Add("X-CSRF-Token", _tora.CsrfToken);
            request.Headers.Add("If-Match", "\"0\"");
        }

        using HttpResponseMessage answer = await http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
    }

    private static TestCaseData Row(string name, string body, int status, string? code) =>
        new TestCaseData(body, status, code).SetArgDisplayNames(name);
}
