using NodaTime;

namespace Wfm.Domain;

/// <summary>Time a person is away.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Start">From when, on the wall clock.</param>
/// <param name="End">Until when.</param>
/// <param name="Category">The kind; never a diagnosis.</param>
public sealed record Absence(AgentId Agent, LocalDateTime Start, LocalDateTime End, AbsenceCategory Category);

/// <summary>Kinds of absence. The category is all that is stored; no reason, no free text.</summary>
public enum AbsenceCategory
{
    /// <summary>Holiday (semester).</summary>
    Vacation,

    /// <summary>Sick leave (sjukfrånvaro).</summary>
    Sick,

    /// <summary>Care of a sick child (vab).</summary>
    CareOfChild,

    /// <summary>Parental leave (föräldraledighet).</summary>
    ParentalLeave,

    /// <summary>Leave of absence (tjänstledighet).</summary>
    LeaveOfAbsence,

    /// <summary>Time off in lieu (kompledighet).</summary>
    TimeOffInLieu,

    /// <summary>Anything else.</summary>
    Other,
}
