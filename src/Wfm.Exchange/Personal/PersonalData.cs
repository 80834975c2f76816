using NodaTime;

namespace Wfm.Exchange;

/// <summary>Everything kept about one person, for that person: the right of access.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="ExportedAt">When this was gathered.</param>
/// <param name="Sections">What is kept, kind by kind.</param>
public sealed record PersonalData(AgentId Agent, string Name, Instant ExportedAt, IReadOnlyList<PersonalDataSection> Sections);

/// <summary>One kind of data about a person.</summary>
/// <param name="Name">Which kind, such as <c>absences</c>.</param>
/// <param name="Purpose">What it is kept for.</param>
/// <param name="KeptFor">How long it is kept; empty where no end is set.</param>
/// <param name="Rows">Every row there is, each a list of fields.</param>
public sealed record PersonalDataSection(string Name, string Purpose, string? KeptFor, IReadOnlyList<IReadOnlyList<PersonalDataField>> Rows);

/// <summary>A named value.</summary>
public sealed record PersonalDataField
{
    /// <param name="name">The field, such as <c>start</c>.</param>
    /// <param name="value">Text, a number, true or false, a moment (<see cref="Instant"/>), a date, a wall time, a duration (written in minutes), or nothing.</param>
    /// <exception cref="ArgumentException">A value of another type, or a number that is not finite.</exception>
    public PersonalDataField(string name, object? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (value is not (null or string or bool or int or long or double or Instant or LocalDate or LocalDateTime or LocalTime or Duration)
            || value is double number && !double.IsFinite(number))
        {
            throw new ArgumentException($"{value} ({value.GetType().Name}) cannot be written; give a text, a number or a time.", nameof(value));
        }

        (Name, Value) = (name, value);
    }

    /// <summary>The field.</summary>
    public string Name { get; }

    /// <summary>Its value.</summary>
    public object? Value { get; }
}
