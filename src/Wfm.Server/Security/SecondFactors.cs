using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Second factors of local accounts: a code of an authenticator app, or one of ten recovery codes.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="protection">Encrypts the secrets; its keys are every node's.</param>
public sealed class SecondFactors(WfmDb db, IClock clock, IDataProtectionProvider protection)
{
    /// <summary>How many recovery codes there are at first.</summary>
    public const int Codes = 10;

    private const string Removed = "remove-second-factor";
    private const string Used = "use-recovery-code";

    private readonly IDataProtector _protector = protection.CreateProtector("second factor");

    /// <summary>Whether an account is asked for a second factor.</summary>
    /// <param name="db">The database.</param>
    /// <param name="account">Which.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<bool> IsOnAsync(WfmDb db, AccountId account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.SecondFactors.AnyAsync(row => row.AccountId == account && row.ConfirmedAt != null, cancellationToken);
    }

    /// <summary>Makes a secret, which is asked for once a code has proved that the app has it.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="cancellationToken">Makes nothing.</param>
    /// <returns>The secret, in base 32; nothing when the account has a second factor already.</returns>
    public async Task<string?> BeginAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (await IsOnAsync(db, account, cancellationToken))
        {
            return null;
        }

        string secret = AuthenticatorCode.CreateSecret();
        await InTransaction.RunAsync(db, async () =>
        {
            await db.SecondFactors.Where(row => row.AccountId == account && row.ConfirmedAt == null).ExecuteDeleteAsync(cancellationToken);
            db.Add(new StoredSecondFactor(account, _protector.Protect(secret), clock.GetCurrentInstant()));
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
        return secret;
    }

    /// <summary>Turns the second factor on.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="code">A code of the app.</param>
    /// <param name="cancellationToken">Turns nothing on.</param>
    /// <returns>The recovery codes, shown this once; nothing when the code is wrong or nothing was begun.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(StoredAccount account, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        AccountId id = account.Id;
        Instant now = clock.GetCurrentInstant();
        StoredSecondFactor? begun = await db.SecondFactors.SingleOrDefaultAsync(row => row.AccountId == id && row.ConfirmedAt == null, cancellationToken);
        if (begun is null || AuthenticatorCode.StepOf(_protector.Unprotect(begun.ProtectedSecret), Plain(code), now) is not { } step)
        {
            return null;
        }

        begun.Use(step, now);
        await AuditAsync(account, "turn-on-second-factor", account.Login, cancellationToken);
        return await RenewCodesAsync(id, cancellationToken);
    }

    /// <summary>Checks a code, and uses it up. Wrong ones count like wrong passwords.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="code">A code of the app, or a recovery code; as typed.</param>
    /// <param name="cancellationToken">Uses nothing up.</param>
    public Task<bool> CheckAsync(StoredAccount account, string code, CancellationToken cancellationToken) => InTransaction.RunAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(account);
        await HoldAsync(account.Id, cancellationToken);
        await db.Entry(account).ReloadAsync(cancellationToken);
        Instant now = clock.GetCurrentInstant();
        if (!account.IsActive || account.LockedUntil > now)
        {
            return false;
        }

        bool isRight = await UseAsync(account, Plain(code), now, cancellationToken);
        if (isRight)
        {
            account.NoteLogin();
        }
        else
        {
            account.NoteWrongPassword(now, LogIn.WrongPasswords, LogIn.LockedFor);
        }

        await db.SaveChangesAsync(cancellationToken);
        return isRight;
    }, cancellationToken);

    /// <summary>Makes new recovery codes; the old ones open nothing any more.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="cancellationToken">Leaves the old ones.</param>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(AccountId account, CancellationToken cancellationToken)
    {
        string[] codes = [.. Enumerable.Range(0, Codes).Select(_ => RecoveryCode.Create())];
        await InTransaction.RunAsync(db, async () =>
        {
            await db.RecoveryCodes.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(codes.Select(code => new StoredRecoveryCode(account, RecoveryCode.Hash(code))));
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
        return codes;
    }

    /// <summary>Takes the second factor and its recovery codes away.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="by">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Takes nothing away.</param>
    /// <returns>Whether there was one.</returns>
    public Task<bool> RemoveAsync(StoredAccount account, string by, CancellationToken cancellationToken) => RemoveAsync(db, clock, account, by, cancellationToken);

    /// <summary>The same without secrets being read, for the command line.</summary>
    /// <param name="db">The database.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="account">Whose.</param>
    /// <param name="by">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Takes nothing away.</param>
    /// <returns>Whether there was one.</returns>
    public static Task<bool> RemoveAsync(WfmDb db, IClock clock, StoredAccount account, string by, CancellationToken cancellationToken) => InTransaction.RunAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(account);
        AccountId id = account.Id;
        await db.RecoveryCodes.Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellationToken);
        bool wasThere = await db.SecondFactors.Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellationToken) > 0;
        if (wasThere)
        {
            await AuditAsync(db, clock.GetCurrentInstant(), account, Removed, by, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return wasThere;
    }, cancellationToken);

    /// <summary>Notes what was done to an account, in every unit that trusts it.</summary>
    internal Task AuditAsync(StoredAccount account, string action, string by, CancellationToken cancellationToken) =>
        AuditAsync(db, clock.GetCurrentInstant(), account, action, by, cancellationToken);

    private static async Task AuditAsync(WfmDb db, Instant now, StoredAccount account, string action, string by, CancellationToken cancellationToken)
    {
        AccountId id = account.Id;
        List<BusinessUnitId> units = await db.Roles.Where(role => role.AccountId == id).Select(role => role.BusinessUnitId).ToListAsync(cancellationToken);
        if (account.BusinessUnitId is { } home)
        {
            units.Add(home);
        }

        db.AddRange(units.Distinct().Select(unit => new AuditEntry(unit, now, by, new AuditedAct(action, $"account {account.Login}"))));

        // What somebody else may have done is told to whom it concerns.
        string? message = action == Used ? "recovery-code-used" : action == Removed && by != account.Login ? "second-factor-removed" : null;
        if (message is not null && units.Count > 0)
        {
            Tell.Account(db, units[0], id, message, JsonSerializer.Serialize(new { by }, ApiJson.Options), now);
        }
    }

    private async Task<bool> UseAsync(StoredAccount account, string code, Instant now, CancellationToken cancellationToken)
    {
        AccountId id = account.Id;
        if (await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == id && row.ConfirmedAt != null, cancellationToken) is not { } factor)
        {
            return false;
        }

        if (AuthenticatorCode.StepOf(_protector.Unprotect(factor.ProtectedSecret), code, now) is { } step)
        {
            // A code is good once, and so are those before it.
            return await db.SecondFactors.Where(row => row.AccountId == id && row.LastStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step), cancellationToken) == 1;
        }

        byte[] hash = RecoveryCode.Hash(code);
        if (await db.RecoveryCodes.Where(row => row.AccountId == id && row.CodeHash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        await AuditAsync(account, Used, account.Login, cancellationToken);
        return true;
    }

    // Guesses sent together would each find none counted yet.
    private async Task HoldAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (db.Provider == DatabaseProvider.PostgreSql)
        {
            await db.Database.ExecuteSqlAsync($"SELECT id FROM accounts WHERE id = {account.Value} FOR UPDATE", cancellationToken);
        }
    }

    private static string Plain(string code) => string.Concat((code ?? "").Where(letter => !char.IsWhiteSpace(letter)));
}
