using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Text;

namespace Wfm.Exchange;

/// <summary>Writes everything kept about one person as JSON, or as CSV for those who rather open a spreadsheet.</summary>
public static class PersonalDataFile
{
    private static readonly string[] CsvColumns = ["section", "purpose", "kept_for", "row", "field", "value"];
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes JSON: a list of sections, each with its purpose, how long it is kept, and its rows.</summary>
    /// <param name="stream">Where to, in UTF-8. Left open.</param>
    /// <param name="data">The data.</param>
    public static void WriteJson(Stream stream, PersonalData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using Utf8JsonWriter json = new(stream, Readable);
        json.WriteStartObject();
        json.WriteString("format", "wfm-personal-data");
        json.WriteNumber("version", 1);
        json.WriteString("agent", data.Agent.Value);
        json.WriteString("name", data.Name);
        json.WriteString("exported_at", Text(data.ExportedAt));
        json.WriteStartArray("sections");
        foreach (PersonalDataSection section in data.Sections)
        {
            WriteSection(json, section);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes CSV: a line per section, row and field; a section without rows has a line that says so.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="data">The data.</param>
    public static void WriteCsv(TextWriter writer, PersonalData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        CsvWriter rows = CsvWriter.WithHeader(writer, CsvColumns);
        foreach (PersonalDataSection section in data.Sections)
        {
            if (section.Rows.Count == 0)
            {
                rows.Text(section.Name).Text(section.Purpose).Text(section.KeptFor).Whole(0).Text(null).Text(null).EndRow();
            }

            for (int row = 0; row < section.Rows.Count; row++)
            {
                foreach (PersonalDataField field in section.Rows[row])
                {
                    rows.Text(section.Name).Text(section.Purpose).Text(section.KeptFor).Whole(row + 1).Text(field.Name).Text(Text(field.Value)).EndRow();
                }
            }
        }
    }

    private static void WriteSection(Utf8JsonWriter json, PersonalDataSection section)
    {
        json.WriteStartObject();
        json.WriteString("name", section.Name);
        json.WriteString("purpose", section.Purpose);
        json.WriteString("kept_for", section.KeptFor);
        json.WriteNumber("count", section.Rows.Count);
        json.WriteStartArray("rows");
        foreach (IReadOnlyList<PersonalDataField> row in section.Rows)
        {
            json.WriteStartObject();
            foreach (PersonalDataField field in row)
            {
                json.WritePropertyName(field.Name);
                WriteValue(json, field.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case Duration time:
                json.WriteNumberValue(time.TotalMinutes);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    /// <summary>A value as text.</summary>
    internal static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        Instant at => InstantPattern.ExtendedIso.Format(at),
        LocalDate day => LocalDatePattern.Iso.Format(day),
        LocalDateTime time => LocalDateTimePattern.GeneralIso.Format(time),
        LocalTime time => LocalTimePattern.GeneralIso.Format(time),
        Duration time => time.TotalMinutes.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
