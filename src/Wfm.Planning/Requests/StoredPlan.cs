using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>One version of a stored schedule, ready to be asked what a yes would cost. Immutable and safe for many threads: keep it as long as its inputs hold.</summary>
/// <remarks>Days are prepared and hashes taken when first asked for. A change of people, targets or absences wants a new one.</remarks>
public sealed class StoredPlan
{
    private readonly Lazy<PreparedPlan> _prepared;
    private readonly Lazy<RequestOrigin> _origin;
    private readonly Lazy<ScheduleCheck> _check;
    private readonly Lazy<Dictionary<AgentId, int>> _numbers;

    internal StoredPlan(
        ScheduleVersion version, SchedulingProblem asked, IReadOnlyList<Shift> shifts, SlottedSchedule slotted, IReadOnlyList<Loan> loans, Func<ScheduleCheck>? check = null)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = (slotted.Problem, slotted.Schedule);
        (Asked, Shifts, Notes, Loans) = (asked, shifts, slotted.Notes, loans);
        _check = new Lazy<ScheduleCheck>(check ?? (() => ScheduleChecker.Check(problem, schedule)));
        _numbers = new Lazy<Dictionary<AgentId, int>>(() => asked.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary());
        (Id, Version, Period, State) = (version.Id, version.Version, version.Period, version.State);
        (Problem, Schedule) = (problem, schedule);
        _prepared = new Lazy<PreparedPlan>(() => new PreparedPlan(problem, schedule, loans: loans));
        _origin = new Lazy<RequestOrigin>(() => RequestOrigin.Of(problem, schedule, seed: 0));
    }

    /// <summary>The schedule's number.</summary>
    public ScheduleId Id { get; }

    /// <summary>Which version of its period.</summary>
    public int Version { get; }

    /// <summary>The weeks it is for.</summary>
    public SchedulePeriod Period { get; }

    /// <summary>How far it has come.</summary>
    public ScheduleState State { get; }

    /// <summary>The problem it answers, with the people of today.</summary>
    public SchedulingProblem Problem { get; }

    /// <summary>The shifts in the problem's slots.</summary>
    public DraftSchedule Schedule { get; }

    /// <summary>What the plain rules and the plain cost say about it.</summary>
    public ScheduleCheck Check => _check.Value;

    /// <summary>The problem without what only the shifts know, such as a training that was placed.</summary>
    internal SchedulingProblem Asked { get; }

    /// <summary>The shifts as stored.</summary>
    internal IReadOnlyList<Shift> Shifts { get; }

    /// <summary>People who take queues of other groups for a time.</summary>
    public IReadOnlyList<Loan> Loans { get; }

    /// <summary>Shifts that could not be put into slots.</summary>
    internal IReadOnlyList<Remark> Notes { get; }

    /// <summary>The plan for questions of any kind.</summary>
    public PreparedPlan Prepared => _prepared.Value;

    /// <summary>A person's shift on a day as stored; null on a day off.</summary>
    /// <param name="agent">Who.</param>
    /// <param name="date">Which day.</param>
    internal Shift? ShiftOf(AgentId agent, NodaTime.LocalDate date) => Shifts.FirstOrDefault(shift => shift.Agent == agent && shift.Date == date);

    /// <summary>The same people with other shifts. What was checked before is not checked again.</summary>
    /// <param name="version">The version as it is now.</param>
    /// <param name="shifts">Its shifts.</param>
    internal StoredPlan With(ScheduleVersion version, IReadOnlyList<Shift> shifts)
    {
        SlottedSchedule slotted = ScheduleInSlots.Of(Asked, shifts);
        if (!_check.IsValueCreated)
        {
            return new StoredPlan(version, Asked, shifts, slotted, Loans);
        }

        ScheduleCheck known = Check;
        HashSet<(int Agent, int Day)> changed = PositionsOf(Differing(Shifts, shifts));
        return new StoredPlan(version, Asked, shifts, slotted, Loans, () => ScheduleChecker.CheckAgain(slotted.Problem, slotted.Schedule, known, changed));
    }

    private static IEnumerable<(AgentId Agent, NodaTime.LocalDate Date)> Differing(IReadOnlyList<Shift> before, IReadOnlyList<Shift> after)
    {
        ILookup<(AgentId, NodaTime.LocalDate), Shift> old = before.ToLookup(shift => (shift.Agent, shift.Date)), now = after.ToLookup(shift => (shift.Agent, shift.Date));
        return old.Select(day => day.Key).Union(now.Select(day => day.Key))
            .Where(day => !old[day].SelectMany(shift => shift.Activities).SequenceEqual(now[day].SelectMany(shift => shift.Activities)));
    }

    /// <summary>Where people's days lie in the problem; days and people it does not have are left out.</summary>
    internal HashSet<(int Agent, int Day)> PositionsOf(IEnumerable<(AgentId Agent, NodaTime.LocalDate Date)> days) =>
        [.. days.Select(day => (Agent: _numbers.Value.GetValueOrDefault(day.Agent, -1), Day: Asked.Grid.IndexOf(day.Date))).Where(place => place is { Agent: >= 0, Day: >= 0 })];

    /// <summary>Weighs one request against the schedule. Changes nothing.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="options">What counts as fine and how far to look.</param>
    /// <param name="cancellationToken">Ends the search for alternatives.</param>
    public WeighedRequest Weigh(ScheduleRequest request, WeighOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new WeighedRequest(RequestWeigher.Weigh(Prepared, request, options, cancellationToken), Origin(options));
    }

    /// <summary>Finds places for a short activity. Changes nothing.</summary>
    /// <param name="request">What wants a place.</param>
    /// <param name="options">What counts as fine.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public FoundSlots FindSlots(SlotRequest request, WeighOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FoundSlots(SlotFinder.Find(Prepared, request, options, cancellationToken), Origin(options));
    }

    private RequestOrigin Origin(WeighOptions options) => _origin.Value with { Seed = options.Seed };
}
