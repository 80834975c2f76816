using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Finds out who asks: by the session cookie of a person or the key of a machine.</summary>
public static class FindCaller
{
    private static readonly Duration SeenEvery = Duration.FromMinutes(1);

    /// <summary>Who sent a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="db">The database.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The caller and, for a person, the session; nothing when nobody is logged in.</returns>
    public static async Task<(Caller Caller, StoredSession? Session)?> OfAsync(
        HttpRequest request, WfmDb db, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (KeyOf(request) is { } key)
        {
            return await OfKeyAsync(key, db, now, cancellationToken) is { } machine ? (machine, null) : null;
        }

        return SessionCookie.Read(request) is { } token ? await OfSessionAsync(token, db, now, cancellationToken) : null;
    }

    /// <summary>The key a machine shows.</summary>
    /// <param name="request">The request.</param>
    public static string? KeyOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? authorization = request.Headers.Authorization;
        return authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? authorization["Bearer ".Length..].Trim() : null;
    }

    /// <summary>The machine a key belongs to.</summary>
    /// <param name="key">The key.</param>
    /// <param name="db">The database.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Nothing for a key nobody made, or one that has ended.</returns>
    public static async Task<Caller?> OfKeyAsync(string key, WfmDb db, Instant now, CancellationToken cancellationToken)
    {
        byte[] hash = Secrets.Hash(key);
        StoredApiKey? stored = await db.ApiKeys.AsNoTracking()
            .SingleOrDefaultAsync(row => row.KeyHash == hash && (row.RevokedAt == null || row.RevokedAt > now), cancellationToken);
        if (stored is null)
        {
            return null;
        }

        if (!(now - stored.UsedAt < SeenEvery))
        {
            await db.ApiKeys.Where(row => row.Id == stored.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), cancellationToken);
        }

        return new Caller($"source:{stored.Source}", null, null, null, null, [new CallerRole(Role.Integration, stored.BusinessUnitId, null)], stored.Source);
    }

    private static async Task<(Caller, StoredSession?)?> OfSessionAsync(string token, WfmDb db, Instant now, CancellationToken cancellationToken)
    {
        byte[] hash = Secrets.Hash(token);
        var found = await (
            from session in db.Sessions.AsNoTracking()
            join account in db.Accounts.AsNoTracking() on session.AccountId equals account.Id
            where session.TokenHash == hash
            select new { session, account, hasFactor = db.SecondFactors.Any(factor => factor.AccountId == account.Id && factor.ConfirmedAt != null) }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !found.account.IsActive || found.session.ExpiresAt <= now || found.session.SeenAt + SessionLife.Idle <= now)
        {
            return null;
        }

        Caller caller = (await OfAccountAsync(found.account, db, cancellationToken)) with { LacksSecondFactor = found.account.PasswordHash is not null && !found.hasFactor };
        if (found.session.SeenAt + SessionLife.IdleOf(caller) <= now)
        {
            return null;
        }

        if (now - found.session.SeenAt >= SeenEvery)
        {
            await db.Sessions.Where(row => row.TokenHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, now), cancellationToken);
        }

        return (caller, found.session);
    }

    /// <summary>An account as a caller.</summary>
    /// <param name="account">The account.</param>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<Caller> OfAccountAsync(StoredAccount account, WfmDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        AccountId id = account.Id;
        List<StoredRole> roles = await db.Roles.AsNoTracking().Where(row => row.AccountId == id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        BusinessUnitId? unit = account.BusinessUnitId;
        AgentId? agent = account.AgentCode;
        List<GroupId> group = agent is null
            ? []
            : await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Code == agent).Select(row => row.GroupCode).ToListAsync(cancellationToken);
        return new Caller(
            account.Login, id, unit, agent, group.Count == 0 ? null : group[0],
            [.. roles.Select(role => new CallerRole(role.Role, role.BusinessUnitId, role.GroupCode))]);
    }
}

/// <summary>How long somebody stays logged in.</summary>
internal static class SessionLife
{
    /// <summary>Without doing anything.</summary>
    public static Duration Idle { get; } = Duration.FromHours(12);

    /// <summary>Without doing anything, for those who keep accounts.</summary>
    public static Duration IdleOfAdmin { get; } = Duration.FromMinutes(30);

    /// <summary>How long a caller may do nothing.</summary>
    public static Duration IdleOf(Caller caller) => caller.Roles.Any(role => role.Role == Role.Admin) ? IdleOfAdmin : Idle;

    /// <summary>Whatever they do.</summary>
    public static Duration Longest { get; } = Duration.FromDays(7);
}
