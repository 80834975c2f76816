using System.CommandLine;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm account add</c>: somebody who can log in, above all the first admin. The password is never an argument, where others of the machine read it.</summary>
internal static class AccountCommand
{
    public static Command Create(CommandConsole console) => new("account", "People who can log in.") { CreateAdd(console) };

    private static Command CreateAdd(CommandConsole console)
    {
        Option<string?> database = CommandOptions.Database();
        Option<string> unit = CommandOptions.Unit();
        Option<string> login = new("--login") { Description = "What they log in with.", Required = true };
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
