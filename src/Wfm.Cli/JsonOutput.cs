using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wfm.Domain;

namespace Wfm.Cli;

/// <summary>Machine-readable results on standard output: one JSON value, snake case, names of enumerations in snake case.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new QueueIdConverter() },
    };

    public static async Task WriteAsync(CommandConsole console, object value) =>
        await console.Out.WriteLineAsync(JsonSerializer.Serialize(value, Options));

    private sealed class QueueIdConverter : JsonConverter<QueueId>
    {
        public override QueueId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, QueueId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
