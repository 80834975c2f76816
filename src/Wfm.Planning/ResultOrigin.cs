using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What is written beside every stored result, so that any number can be asked "whence?".</summary>
internal static class ResultOrigin
{
    /// <summary>How what is kept beside a result is written.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The origin of a result.</summary>
    /// <param name="inputs">Versions of what went in, such as <c>forecast#3</c>.</param>
    /// <param name="model">The engine that made it.</param>
    /// <param name="seed">The seed, where chance was used.</param>
    /// <param name="settings">Settings, as plain values.</param>
    /// <param name="quality">Quality figures, as plain values.</param>
    /// <param name="now">When.</param>
    public static PlanOrigin Of(string inputs, string model, long? seed, object settings, object quality, Instant now)
    {
        string settingsJson = JsonSerializer.Serialize(settings, Options);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settingsJson)));
        return new PlanOrigin(
            new Provenance(inputs, hash, model, seed, EngineVersion.Current, now), settingsJson, JsonSerializer.Serialize(quality, Options));
    }
}
