using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Api;

/// <summary>How values look in the API: instants as ISO 8601 in UTC, days and wall times as ISO, codes as text, words in camelCase. Strict on the way in.</summary>
public static class ApiJson
{
    /// <summary>The options every endpoint uses.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Sets options up: unknown and duplicate members are refused, so that a misspelt field is not lost in silence.</summary>
    /// <param name="options">The options.</param>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new PatternConverter<Instant>(InstantPattern.ExtendedIso, "a moment such as 2026-01-05T07:00:00Z"));
        options.Converters.Add(new PatternConverter<LocalDate>(LocalDatePattern.Iso, "a day such as 2026-01-05"));
        options.Converters.Add(new PatternConverter<LocalTime>(LocalTimePattern.CreateWithInvariantCulture("HH:mm"), "a time such as 07:30"));
        options.Converters.Add(new PatternConverter<LocalDateTime>(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), "a day and time such as 2026-01-05T07:30"));
        options.Converters.Add(new TextConverter<QueueId>(text => new QueueId(text), id => id.Value));
        options.Converters.Add(new TextConverter<AgentId>(text => new AgentId(text), id => id.Value));
        options.Converters.Add(new TextConverter<GroupId>(text => new GroupId(text), id => id.Value));
        options.Converters.Add(new TextConverter<ContractId>(text => new ContractId(text), id => id.Value));
        options.Converters.Add(new TextConverter<TemplateId>(text => new TemplateId(text), id => id.Value));
        options.Converters.Add(new NumberConverter<BusinessUnitId>(number => new BusinessUnitId(number), id => id.Value));
        options.Converters.Add(new NumberConverter<ForecastId>(number => new ForecastId(number), id => id.Value));
        options.Converters.Add(new NumberConverter<RequirementId>(number => new RequirementId(number), id => id.Value));
        options.Converters.Add(new NumberConverter<ScheduleId>(number => new ScheduleId(number), id => id.Value));
        options.Converters.Add(new NumberConverter<PeriodId>(number => new PeriodId(number), id => id.Value));
        options.Converters.Add(new NumberConverter<AccountId>(number => new AccountId(number), id => id.Value));
        return options;
    }

    private sealed class PatternConverter<TValue>(IPattern<TValue> pattern, string expected) : JsonConverter<TValue>
        where TValue : struct
    {
        public override TValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            ParseResult<TValue>? parsed = text is null ? null : pattern.Parse(text);
            return parsed is { Success: true } ? parsed.Value : throw new JsonException($"Found \"{text ?? reader.TokenType.ToString()}\", expected {expected}.");
        }

        public override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }

    private sealed class TextConverter<TCode>(Func<string, TCode> create, Func<TCode, string> text) : JsonConverter<TCode>
        where TCode : struct
    {
        public override TCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string? found = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return string.IsNullOrWhiteSpace(found) || found.Length > 100 || found.Any(char.IsControl)
                ? throw new JsonException("Expected a code: text of 1 to 100 characters.")
                : create(found);
        }

        public override void Write(Utf8JsonWriter writer, TCode value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));

        public override TCode ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => create(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TCode value, JsonSerializerOptions options) => writer.WritePropertyName(text(value));
    }

    private sealed class NumberConverter<TNumber>(Func<int, TNumber> create, Func<TNumber, int> number) : JsonConverter<TNumber>
        where TNumber : struct
    {
        public override TNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value > 0
                ? create(value)
                : throw new JsonException("Expected a number of 1 or more.");

        public override void Write(Utf8JsonWriter writer, TNumber value, JsonSerializerOptions options) => writer.WriteNumberValue(number(value));
    }
}
