using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>What somebody holds between the password and the second factor: a sealed note, good for five minutes at any node, that opens nothing by itself.</summary>
/// <param name="clock">What time it is.</param>
/// <param name="protection">Seals it; its keys are every node's.</param>
public sealed class LogInChallenge(IClock clock, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("log-in between password and second factor");

    /// <summary>How long it is good.</summary>
    public static Duration Life { get; } = Duration.FromMinutes(5);

    /// <summary>Notes that somebody gave the right password.</summary>
    /// <param name="account">Who.</param>
    public string Write(StoredAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        long until = (clock.GetCurrentInstant() + Life).ToUnixTimeSeconds();
        return _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{account.Id.Value} {until} {Stamp(account)}"));
    }

    /// <summary>Whose note it is.</summary>
    /// <param name="note">The note.</param>
    /// <returns>Nothing when it is not one of ours, or too old.</returns>
    public AccountId? Read(string note)
    {
        string[]? parts = Open(note);
        return parts is [var account, var until, _] && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetCurrentInstant().ToUnixTimeSeconds()
            ? new AccountId(int.Parse(account, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Whether the password is still the one the note was written for.</summary>
    /// <param name="note">The note.</param>
    /// <param name="account">Whose.</param>
    public bool Fits(string note, StoredAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Open(note) is [_, _, var stamp] && Secrets.AreEqual(stamp, Stamp(account));
    }

    private static string Stamp(StoredAccount account) => Convert.ToHexString(Secrets.Hash(account.PasswordHash ?? ""));

    private string[]? Open(string note)
    {
        try
        {
            return _protector.Unprotect(note).Split(' ');
        }
        catch (CryptographicException)
        {
            // Somebody else wrote it, or it was changed.
            return null;
        }
    }
}
