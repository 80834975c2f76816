using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>A person as payroll knows them.</summary>
/// <param name="EmploymentNumber">Employment number (anställningsnummer).</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="BusinessUnit">Business unit.</param>
/// <param name="Site">Place of work.</param>
/// <param name="Team">Group.</param>
/// <param name="Contract">Code of the contract.</param>
/// <param name="PartTimeName">What their share of full time is called, such as <c>Deltid 75 %</c>.</param>
/// <param name="PartTimeFraction">Share of full time, above 0 and at most 1.</param>
public sealed record PayrollPerson(
    string EmploymentNumber, string FirstName, string LastName, string BusinessUnit, string Site, string Team, string Contract, string PartTimeName, double PartTimeFraction);

/// <summary>One day of one person for payroll.</summary>
/// <param name="Person">Who.</param>
/// <param name="Date">The local day; of a shift, the one it begins on.</param>
/// <param name="Shift">What they worked; empty on a day without.</param>
/// <param name="ShiftCategory">What payroll calls such a shift.</param>
/// <param name="ContractTime">What the contract owes that day.</param>
/// <param name="AbsenceCode">Payroll's code of an absence.</param>
/// <param name="DayOffCode">Payroll's code of a day off.</param>
public sealed record PayrollDay(
    PayrollPerson Person, LocalDate Date, Shift? Shift, string? ShiftCategory, Duration ContractTime, string? AbsenceCode, string? DayOffCode);

/// <summary>Worked time and unsocial hours for payroll.</summary>
public static class PayrollCsv
{
    // The order in which Calabrio's time export has them, so that an import made for it can be pointed here.
    private static readonly string[] TimeColumns =
    [
        "employment_no", "first_name", "last_name", "business_unit", "site", "team", "contract", "part_time", "part_time_share", "date", "start", "end",
        "shift_category", "contract_minutes", "work_minutes", "paid_minutes", "absence_code", "day_off_code",
    ];

    private static readonly string[] UnsocialColumns = ["employment_no", "month", "category", "minutes", "hours"];

    /// <summary>Writes a row per person and day, times local with offset, durations elapsed: a night is paid as long as it was.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="days">The days, in the order wanted.</param>
    /// <param name="zone">The clock of the centre.</param>
    /// <remarks>Work time is the shift without lunch and absence; paid time is the shift without lunch.</remarks>
    public static void WriteTime(TextWriter writer, IEnumerable<PayrollDay> days, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(days);
        CsvWriter rows = CsvWriter.WithHeader(writer, TimeColumns);
        ZoneClock clock = new(zone);
        foreach (PayrollDay day in days)
        {
            PayrollPerson person = day.Person;
            rows.Text(person.EmploymentNumber).Text(person.FirstName).Text(person.LastName).Text(person.BusinessUnit).Text(person.Site).Text(person.Team)
                .Text(person.Contract).Text(person.PartTimeName).Number(person.PartTimeFraction).Text(day.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            _ = day.Shift is { } shift ? rows.Time(shift.Span.Start, clock).Time(shift.Span.End, clock) : rows.Text(null).Text(null);
            rows.Text(day.ShiftCategory).Number(day.ContractTime.TotalMinutes).Number(WorkTime(day.Shift).TotalMinutes)
                .Number((day.Shift?.PaidTime ?? Duration.Zero).TotalMinutes).Text(day.AbsenceCode).Text(day.DayOffCode).EndRow();
        }
    }

    /// <summary>Writes unsocial hours: a row per person, month and category.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="times">The sums.</param>
    /// <param name="employmentNumber">Payroll's number of a person.</param>
    /// <param name="roundUpTo">Hours are rounded up to whole ones of these, such as half an hour; empty leaves them as they are. Minutes are always exact.</param>
    public static void WriteUnsocial(TextWriter writer, IEnumerable<UnsocialTime> times, Func<AgentId, string> employmentNumber, Duration? roundUpTo = null)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(employmentNumber);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(roundUpTo ?? Duration.Epsilon, Duration.Zero, nameof(roundUpTo));
        CsvWriter rows = CsvWriter.WithHeader(writer, UnsocialColumns);
        foreach (UnsocialTime time in times)
        {
            Duration hours = roundUpTo is { } step ? step * Math.Ceiling(time.Time / step) : time.Time;
            rows.Text(employmentNumber(time.Agent)).Text(string.Create(CultureInfo.InvariantCulture, $"{time.Year:0000}-{time.Month:00}"))
                .Text(EnumNames.SnakeCase(time.Kind.ToString())).Number(time.Time.TotalMinutes).Number(hours.TotalHours).EndRow();
        }
    }

    private static Duration WorkTime(Shift? shift) => (shift?.Activities ?? [])
        .Where(piece => piece.Kind is not (ActivityKind.Lunch or ActivityKind.Absence))
        .Aggregate(Duration.Zero, (sum, piece) => sum + piece.Span.Duration);
}
