using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm account</c>: somebody who can log in, above all the first admin; and a second factor that was lost. A password is never an argument, where others of the machine read it.</summary>
internal static class AccountCommand
{
    public static Command Create(CommandConsole console) => new("account", "People who can log in.") { CreateAdd(console), CreateShow(console), CreateRemoveFactor(console) };

    private static Command CreateAdd(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<string> unit = CommandOptions.Unit();
        Option<string> login = Login();
        Option<string?> name = new("--name") { Description = "What colleagues call them. Default: the login." };
        Option<Role> role = new("--role") { Description = "medarbetare, gruppledare, trafikledning or admin.", Required = true };
        Option<string?> group = new("--group") { Description = "The group a gruppledare leads." };
        Option<string?> agent = new("--agent") { Description = "Which agent they are." };
        Option<FileInfo?> file = CommandOptions.OptionalFile("--password-file", "A file whose first line is the password. Default: the first line of standard input.");
        Command command = new("add", "Make an account with one role.") { database, unit, login, name, role, group, agent, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using WfmDb db = CommandOptions.DatabaseOf(parsed.GetValue(database)).CreateContext();
            StoredBusinessUnit where = await StoredUnits.GetAsync(db, parsed.GetValue(unit)!, cancellationToken);
            FirstAccount account = new(
                parsed.GetValue(login)!,
                parsed.GetValue(name) ?? parsed.GetValue(login)!,
                where.Id,
                parsed.GetValue(role),
                parsed.GetValue(group) is { } led ? new GroupId(led) : null,
                parsed.GetValue(agent) is { } code ? new AgentId(code) : null,
                await PasswordAsync(parsed.GetValue(file), console, cancellationToken));
            if (await Accounts.AddAsync(db, console.Clock, account, cancellationToken) is { } obstacle)
            {
                throw new UsageException(obstacle);
            }

            await console.Out.WriteLineAsync($"{account.Login} can log in as {account.Role.ToString().ToLowerInvariant()} of {where.Name}.");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command CreateShow(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<string> login = Login();
        Option<bool> json = CommandOptions.Json();
        Command command = new("show", "What an account is and may, and whether its log-in asks for a second factor.") { database, login, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using WfmDb db = CommandOptions.DatabaseOf(parsed.GetValue(database)).CreateContext();
            StoredAccount account = await FindAsync(db, parsed.GetValue(login)!, cancellationToken);
            AccountId id = account.Id;
            List<StoredRole> roles = await db.Roles.AsNoTracking().Where(row => row.AccountId == id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
            Instant? since = await db.SecondFactors.Where(row => row.AccountId == id).Select(row => row.ConfirmedAt).SingleOrDefaultAsync(cancellationToken);
            int codes = await db.RecoveryCodes.CountAsync(row => row.AccountId == id, cancellationToken);
            bool isLocked = account.LockedUntil > console.Clock.GetCurrentInstant();
            string[] words = [.. roles.Select(role => $"{role.Role.ToString().ToLowerInvariant()}{(role.GroupCode is { } led ? $" of {led.Value}" : "")} in unit {role.BusinessUnitId.Value}")];
            if (parsed.GetValue(json))
            {
                await JsonOutput.WriteAsync(console, new
                {
                    account.Login,
                    account.DisplayName,
                    account.IsActive,
                    isLocked,
                    hasPassword = account.PasswordHash is not null,
                    roles = words,
                    secondFactorSince = since?.ToString(),
                    recoveryCodesLeft = codes,
                });
                return (int)ExitCode.Done;
            }

            await console.Out.WriteLineAsync($"{account.Login} ({account.DisplayName}), {(account.IsActive ? isLocked ? "locked for a while" : "may log in" : "closed")}");
            await console.Out.WriteLineAsync($"roles: {(words.Length == 0 ? "none" : string.Join(", ", words))}");
            await console.Out.WriteLineAsync(since is { } on
                ? string.Create(CultureInfo.InvariantCulture, $"second factor: since {on:uuuu-MM-dd HH:mm} UTC, recovery codes left: {codes}")
                : "second factor: none");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command CreateRemoveFactor(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<string> login = Login();
        Command command = new("remove-second-factor", "Take away the second factor of somebody who lost it and has no recovery code; ends their sessions and is audited.") { database, login };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using WfmDb db = CommandOptions.DatabaseOf(parsed.GetValue(database)).CreateContext();
            StoredAccount account = await FindAsync(db, parsed.GetValue(login)!, cancellationToken);
            AccountId id = account.Id;
            bool wasThere = await InTransaction.RunAsync(db, async () =>
            {
                bool removed = await SecondFactors.RemoveAsync(db, console.Clock, account, "wfm account remove-second-factor", cancellationToken);
                await db.Sessions.Where(session => session.AccountId == id).ExecuteDeleteAsync(cancellationToken);
                return removed;
            }, cancellationToken);
            await console.Out.WriteLineAsync(wasThere ? $"{account.Login} logs in with the password alone until they turn a second factor on again." : $"{account.Login} has no second factor.");
            return (int)(wasThere ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    private static Option<string> Login() => new("--login") { Description = "What they log in with.", Required = true };

    private static async Task<StoredAccount> FindAsync(WfmDb db, string login, CancellationToken cancellationToken)
    {
        string name = StoredAccount.Normalise(login);
        return await db.Accounts.SingleOrDefaultAsync(row => row.Login == name, cancellationToken) ?? throw new UsageException($"There is no account {name}.");
    }

    private static async Task<string> PasswordAsync(FileInfo? file, CommandConsole console, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await console.Error.WriteLineAsync("Password (one line of standard input):");
            return await Console.In.ReadLineAsync(cancellationToken) ?? "";
        }

        try
        {
            using StreamReader reader = file.OpenText();
            return await reader.ReadLineAsync(cancellationToken) ?? "";
        }
        catch (IOException missing)
        {
            throw new UsageException(missing.Message);
        }
    }
}
