using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Everything that goes into the problem of one schedule period.</summary>
public sealed record CentreToPlan
{
    /// <summary>The weeks to plan.</summary>
    public required SchedulePeriod Period { get; init; }

    /// <summary>The clock on the wall.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Length of a slot of the plan: 15 or 30 minutes.</summary>
    public Duration SlotLength { get; init; } = Duration.FromMinutes(15);

    /// <summary>What each queue needs; intervals outside the period are left out.</summary>
    public required IReadOnlyList<StaffingRequirement> Requirements { get; init; }

    /// <summary>The promise of each queue; one not named is held to <see cref="QueueTarget.Usual"/>.</summary>
    public required IReadOnlyDictionary<QueueId, QueueTarget> Targets { get; init; }

    /// <summary>Groups, contracts and promises that change within the weeks; everything else holds as on their first day.</summary>
    public ChangesByDay Changes { get; init; } = ChangesByDay.None;

    /// <summary>The people.</summary>
    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>Which queues they take.</summary>
    public required IReadOnlyList<Skill> Skills { get; init; }

    /// <summary>Their contracts.</summary>
    public required IReadOnlyList<Contract> Contracts { get; init; }

    /// <summary>What shifts look like.</summary>
    public required IReadOnlyList<ShiftTemplate> Templates { get; init; }

    /// <summary>When they are away.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>Their meetings.</summary>
    public IReadOnlyList<Meeting> Meetings { get; init; } = [];

    /// <summary>When they are lent to queues of other groups: they are at work then and not on lunch, count for those queues and not for their own.</summary>
    public IReadOnlyList<LentTo> Loans { get; init; } = [];

    /// <summary>Loans of a schedule that is made: its shifts tell who is at work, so they only fill posts of the queues that borrow.</summary>
    public IReadOnlyList<LentTo> LoansBeside { get; init; } = [];

    /// <summary>The fewest people of queues by time of day; those of queues nobody is required for are told and left out.</summary>
    public IReadOnlyList<MinimumPost> Posts { get; init; } = [];

    /// <summary>What they wish for.</summary>
    public IReadOnlyList<Wish> Wishes { get; init; } = [];

    /// <summary>Their shifts of the 14 days before the period.</summary>
    public IReadOnlyList<PreviousShift> PreviousShifts { get; init; } = [];

    /// <summary>Their shifts of the 14 days after the period, where those are published already.</summary>
    public IReadOnlyList<PreviousShift> FollowingShifts { get; init; } = [];

    /// <summary>What unfairness costs. Default <see cref="ProblemAssembly.Fairness"/>.</summary>
    public FairnessCosts Fairness { get; init; } = ProblemAssembly.Fairness;

    /// <summary>Cost of each hour a start lies from the usual start of the person's week. Default <see cref="ProblemAssembly.StableStartPerHour"/>.</summary>
    public double StableStartPerHour { get; init; } = ProblemAssembly.StableStartPerHour;

    /// <summary>What the period before left to this one, by person; who is not named begins with nothing.</summary>
    public IReadOnlyDictionary<AgentId, CarriedOver> Carried { get; init; } = new Dictionary<AgentId, CarriedOver>();

    /// <summary>Whether movable meetings are placed anew on their day, where callers miss least; otherwise they stay and only the running day moves them.</summary>
    public bool PlacesMovableMeetings { get; init; }

    /// <summary>Days whose movable meetings stay where they are: held by hand, or promised already.</summary>
    public IReadOnlySet<(AgentId Agent, LocalDate Date)> HeldDays { get; init; } = new HashSet<(AgentId, LocalDate)>();
}
