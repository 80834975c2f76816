using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class SessionTests(DatabaseProvider provider)
{
    private RunningServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [TearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task Who_logs_in_is_told_who_they_are_and_where()
    {
        using ApiClient greta = await _server.AsAsync("Greta");

        ApiAnswer me = (await greta.GetAsync("/api/session")).Is(200);

        me.Json["name"]!.GetValue<string>().ShouldBe("Greta");
        me.Json["agent"]!.GetValue<string>().ShouldBe("0004");
        me.Json["units"]!.AsArray().ShouldHaveSingleItem()!["roles"]!.AsArray().Select(role => $"{role!["role"]} {role["group"]}")
            .ShouldBe(["medarbetare ", "gruppledare ett"]);
    }

    [Test]
    public async Task A_wrong_password_an_unknown_login_and_no_password_are_answered_alike()
    {
        using ApiClient nobody = _server.AsNobody();

        foreach (string login in (string[])["anna", "ingen"])
        {
            ApiAnswer answer = await nobody.SendAsync("POST", "/api/session", new { login, password = "fel" });
            (answer.Status, answer.Code).ShouldBe((401, "wrong-login"));
        }
    }

    [Test]
    public async Task Five_wrong_passwords_lock_the_account_for_five_minutes()
    {
        using ApiClient nobody = _server.AsNobody();
        for (int attempt = 0; attempt < LogIn.WrongPasswords; attempt++)
        {
            (await nobody.SendAsync("POST", "/api/session", new { login = "anna", password = "fel" })).Is(401);
        }

        (await nobody.SendAsync("POST", "/api/session", new { login = "anna", password = House.Password })).Is(401);
        _server.Clock.Now += LogIn.LockedFor + Duration.FromSeconds(1);
        (await nobody.SendAsync("POST", "/api/session", new { login = "anna", password = House.Password })).Is(200);
    }

    [Test]
    public async Task A_session_ends_when_one_logs_out_and_when_the_account_is_closed()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        using ApiClient bo = await _server.AsAsync("bo");

        (await anna.SendAsync("DELETE", "/api/session")).Is(204);
        (await anna.GetAsync("/api/session")).Is(401);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.Accounts.SingleAsync(row => row.Login == "bo")).Take("Bo", null, isActive: false);
        await db.SaveChangesAsync();
        (await bo.GetAsync("/api/session")).Is(401);
    }

    [Test]
    public async Task A_session_ends_after_twelve_hours_of_nothing()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        _server.Clock.Now += Duration.FromHours(11);
        (await anna.GetAsync("/api/session")).Is(200);
        _server.Clock.Now += Duration.FromHours(11);
        (await anna.GetAsync("/api/session")).Is(200);
        _server.Clock.Now += Duration.FromHours(12);

        (await anna.GetAsync("/api/session")).Is(401);
    }

    [Test]
    public async Task A_write_without_the_csrf_token_is_refused()
    {
        using ApiClient anna = await _server.AsAsync("anna");

        ApiAnswer forged = await anna.SendAsync("DELETE", "/api/session", null, (SessionCookie.CsrfHeader, "gissat"));

        (forged.Status, forged.Code).ShouldBe((403, "csrf-token-missing"));
        (await anna.GetAsync("/api/session")).Is(200);
    }

    [Test]
    public async Task Only_hashes_of_secrets_are_stored()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        await using WfmDb db = _server.Database.CreateContext();

        (await db.Accounts.SingleAsync(row => row.Login == "anna")).PasswordHash!.ShouldNotContain(House.Password);
        (await db.Sessions.SingleAsync()).TokenHash.Length.ShouldBe(32);
        (await db.ApiKeys.SingleAsync()).KeyHash.ShouldBe(Secrets.Hash(ApiClient.AcdKey));
    }
}
