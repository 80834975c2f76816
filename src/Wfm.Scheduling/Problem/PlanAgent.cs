using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>One person to plan: skills, contract, templates, and everything that already stands.</summary>
/// <param name="Id">Code.</param>
/// <param name="Contract">Code of the contract.</param>
public sealed record PlanAgent(AgentId Id, ContractId Contract)
{
    /// <summary>The answer group (svarsgrupp) the person belongs to; null where the problem does not say. The search does not look at it.</summary>
    public GroupId? Group { get; init; }

    /// <summary>Other groups within the plan, each from a day on, in their order.</summary>
    public IReadOnlyList<GroupFrom> LaterGroups { get; init; } = [];

    /// <summary>Hours owed week by week, one entry per week of the plan, where the contract changes within it; empty: the contract's own hours.</summary>
    public IReadOnlyList<Duration> HoursByWeek { get; init; } = [];

    /// <summary>Queues the person can serve and when.</summary>
    public IReadOnlyList<PlanSkill> Skills { get; init; } = [];

    /// <summary>Templates the person's shifts may come from.</summary>
    public IReadOnlyList<TemplateId> Templates { get; init; } = [];

    /// <summary>Whole days away.</summary>
    public IReadOnlyList<DayAbsence> Absences { get; init; } = [];

    /// <summary>Parts of days away: nobody is served then, a shift may lie around or beside it.</summary>
    public IReadOnlyList<Interval> PartAbsences { get; init; } = [];

    /// <summary>Meetings and training at fixed times.</summary>
    public IReadOnlyList<PlanMeeting> Meetings { get; init; } = [];

    /// <summary>Wishes.</summary>
    public IReadOnlyList<PlanWish> Wishes { get; init; } = [];

    /// <summary>Days the planner has fixed.</summary>
    public IReadOnlyList<DayLock> Locks { get; init; } = [];

    /// <summary>Shifts of at least the fourteen days before the period.</summary>
    public IReadOnlyList<Interval> PreviousShifts { get; init; } = [];

    /// <summary>Shifts that stand already after the period, of as many days as are known; empty where nothing is promised yet.</summary>
    public IReadOnlyList<Interval> FollowingShifts { get; init; } = [];

    /// <summary>Hours worked beyond what was owed when the period begins; negative when hours are owed.</summary>
    public Duration OpeningBalance { get; init; } = Duration.Zero;

    /// <summary>The part of the calculation period of the average of all hours (<see cref="WorkRules.LongestAverageWeek"/>) that lies before the plan; null where one begins with the plan.</summary>
    public EarlierWeeks? AveragedBefore { get; init; }

    /// <summary>What earlier periods asked of the person.</summary>
    public FairnessBalance Fairness { get; init; } = new(0, 0, 0, 0);

    /// <summary>The answer group on a day.</summary>
    /// <param name="day">The day.</param>
    public GroupId? GroupOn(LocalDate day) => LaterGroups.LastOrDefault(later => later.From <= day)?.Group ?? Group;

    /// <summary>Hours owed after a number of weeks of the plan, absences not taken off.</summary>
    /// <param name="contract">The person's contract.</param>
    /// <param name="weeks">Weeks gone by.</param>
    public Duration OwedAfter(PlanContract contract, int weeks)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return HoursByWeek.Count == 0 ? contract.Terms.HoursPerWeek * weeks : HoursByWeek.Take(weeks).Aggregate(Duration.Zero, (sum, hours) => sum + hours);
    }
}

/// <summary>Weeks just before the plan that count in a calculation period which goes on in it.</summary>
/// <param name="Weeks">How many; one or more, fewer than the calculation period has.</param>
/// <param name="Worked">Hours worked in them.</param>
public sealed record EarlierWeeks(int Weeks, Duration Worked);

/// <summary>An answer group from a day on.</summary>
/// <param name="From">First day.</param>
/// <param name="Group">The group.</param>
public sealed record GroupFrom(LocalDate From, GroupId Group);

/// <summary>A queue a person can serve.</summary>
/// <param name="Queue">Which queue.</param>
/// <param name="From">First day; null means since ever.</param>
/// <param name="To">Last day; null means until further notice.</param>
public sealed record PlanSkill(QueueId Queue, LocalDate? From = null, LocalDate? To = null)
{
    /// <summary>1 is served first when several queues wait. Default 1.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>Whether the skill holds on a day.</summary>
    public bool HoldsOn(LocalDate day) => (From is null || day >= From) && (To is null || day <= To);
}

/// <summary>A whole day away.</summary>
/// <param name="Date">The day.</param>
/// <param name="Credited">Working time it counts as.</param>
public sealed record DayAbsence(LocalDate Date, Duration Credited);

/// <summary>A meeting, training or other fixed activity.</summary>
/// <param name="Span">When.</param>
/// <param name="Activity">What.</param>
/// <param name="IsMovable">Whether intraday repair may move it; the search of a period leaves it where it is, see <see cref="PlanActivity.Stands"/>.</param>
/// <param name="MustAttend">Whether the person must work that day; otherwise the day may be off and the meeting falls away.</param>
public sealed record PlanMeeting(Interval Span, ActivityKind Activity, bool IsMovable, bool MustAttend);

/// <summary>A wish.</summary>
/// <param name="Date">The day; null means every day.</param>
/// <param name="Kind">What is wished.</param>
/// <param name="Strength">How much; 1 is an ordinary wish.</param>
/// <param name="IsMustHave">Whether it weighs as a must-have.</param>
public sealed record PlanWish(LocalDate? Date, WishKind Kind, double Strength = 1, bool IsMustHave = false);

/// <summary>A day the planner has fixed.</summary>
/// <param name="Date">The day.</param>
/// <param name="Shift">The shift; null for a fixed day off.</param>
public sealed record DayLock(LocalDate Date, DayShift? Shift);

/// <summary>Running totals of earlier periods, carried for fairness.</summary>
/// <param name="Weekends">Weekends worked.</param>
/// <param name="LateShifts">Late shifts.</param>
/// <param name="EarlyShifts">Early starts.</param>
/// <param name="GrantedWishes">Wishes granted.</param>
public sealed record FairnessBalance(double Weekends, double LateShifts, double EarlyShifts, double GrantedWishes);
