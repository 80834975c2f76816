namespace Wfm.Domain;

/// <summary>How the strength of an event runs from its first to its last day.</summary>
public enum EventShape
{
    /// <summary>Full strength every day.</summary>
    Step,

    /// <summary>Full strength at first, halved four times until the last day.</summary>
    Decay,

    /// <summary>Rises to full strength in the middle and falls again.</summary>
    Bell,

    /// <summary>The answer to letters landing on the first day: strongest on the third, gone after the eleventh.</summary>
    LetterDrop,
}
