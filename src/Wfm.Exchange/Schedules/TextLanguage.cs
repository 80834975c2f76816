namespace Wfm.Exchange;

/// <summary>The language of words that a file or page shows to people.</summary>
public enum TextLanguage
{
    /// <summary>Swedish.</summary>
    Swedish,

    /// <summary>English.</summary>
    English,
}
