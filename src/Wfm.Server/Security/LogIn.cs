using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Checks passwords and opens sessions.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="hasher">ASP.NET Core Identity's password hash.</param>
/// <param name="challenge">What somebody holds between password and second factor.</param>
/// <param name="factors">Second factors.</param>
public sealed class LogIn(WfmDb db, IClock clock, IPasswordHasher<StoredAccount> hasher, LogInChallenge challenge, SecondFactors factors)
{
    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public const int WrongPasswords = 5;

    /// <summary>For how long.</summary>
    public static Duration LockedFor { get; } = Duration.FromMinutes(5);

    /// <summary>Checks a password.</summary>
    /// <param name="login">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">Opens nothing.</param>
    /// <returns>The account, or nothing: an unknown login, a wrong password and a locked account are answered alike and cost the same time.</returns>
    public async Task<StoredAccount?> CheckAsync(string login, string password, CancellationToken cancellationToken)
    {
        string name = StoredAccount.Normalise(login);
        Instant now = clock.GetCurrentInstant();
        StoredAccount? account = await db.Accounts.SingleOrDefaultAsync(row => row.Login == name, cancellationToken);
        PasswordVerificationResult verdict = hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? Decoy, PasswordRules.Normal(password));
        if (account?.PasswordHash is null || !account.IsActive || account.LockedUntil > now)
        {
            return null;
        }

        if (verdict == PasswordVerificationResult.Failed)
        {
            account.NoteWrongPassword(now, WrongPasswords, LockedFor);
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }

        // With a second factor only its code ends the count, or whoever has the password could guess codes for ever.
        if (!await SecondFactors.IsOnAsync(db, account.Id, cancellationToken))
        {
            account.NoteLogin();
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.Rehash(hasher.HashPassword(account, PasswordRules.Normal(password)));
        }

        await db.SaveChangesAsync(cancellationToken);
        return account;
    }

    /// <summary>The second step of a log-in: the code after the password.</summary>
    /// <param name="note">What the first step gave.</param>
    /// <param name="code">A code of the app, or a recovery code.</param>
    /// <param name="cancellationToken">Opens nothing.</param>
    /// <returns>The account, or nothing: an old note, a wrong code and a locked account are answered alike.</returns>
    public async Task<StoredAccount?> CheckCodeAsync(string note, string code, CancellationToken cancellationToken)
    {
        if (challenge.Read(note) is not { } id
            || await db.Accounts.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } account
            || !challenge.Fits(note, account))
        {
            return null;
        }

        return await factors.CheckAsync(account, code, cancellationToken) ? account : null;
    }

    /// <summary>Opens a session.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="cancellationToken">Opens nothing.</param>
    /// <returns>The cookie's token, and what is stored.</returns>
    public async Task<(string Token, StoredSession Session)> OpenAsync(AccountId account, CancellationToken cancellationToken)
    {
        string token = Secrets.Create();
        Instant now = clock.GetCurrentInstant();
        StoredSession session = new(Secrets.Hash(token), account, Secrets.Create(), now, now + SessionLife.Longest);
        db.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return (token, session);
    }

    // The hash of a password nobody has, so that an unknown login takes as long as a wrong password.
    private static string Decoy { get; } = new PasswordHasher<StoredAccount>().HashPassword(null!, Secrets.Create());
}
