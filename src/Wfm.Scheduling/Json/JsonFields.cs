using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Wfm.Scheduling.Json;

/// <summary>Reads one JSON object field by field; every field that is missing, wrong or unknown becomes a finding with its path.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _known = [];

    public JsonFields(JsonElement element, string path, List<ProblemFinding> findings)
    {
        (_element, Path, Findings) = (element, path, findings);
        IsObject = element.ValueKind == JsonValueKind.Object;
        if (!IsObject)
        {
            Refuse("", element, "an object");
        }
    }

    public string Path { get; }

    public List<ProblemFinding> Findings { get; }

    public bool IsObject { get; }

    public string Text(string name) => Required(name, "a text", element => element.ValueKind == JsonValueKind.String ? element.GetString() : null) ?? "";

    public string? OptionalText(string name) =>
        Optional(name, "a text", element => element.ValueKind == JsonValueKind.String ? element.GetString() : null);

    public double Number(string name) => RequiredValue(name, "a number", Double);

    public double? OptionalNumber(string name) => OptionalValue(name, "a number", Double);

    public int Whole(string name) => RequiredValue(name, "a whole number", Int);

    public int? OptionalWhole(string name) => OptionalValue(name, "a whole number", Int);

    public bool? OptionalFlag(string name) => OptionalValue<bool>(name, "true or false", element => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    });

    public LocalDate Date(string name) => RequiredValue(name, "a date such as 2026-01-05", Parse(LocalDatePattern.Iso));

    public LocalDate? OptionalDate(string name) => OptionalValue(name, "a date such as 2026-01-05", Parse(LocalDatePattern.Iso));

    public LocalTime Time(string name) => RequiredValue(name, "a time such as 07:30", ClockTime);

    public LocalTime? OptionalTime(string name) => OptionalValue(name, "a time such as 07:30", ClockTime);

    public Instant Moment(string name) => RequiredValue(name, "a time with offset such as 2026-01-05T07:00:00+01:00", Offset);

    public Instant? OptionalMoment(string name) => OptionalValue(name, "a time with offset such as 2026-01-05T07:00:00+01:00", Offset);

    /// <summary>A time with offset, or a local one of a zone; not one that a clock change skips or repeats.</summary>
    public Instant Moment(string name, DateTimeZone zone) =>
        RequiredValue(
            name, "a local time such as 2026-01-05T07:00 that occurs once, or one with offset such as 2026-01-05T07:00:00+01:00",
            element => Offset(element) ?? Local(element, zone));

    /// <summary>A word from a fixed set.</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct => RequiredValue(name, $"one of {string.Join(", ", words.Keys)}", OneOf(words));

    /// <summary>A word from a fixed set, or nothing.</summary>
    public T? OptionalWord<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct => OptionalValue(name, $"one of {string.Join(", ", words.Keys)}", OneOf(words));

    /// <summary>An object, or null when the field is missing or null.</summary>
    public JsonFields? OptionalObject(string name) =>
        Find(name) is { } element ? new JsonFields(element, $"{Path}{Dot}{name}", Findings) : null;

    /// <summary>Each object of an array; a missing array is empty unless required.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<JsonFields, T> read, bool required = false) =>
        Elements(name, required, (element, path) =>
        {
            JsonFields fields = new(element, path, Findings);
            T value = read(fields);
            fields.RefuseUnknown();
            return value;
        });

    public IReadOnlyList<string> Texts(string name, bool required = false) =>
        Elements(
            name, required,
            (element, path) => Value(element, path, "a text", text => text.ValueKind == JsonValueKind.String ? text.GetString() : null) ?? "");

    public IReadOnlyList<double>? OptionalNumbers(string name) => Find(name) is null ? null : Elements(name, true, NumberAt);

    public IReadOnlyList<IReadOnlyList<double>>? OptionalTables(string name) =>
        Find(name) is null ? null : Elements<IReadOnlyList<double>>(name, true, (element, path) =>
        {
            if (element.ValueKind != JsonValueKind.Array)
            {
                Findings.Add(new ProblemFinding(path, Show(element), "an array of numbers"));
                return [];
            }

            return [.. element.EnumerateArray().Select((number, index) => NumberAt(number, $"{path}[{index}]"))];
        });

    /// <summary>Adds a finding for every field nobody asked for.</summary>
    public void RefuseUnknown()
    {
        if (!IsObject)
        {
            return;
        }

        foreach (JsonProperty property in _element.EnumerateObject().Where(property => !_known.Contains(property.Name)))
        {
            Findings.Add(new ProblemFinding($"{Path}{Dot}{property.Name}", "an unknown field", $"one of {string.Join(", ", _known.Order())}"));
        }
    }

    /// <summary>Lets fields be there that are not read.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _known.Add(name);
        }
    }

    /// <summary>Adds a finding about a field.</summary>
    public void Refuse(string name, string found, string expected) =>
        Findings.Add(new ProblemFinding(name.Length == 0 ? Path : $"{Path}{Dot}{name}", found, expected));

    private void Refuse(string name, JsonElement found, string expected) => Refuse(name, Show(found), expected);

    private string Dot => Path.Length == 0 ? "" : ".";

    private static string Show(JsonElement element)
    {
        string text = element.GetRawText();
        return text.Length <= 60 ? text : $"{text.AsSpan(0, 57)}…";
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return IsObject && _element.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
    }

    private T? Required<T>(string name, string expected, Func<JsonElement, T?> read)
        where T : class
    {
        if (Find(name) is not { } element)
        {
            Refuse(name, "nothing", expected);
            return null;
        }

        return Value(element, $"{Path}{Dot}{name}", expected, read);
    }

    private T? Optional<T>(string name, string expected, Func<JsonElement, T?> read)
        where T : class => Find(name) is { } element ? Value(element, $"{Path}{Dot}{name}", expected, read) : null;

    private T? Value<T>(JsonElement element, string path, string expected, Func<JsonElement, T?> read)
        where T : class
    {
        T? value = read(element);
        if (value is null)
        {
            Findings.Add(new ProblemFinding(path, Show(element), expected));
        }

        return value;
    }

    private T RequiredValue<T>(string name, string expected, Func<JsonElement, T?> read)
        where T : struct
    {
        if (Find(name) is null)
        {
            Refuse(name, "nothing", expected);
            return default;
        }

        return OptionalValue(name, expected, read) ?? default;
    }

    private T? OptionalValue<T>(string name, string expected, Func<JsonElement, T?> read)
        where T : struct
    {
        if (Find(name) is not { } element)
        {
            return null;
        }

        T? value = read(element);
        if (value is null)
        {
            Refuse(name, element, expected);
        }

        return value;
    }

    private IReadOnlyList<T> Elements<T>(string name, bool required, Func<JsonElement, string, T> read)
    {
        if (Find(name) is not { } element)
        {
            if (required)
            {
                Refuse(name, "nothing", "an array");
            }

            return [];
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            Refuse(name, element, "an array");
            return [];
        }

        return [.. element.EnumerateArray().Select((item, index) => read(item, $"{Path}{Dot}{name}[{index}]"))];
    }

    private double NumberAt(JsonElement element, string path)
    {
        double? number = Double(element);
        if (number is null)
        {
            Findings.Add(new ProblemFinding(path, Show(element), "a number"));
        }

        return number ?? 0;
    }

    private static double? Double(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    private static int? Int(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) ? number : null;

    private static Func<JsonElement, T?> Parse<T>(IPattern<T> pattern)
        where T : struct => element =>
            element.ValueKind == JsonValueKind.String && pattern.Parse(element.GetString()!) is { Success: true } parsed ? parsed.Value : null;

    private static LocalTime? ClockTime(JsonElement element) =>
        Parse(LocalTimePattern.CreateWithInvariantCulture("HH:mm"))(element)
        ?? Parse(LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss"))(element);

    private static Instant? Offset(JsonElement element) => Parse(OffsetDateTimePattern.Rfc3339)(element)?.ToInstant();

    private static Instant? Local(JsonElement element, DateTimeZone zone) =>
        (Parse(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm"))(element) ?? Parse(LocalDateTimePattern.GeneralIso)(element)) is { } local
        && zone.MapLocal(local) is { Count: 1 } once
            ? once.Single().ToInstant()
            : null;

    private static Func<JsonElement, T?> OneOf<T>(IReadOnlyDictionary<string, T> words)
        where T : struct => element =>
            element.ValueKind == JsonValueKind.String && words.TryGetValue(element.GetString()!, out T word) ? word : null;
}
