using Wfm.Storage;

namespace Wfm.Server.Tests.Abuse;

/// <summary>Headers that keep browsers from doing what nobody asked for, on good answers and bad.</summary>
[TestFixture]
public sealed class SafeHeaderTests
{
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [TestCase("GET", "/health/live", null)]
    [TestCase("GET", "/api/openapi.json", null)]
    [TestCase("GET", "/api/units/1/agents", null)]
    [TestCase("GET", "/api/nothing", null)]
    [TestCase("PATCH", "/api/session", null)]
    [TestCase("POST", "/api/session", "{")]
    [TestCase("POST", "/api/session", """{"login":"anna","password":"en lång och tråkig fras"}""")]
    public async Task Every_answer_has_them(string method, string path, string? body)
    {
        using HttpClient http = new() { BaseAddress = _server.Address };
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        using HttpResponseMessage answer = await http.SendAsync(request);

        Of(answer, "Content-Security-Policy").ShouldBe("default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
        Of(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Of(answer, "Referrer-Policy").ShouldBe("no-referrer");
        Of(answer, "Permissions-Policy").ShouldContain("camera=()");
        Of(answer, "Cache-Control").ShouldContain("no-store");
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    [Test]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites()
    {
        using HttpClient http = new() { BaseAddress = _server.Address };
        using StringContent body = new("""{"login":"anna","password":"en lång och tråkig fras"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync("/api/session", body);

        string cookie = answer.Headers.GetValues("Set-Cookie").Single();

        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("; samesite=lax", Case.Insensitive);
        cookie.ShouldContain("; path=/", Case.Insensitive);
        cookie.ShouldNotContain("domain=", Case.Insensitive);
    }

    private static string Of(HttpResponseMessage answer, string name) => string.Join(' ', answer.Headers.GetValues(name));
}
