using NodaTime;

namespace Wfm.Exchange;

/// <summary>Something payroll is told of one person: hours on one day, or whole days.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Kind">What.</param>
/// <param name="From">The day, or the first of several.</param>
/// <param name="To">The last day; the first where there are hours.</param>
/// <param name="Time">How long, more than nothing; empty means whole days, whose hours payroll counts by its own schedule.</param>
public sealed record PayrollEvent(AgentId Agent, PayrollKind Kind, LocalDate From, LocalDate To, Duration? Time);

/// <summary>What payroll events are made from.</summary>
public sealed record PayrollBasis
{
    /// <summary>First day told of.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Last day told of.</summary>
    public required LocalDate To { get; init; }

    /// <summary>The clock of the centre.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Its public holidays.</summary>
    public required SpecialDayCalendar Calendar { get; init; }

    /// <summary>The people told of.</summary>
    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>Their contracts.</summary>
    public required IReadOnlyDictionary<ContractId, Contract> Contracts { get; init; }

    /// <summary>Published shifts of these days, of the days before them in the same week, and of the day before.</summary>
    public required IReadOnlyList<Shift> Shifts { get; init; }

    /// <summary>Absences.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>Overtime that was approved for these days and the days before them in the same week.</summary>
    public IReadOnlyList<PayrollOvertime> Overtime { get; init; } = [];

    /// <summary>When unsocial hours are.</summary>
    public UnsocialHourRules Rules { get; init; } = new();

    /// <summary>Unsocial hours are summed by month and category and rounded up to whole ones of these, such as half an hour; empty tells them day by day as they were.</summary>
    public Duration? RoundUnsocialUpTo { get; init; }
}

/// <summary>Overtime that was approved.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Span">When.</param>
/// <param name="IsInLieu">Whether it becomes hours in lieu; else it is paid.</param>
public sealed record PayrollOvertime(AgentId Agent, Interval Span, bool IsInLieu = false);
