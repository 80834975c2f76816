using System.Security.Cryptography;

namespace Wfm.Server.Security;

/// <summary>A code that stands in for a lost telephone: sixteen letters and digits in four groups, 78 random bits.</summary>
public static class RecoveryCode
{
    // Without 0, 1, i, l, o and u, which are misread or make words.
    private const string Signs = "23456789abcdefghjkmnpqrstvwxyz";
    private const int Groups = 4;
    private const int PerGroup = 4;

    /// <summary>A new code, as it is shown.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Signs, PerGroup)));

    /// <summary>What is stored of a code, however it was typed.</summary>
    /// <param name="typed">As typed.</param>
    public static byte[] Hash(string typed) =>
        Secrets.Hash(string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToLowerInvariant());
}
