using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Wfm.Server.Api;
using Wfm.Server.Security;

namespace Wfm.Server.Endpoints;

/// <summary>Codes and days as they come in addresses.</summary>
internal static partial class Codes
{
    private const int Longest = 100;

    /// <summary>A code from an address.</summary>
    public static string Read(string code) => PlainText.Fault(code, Longest) is { } expected
        ? throw new ApiProblemException(ApiProblem.Bad("bad-code", $"The code is \"{PlainText.ForLog(code)}\", expected {expected}."))
        : PlainText.Clean(code);

    /// <summary>What is expected of the name of a source.</summary>
    public const string SourceExpected = "the name of a source: 1 to 50 letters, digits, - and _";

    /// <summary>Whether a text can be the name of a source.</summary>
    public static bool IsSource(string name) => SourcePattern().IsMatch(name);

    [GeneratedRegex(@"^[\p{L}\p{Nd}_-]{1,50}$")]
    private static partial Regex SourcePattern();

    /// <summary>A day asked about.</summary>
    public static LocalDate? Day(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true } parsed && parsed.Value.Year is >= 1970 and <= 2199
            ? parsed.Value
            : throw new ApiProblemException(ApiProblem.Bad("bad-day", $"{name} is \"{PlainText.ForLog(text)}\", expected a day such as 2026-01-05."));
    }
}
