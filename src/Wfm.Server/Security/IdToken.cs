using System.Buffers.Text;
using System.Text.Json;
using NodaTime;

namespace Wfm.Server.Security;

/// <summary>What an id token says, after the checks of OpenID Connect Core 3.1.3.7 that remain when it came straight from the token endpoint over TLS.</summary>
/// <param name="Issuer">Who says it.</param>
/// <param name="Subject">Who logged in, in the issuer's words.</param>
/// <param name="Claims">Everything it says.</param>
public sealed record IdToken(string Issuer, string Subject, JsonElement Claims)
{
    private static readonly Duration Skew = Duration.FromMinutes(2);

    /// <summary>Reads and checks a token.</summary>
    /// <param name="jwt">As received.</param>
    /// <param name="issuer">The issuer of the discovery document.</param>
    /// <param name="clientId">Who we are.</param>
    /// <param name="nonce">What we sent along.</param>
    /// <param name="now">What time it is.</param>
    /// <exception cref="FormatException">It is not for us, not from there, not of now, or not an answer to this log-in.</exception>
    public static IdToken Read(string jwt, string issuer, string clientId, string nonce, Instant now)
    {
        ArgumentNullException.ThrowIfNull(jwt);
        JsonElement claims = Payload(jwt);
        Require(Text(claims, "iss") == issuer, "iss");
        Require(Audiences(claims).Contains(clientId) && (Audiences(claims).Count == 1 || Text(claims, "azp") == clientId), "aud");
        Require(Moment(claims, "exp") is { } expires && now < expires + Skew, "exp");
        Require(Moment(claims, "iat") is { } issued && issued < now + Skew, "iat");
        Require(Text(claims, "nonce") is { } answered && Secrets.AreEqual(answered, nonce), "nonce");
        string subject = Text(claims, "sub") ?? "";
        Require(subject.Length is > 0 and <= 255, "sub");
        return new IdToken(issuer, subject, claims);
    }

    private static void Require(bool holds, string claim)
    {
        if (!holds)
        {
            throw new FormatException($"The id token's {claim} is not what it must be.");
        }
    }

    private static JsonElement Payload(string jwt)
    {
        string[] parts = jwt.Split('.');
        try
        {
            return parts.Length == 3
                ? JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]))
                : throw new FormatException("The id token is not of three parts.");
        }
        catch (JsonException broken)
        {
            throw new FormatException("The id token is not JSON.", broken);
        }
    }

    private static List<string> Audiences(JsonElement claims) => claims.TryGetProperty("aud", out JsonElement aud)
        ? aud.ValueKind == JsonValueKind.Array ? [.. aud.EnumerateArray().Select(one => one.ToString())] : [aud.ToString()]
        : [];

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Instant? Moment(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seconds) && seconds is > 0 and < 253_000_000_000
            ? Instant.FromUnixTimeSeconds(seconds)
            : null;
}
