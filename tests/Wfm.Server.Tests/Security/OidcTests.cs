using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

/// <summary>Log-in by an identity provider, with one of our own that can be told to lie.</summary>
[TestFixture]
public sealed class OidcTests
{
    private FakeProvider _provider = null!;
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _provider = await FakeProvider.StartAsync();
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite, oidc: Settings());
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task Somebody_with_the_right_group_gets_an_account_and_a_session_of_ours()
    {
        using Browser browser = new(_server.Address);
        Authorization asked = await browser.BeginAsync();
        $"{asked.Query["response_type"]} {asked.Query["code_challenge_method"]} {asked.Query["client_id"]}".ShouldBe($"code S256 {FakeProvider.ClientId}");
        asked.Query["scope"].ToString().ShouldContain("openid");
        asked.Query["nonce"].ToString().Length.ShouldBe(43);

        HttpResponseMessage back = await browser.ReturnAsync(asked, _provider.Issue(Claims(asked, "s-1", "ylva"), asked.Challenge));

        (back.StatusCode, back.Headers.Location?.ToString()).ShouldBe((HttpStatusCode.Redirect, "/"));
        (await browser.GetAsync("/api/units/1/agents")).ShouldBe(HttpStatusCode.OK);
        await using WfmDb db = _server.Database.CreateContext();
        StoredAccount account = await db.Accounts.SingleAsync(row => row.Login == "ylva");
        (account.ExternalSubject, account.PasswordHash).ShouldBe(($"{_provider.Authority} s-1", null));
        (await db.Roles.Where(role => role.AccountId == account.Id).Select(role => role.Role).ToListAsync()).ShouldBe([Role.Trafikledning]);
    }

    [Test]
    public async Task The_page_to_log_in_is_told_that_there_is_a_provider_and_what_it_is_called()
    {
        using ApiClient nobody = _server.AsNobody();
        (await nobody.GetAsync("/api/session/methods")).Is(200).Json.ToJsonString().ShouldBe("""{"hasIdentityProvider":true,"label":"F\u00F6rvaltningen"}""");

        await using RunningServer local = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        using ApiClient other = local.AsNobody();
        (await other.GetAsync("/api/session/methods")).Is(200).Json["hasIdentityProvider"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Test]
    public async Task A_group_taken_away_takes_the_role_and_no_group_makes_an_admin()
    {
        await LogInAsync("s-2", "yngve", "planerare", "it-admins");
        await using WfmDb db = _server.Database.CreateContext();
        StoredAccount account = await db.Accounts.SingleAsync(row => row.Login == "yngve");
        db.Add(new StoredRole(account.Id, Role.Gruppledare, House.Unit, new Domain.GroupId("ett")));
        await db.SaveChangesAsync();

        await LogInAsync("s-2", "yngve");

        (await db.Roles.Where(role => role.AccountId == account.Id).Select(role => role.Role).ToListAsync()).ShouldBe([Role.Gruppledare]);
    }

    private static IEnumerable<TestCaseData> Lies()
    {
        yield return Lie("wrong nonce", claims => claims["nonce"] = "another");
        yield return Lie("no nonce", claims => claims.Remove("nonce"));
        yield return Lie("wrong issuer", claims => claims["iss"] = "https://evil.example");
        yield return Lie("wrong audience", claims => claims["aud"] = "another-client");
        yield return Lie("two audiences without azp", claims => claims["aud"] = new JsonArray(FakeProvider.ClientId, "another-client"));
        yield return Lie("expired", claims => claims["exp"] = claims["iat"]!.GetValue<long>() - 3600);
        yield return Lie("no expiry", claims => claims.Remove("exp"));
        yield return Lie("of tomorrow", claims => claims["iat"] = claims["iat"]!.GetValue<long>() + 86_400);
        yield return Lie("nobody", claims => claims["sub"] = "");
    }

    [TestCaseSource(nameof(Lies))]
    public async Task A_token_that_is_not_an_answer_to_us_opens_nothing(Action<JsonObject> lie)
    {
        using Browser browser = new(_server.Address);
        Authorization asked = await browser.BeginAsync();
        JsonObject claims = Claims(asked, "s-3", "lögnare");
        lie(claims);

        HttpResponseMessage back = await browser.ReturnAsync(asked, _provider.Issue(claims, asked.Challenge));

        back.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/api/session")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_code_is_good_once()
    {
        using Browser browser = new(_server.Address);
        Authorization asked = await browser.BeginAsync();
        string code = _provider.Issue(Claims(asked, "s-4", "ture"), asked.Challenge);
        (await browser.ReturnAsync(asked, code)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.ReturnAsync(asked, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_state_that_was_changed_or_is_anothers_opens_nothing()
    {
        using Browser browser = new(_server.Address), victim = new(_server.Address);
        Authorization asked = await browser.BeginAsync();
        string code = _provider.Issue(Claims(asked, "s-5", "stina"), asked.Challenge);

        (await victim.ReturnAsync(asked, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.ReturnAsync(asked with { State = asked.State[..^4] + "AAAA" }, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.ReturnAsync(asked with { State = "" }, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_code_of_another_log_in_does_not_fit_the_proof()
    {
        using Browser browser = new(_server.Address);
        Authorization mine = await browser.BeginAsync();

        HttpResponseMessage back = await browser.ReturnAsync(mine, _provider.Issue(Claims(mine, "s-6", "sture"), "another-challenge"));

        back.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestCase("anna")]
    [TestCase("")]
    public async Task A_provider_does_not_take_over_a_local_account(string login)
    {
        using Browser browser = new(_server.Address);
        Authorization asked = await browser.BeginAsync();

        HttpResponseMessage back = await browser.ReturnAsync(asked, _provider.Issue(Claims(asked, "s-7", login), asked.Challenge));

        back.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/api/session")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task The_keys_that_protect_a_log_in_are_shared_by_nodes()
    {
        await using WfmDb db = _server.Database.CreateContext();

        (await db.ProtectionKeys.CountAsync()).ShouldBe(1);
    }

    [Test]
    public void Secrets_are_not_sent_unencrypted() =>
        Should.Throw<FormatException>(() => OidcLogIn.Safe("http://login.example.org")).Message.ShouldContain("not https");

    [TestCase("", "hemlig", "WFM__Oidc__ClientId is empty")]
    [TestCase("wfm", "", "WFM__Oidc__ClientSecret is empty")]
    public void What_the_provider_must_know_us_by_is_asked_for_at_the_start(string client, string secret, string expected)
    {
        ServerSettings settings = new() { Database = "unused.db", Oidc = new OidcSettings { Authority = "https://login.example.org", ClientId = client, ClientSecret = secret } };

        Should.Throw<FormatException>(() => WfmServer.Create(settings)).Message.ShouldContain(expected);
    }

    private OidcSettings Settings() => new()
    {
        Authority = _provider.Authority,
        Label = "Förvaltningen",
        ClientId = FakeProvider.ClientId,
        ClientSecret = FakeProvider.ClientSecret,
        Roles =
        [
            new OidcRoleRule { Value = "planerare", Role = Role.Trafikledning, Unit = 1 },
            new OidcRoleRule { Value = "it-admins", Role = Role.Admin, Unit = 1 },
        ],
    };

    private async Task LogInAsync(string subject, string login, params string[] groups)
    {
        using Browser browser = new(_server.Address);
        Authorization asked = await browser.BeginAsync();
        JsonObject claims = Claims(asked, subject, login);
        claims["groups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]);
        (await browser.ReturnAsync(asked, _provider.Issue(claims, asked.Challenge))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private JsonObject Claims(Authorization asked, string subject, string login) => new()
    {
        ["iss"] = _provider.Authority,
        ["aud"] = FakeProvider.ClientId,
        ["sub"] = subject,
        ["nonce"] = asked.Query["nonce"].ToString(),
        ["iat"] = _server.Clock.Now.ToUnixTimeSeconds(),
        ["exp"] = _server.Clock.Now.ToUnixTimeSeconds() + 300,
        ["preferred_username"] = login,
        ["name"] = login,
        ["groups"] = new JsonArray("planerare"),
    };

    private static TestCaseData Lie(string name, Action<JsonObject> lie) => new TestCaseData(lie).SetArgDisplayNames(name);

    private sealed record Authorization(Dictionary<string, StringValues> Query, string State)
    {
        public string Challenge => Query["code_challenge"].ToString();
    }

    private sealed class Browser(Uri address) : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

        public async Task<Authorization> BeginAsync()
        {
            using HttpResponseMessage sent = await _http.GetAsync("/api/session/oidc");
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(sent.Headers.Location!.Query);
            return new Authorization(query, query["state"].ToString());
        }

        public Task<HttpResponseMessage> ReturnAsync(Authorization asked, string code) =>
            _http.GetAsync($"/signin-oidc?code={code}&state={Uri.EscapeDataString(asked.State)}");

        public async Task<HttpStatusCode> GetAsync(string path)
        {
            using HttpResponseMessage answer = await _http.GetAsync(path);
            return answer.StatusCode;
        }

        public void Dispose() => _http.Dispose();
    }
}
