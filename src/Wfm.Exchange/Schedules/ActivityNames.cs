namespace Wfm.Exchange;

/// <summary>What activities are called in calendars, grids and on paper: the class of an activity, never why somebody is away.</summary>
public static class ActivityNames
{
    /// <summary>Every kind of activity with its letter and its names; the letter is the same in every language, so that a grid reads back.</summary>
    private static readonly (ActivityKind Kind, char Letter, string Swedish, string English)[] Names =
    [
        (ActivityKind.Contacts, 'K', "Kontakter", "Contacts"),
        (ActivityKind.Lunch, 'L', "Lunch", "Lunch"),
        (ActivityKind.Break, 'P', "Paus", "Break"),
        (ActivityKind.Meeting, 'M', "Möte", "Meeting"),
        (ActivityKind.Training, 'U', "Utbildning", "Training"),
        (ActivityKind.Coaching, 'C', "Coachning", "Coaching"),
        (ActivityKind.Administration, 'A', "Administration", "Administration"),
        (ActivityKind.BackOffice, 'B', "Mejl och ärenden", "Mail and cases"),
        (ActivityKind.Absence, 'F', "Frånvarande", "Away"),
    ];

    /// <summary>Every kind, in the order legends list them.</summary>
    public static IReadOnlyList<ActivityKind> Kinds { get; } = [.. Names.Select(name => name.Kind)];

    /// <summary>The letter that stands for a kind in grids and on paper.</summary>
    /// <param name="kind">The kind.</param>
    public static char Letter(ActivityKind kind) => Of(kind).Letter;

    /// <summary>What people call a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="language">In which language.</param>
    public static string Name(ActivityKind kind, TextLanguage language) =>
        language == TextLanguage.Swedish ? Of(kind).Swedish : Of(kind).English;

    /// <summary>The kind a letter stands for, upper or lower case; empty when it stands for nothing.</summary>
    /// <param name="letter">The letter.</param>
    public static ActivityKind? Find(char letter)
    {
        char wanted = char.ToUpperInvariant(letter);
        foreach ((ActivityKind kind, char known, _, _) in Names)
        {
            if (known == wanted)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>All letters with their meaning, for a message: <c>K (contacts), L (lunch) …</c>.</summary>
    internal static string Listed { get; } =
        string.Join(", ", Names.Select(name => $"{name.Letter} ({name.English.ToLowerInvariant()})"));

    private static (ActivityKind Kind, char Letter, string Swedish, string English) Of(ActivityKind kind) =>
        Names.First(name => name.Kind == kind);
}
