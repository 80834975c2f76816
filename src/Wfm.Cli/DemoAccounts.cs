using Microsoft.AspNetCore.Identity;
using NodaTime;
using Wfm.Domain;
using Wfm.Samples;
using Wfm.Storage;

namespace Wfm.Cli;

/// <summary>Logins to look around with: one of each role, on a database of made-up people only.</summary>
internal static class DemoAccounts
{
    private const string Password = "demo demo demo";

    /// <summary>Creates them and says what they are.</summary>
    public static async Task CreateAsync(WfmDb db, BusinessUnitId unit, SampleCentre centre, CommandConsole console, CancellationToken cancellationToken)
    {
        Agent agent = centre.Agents[0];
        await console.Out.WriteLineAsync($"Demo logins, password \"{Password}\":");
        await AddAsync("planner", "Tora Trafikledare", null, (Role.Trafikledning, null));
        await AddAsync("leader", "Greta Gruppledare", null, [.. centre.Agents.Select(person => person.Group).Distinct().Select(group => (Role.Gruppledare, (GroupId?)group))]);
        await AddAsync("agent", agent.Name, agent.Id, (Role.Medarbetare, null));
        await AddAsync("admin", "Adam Administratör", null, (Role.Admin, null));

        async Task AddAsync(string login, string name, AgentId? person, params (Role Role, GroupId? Group)[] roles)
        {
            Instant now = console.Clock.GetCurrentInstant();
            StoredAccount account = new(login, name, now);
            account.SetPassword(new PasswordHasher<StoredAccount>().HashPassword(account, Password));
            account.IsAgent(unit, person);
            db.Add(account);
            await db.SaveChangesAsync(cancellationToken);
            db.AddRange(roles.Select(role => new StoredRole(account.Id, role.Role, unit, role.Group)));
            await db.SaveChangesAsync(cancellationToken);
            await console.Out.WriteLineAsync($"  {login,-8} {name} ({string.Join(", ", roles.Select(role => role.Role.ToString().ToLowerInvariant()).Distinct())})");
        }
    }
}
