using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>An invented contact centre: everything a planner would have, and the truth behind it that no planner has.</summary>
public sealed record SampleCentre
{
    /// <summary>What the command line calls it, such as <c>orebro-servicecenter</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The seed it grew from; the same seed and dates give the same centre, byte for byte.</summary>
    public required int Seed { get; init; }

    /// <summary>The centre, with its clock and interval length.</summary>
    public required BusinessUnit Unit { get; init; }

    /// <summary>The weeks to plan.</summary>
    public required SchedulePeriod Period { get; init; }

    /// <summary>The day planning is done: the first day without history.</summary>
    public required LocalDate PlanningDate { get; init; }

    /// <summary>The first day of the history, a Monday.</summary>
    public required LocalDate HistoryFrom { get; init; }

    /// <summary>The answer groups.</summary>
    public required IReadOnlyList<AnswerGroup> Groups { get; init; }

    /// <summary>The queues, with opening hours and targets. Closures on red days and free eves come from <see cref="SpecialDays"/>.</summary>
    public required IReadOnlyList<Queue> Queues { get; init; }

    /// <summary>Red days, eves, shortened and bridge days from the first day of the history to the last of the period.</summary>
    public required IReadOnlyList<SpecialDay> SpecialDays { get; init; }

    /// <summary>Events the planners know of: letters sent, letters to be sent.</summary>
    public required IReadOnlyList<PlannedEvent> Events { get; init; }

    /// <summary>The history, one series per queue, every open interval present.</summary>
    public required IReadOnlyList<CallSeries> History { get; init; }

    /// <summary>Faults of the telephony's export to sow into a copy of the last thirteen weeks of history.</summary>
    public required IReadOnlyList<DataFault> Faults { get; init; }

    /// <summary>The contracts.</summary>
    public required IReadOnlyList<Contract> Contracts { get; init; }

    /// <summary>The patterns shifts are made from.</summary>
    public required IReadOnlyList<ShiftTemplate> ShiftTemplates { get; init; }

    /// <summary>The people.</summary>
    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>Who may answer which queue.</summary>
    public required IReadOnlyList<Skill> Skills { get; init; }

    /// <summary>Mail expected in the period.</summary>
    public required IReadOnlyList<ExpectedMail> Mail { get; init; }

    /// <summary>Who was on calls in the last weeks of the history, by set of skills and quarter; quarters without anybody are left out.</summary>
    public required IReadOnlyList<StaffedQuarter> Staffing { get; init; }

    /// <summary>Absences of the period known when planning.</summary>
    public required IReadOnlyList<Absence> Absences { get; init; }

    /// <summary>Meetings and training of the period.</summary>
    public required IReadOnlyList<Meeting> Meetings { get; init; }

    /// <summary>What people wish for.</summary>
    public required IReadOnlyList<Wish> Wishes { get; init; }

    /// <summary>The shifts of the 14 days before the period.</summary>
    public required IReadOnlyList<Shift> PreviousShifts { get; init; }

    /// <summary>Requests waiting for an answer.</summary>
    public required IReadOnlyList<SampleRequest> Requests { get; init; }

    /// <summary>What is really behind the figures.</summary>
    public required SampleTruth Truth { get; init; }

    /// <summary>One bad day of the period, to replay.</summary>
    public required BadDay BadDay { get; init; }
}
