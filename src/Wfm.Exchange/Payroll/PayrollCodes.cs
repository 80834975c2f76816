using System.Text.RegularExpressions;

namespace Wfm.Exchange;

/// <summary>Which code payroll has for what. The usual ones are PAXml's event codes; a municipality says where its own differ.</summary>
/// <remarks>Source of the usual codes: public lists of PAXml time codes by vendors who read and write it (TimeWave, Fortnox Lön), read in 2026.</remarks>
public sealed partial class PayrollCodes
{
    private static readonly Dictionary<PayrollKind, string> Usual = new()
    {
        [PayrollKind.Vacation] = "SEM",
        [PayrollKind.Sick] = "SJK",
        [PayrollKind.CareOfChild] = "VAB",
        [PayrollKind.ParentalLeave] = "FPE",
        [PayrollKind.LeaveOfAbsence] = "TJL",
        [PayrollKind.TimeOffInLieu] = "KOM",
        [PayrollKind.OtherAbsence] = "FR1",
        [PayrollKind.OvertimeSimple] = "ÖT1",
        [PayrollKind.OvertimeQualified] = "ÖT2",
        [PayrollKind.ExtraTime] = "MER",
        [PayrollKind.OvertimeSimpleInLieu] = "ÖK1",
        [PayrollKind.OvertimeQualifiedInLieu] = "ÖK2",
        [PayrollKind.ExtraTimeInLieu] = "NV9",
        [PayrollKind.UnsocialEvening] = "OB1",
        [PayrollKind.UnsocialNight] = "OB2",
        [PayrollKind.UnsocialWeekend] = "OB3",
        [PayrollKind.UnsocialMajorHoliday] = "OB4",
        [PayrollKind.HourlyTime] = "ARB",
    };

    private readonly Dictionary<PayrollKind, string> _codes = new(Usual);

    /// <param name="own">Codes that differ, by kind in snake case such as <c>care_of_child</c>; an empty code leaves the kind out.</param>
    /// <exception cref="FormatException">There is no such kind, or the code is not one; the message names it.</exception>
    public PayrollCodes(IReadOnlyDictionary<string, string> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        foreach ((string name, string code) in own)
        {
            PayrollKind kind = EnumNames.Find<PayrollKind>(name)
                ?? throw new FormatException($"PayrollCodes names \"{name}\", expected one of {EnumNames.Listed<PayrollKind>()}.");
            _codes[kind] = code.Length == 0 || Code().IsMatch(code)
                ? code
                : throw new FormatException($"PayrollCodes says \"{code}\" for {name}, expected 1 to 10 letters and digits, or nothing to leave it out.");
        }
    }

    /// <summary>The code of a kind; empty when payroll is not told of it.</summary>
    /// <param name="kind">The kind.</param>
    public string? Of(PayrollKind kind) => _codes[kind] is { Length: > 0 } code ? code : null;

    /// <summary>The kind of an absence.</summary>
    /// <param name="category">Its category.</param>
    public static PayrollKind KindOf(AbsenceCategory category) => category switch
    {
        AbsenceCategory.Vacation => PayrollKind.Vacation,
        AbsenceCategory.Sick => PayrollKind.Sick,
        AbsenceCategory.CareOfChild => PayrollKind.CareOfChild,
        AbsenceCategory.ParentalLeave => PayrollKind.ParentalLeave,
        AbsenceCategory.LeaveOfAbsence => PayrollKind.LeaveOfAbsence,
        AbsenceCategory.TimeOffInLieu => PayrollKind.TimeOffInLieu,
        _ => PayrollKind.OtherAbsence,
    };

    /// <summary>The kind of unsocial hours.</summary>
    /// <param name="hours">Which hours.</param>
    public static PayrollKind KindOf(UnsocialHours hours) => hours switch
    {
        UnsocialHours.Evening => PayrollKind.UnsocialEvening,
        UnsocialHours.Night => PayrollKind.UnsocialNight,
        UnsocialHours.Weekend => PayrollKind.UnsocialWeekend,
        _ => PayrollKind.UnsocialMajorHoliday,
    };

    [GeneratedRegex(@"^[\p{L}\p{Nd}]{1,10}$")]
    private static partial Regex Code();
}
