using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Why somebody is away as far as a report tells it: what is about health and family is one class with the rest.</summary>
public enum AbsenceClass
{
    /// <summary>Holiday.</summary>
    Vacation,

    /// <summary>Time off in lieu.</summary>
    TimeOffInLieu,

    /// <summary>Leave of absence.</summary>
    Leave,

    /// <summary>Everything else, sickness and care of children among it.</summary>
    Other,
}

/// <summary>One person's working day by contract, and how much of it they were away.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Group">Where they belonged.</param>
/// <param name="Date">The day; one the centre is open.</param>
/// <param name="ContractHours">Hours of the contract on such a day.</param>
/// <param name="Away">Hours away by class; none means at work.</param>
public sealed record ContractDay(AgentId Agent, GroupId Group, LocalDate Date, double ContractHours, IReadOnlyDictionary<AbsenceClass, double> Away);

/// <summary>Absence in aggregate, by group: never about fewer than five people, never about health.</summary>
public static class AbsenceReport
{
    /// <summary>Its name in addresses and commands.</summary>
    public const string Name = "absence";

    /// <summary>What people call it.</summary>
    public static Bilingual Title { get; } = new("Frånvaro, sammanställd", "Absence in aggregate");

    private static readonly Bilingual[] Notes =
    [
        new("Sjukfrånvaro, vab och föräldraledighet visas inte för sig utan ingår i övrig frånvaro.", "Sick leave, care of children and parental leave are not told apart; they are part of other absence."),
        new("En siffra som fler än noll och färre än fem personer ligger bakom visas inte, inte heller en som kan räknas fram ur de andra.", "A figure with more than none and fewer than five people behind it is not shown, nor is one that could be reckoned from the others."),
    ];

    private static readonly ReportColumn[] Columns =
    [
        new("people", new("Personer", "People"), Measure.Count, new("Anställda med arbetsdagar under tiden.", "People employed with working days in the time.")),
        new("contract_hours", new("Avtalad tid", "Contract hours"), Measure.Hours, new("Avtalad veckotid ÷ 5 för varje öppen vardag, helgdagar borträknade.", "Weekly hours of the contract ÷ 5 for each open weekday, public holidays left out.")),
        new("away_hours", new("Frånvaro", "Away"), Measure.Hours, new("Frånvaro under avtalad tid; högst dagens avtalade timmar per person.", "Absence within contract hours; at most the day's contract hours for each person.")),
        new("away_share", new("Andel frånvaro", "Share away"), Measure.Share, new("Frånvaro ÷ avtalad tid.", "Away ÷ contract hours.")),
        new("vacation_hours", new("Semester", "Holiday"), Measure.Hours, new("Semester.", "Holiday.")),
        new("time_off_in_lieu_hours", new("Komp", "In lieu"), Measure.Hours, new("Kompledighet.", "Time off in lieu.")),
        new("leave_hours", new("Tjänstledighet", "Leave"), Measure.Hours, new("Tjänstledighet.", "Leave of absence.")),
        new("other_hours", new("Övrig frånvaro", "Other absence"), Measure.Hours, new("All annan frånvaro i ett, orsaken visas inte.", "All other absence in one; the reason is not told.")),
    ];

    /// <summary>Makes the report.</summary>
    /// <param name="frame">The centre and the days, told by day or longer.</param>
    /// <param name="days">Working days of the people of the groups the reader may see.</param>
    public static ReportTable Of(ReportFrame frame, IReadOnlyList<ContractDay> days)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(days);
        PersonFact<ContractDay>[] facts = [.. days.Select(day => new PersonFact<ContractDay>(day.Agent, day.Group, day.Date, day))];
        IReadOnlyList<GroupLine<ContractDay>> lines = GroupLines.Of(frame, facts, of => of.Select(fact => fact.Agent).ToHashSet());
        HiddenAbsences hidden = new(lines);
        return new ReportTable(
            Name, Title, frame.Unit, frame.Zone, frame.Span, Columns, [.. lines.Select(line => new ReportRow(line.Bucket, line.Scope, Cells(line, hidden.In(line))))], [.. Notes, .. frame.Notes]);
    }

    private static ReportCell[] Cells(GroupLine<ContractDay> line, IReadOnlyList<bool> hidden)
    {
        if (line.IsWithheld)
        {
            return [.. Columns.Select(_ => ReportCell.Withheld)];
        }

        double contract = line.Facts.Sum(fact => fact.Value.ContractHours), away = line.Facts.Sum(fact => fact.Value.Away.Values.Sum());
        return
        [
            ReportCell.Of(line.Facts.Select(fact => fact.Agent).Distinct().Count()),
            ReportCell.Of(contract),
            hidden[0] ? ReportCell.Withheld : ReportCell.Of(away),
            hidden[0] ? ReportCell.Withheld : ReportCell.Of(contract > 0 ? away / contract : null),
            .. HiddenAbsences.Columns.Select((part, at) => hidden[at] ? ReportCell.Withheld : ReportCell.Of(line.Facts.Sum(fact => fact.Value.Away.GetValueOrDefault(part ?? default)))).Skip(1),
        ];
    }
}
