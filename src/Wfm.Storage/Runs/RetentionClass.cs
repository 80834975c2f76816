namespace Wfm.Storage;

/// <summary>A kind of data with a time it is kept.</summary>
/// <param name="Name">Its name in the settings, such as <c>audit</c>.</param>
/// <param name="Text">What it is.</param>
/// <param name="UsualDays">Days it is kept unless the installation says otherwise.</param>
/// <param name="FewestDays">Fewer are refused.</param>
public sealed record RetentionClass(string Name, string Text, int UsualDays, int FewestDays = 1)
{
    /// <summary>The days an installation keeps this class.</summary>
    /// <param name="days">Days by name of class.</param>
    public int KeptDays(IReadOnlyDictionary<string, int> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        return days.GetValueOrDefault(Name, UsualDays);
    }

    /// <summary>Refuses classes there are not, and days that are too few.</summary>
    /// <param name="classes">The classes there are.</param>
    /// <param name="days">Days by name of class.</param>
    /// <exception cref="FormatException">One of them cannot be kept; the message names it.</exception>
    public static void Check(IReadOnlyList<RetentionClass> classes, IReadOnlyDictionary<string, int> days)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(days);
        foreach ((string name, int kept) in days)
        {
            if (classes.FirstOrDefault(known => known.Name == name) is not { } known)
            {
                throw new FormatException($"RetentionDays names \"{name}\"; the classes are {string.Join(", ", classes.Select(there => there.Name))}.");
            }

            if (kept < known.FewestDays)
            {
                throw new FormatException($"RetentionDays keeps {name} for {kept} days, expected {known.FewestDays} or more.");
            }
        }
    }
}

/// <summary>What was done to a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="What">What it is.</param>
/// <param name="KeptDays">Days it is kept.</param>
/// <param name="Rows">Rows or files removed, or with a dry run, that would be.</param>
public sealed record RetentionRow(string Class, string What, int KeptDays, int Rows);
