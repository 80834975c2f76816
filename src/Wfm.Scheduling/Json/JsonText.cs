using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Wfm.Scheduling.Json;

/// <summary>Small words for writing JSON.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Date(this Utf8JsonWriter writer, string name, LocalDate? date)
    {
        if (date is { } known)
        {
            writer.WriteString(name, LocalDatePattern.Iso.Format(known));
        }
    }

    public static void Time(this Utf8JsonWriter writer, string name, LocalTime? time)
    {
        if (time is { } known)
        {
            writer.WriteString(name, LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss").Format(known));
        }
    }

    public static void Moment(this Utf8JsonWriter writer, string name, Instant instant, DateTimeZone zone) =>
        writer.WriteString(name, OffsetDateTimePattern.Rfc3339.Format(instant.InZone(zone).ToOffsetDateTime()));

    public static void Hours(this Utf8JsonWriter writer, string name, Duration? span)
    {
        if (span is { } known)
        {
            writer.WriteNumber(name, Math.Round(known.TotalSeconds) / 3600);
        }
    }

    public static void Whole(this Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
    }

    public static void Span(this Utf8JsonWriter writer, Interval span, DateTimeZone zone)
    {
        writer.Moment("start", span.Start, zone);
        writer.Moment("end", span.End, zone);
    }

    /// <summary>An array of objects; nothing at all when there are none and it is optional.</summary>
    public static void Objects<T>(this Utf8JsonWriter writer, string name, IReadOnlyCollection<T> items, Action<T> write, bool optional = true)
    {
        if (items.Count == 0 && optional)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Numbers on one line.</summary>
    public static void Numbers(this Utf8JsonWriter writer, string name, IEnumerable<double> numbers)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(Row(numbers));
    }

    /// <summary>Tables, one on each line.</summary>
    public static void Tables(this Utf8JsonWriter writer, string name, IEnumerable<IReadOnlyList<double>> tables)
    {
        writer.WriteStartArray(name);
        foreach (IReadOnlyList<double> table in tables)
        {
            writer.WriteRawValue(Row(table));
        }

        writer.WriteEndArray();
    }

    private static string Row(IEnumerable<double> numbers) =>
        $"[{string.Join(',', numbers.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]";
}
