using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

[TestFixture]
public sealed class AdministrationTests
{
    private const string Accounts = "/api/units/1/accounts";
    private const string Fresh = "ny fras som ingen vet";

    private RunningServer _server = null!;
    private ApiClient _adam = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        _adam = await _server.AsAsync("adam");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _adam.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_new_account_can_log_in_and_is_what_it_was_made()
    {
        ApiAnswer made = (await _adam.DecideAsync(Accounts, NewAccount("Cecilia"))).Is(200);

        made.Json["login"]!.GetValue<string>().ShouldBe("cecilia");
        made.Text.ShouldNotContain(Fresh);
        using ApiClient cecilia = await ApiClient.LogInAsync(_server.Address, "cecilia", Fresh);
        (await cecilia.GetAsync("/api/session")).Is(200).Json["agent"]!.GetValue<string>().ShouldBe("0003");
        await using WfmDb db = _server.Database.CreateContext();
        (await db.AuditEntries.SingleAsync(row => row.Subject == "account cecilia")).AfterJson!.ShouldNotContain(Fresh);
        (await db.Answers.Select(row => row.Body).ToListAsync()).ShouldNotContain(body => body.Contains(Fresh));
    }

    [Test]
    public async Task Each_wrong_field_of_an_account_is_told()
    {
        ApiAnswer answer = (await _adam.DecideAsync(Accounts, new
        {
            login = "A B",
            name = " ",
            mail = "ingen adress",
            agent = "9999",
            password = "kort",
            roles = new object[] { new { role = "gruppledare", group = "tre" }, new { role = "integration" } },
        })).Is(400);

        answer.Code.ShouldBe("bad-values");
        answer.Json["facts"]!.AsArray().Select(fact => fact!["field"]!.GetValue<string>())
            .ShouldBe(["login", "name", "mail", "roles[0].group", "roles[1]", "agent", "password"], ignoreOrder: true);
    }

    [TestCase("123456789012", "wants-password-uncommon")]
    [TestCase("Lösenord1234", "wants-password-uncommon")]
    [TestCase("sommarsommar2026", "wants-password-uncommon")]
    [TestCase("aaaabbbbccccaaaa", "wants-password-characters|5")]
    [TestCase("cecilia-cecilia", "wants-password-uncommon")]
    [TestCase("elva tecken", "wants-password-length|12|256")]
    public async Task A_password_everybody_knows_is_refused(string password, string expected)
    {
        JsonObject body = NewAccount("cecilia");
        body["password"] = password;

        JsonNode found = (await _adam.DecideAsync(Accounts, body)).Is(400).Json["facts"]![0]!;
        (found["field"]!.GetValue<string>(), found["expectedSaid"]!.GetValue<string>()).ShouldBe(("password", expected));
    }

    [Test]
    public void A_long_password_is_taken() => PasswordRules.Fault(string.Concat(Enumerable.Repeat("lång fras ", 20)), "anna").ShouldBeNull();

    [Test]
    public async Task A_login_can_be_had_once()
    {
        (await _adam.DecideAsync(Accounts, NewAccount("anna"))).Is(409).Code.ShouldBe("login-taken");
    }

    [Test]
    public async Task A_role_taken_away_counts_at_once_and_a_closed_account_is_logged_out()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        (string path, ApiAnswer account) = await FindAsync("tora");
        (await tora.GetAsync("/api/units/1/agents")).Is(200);

        account = (await _adam.SendAsync("PUT", path, new { name = "Tora", isActive = true, roles = Array.Empty<object>() }, ("If-Match", account.ETag!))).Is(200);
        (await tora.GetAsync("/api/units/1/agents")).Is(404);
        (string annas, ApiAnswer anna) = await FindAsync("anna");
        using ApiClient annaLoggedIn = await _server.AsAsync("anna");
        (await _adam.SendAsync("PUT", annas, new { name = "Anna", isActive = false, agent = "0001", roles = new[] { new { role = "medarbetare" } } }, ("If-Match", anna.ETag!))).Is(200);
        (await annaLoggedIn.GetAsync("/api/session")).Is(401);
    }

    [Test]
    public async Task Whoever_changed_an_older_copy_is_told_what_is_there_now()
    {
        (string path, ApiAnswer account) = await FindAsync("gustav");
        object body = new { name = "Gustav Ek", isActive = true, roles = new[] { new { role = "gruppledare", group = "två" } } };
        (await _adam.SendAsync("PUT", path, body, ("If-Match", account.ETag!))).Is(200);

        ApiAnswer late = (await _adam.SendAsync("PUT", path, body, ("If-Match", account.ETag!))).Is(409);

        late.Json["facts"]!["name"]!.GetValue<string>().ShouldBe("Gustav Ek");
        (await _adam.SendAsync("PUT", path, body)).Is(428);
    }

    [Test]
    public async Task The_last_admin_of_a_unit_stays()
    {
        (string path, ApiAnswer account) = await FindAsync("adam");

        (await _adam.SendAsync("PUT", path, new { name = "Adam", isActive = true, roles = Array.Empty<object>() }, ("If-Match", account.ETag!))).Is(409).Code.ShouldBe("last-admin");
        (await _adam.GetAsync(path)).Is(200).Json["roles"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task Who_keeps_one_units_accounts_does_not_take_over_anothers()
    {
        await using WfmDb db = _server.Database.CreateContext();
        StoredAccount otto = await db.Accounts.SingleAsync(row => row.Login == "otto");
        db.Add(new StoredRole(otto.Id, Role.Trafikledning, House.Unit));
        await db.SaveChangesAsync();

        (await _adam.SendAsync("PUT", $"{Accounts}/{otto.Id.Value}/password", new { password = Fresh })).Is(409).Code.ShouldBe("account-of-other-unit");
        StoredAccount olga = await db.Accounts.SingleAsync(row => row.Login == "olga");
        (await _adam.SendAsync("PUT", $"{Accounts}/{olga.Id.Value}/password", new { password = Fresh })).Is(404);
    }

    [Test]
    public async Task A_password_set_anew_ends_all_sessions_and_the_old_one()
    {
        using ApiClient anna = await _server.AsAsync("bo");
        (string path, _) = await FindAsync("bo");

        (await _adam.GetAsync($"{path}/sessions")).Is(200).Json.AsArray().Count.ShouldBe(1);
        (await _adam.SendAsync("PUT", $"{path}/password", new { password = Fresh })).Is(204);

        (await anna.GetAsync("/api/session")).Is(401);
        using ApiClient nobody = _server.AsNobody();
        (await nobody.SendAsync("POST", "/api/session", new { login = "bo", password = House.Password })).Is(401);
        (await ApiClient.LogInAsync(_server.Address, "bo", Fresh)).Dispose();
    }

    [Test]
    public async Task Ones_own_password_is_changed_with_the_present_one_and_ends_other_sessions()
    {
        using ApiClient here = await _server.AsAsync("beata");
        using ApiClient there = await _server.AsAsync("beata");

        (await here.SendAsync("PUT", "/api/session/password", new { current = "fel", password = Fresh })).Is(403).Code.ShouldBe("wrong-password");
        (await here.SendAsync("PUT", "/api/session/password", new { current = House.Password, password = "kort" })).Is(400).Json["facts"]![0]!["expectedSaid"]!.GetValue<string>().ShouldBe("wants-password-length|12|256");
        (await here.SendAsync("PUT", "/api/session/password", new { current = House.Password, password = Fresh })).Is(204);

        (await here.GetAsync("/api/session")).Is(200);
        (await there.GetAsync("/api/session")).Is(401);
    }

    [Test]
    public async Task Somebody_is_logged_out_everywhere()
    {
        using ApiClient gustav = await _server.AsAsync("gustav");
        (string path, _) = await FindAsync("gustav");

        (await _adam.SendAsync("DELETE", $"{path}/sessions")).Is(204);

        (await gustav.GetAsync("/api/session")).Is(401);
    }

    [Test]
    public async Task An_admin_is_logged_out_after_half_an_hour_of_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        using ApiClient adam = await server.AsAsync("adam");
        server.Clock.Now += Duration.FromMinutes(29);
        (await adam.GetAsync(Accounts)).Is(200);
        server.Clock.Now += Duration.FromMinutes(31);

        (await adam.GetAsync(Accounts)).Is(401);
    }

    [Test]
    public async Task A_key_is_shown_once_opens_its_source_and_ends_when_it_is_revoked()
    {
        ApiAnswer made = (await _adam.SendAsync("POST", "/api/units/1/keys", new { source = "genesys" })).Is(200);
        string key = made.Json["key"]!.GetValue<string>();

        (await _adam.GetAsync("/api/units/1/keys")).Is(200).Text.ShouldNotContain(key);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.ApiKeys.SingleAsync(row => row.Source == "genesys")).KeyHash.ShouldBe(Secrets.Hash(key));
        using ApiClient machine = ApiClient.WithKey(_server.Address, key);
        (await machine.GetAsync("/api/units/1/inbox")).Is(403);
        (await _adam.SendAsync("DELETE", $"/api/units/1/keys/{made.Json["id"]}")).Is(204);
        (await machine.GetAsync("/api/units/1/inbox")).Is(401);
    }

    [Test]
    public async Task A_rotated_key_lives_on_for_the_overlap_only()
    {
        ApiAnswer made = (await _adam.SendAsync("POST", "/api/units/1/keys", new { source = "callguide" })).Is(200);
        using ApiClient before = ApiClient.WithKey(_server.Address, made.Json["key"]!.GetValue<string>());

        ApiAnswer rotated = (await _adam.SendAsync("POST", $"/api/units/1/keys/{made.Json["id"]}/rotate", new { overlapHours = 24 })).Is(200);

        using ApiClient after = ApiClient.WithKey(_server.Address, rotated.Json["key"]!.GetValue<string>());
        (await before.GetAsync("/api/units/1/inbox")).Is(403);
        (await after.GetAsync("/api/units/1/inbox")).Is(403);
        await using WfmDb db = _server.Database.CreateContext();
        StoredApiKey old = await db.ApiKeys.SingleAsync(row => row.KeyHash == Secrets.Hash(made.Json["key"]!.GetValue<string>()));
        old.RevokedAt.ShouldBe(_server.Clock.Now + Duration.FromHours(24));
        old.Revoke(_server.Clock.Now);
        await db.SaveChangesAsync();
        (await before.GetAsync("/api/units/1/inbox")).Is(401);
        (await after.GetAsync("/api/units/1/inbox")).Is(403);
    }

    [Test]
    public async Task The_audit_tells_of_accounts_in_full_and_of_people_only_that_something_was_done()
    {
        await using WfmDb db = _server.Database.CreateContext();
        db.Add(new AuditEntry(House.Unit, House.Planned, "greta", new AuditedAct("deny", "request 7", "för få på kön", null, """{"category":"sick"}""")));
        await db.SaveChangesAsync();
        (await _adam.DecideAsync(Accounts, NewAccount("disa"))).Is(200);

        JsonArray all = (await _adam.GetAsync("/api/units/1/audit?limit=2")).Is(200).Json["items"]!.AsArray();

        all[0]!["after"]!["login"]!.GetValue<string>().ShouldBe("disa");
        (all[1]!["subject"]!.GetValue<string>(), all[1]!["isMasked"]!.GetValue<bool>()).ShouldBe(("request 7", true));
        all[1]!.ToJsonString().ShouldNotContain("sick");
        all[1]!.ToJsonString().ShouldNotContain("för få");
        (await _adam.GetAsync("/api/units/1/audit?action=deny&who=greta")).Is(200).Json["items"]!.AsArray().ShouldHaveSingleItem();
        (await _adam.GetAsync("/api/units/1/audit?subject=%25")).Is(200).Json["items"]!.AsArray().ShouldBeEmpty();
        (await _adam.GetAsync("/api/units/1/audit?from=igår")).Is(400);
        using ApiClient greta = await _server.AsAsync("greta");
        (await greta.GetAsync("/api/units/1/audit")).Is(403);
    }

    [Test]
    public async Task The_permission_report_says_who_reads_categories_of_absence()
    {
        JsonNode row = (await _adam.GetAsync("/api/units/1/permissions")).Is(200).Json.AsArray().Single(row => row!["act"]!.GetValue<string>() == "readAbsenceCategory")!;

        row["accounts"]!.AsArray().Select(account => $"{account!["login"]} {account["reach"]} {string.Join(' ', account["groups"]!.AsArray().Select(group => group!.GetValue<string>()))}")
            .ShouldBeSubsetOf(["anna own ", "beata own ", "bo own ", "cecilia own ", "disa own ", "greta group ett", "gustav group två"]);
    }

    [Test]
    public async Task Reads_of_personal_data_are_listed()
    {
        await using WfmDb db = _server.Database.CreateContext();
        db.Add(new PersonalRead(House.Unit, House.Planned, "greta", PersonalRead.AbsenceCategory, new AgentId("0002")));
        await db.SaveChangesAsync();

        (await _adam.GetAsync("/api/units/1/reads?agent=0002")).Is(200).Json["items"]!.AsArray().ShouldHaveSingleItem()!["who"]!.GetValue<string>().ShouldBe("greta");
        (await _adam.GetAsync("/api/units/1/reads?agent=0003")).Is(200).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    private static JsonObject NewAccount(string login) => new()
    {
        ["login"] = login,
        ["name"] = "Cecilia",
        ["agent"] = "0003",
        ["password"] = Fresh,
        ["roles"] = new JsonArray(new JsonObject { ["role"] = "medarbetare" }),
    };

    private async Task<(string Path, ApiAnswer Account)> FindAsync(string login)
    {
        JsonNode found = (await _adam.GetAsync(Accounts)).Is(200).Json["items"]!.AsArray().Single(row => row!["login"]!.GetValue<string>() == login)!;
        string path = $"{Accounts}/{found["id"]}";
        return (path, (await _adam.GetAsync(path)).Is(200));
    }
}
