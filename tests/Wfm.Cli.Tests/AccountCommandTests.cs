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
}
