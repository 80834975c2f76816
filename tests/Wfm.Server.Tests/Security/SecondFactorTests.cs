using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class SecondFactorTests(DatabaseProvider provider)
{
    private const string Mine = "/api/session/second-factor";
    private static readonly Duration Step = Duration.FromSeconds(30);
    private RunningServer _server = null!;

    // Every test turns on somebody else's.
    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task With_a_second_factor_the_password_alone_opens_nothing()
    {
        (string secret, _) = await TurnOnAsync("anna");
        using ApiClient browser = _server.AsNobody();

        ApiAnswer first = await PasswordAsync(browser, "anna");
        first.Is(202).Json["challenge"]!.GetValue<string>().ShouldNotContain("anna");
        (await browser.GetAsync("/api/session")).Is(401);
        _server.Clock.Now += Step;
        ApiAnswer second = await CodeAsync(browser, first, AuthenticatorCode.At(secret, _server.Clock.Now));

        second.Is(200).Json["hasSecondFactor"]!.GetValue<bool>().ShouldBeTrue();
        (await browser.GetAsync("/api/session")).Is(200).Json["login"]!.GetValue<string>().ShouldBe("anna");
    }

    [Test]
    public async Task A_code_is_good_once_the_one_that_turned_it_on_included()
    {
        (string secret, _) = await TurnOnAsync("beata");
        using ApiClient one = _server.AsNobody(), other = _server.AsNobody();
        string turnedOnWith = AuthenticatorCode.At(secret, _server.Clock.Now);

        (await CodeAsync(one, await PasswordAsync(one, "beata"), turnedOnWith)).Is(401);
        _server.Clock.Now += Step;
        string code = AuthenticatorCode.At(secret, _server.Clock.Now);
        ApiAnswer first = await PasswordAsync(one, "beata"), second = await PasswordAsync(other, "beata");
        ApiAnswer[] answers = await Task.WhenAll(CodeAsync(one, first, code), CodeAsync(other, second, code));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 401]);
        answers.Single(answer => answer.Status == 401).Code.ShouldBe("wrong-code");
    }

    [Test]
    public async Task A_recovery_code_stands_in_once_and_is_told_in_the_audit()
    {
        (_, string[] codes) = await TurnOnAsync("bo");
        using ApiClient browser = _server.AsNobody();

        codes.Distinct().Count().ShouldBe(10);
        (await CodeAsync(browser, await PasswordAsync(browser, "bo"), codes[3].ToUpperInvariant())).Is(200);
        (await browser.GetAsync(Mine)).Is(200).Json["recoveryCodesLeft"]!.GetValue<int>().ShouldBe(9);
        using ApiClient again = _server.AsNobody();
        (await CodeAsync(again, await PasswordAsync(again, "bo"), codes[3])).Is(401);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.AuditEntries.Where(row => row.Subject == "account bo").OrderBy(row => row.Id).Select(row => row.Action).ToListAsync())
            .ShouldBe(["turn-on-second-factor", "use-recovery-code"]);
        (await browser.GetAsync("/api/units/1/inbox")).Is(200).Json["items"]![0]!["kind"]!.GetValue<string>().ShouldBe("recovery-code-used");
        (await db.RecoveryCodes.AsNoTracking().Select(row => row.CodeHash).ToListAsync()).ShouldAllBe(hash => hash.Length == 32);
    }

    [Test]
    public async Task Wrong_codes_lock_the_account_like_wrong_passwords_and_the_right_password_does_not_end_the_count()
    {
        (string secret, _) = await TurnOnAsync("tora");
        using ApiClient browser = _server.AsNobody();
        for (int guess = 0; guess < LogIn.WrongPasswords; guess++)
        {
            (await CodeAsync(browser, await PasswordAsync(browser, "tora"), "000000")).Is(401);
        }

        (await PasswordAsync(browser, "tora")).Is(401).Code.ShouldBe("wrong-login");
        _server.Clock.Now += LogIn.LockedFor + Step;
        (await CodeAsync(browser, await PasswordAsync(browser, "tora"), AuthenticatorCode.At(secret, _server.Clock.Now))).Is(200);
    }

    [Test]
    public async Task Guesses_sent_together_are_all_counted()
    {
        await TurnOnAsync("greta");
        using ApiClient browser = _server.AsNobody();
        ApiAnswer first = await PasswordAsync(browser, "greta");

        ApiAnswer[] guesses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CodeAsync(browser, first, "000000")));

        guesses.ShouldAllBe(guess => guess.Status == 401);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.Accounts.SingleAsync(row => row.Login == "greta")).LockedUntil.ShouldNotBeNull();
        _server.Clock.Now += LogIn.LockedFor + Step;
    }

    [Test]
    public async Task What_is_held_between_the_steps_ends_after_five_minutes_with_the_password_and_when_it_is_changed()
    {
        (string secret, _) = await TurnOnAsync("gustav");
        using ApiClient browser = _server.AsNobody();
        ApiAnswer old = await PasswordAsync(browser, "gustav");
        string challenge = old.Json["challenge"]!.GetValue<string>();

        foreach (string forged in (string[])["", "x", challenge[..^2], challenge + "A"])
        {
            (await browser.SendAsync("POST", "/api/session/code", new { challenge = forged, code = Next(secret) })).Is(401);
        }

        _server.Clock.Now += LogInChallenge.Life;
        (await CodeAsync(browser, old, Next(secret))).Is(401);
        ApiAnswer fresh = await PasswordAsync(browser, "gustav");
        await using WfmDb db = _server.Database.CreateContext();
        StoredAccount account = await db.Accounts.SingleAsync(row => row.Login == "gustav");
        account.SetPassword(account.PasswordHash + "A");
        await db.SaveChangesAsync();
        (await CodeAsync(browser, fresh, Next(secret))).Is(401);
    }

    [Test]
    public async Task The_secret_is_stored_encrypted_and_shown_once()
    {
        (string secret, _) = await TurnOnAsync("nils");
        await using WfmDb db = _server.Database.CreateContext();

        StoredSecondFactor stored = await (
            from factor in db.SecondFactors
            join account in db.Accounts on factor.AccountId equals account.Id
            where account.Login == "nils"
            select factor).SingleAsync();

        stored.ProtectedSecret.ShouldNotContain(secret);
        stored.ProtectedSecret.Length.ShouldBeGreaterThan(100);
    }

    [Test]
    public async Task One_takes_it_away_with_password_and_code_and_an_admin_without()
    {
        (string secret, string[] codes) = await TurnOnAsync("olga");
        using ApiClient olga = await LogInAsync("olga", secret);
        (await olga.SendAsync("POST", Mine, new { password = House.Password }, Csrf(olga))).Is(409).Code.ShouldBe("second-factor-on");
        (await olga.SendAsync("POST", $"{Mine}/remove", new { password = "fel", code = codes[0] }, Csrf(olga))).Is(403).Code.ShouldBe("wrong-password");
        (await olga.SendAsync("POST", $"{Mine}/remove", new { password = House.Password, code = "000000" }, Csrf(olga))).Is(403).Code.ShouldBe("wrong-code");
        ApiAnswer renewed = await olga.SendAsync("POST", $"{Mine}/recovery-codes", new { password = House.Password, code = codes[0] }, Csrf(olga));
        string fresh = renewed.Is(200).Json["codes"]!.AsArray()[0]!.GetValue<string>();
        (await olga.SendAsync("POST", $"{Mine}/remove", new { password = House.Password, code = codes[1] }, Csrf(olga))).Is(403);

        (await olga.SendAsync("POST", $"{Mine}/remove", new { password = House.Password, code = fresh }, Csrf(olga))).Is(204);
        using (ApiClient plain = await _server.AsAsync("olga"))
        {
            await TurnOnAsync("olga");
            (await plain.GetAsync("/api/session")).Is(401);
        }

        using ApiClient otto = await _server.AsAsync("otto");
        await using WfmDb db = _server.Database.CreateContext();
        int id = (await db.Accounts.SingleAsync(row => row.Login == "olga")).Id.Value, self = (await db.Accounts.SingleAsync(row => row.Login == "otto")).Id.Value;
        (await otto.GetAsync($"/api/units/2/accounts/{id}")).Is(200).Json["hasSecondFactor"]!.GetValue<bool>().ShouldBeTrue();
        (await otto.SendAsync("DELETE", $"/api/units/2/accounts/{id}/second-factor")).Is(204);
        (await otto.GetAsync("/api/units/2/accounts")).Is(200).Json["items"]!.AsArray().Select(row => row!["hasSecondFactor"]!.GetValue<bool>()).ShouldAllBe(has => !has);
        (await otto.SendAsync("DELETE", $"/api/units/2/accounts/{id}/second-factor")).Is(404);
        (await otto.SendAsync("DELETE", $"/api/units/2/accounts/{self}/second-factor")).Is(403).Code.ShouldBe("own-second-factor");
        using ApiClient again = await _server.AsAsync("olga");
        (await again.GetAsync("/api/units/2/inbox")).Is(200).Json["items"]![0]!["kind"]!.GetValue<string>().ShouldBe("second-factor-removed");
        (await db.AuditEntries.Where(row => row.Subject == "account olga" && row.Action == "remove-second-factor").OrderBy(row => row.Id).Select(row => row.Who).ToListAsync())
            .ShouldBe(["olga", "otto"]);
    }

    [Test]
    public async Task A_role_that_must_have_one_can_only_get_one_first()
    {
        await using RunningServer server = await RunningServer.StartAsync(provider, builder => builder.Services.Replace(
            ServiceDescriptor.Singleton(new SecondFactorPolicy(new ServerSettings { SecondFactorRoles = "trafikledning, Admin" }))));
        using ApiClient tora = await server.AsAsync("tora"), anna = await server.AsAsync("anna");

        (await tora.GetAsync("/api/session")).Is(200).Json["needsSecondFactor"]!.GetValue<bool>().ShouldBeTrue();
        (await tora.GetAsync("/api/units/1/agents")).Is(403).Code.ShouldBe("second-factor-needed");
        (await tora.SendAsync("PUT", "/api/session/password", new { current = House.Password, password = "en helt annan lång fras" })).Is(403).Code.ShouldBe("second-factor-needed");
        (await anna.GetAsync("/api/units/1/inbox")).Is(200);
        ApiAnswer begun = (await tora.SendAsync("POST", Mine, new { password = House.Password })).Is(200);
        (await tora.SendAsync("POST", $"{Mine}/confirm", new { code = AuthenticatorCode.At(begun.Json["secret"]!.GetValue<string>(), server.Clock.Now) })).Is(200);

        (await tora.GetAsync("/api/units/1/agents")).Is(200);
        (await tora.GetAsync("/api/session")).Is(200).Json["needsSecondFactor"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Test]
    public void A_role_nobody_has_is_told_at_the_start() =>
        Should.Throw<FormatException>(() => new SecondFactorPolicy(new ServerSettings { SecondFactorRoles = "admin,chef" })).Message.ShouldContain("\"chef\"");

    // Turns it on, and leaves the clock at the step it was turned on with.
    private async Task<(string Secret, string[] Codes)> TurnOnAsync(string login)
    {
        using ApiClient client = await _server.AsAsync(login);
        (await client.SendAsync("POST", Mine, new { password = "fel" })).Is(403).Code.ShouldBe("wrong-password");
        JsonNode begun = (await client.SendAsync("POST", Mine, new { password = House.Password })).Is(200).Json;
        string secret = begun["secret"]!.GetValue<string>();
        begun["address"]!.GetValue<string>().ShouldBe($"otpauth://totp/Wfm:{login}?secret={secret}&issuer=Wfm&algorithm=SHA1&digits=6&period=30");
        (await client.SendAsync("POST", $"{Mine}/confirm", new { code = "000000" })).Is(403).Code.ShouldBe("wrong-code");
        ApiAnswer confirmed = await client.SendAsync("POST", $"{Mine}/confirm", new { code = AuthenticatorCode.At(secret, _server.Clock.Now) });
        return (secret, [.. confirmed.Is(200).Json["codes"]!.AsArray().Select(code => code!.GetValue<string>())]);
    }

    private async Task<ApiClient> LogInAsync(string login, string secret)
    {
        ApiClient browser = _server.AsNobody();
        (await CodeAsync(browser, await PasswordAsync(browser, login), Next(secret))).Is(200);
        return browser;
    }

    private string Next(string secret)
    {
        _server.Clock.Now += Step;
        return AuthenticatorCode.At(secret, _server.Clock.Now);
    }

    private static (string, string) Csrf(ApiClient client) =>
        (SessionCookie.CsrfHeader, client.GetAsync("/api/session").GetAwaiter().GetResult().Json["csrfToken"]!.GetValue<string>());

    private static Task<ApiAnswer> PasswordAsync(ApiClient client, string login) => client.SendAsync("POST", "/api/session", new { login, password = House.Password });

    private static Task<ApiAnswer> CodeAsync(ApiClient client, ApiAnswer first, string code) =>
        client.SendAsync("POST", "/api/session/code", new { challenge = first.Is(202).Json["challenge"]!.GetValue<string>(), code });
}
