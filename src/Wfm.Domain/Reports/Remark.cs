namespace Wfm.Domain;

/// <summary>Something people are told: in English, and as a code with figures from which a page says it in the reader's language.</summary>
/// <param name="Said">The code and the figures of the sentence, separated by <c>|</c>, such as <c>no-schedule|2026-03-03</c>. Codes are stable.</param>
/// <param name="Text">The sentence in English.</param>
public sealed record Remark(string Said, string Text)
{
    /// <summary>A sentence under its code.</summary>
    /// <param name="code">What is told; stable.</param>
    /// <param name="sentence">The sentence.</param>
    public static Remark Of(string code, Sentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return new Remark(sentence.Facts.Length == 0 ? code : $"{code}|{sentence.Facts}", sentence.Text);
    }

    /// <summary>A sentence without figures under its code.</summary>
    /// <param name="code">What is told; stable.</param>
    /// <param name="text">The sentence.</param>
    public static Remark Of(string code, string text) => new(code, text);

    /// <summary>The first of several, with all of their sentences.</summary>
    /// <param name="remarks">At least one.</param>
    public static Remark Joined(IReadOnlyList<Remark> remarks)
    {
        ArgumentNullException.ThrowIfNull(remarks);
        return new Remark(remarks[0].Said, string.Join(' ', remarks.Select(remark => remark.Text)));
    }

    /// <summary>The sentence in English.</summary>
    public override string ToString() => Text;
}
