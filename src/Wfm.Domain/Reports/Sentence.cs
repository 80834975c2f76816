using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Wfm.Domain;

/// <summary>An English sentence that remembers the figures it was made of. Made by writing <c>$"…"</c> where one is asked for.</summary>
[InterpolatedStringHandler]
public sealed class Sentence
{
    private readonly StringBuilder _text;
    private readonly StringBuilder _facts = new();
    private bool _hasFacts;

    /// <summary>Begins a sentence; the compiler calls it.</summary>
    /// <param name="literalLength">Letters between the figures.</param>
    /// <param name="formattedCount">How many figures there are.</param>
    public Sentence(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (8 * formattedCount));

    /// <summary>The sentence.</summary>
    public string Text => _text.ToString();

    /// <summary>Its figures in order, separated by <c>|</c>: numbers with a decimal point, days as 2026-03-03, times of the clock as 22:00. Empty without any.</summary>
    public string Facts => _facts.ToString();

    /// <summary>Adds letters; the compiler calls it.</summary>
    /// <param name="letters">The letters.</param>
    public void AppendLiteral(string letters) => _text.Append(letters);

    /// <summary>Adds a figure; the compiler calls it.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="format">How it is written.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public void AppendFormatted<T>(T figure, string? format = null)
    {
        string text = figure is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : figure?.ToString() ?? "";
        _text.Append(text);
        _facts.Append(_hasFacts ? "|" : "").Append(text.Replace('|', '/'));
        _hasFacts = true;
    }

    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
