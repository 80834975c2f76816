using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Abuse;

/// <summary>Cookies, tokens, keys and guesses that are not what they claim to be.</summary>
[TestFixture]
public sealed class SignInAbuseTests
{
    private const string Inbox = "/api/units/1/inbox";

    private readonly CountingHasher _hasher = new();
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(
        DatabaseProvider.Sqlite, builder => builder.Services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<StoredAccount>>(_hasher)));

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task A_cookie_that_was_changed_opens_nothing()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        string token = anna.Token;

        foreach (string wrong in (string[])[token[..^1], token + "A", token.ToUpperInvariant(), "", "null", new string('a', 5000), Secrets.Create()])
        {
            (await WithCookieAsync(wrong)).ShouldBe(HttpStatusCode.Unauthorized, wrong);
        }

        (await WithCookieAsync(token)).ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_session_ends_after_a_week_however_busy()
    {
        await using WfmDb db = _server.Database.CreateContext();
        using ApiClient anna = await _server.AsAsync("anna");
        byte[] hash = Secrets.Hash(anna.Token);
        StoredSession session = await db.Sessions.SingleAsync(row => row.TokenHash == hash);
        (session.ExpiresAt - session.CreatedAt).ShouldBe(Duration.FromDays(7));

        await db.Sessions.Where(row => row.TokenHash == hash).ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, _server.Clock.Now));

        (await anna.GetAsync(Inbox)).Is(401);
    }

    [Test]
    public async Task A_cookie_planted_before_the_login_is_not_the_session_after_it()
    {
        string planted = Secrets.Create();
        using HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _server.Address };
        using HttpRequestMessage login = new(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { login = "anna", password = House.Password }) };
        login.Headers.Add("Cookie", $"wfm={planted}");

        using HttpResponseMessage answer = await http.SendAsync(login);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Set-Cookie").Single().ShouldNotContain(planted);
        (await WithCookieAsync(planted)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("gissat")]
    public async Task A_write_with_the_cookie_alone_is_refused(string? csrf)
    {
        using ApiClient tora = await _server.AsAsync("tora");
        using HttpClient http = new() { BaseAddress = _server.Address };
        using HttpRequestMessage forged = new(HttpMethod.Put, "/api/units/1/groups/ett") { Content = JsonContent.Create(new { name = "Kapad" }) };
        forged.Headers.Add("Cookie", $"wfm={tora.Token}");
        forged.Headers.Add("If-Match", "\"0\"");
        if (csrf is not null)
        {
            forged.Headers.TryAddWithoutValidation(SessionCookie.CsrfHeader, csrf);
        }

        using HttpResponseMessage answer = await http.SendAsync(forged);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await tora.GetAsync("/api/units/1/groups/ett")).Is(200).Text.ShouldNotContain("Kapad");
    }

    [Test]
    public async Task The_token_of_another_session_does_not_fit()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        using ApiClient tora = await _server.AsAsync("tora");
        using HttpClient http = new() { BaseAddress = _server.Address };
        using HttpRequestMessage forged = new(HttpMethod.Delete, "/api/session");
        forged.Headers.Add("Cookie", $"wfm={tora.Token}");
        forged.Headers.Add(SessionCookie.CsrfHeader, anna.CsrfToken);

        using HttpResponseMessage answer = await http.SendAsync(forged);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Another_site_neither_reads_nor_listens()
    {
        using ApiClient anna = await _server.AsAsync("anna");

        foreach (string path in (string[])[Inbox, "/api/units/1/events"])
        {
            ApiAnswer answer = await anna.SendAsync("GET", path, null, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"));
            (answer.Status, answer.Code).ShouldBe((403, "cross-site"));
        }

        using HttpClient http = new() { BaseAddress = _server.Address };
        using HttpRequestMessage preflight = new(HttpMethod.Options, Inbox);
        preflight.Headers.Add("Origin", "https://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        using HttpResponseMessage allowed = await http.SendAsync(preflight);
        allowed.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Test]
    public async Task Guessing_passwords_all_over_is_stopped_after_twenty_a_minute()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            DatabaseProvider.Sqlite, builder => builder.Services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<StoredAccount>>(new CountingHasher())), loginsPerMinute: 20);
        using ApiClient nobody = server.AsNobody();
        List<int> statuses = [];
        for (int guess = 0; guess < 100; guess++)
        {
            statuses.Add((await nobody.SendAsync("POST", "/api/session", new { login = $"namn{guess}", password = "Sommar2026!!" })).Status);
        }

        statuses.Count(status => status == 401).ShouldBe(20);
        statuses.Skip(20).ShouldAllBe(status => status == 429);
    }

    [Test]
    public async Task A_caller_who_comes_too_often_is_told_to_wait_and_others_are_not()
    {
        await using RunningServer server = await RunningServer.StartAsync(DatabaseProvider.Sqlite, requestsPerMinute: 30);
        using ApiClient anna = await server.AsAsync("anna");
        using ApiClient bo = await server.AsAsync("bo");
        List<ApiAnswer> answers = [];
        for (int request = 0; request < 40; request++)
        {
            answers.Add(await anna.GetAsync(Inbox));
        }

        answers.Count(answer => answer.Status == 200).ShouldBe(30);
        answers[^1].Code.ShouldBe("too-many-requests");
        (await bo.GetAsync(Inbox)).Is(200);
    }

    [Test]
    public async Task Every_refused_login_costs_the_same_work_and_gives_the_same_answer()
    {
        await using WfmDb db = _server.Database.CreateContext();
        StoredAccount locked = new("låst", "Låst", House.Planned), closed = new("stängd", "Stängd", House.Planned), external = new("utifrån", "Utifrån", House.Planned);
        string hash = new PasswordHasher<StoredAccount>().HashPassword(locked, House.Password);
        locked.SetPassword(hash);
        locked.NoteWrongPassword(_server.Clock.Now, 1, Duration.FromHours(1));
        closed.SetPassword(hash);
        closed.Take("Stängd", null, isActive: false);
        db.AddRange(locked, closed, external);
        await db.SaveChangesAsync();
        using ApiClient nobody = _server.AsNobody();
        HashSet<string> texts = [];

        foreach ((string login, string password) in ((string, string)[])[("finns-inte", "fel"), ("bo", "fel"), ("låst", House.Password), ("stängd", House.Password), ("utifrån", House.Password)])
        {
            int before = _hasher.Verified;
            ApiAnswer answer = (await nobody.SendAsync("POST", "/api/session", new { login, password })).Is(401);
            texts.Add(answer.Text);
            (_hasher.Verified - before).ShouldBe(1, login);
            _hasher.LastHashLength.ShouldBe(hash.Length, login);
        }

        texts.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_key_opens_only_its_own_unit_and_only_what_machines_do()
    {
        using ApiClient exchange = _server.AsExchange();

        (await exchange.GetAsync("/api/units/2/inbox")).Is(404);
        (await exchange.GetAsync("/api/units/1/agents")).Is(403);
        (await exchange.GetAsync("/api/session")).Is(403);
        (await exchange.SendAsync("POST", "/api/units/1/keys", new { source = "egen" })).Is(403);
    }

    [TestCase("a-key-of-the-exchange-for-tests-only-0002")]
    [TestCase("")]
    [TestCase("' OR 1=1 --")]
    public async Task A_key_nobody_made_opens_nothing(string key)
    {
        using HttpClient http = new() { BaseAddress = _server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, Inbox);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");

        using HttpResponseMessage answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_key_in_the_address_is_refused_even_when_it_is_right()
    {
        using ApiClient nobody = _server.AsNobody();

        (await nobody.GetAsync($"{Inbox}?api_key={ApiClient.AcdKey}")).Is(400).Code.ShouldBe("key-in-address");
    }

    private async Task<HttpStatusCode> WithCookieAsync(string token)
    {
        using HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, Inbox);
        request.Headers.TryAddWithoutValidation("Cookie", $"wfm={token}");
        using HttpResponseMessage answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The real hash, counted.</summary>
    private sealed class CountingHasher : PasswordHasher<StoredAccount>
    {
        public int Verified { get; private set; }

        public int LastHashLength { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(StoredAccount user, string hashedPassword, string providedPassword)
        {
            Verified++;
            LastHashLength = hashedPassword.Length;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
