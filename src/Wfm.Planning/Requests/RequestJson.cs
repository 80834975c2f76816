using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>How what is kept beside a request is written: the same words and times as in the API.</summary>
public static class RequestJson
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new TextConverter<Instant>(text => InstantPattern.ExtendedIso.Parse(text).Value, InstantPattern.ExtendedIso.Format),
            new TextConverter<LocalDate>(text => LocalDatePattern.Iso.Parse(text).Value, LocalDatePattern.Iso.Format),
            new TextConverter<LocalDateTime>(text => Minutes.Parse(text).Value, Minutes.Format),
            new TextConverter<QueueId>(text => new QueueId(text), id => id.Value),
            new TextConverter<AgentId>(text => new AgentId(text), id => id.Value),
            new TextConverter<GroupId>(text => new GroupId(text), id => id.Value),
            new ScheduleIdConverter(),
        },
    };

    /// <summary>Writes.</summary>
    /// <param name="value">What is kept.</param>
    /// <typeparam name="TValue">Its type.</typeparam>
    public static string Write<TValue>(TValue value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads what was written here.</summary>
    /// <param name="json">What is kept.</param>
    /// <typeparam name="TValue">Its type.</typeparam>
    public static TValue Read<TValue>(string json) => JsonSerializer.Deserialize<TValue>(json, Options)!;

    private sealed class TextConverter<TValue>(Func<string, TValue> read, Func<TValue, string> write) : JsonConverter<TValue>
    {
        public override TValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }

    private sealed class ScheduleIdConverter : JsonConverter<ScheduleId>
    {
        public override ScheduleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, ScheduleId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
