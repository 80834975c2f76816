namespace Wfm.Exchange;

/// <summary>What payroll is told of; each kind has a code in the receiving system.</summary>
public enum PayrollKind
{
    /// <summary>Holiday (semester).</summary>
    Vacation,

    /// <summary>Sick leave.</summary>
    Sick,

    /// <summary>Care of a sick child (vab).</summary>
    CareOfChild,

    /// <summary>Parental leave.</summary>
    ParentalLeave,

    /// <summary>Leave of absence (tjänstledighet).</summary>
    LeaveOfAbsence,

    /// <summary>Time off in lieu (kompledighet).</summary>
    TimeOffInLieu,

    /// <summary>Any other absence.</summary>
    OtherAbsence,

    /// <summary>Overtime within two hours of ordinary time (enkel övertid).</summary>
    OvertimeSimple,

    /// <summary>Other overtime (kvalificerad övertid).</summary>
    OvertimeQualified,

    /// <summary>Extra time of a part-timer (mertid, fyllnadstid).</summary>
    ExtraTime,

    /// <summary>Simple overtime that becomes hours in lieu.</summary>
    OvertimeSimpleInLieu,

    /// <summary>Qualified overtime that becomes hours in lieu.</summary>
    OvertimeQualifiedInLieu,

    /// <summary>Extra time that becomes hours in lieu.</summary>
    ExtraTimeInLieu,

    /// <summary>Unsocial hours on a weekday's evening.</summary>
    UnsocialEvening,

    /// <summary>Unsocial hours at night.</summary>
    UnsocialNight,

    /// <summary>Unsocial hours on a weekend or public holiday.</summary>
    UnsocialWeekend,

    /// <summary>Unsocial hours on a major holiday.</summary>
    UnsocialMajorHoliday,

    /// <summary>Hours of people paid by the hour (timlön).</summary>
    HourlyTime,
}
