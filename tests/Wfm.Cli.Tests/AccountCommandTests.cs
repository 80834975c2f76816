using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Cli.Tests;

[TestFixture]
public sealed class AccountCommandTests : InDirectory
{
    [Test]
    public async Task The_first_admin_is_made_with_a_password_from_a_file()
    {
        string database = Path.Combine(Folder.FullName, "wfm.db"), password = Path.Combine(Folder.FullName, "password");
        await MigrateDatabase.RunAsync(WfmDatabase.Parse(database), default);
        await using WfmDb db = WfmDatabase.Parse(database).CreateContext();
        await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Centre", NodaTime.DateTimeZone.Utc, NodaTime.Duration.FromMinutes(15)), default);
        string[] add = ["account", "add", "--database", database, "--login", "Adam", "--role", "admin", "--password-file", password];
        await File.WriteAllTextAsync(password, "password1234\n");
        (await RunAsync(add)).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(2), run => run.Error.ShouldContain("common ones"), run => run.Error.ShouldNotContain("password1234"));
        await File.WriteAllTextAsync(password, "en lång och tråkig fras\n");

        CommandRun made = await RunAsync(add);

        made.ExitCode.ShouldBe(0, made.Error);
        made.Out.ShouldBe("Adam can log in as admin of Centre." + Environment.NewLine);
        (await db.Accounts.SingleAsync()).Login.ShouldBe("adam");
        (await db.Roles.SingleAsync()).Role.ShouldBe(Role.Admin);
        (await RunAsync(add)).ExitCode.ShouldBe(2);
    }

    [Test]
    public async Task A_lost_second_factor_is_shown_and_taken_away()
    {
        string database = Path.Combine(Folder.FullName, "wfm.db");
        await MigrateDatabase.RunAsync(WfmDatabase.Parse(database), default);
        await using WfmDb db = WfmDatabase.Parse(database).CreateContext();
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Centre", NodaTime.DateTimeZone.Utc, NodaTime.Duration.FromMinutes(15)), default);
        NodaTime.Instant at = NodaTime.Instant.FromUtc(2026, 2, 1, 8, 30);
        StoredAccount adam = new("adam", "Adam", at);
        db.Add(adam);
        await db.SaveChangesAsync();
        StoredSecondFactor factor = new(adam.Id, "encrypted", at);
        factor.Use(1, at);
        db.AddRange(factor, new StoredRecoveryCode(adam.Id, [1]), new StoredRole(adam.Id, Role.Admin, unit), new StoredSession([2], adam.Id, "", at, at));
        await db.SaveChangesAsync();
        string[] remove = ["account", "remove-second-factor", "--database", database, "--login", "Adam"];

        CommandRun shown = await RunAsync("account", "show", "--database", database, "--login", "adam");
        CommandRun removed = await RunAsync(remove);

        shown.Out.ShouldBe(string.Join(Environment.NewLine, "adam (Adam), may log in", "roles: admin in unit 1", "second factor: since 2026-02-01 08:30 UTC, recovery codes left: 1", ""));
        removed.ExitCode.ShouldBe(0, removed.Error);
        (await db.SecondFactors.CountAsync() + await db.RecoveryCodes.CountAsync() + await db.Sessions.CountAsync()).ShouldBe(0);
        (await db.AuditEntries.SingleAsync()).Who.ShouldBe("wfm account remove-second-factor");
        (await RunAsync(remove)).ExitCode.ShouldBe(1);
        (await RunAsync("account", "show", "--database", database, "--login", "eva")).ExitCode.ShouldBe(2);
    }
}
