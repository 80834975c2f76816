namespace Wfm.Domain;

/// <summary>The same words in the two languages of the product.</summary>
/// <param name="Swedish">In Swedish.</param>
/// <param name="English">In English.</param>
public sealed record Bilingual(string Swedish, string English)
{
    /// <summary>Bilingual that are the same in both, such as a name.</summary>
    /// <param name="text">The text.</param>
    public static Bilingual Same(string text) => new(text, text);
}
