using NodaTime;
using NodaTime.Text;
using Wfm.Server.Api;
using Wfm.Server.Security;

namespace Wfm.Server.Endpoints;

/// <summary>Codes and days as they come in addresses.</summary>
internal static class Codes
{
    private const int Longest = 100;

    /// <summary>A code from an address.</summary>
    public static string Read(string code) => PlainText.Fault(code, Longest) is { } expected
        ? throw new ApiProblemException(ApiProblem.Bad("bad-code", $"The code is \"{PlainText.ForLog(code)}\", expected {expected}."))
        : PlainText.Clean(code);

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
