using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A figure of a day told from outside, as stored. Told again, the last word counts.</summary>
public sealed class StoredQualityFigure
{
    /// <summary>Stands for the whole centre; part of the key, so it cannot be empty of a value.</summary>
    public static readonly QueueId WholeCentre = new("");

    /// <param name="unit">Whose.</param>
    /// <param name="figure">What to store.</param>
    /// <param name="at">When it came.</param>
    public StoredQualityFigure(BusinessUnitId unit, QualityFigure figure, Instant at)
    {
        ArgumentNullException.ThrowIfNull(figure);
        (BusinessUnitId, Kind, QueueCode, Date) = (unit, figure.Kind, figure.Queue ?? WholeCentre, figure.Date);
        Take(figure, at);
    }

    private StoredQualityFigure()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Which figure.</summary>
    public QualityKind Kind { get; private set; }

    /// <summary>Whose callers; <see cref="WholeCentre"/> for all.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>The day.</summary>
    public LocalDate Date { get; private set; }

    /// <summary>A share from 0 to 1.</summary>
    public double Value { get; private set; }

    /// <summary>How many answers it rests on.</summary>
    public int? Answers { get; private set; }

    /// <summary>When it came.</summary>
    public Instant UpdatedAt { get; private set; }

    /// <summary>Takes over other figures.</summary>
    /// <param name="figure">What was told.</param>
    /// <param name="at">When it came.</param>
    /// <returns>Whether it is different from before.</returns>
    public bool Take(QualityFigure figure, Instant at)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (UpdatedAt != default && Value.Equals(figure.Value) && Answers == figure.Answers)
        {
            return false;
        }

        (Value, Answers, UpdatedAt) = (figure.Value, figure.Answers, at);
        return true;
    }

    /// <summary>The figure in the words of the domain.</summary>
    public QualityFigure ToDomain() => new(QueueCode == WholeCentre ? null : QueueCode, Date, Kind, Value, Answers);
}
