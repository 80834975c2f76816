using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Wfm.Server.Security;

/// <summary>Codes of an authenticator app, in the form every app knows: SHA-1, six digits, half a minute.</summary>
/// <remarks>Source: RFC 6238 and RFC 4226, section 5.3; <c>AuthenticatorCodeTests</c> hold it against their test vectors.</remarks>
public static class AuthenticatorCode
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    // 160 bits, the length of the hash, as RFC 4226 asks.
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int BitsPerSign = 5;

    // Clocks of telephones are off, and codes are typed slowly: the one before and the one after are taken too.
    private const int StepsEitherWay = 1;
    private const string Issuer = "Wfm";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret, in base 32.</summary>
    public static string CreateSecret() => ToBase32(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The address an app reads from a QR code.</summary>
    /// <param name="secret">The secret, in base 32.</param>
    /// <param name="login">Whose.</param>
    public static string Address(string secret, string login) => string.Create(
        CultureInfo.InvariantCulture, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(login)}?secret={secret}&issuer={Issuer}&algorithm=SHA1&digits={Digits}&period={StepSeconds}");

    /// <summary>The half minute a code is of.</summary>
    /// <param name="secret">The secret, in base 32.</param>
    /// <param name="code">As typed, without blanks.</param>
    /// <param name="now">What time it is.</param>
    /// <returns>Half minutes since 1970; nothing when the code is not the one of now, of the half minute before or of the one after.</returns>
    public static long? StepOf(string secret, string code, Instant now)
    {
        byte[] key = FromBase32(secret);
        long current = now.ToUnixTimeSeconds() / StepSeconds;
        for (long step = current - StepsEitherWay; step <= current + StepsEitherWay; step++)
        {
            if (Secrets.AreEqual(Of(key, step, Digits), code))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The code of a moment.</summary>
    /// <param name="secret">The secret, in base 32.</param>
    /// <param name="at">When.</param>
    public static string At(string secret, Instant at) => Of(FromBase32(secret), at.ToUnixTimeSeconds() / StepSeconds, Digits);

    /// <summary>The code of a counter: the last bits of its hash say which 31 bits are shown, as decimal digits.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 as authenticator apps know it; HMAC with SHA-1 is not weakened by its collisions.")]
    internal static string Of(byte[] key, long counter, int digits)
    {
        Span<byte> message = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, counter);
        byte[] hash = HMACSHA1.HashData(key, message);
        int shown = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        string text = shown.ToString("D10", CultureInfo.InvariantCulture);
        return text[^digits..];
    }

    internal static string ToBase32(byte[] bytes)
    {
        StringBuilder text = new();
        for (int bit = 0; bit < bytes.Length * 8; bit += BitsPerSign)
        {
            int two = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text.Append(Base32[(two >> (16 - BitsPerSign - (bit % 8))) & 0x1f]);
        }

        return text.ToString();
    }

    internal static byte[] FromBase32(string text)
    {
        byte[] bytes = new byte[text.Length * BitsPerSign / 8];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            int sign = Base32.IndexOf(text[bit / BitsPerSign], StringComparison.Ordinal);
            bytes[bit / 8] |= (byte)(((sign >> (BitsPerSign - 1 - (bit % BitsPerSign))) & 1) << (7 - (bit % 8)));
        }

        return bytes;
    }
}
