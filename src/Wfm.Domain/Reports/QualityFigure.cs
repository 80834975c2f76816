using NodaTime;

namespace Wfm.Domain;

/// <summary>A figure of a day that no telephone knows: whether callers were helped, whether they were content.</summary>
/// <param name="Queue">Whose callers; empty for the whole centre.</param>
/// <param name="Date">The day.</param>
/// <param name="Kind">Which figure.</param>
/// <param name="Value">A share from 0 to 1.</param>
/// <param name="Answers">How many answers or contacts it rests on, where the source says; more than 0.</param>
public sealed record QualityFigure(QueueId? Queue, LocalDate Date, QualityKind Kind, double Value, int? Answers);

/// <summary>Figures told from outside.</summary>
public enum QualityKind
{
    /// <summary>Share of contacts solved at first contact (löst vid första kontakten).</summary>
    FirstContactResolution,

    /// <summary>Share of callers content, or a customer index as a share (nöjdhet, kundindex).</summary>
    Satisfaction,
}
