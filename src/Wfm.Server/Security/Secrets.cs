using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Wfm.Server.Security;

/// <summary>Random secrets, of which only hashes are stored.</summary>
public static class Secrets
{
    /// <summary>A secret of 256 random bits, safe in addresses and headers.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a secret. A secret of 256 random bits needs no salt and no slow hash.</summary>
    /// <param name="secret">The secret.</param>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether two secrets are equal, in a time that does not tell how far they agree.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
