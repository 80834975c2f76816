using System.Text;
using Wfm.Domain;

namespace Wfm.Server.Security;

/// <summary>Which passwords are taken: long ones that are not known to everybody. Nothing is asked of their characters.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Fewest = 12;

    /// <summary>Most characters; more would only cost time to hash.</summary>
    public const int Most = 256;

    private const int FewestDifferent = 5;
    private static readonly HashSet<string> Common = ReadCommon();

    /// <summary>What is wrong with a password.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="login">Whose; a password made of it is refused.</param>
    /// <returns>What is expected instead; nothing when it is fine.</returns>
    public static Remark? Fault(string? password, string login)
    {
        if (password is null || password.Length is < Fewest or > Most)
        {
            return Remark.Of("wants-password-length", $"a password of {Fewest} to {Most} characters");
        }

        string plain = password.ToLowerInvariant();
        if (plain.Contains('\0', StringComparison.Ordinal) || plain.Distinct().Count() < FewestDifferent)
        {
            return Remark.Of("wants-password-characters", $"a password of at least {FewestDifferent} different characters");
        }

        bool isKnown = Common.Contains(plain) || Common.Contains(plain.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '?', '.'));
        return isKnown || (login is { Length: >= 4 } && plain.Contains(login, StringComparison.OrdinalIgnoreCase))
            ? Remark.Of("wants-password-uncommon", "a password that does not stand in lists of common ones and is not made of the login")
            : null;
    }

    /// <summary>The form passwords are hashed in, so that å typed on any keyboard is the same å.</summary>
    /// <param name="password">As typed.</param>
    public static string Normal(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.IsNormalized(NormalizationForm.FormC) ? password : password.Normalize(NormalizationForm.FormC);
    }

    private static HashSet<string> ReadCommon()
    {
        using Stream list = typeof(PasswordRules).Assembly.GetManifestResourceStream("Wfm.Server.Security.common-passwords.txt")!;
        using StreamReader reader = new(list, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
