using System.Text.Json;
using NodaTime.Text;

namespace Wfm.Exchange;

/// <summary>A user's own mapping of call columns: a small JSON file.</summary>
/// <remarks>
/// <c>{ "queue": "Kö", "date": "Datum", "time": "Tid", "datePattern": "d/M/uuuu", "offered": ["In", "Överflöde in"], "delimiter": ";" }</c>.
/// Properties are those of <see cref="CallColumns"/> in camel case; <c>queue</c>, <c>offered</c> and <c>start</c> or <c>date</c> with
/// <c>time</c> must be there. A column name may stand alone or several in a list, which are added up. Every column named must be in the file.
/// <c>{ "preset": "teleopti" }</c>, alone, stands for one of <see cref="CallColumns.Presets"/>.
/// </remarks>
public static class CallColumnsJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] Texts =
        ["name", "queue", "start", "date", "time", "ahtSeconds", "intervalMinutes", "startPattern", "datePattern", "timePattern", "delimiter"];

    private static readonly string[] Lists =
        ["offered", "answered", "abandoned", "overflowOut", "answeredInTime", "handleSeconds", "waitSeconds", "answeredWaitSeconds", "shortAbandoned", "abandonedInTime", "ignored"];

    /// <summary>Reads a mapping, or says everything that is wrong with it.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems and, unless the file has one, for the mapping.</param>
    public static ImportResult<CallColumns> Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ProblemList found = new();
        Mapping mapping = new(fileName, found);
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream, Lenient);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("preset", out JsonElement preset))
            {
                return new(PresetOf(root, preset, fileName, found), found);
            }

            mapping.Read(document.RootElement);
        }
        catch (JsonException wrong)
        {
            found.Add(fileName, (int)(wrong.LineNumber ?? 0) + 1, "", "", "a JSON object such as { \"queue\": \"Kö\", \"start\": \"Tid\", \"offered\": \"In\" }");
            return new(null, found);
        }

        return new(mapping.ToColumns(), found);
    }

    private static CallColumns? PresetOf(JsonElement root, JsonElement preset, string file, ProblemList found)
    {
        string name = preset.ValueKind == JsonValueKind.String ? preset.GetString()! : preset.ValueKind.ToString();
        CallColumns? columns = CallColumns.Presets.FirstOrDefault(known => known.Name == name);
        if (columns is null || root.GetPropertyCount() > 1)
        {
            found.Add(file, 0, "preset", name, $"one of {string.Join(", ", CallColumns.Presets.Select(known => known.Name))}, with nothing beside it");
            return null;
        }

        return columns;
    }

    private sealed class Mapping(string file, ProblemList found)
    {
        private readonly Dictionary<string, string> _texts = [];
        private readonly Dictionary<string, IReadOnlyList<string>> _lists = [];
        private bool _countsMayDisagree;

        public void Read(JsonElement root)
        {
            if (root.ValueKind != JsonValueKind.Object)
            {
                found.Add(file, 1, "", root.ValueKind.ToString(), "a JSON object");
                return;
            }

            foreach (JsonProperty property in root.EnumerateObject())
            {
                ReadProperty(property);
            }

            Require(_texts.ContainsKey("queue"), "queue", "the name of the column with the queue's code");
            Require(_lists.ContainsKey("offered"), "offered", "the name of the column with calls offered, or a list of columns to add up");
            Require(
                _texts.ContainsKey("start") ^ (_texts.ContainsKey("date") && _texts.ContainsKey("time")), "start",
                "either the column with the start, or date and time each with its column");
            CheckPatterns();
        }

        public CallColumns? ToColumns() => found.ProblemCount > 0
            ? null
            : new CallColumns
            {
                Name = Text("name") ?? file,
                Queue = _texts["queue"],
                Start = Text("start"),
                Date = Text("date"),
                Time = Text("time"),
                Offered = List("offered"),
                Answered = List("answered"),
                Abandoned = List("abandoned"),
                OverflowOut = List("overflowOut"),
                AnsweredInTime = List("answeredInTime"),
                HandleSeconds = List("handleSeconds"),
                WaitSeconds = List("waitSeconds"),
                AnsweredWaitSeconds = List("answeredWaitSeconds"),
                ShortAbandoned = List("shortAbandoned"),
                AbandonedInTime = List("abandonedInTime"),
                AhtSeconds = Text("ahtSeconds"),
                IntervalMinutes = Text("intervalMinutes"),
                Ignored = List("ignored"),
                StartPattern = Text("startPattern"),
                DatePattern = Text("datePattern"),
                TimePattern = Text("timePattern"),
                Delimiter = Text("delimiter")?[0],
                CountsMayDisagree = _countsMayDisagree,
                NamesMustExist = true,
            };

        private void ReadProperty(JsonProperty property)
        {
            string shown = property.Value.GetRawText();
            if (Texts.Contains(property.Name))
            {
                bool isText = property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is { Length: > 0 };
                Require(isText, property.Name, "a text", shown);
                _texts[property.Name] = isText ? property.Value.GetString()! : "?";
            }
            else if (Lists.Contains(property.Name))
            {
                IReadOnlyList<string> names = Names(property.Value);
                Require(names.Count > 0, property.Name, "the name of a column, or a list of names", shown);
                _lists[property.Name] = names;
            }
            else if (property.Name == "countsMayDisagree")
            {
                Require(property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False, property.Name, "true or false", shown);
                _countsMayDisagree = property.Value.ValueKind == JsonValueKind.True;
            }
            else
            {
                found.Add(file, 0, property.Name, shown, $"one of {string.Join(", ", Texts.Concat(Lists))}, countsMayDisagree");
            }
        }

        private void CheckPatterns()
        {
            RequirePattern("startPattern", text => LocalDateTimePattern.CreateWithInvariantCulture(text));
            RequirePattern("datePattern", text => LocalDatePattern.CreateWithInvariantCulture(text));
            RequirePattern("timePattern", text => LocalTimePattern.CreateWithInvariantCulture(text));
            Require(Text("delimiter") is not { } delimiter || delimiter is [not ('"' or '\r' or '\n')], "delimiter", "one character", Text("delimiter") ?? "");
        }

        private void RequirePattern(string name, Action<string> create)
        {
            try
            {
                if (Text(name) is { } pattern)
                {
                    create(pattern);
                }
            }
            catch (InvalidPatternException)
            {
                found.Add(file, 0, name, Text(name), "a pattern such as uuuu-MM-dd for dates and HH:mm for times");
            }
        }

        private void Require(bool isFine, string property, string expected, string shown = "")
        {
            if (!isFine)
            {
                found.Add(file, 0, property, shown, expected);
            }
        }

        private static IReadOnlyList<string> Names(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: > 0 } name => [name],
            JsonValueKind.Array when value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 }) =>
                [.. value.EnumerateArray().Select(name => name.GetString()!)],
            _ => [],
        };

        private string? Text(string name) => _texts.GetValueOrDefault(name);

        private IReadOnlyList<string> List(string name) => _lists.GetValueOrDefault(name) ?? [];
    }
}
