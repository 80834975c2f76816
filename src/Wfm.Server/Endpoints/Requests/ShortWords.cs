using System.Globalization;
using Wfm.Server.Api;

namespace Wfm.Server.Endpoints;

/// <summary>Short words from people: nothing invisible, nothing endless.</summary>
internal static class ShortWords
{
    /// <summary>Words that may be left out.</summary>
    /// <exception cref="ApiProblemException">Too long, with characters nobody sees, or not allowed at all.</exception>
    public static string? Optional(string field, string? text, int longest, bool isForbidden = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (isForbidden)
        {
            throw Problem("note-not-allowed", field, "no words about health or family; the category is all that is kept");
        }

        if (text.Length > longest)
        {
            throw Problem("text-too-long", field, $"at most {longest} characters");
        }

        return text.EnumerateRunes().Any(rune => rune.Value != '\n' && System.Text.Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            ? throw Problem("bad-text", field, "letters, digits and signs one can see")
            : text.Trim();
    }

    /// <summary>Words that must be there.</summary>
    public static string Required(string field, string? text, int longest) =>
        Optional(field, text, longest) ?? throw Problem("text-missing", field, "some words");

    private static ApiProblemException Problem(string code, string field, string expected) => new(ApiProblem.Bad(code, $"{field}: expected {expected}."));
}
