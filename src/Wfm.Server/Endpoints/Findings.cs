using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;

namespace Wfm.Server.Endpoints;

/// <summary>One thing wrong with what somebody sent.</summary>
/// <param name="Field">Where.</param>
/// <param name="Found">What was found, cut when long.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="ExpectedSaid">The same as a code with its figures, for pages; absent where only machines send it.</param>
public sealed record Finding(string Field, string Found, string Expected, string? ExpectedSaid = null);

/// <summary>Everything wrong with what somebody sent, so that it is mended in one go.</summary>
internal sealed class Findings
{
    /// <summary>Longest name.</summary>
    public const int LongestName = 200;

    private const int Shown = 60;
    private static readonly LocalDate FirstDay = new(1970, 1, 1);
    private static readonly LocalDate LastDay = new(2199, 12, 31);
    private readonly List<Finding> _all = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _all.Count == 0;

    public void Add(string field, object? found, Remark expected) => Add(field, found, expected.Text, expected.Said);

    public void Add(string field, object? found, string expected) => Add(field, found, expected, null);

    private void Add(string field, object? found, string expected, string? said)
    {
        string text = Convert.ToString(found, CultureInfo.InvariantCulture) ?? "";
        _all.Add(new Finding(field, PlainText.ForLog(text.Length > Shown ? $"{text[..Shown]}…" : text), expected, said));
    }

    public void AddAll(Findings others) => _all.AddRange(others._all);

    public void Unless(bool isGood, string field, object? found, Remark expected)
    {
        if (!isGood)
        {
            Add(field, found, expected);
        }
    }

    public void Unless(bool isGood, string field, object? found, string expected)
    {
        if (!isGood)
        {
            Add(field, found, expected);
        }
    }

    /// <summary>A name, in the form it is stored.</summary>
    public string Text(string field, string? text, int most = LongestName)
    {
        if (PlainText.Fault(text, most) is { } expected)
        {
            Add(field, text, expected, Remark.Of("wants-text", $"{most}").Said);
            return "?";
        }

        return PlainText.Clean(text!);
    }

    public string? OptionalText(string field, string? text, int most = LongestName) => string.IsNullOrEmpty(text) ? null : Text(field, text, most);

    /// <summary>A list without holes and not too long; the rest is left out.</summary>
    public List<TItem> Items<TItem>(string field, IReadOnlyList<TItem> items, int most)
        where TItem : class
    {
        Unless(items.Count <= most, field, items.Count, Remark.Of("wants-at-most", $"at most {most} of them"));
        Unless(items.All(item => item is not null), field, "null", Remark.Of("wants-no-hole", "no empty place"));
        return [.. items.Where(item => item is not null).Take(most)];
    }

    /// <summary>A first and a last day, either of them open.</summary>
    public void Days(string field, LocalDate? from, LocalDate? to)
    {
        Unless(from is not { } first || (first >= FirstDay && first <= LastDay), $"{field}From", from, Remark.Of("wants-day", "a day of 1970 to 2199"));
        Unless(to is not { } last || (last >= FirstDay && last <= LastDay), $"{field}To", to, Remark.Of("wants-day", "a day of 1970 to 2199"));
        Unless(!(to < from), $"{field}To", to, Remark.Of("wants-later-day", "a day not before the first one"));
    }

    public void ThrowIfAny()
    {
        if (_all.Count > 0)
        {
            Finding first = _all[0];
            string detail = $"{first.Field}: found \"{first.Found}\", expected {first.Expected}.";
            throw new ApiProblemException(ApiProblem.Bad("bad-values", detail) with { Facts = _all });
        }
    }
}
