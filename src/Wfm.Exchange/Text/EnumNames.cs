namespace Wfm.Exchange;

/// <summary>Names of enum values in files: letter case, blanks, hyphens and underscores do not matter.</summary>
internal static class EnumNames
{
    /// <summary>The value of an enum name or of another name for it; empty when nobody calls anything so.</summary>
    public static T? Find<T>(ReadOnlySpan<char> text, IReadOnlyDictionary<string, T>? aliases = null)
        where T : struct, Enum
    {
        string wanted = Plain(text);
        foreach (T value in Enum.GetValues<T>())
        {
            if (wanted.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return aliases is not null && aliases.TryGetValue(wanted, out T other) ? other : null;
    }

    /// <summary>All names as files write them, for a message.</summary>
    public static string Listed<T>(params IReadOnlyList<T> values)
        where T : struct, Enum =>
        string.Join(", ", (values.Count == 0 ? Enum.GetValues<T>() : values).Select(value => SnakeCase(value.ToString())));

    /// <summary><c>OfOffered</c> becomes <c>of_offered</c>.</summary>
    public static string SnakeCase(string name) => string.Concat(
        name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static string Plain(ReadOnlySpan<char> text) =>
        string.Concat(text.ToString().Where(letter => letter is not ('_' or '-' or ' '))).ToLowerInvariant();
}
