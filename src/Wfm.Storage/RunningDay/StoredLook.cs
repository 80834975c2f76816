using NodaTime;

namespace Wfm.Storage;

/// <summary>How a running day looked at one moment: what the watch saw and what it made of it. Never changed.</summary>
public sealed class StoredLook
{
    /// <param name="unit">Whose.</param>
    /// <param name="date">The day.</param>
    /// <param name="at">When.</param>
    /// <param name="schedule">The published version that was in force.</param>
    /// <param name="inputHash">Hash of everything that went in; the same again needs no second look.</param>
    /// <param name="isStale">Whether any queue's reports were too old to conclude from.</param>
    /// <param name="lookJson">What was seen, queue by queue.</param>
    public StoredLook(BusinessUnitId unit, LocalDate date, Instant at, ScheduleId schedule, string inputHash, bool isStale, string lookJson)
    {
        (BusinessUnitId, LocalDate, At, ScheduleId) = (unit, date, at, schedule);
        (InputHash, IsStale, LookJson) = (inputHash, isStale, lookJson);
    }

    private StoredLook()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The day.</summary>
    public LocalDate LocalDate { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>The published version that was in force.</summary>
    public ScheduleId ScheduleId { get; private set; }

    /// <summary>Hash of everything that went in.</summary>
    public string InputHash { get; private set; } = "";

    /// <summary>Whether any queue's reports were too old to conclude from.</summary>
    public bool IsStale { get; private set; }

    /// <summary>What was seen, queue by queue, as JSON.</summary>
    public string LookJson { get; private set; } = "";
}
