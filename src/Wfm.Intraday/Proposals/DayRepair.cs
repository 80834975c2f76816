using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Intraday;

/// <summary>
/// Proposes how to bring a running day back: breaks move first, then lunches, then activities; then activities are put off, people lent, overtime
/// asked for and the pool called. It stops at the mildest lever that is enough, and then leaves out every person whose change is not needed.
/// </summary>
/// <remarks>Rules, locks and the frozen window hold in every step: moves come from the kernel of <see cref="PublishedDay"/>, everything else is read and judged as a request is.</remarks>
public sealed class DayRepair
{
    // Nobody is called in for less.
    private const int ShortestCallInMinutes = 120;

    private readonly DayLook _look;
    private readonly RepairOptions _options;
    private readonly QueueLook[] _short;
    private readonly RepairState _before;
    private readonly Instant _free;
    private readonly List<Remark> _notes = [];
    private readonly CancellationToken _cancellation;
    private double _gap = 1;

    private DayRepair(DayLook look, IEnumerable<QueueId> queues, RepairOptions options, CancellationToken cancellation)
    {
        (_look, _options, _cancellation) = (look, options, cancellation);
        HashSet<QueueId> asked = [.. queues];
        _short = [.. look.Queues.Where(queue => asked.Contains(queue.Queue))];
        _before = RepairState.Of(look);
        _free = look.Now + options.Frozen;
    }

    private SchedulingProblem Problem => _look.Problem;

    /// <summary>Proposes.</summary>
    /// <param name="look">The day as it looks now.</param>
    /// <param name="queues">The queues that fall short; one that the look does not know, or whose report is stale, is not acted on.</param>
    /// <param name="options">What may be used.</param>
    /// <param name="cancellationToken">Ends the search between two levers; the best so far is returned.</param>
    /// <returns>A proposal; without moves when nothing helps.</returns>
    public static RepairProposal Propose(DayLook look, IEnumerable<QueueId> queues, RepairOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(options);
        QueueId[] fresh = [.. queues.Where(queue => look.Queues.Any(known => known.Queue == queue && !known.IsStale))];
        DayRepair repair = new(look, fresh, options, cancellationToken);
        return fresh.Length == 0 ? repair.Proposal(repair._before) : repair.Search();
    }

    private RepairProposal Search()
    {
        RepairState state = _before;
        foreach (Lever lever in _options.Levers)
        {
            if (IsBack(state) || _cancellation.IsCancellationRequested)
            {
                break;
            }

            double gap = _gap;
            RepairState next = Pull(lever, state);
            if (next.Late < state.Late)
            {
                state = next;
            }
            else
            {
                _gap = gap;
                _notes.Add(new Remark($"lever-gained-nothing|{lever}", $"{Words(lever)}: nothing gained."));
            }
        }

        return Proposal(WithoutNeedless(state));
    }

    private RepairState Pull(Lever lever, RepairState state) => lever switch
    {
        // Each of these tries all milder moves again together with its own: a lunch may take the place of a break that moved.
        Lever.MoveBreaks => Moved(_before, MovablePieces.Breaks, 0),
        Lever.MoveLunches => Moved(_before, MovablePieces.Breaks | MovablePieces.Lunches, 0),
        Lever.MoveActivities => Moved(_before, MovablePieces.All, 0),
        Lever.PutOff => PutOff(state),
        Lever.Lend => Lent(state),
        Lever.Overtime => Moved(state, MovablePieces.None, _options.OvertimeMinutes),
        Lever.CallIn => CalledIn(state),
        _ => state,
    };

    private static string Words(Lever lever) => lever switch
    {
        Lever.MoveBreaks => "Moving breaks",
        Lever.MoveLunches => "Moving lunches and breaks",
        Lever.MoveActivities => "Moving activities, lunches and breaks",
        Lever.PutOff => "Putting off activities",
        Lever.Lend => "Lending people",
        Lever.Overtime => "Overtime",
        Lever.CallIn => "Calling in the pool",
        _ => lever.ToString(),
    };

    private bool IsBack(RepairState state) => _short.All(queue => state.ChanceBelow(queue) <= _options.Goal);

    private RepairState Moved(RepairState from, MovablePieces pieces, int overtime)
    {
        ReplanRequest request = new(_free) { MayMove = pieces, Costs = _options.Costs, Ends = new ShiftEndLimits(overtime) { IsBesideContract = true, Except = _options.Unwilling } };
        ReplanProposal proposal = new PublishedDay(from.Problem, from.Schedule, _look.Day).Replan(request, _cancellation);
        _gap = proposal.GapFraction;
        return from.With(ReplanOutcome.Problem(from.Problem, request, proposal), ReplanOutcome.Schedule(from.Problem, from.Schedule, proposal));
    }

    /// <summary>Puts off what may be put off, where most callers are late first, until the day is back.</summary>
    private RepairState PutOff(RepairState state)
    {
        var candidates =
            from agent in Enumerable.Range(0, Problem.Agents.Count)
            where state.Schedule.ShiftOf(agent, _look.Day) is not null && !_look.IsLocked(Problem.Agents[agent])
            from meeting in state.Problem.Agents[agent].Meetings
            where meeting.IsMovable && meeting.Activity is ActivityKind.Administration or ActivityKind.Training or ActivityKind.Coaching or ActivityKind.BackOffice
            where meeting.Span.Start >= _free && meeting.Span.End <= Problem.Grid.InstantOf(_look.Day, Problem.Grid.Days[_look.Day].Slots)
            orderby LateDuring(state, agent, meeting.Span) descending, agent
            select (agent, meeting);
        foreach ((int agent, PlanMeeting meeting) in candidates.ToList())
        {
            if (IsBack(state))
            {
                break;
            }

            PlanAgent[] agents = [.. state.Problem.Agents];
            agents[agent] = agents[agent] with { Meetings = [.. agents[agent].Meetings.Where(other => other != meeting)] };
            RepairState without = state.With(state.Problem with { Agents = agents }, state.Schedule);
            state = without.Late < state.Late - _options.WorthTelling ? without : state;
        }

        return state;
    }

    /// <summary>Calls expected to be late, per slot, on the queues a person takes.</summary>
    private double LateDuring(RepairState state, int agent, Interval span) => state.Rest
        .Where(rest => Problem.Agents[agent].Skills.Any(skill => skill.Queue == rest.Promise.Queue && skill.HoldsOn(Problem.Grid.Days[_look.Day].Date)))
        .Sum(rest => rest.Slots.Where(slot => span.Contains(slot.Start)).Select(slot => slot.Calls * (1 - slot.Level)).DefaultIfEmpty(0).Average());

    /// <summary>Lends whoever helps most, one after the other.</summary>
    private RepairState Lent(RepairState state)
    {
        int from = Math.Max(_look.From, Problem.Grid.SlotCeiling(_look.Day, _free)), to = Problem.Grid.Days[_look.Day].Slots;
        HashSet<QueueId> wanted = [.. _short.Select(queue => queue.Queue)];
        List<(double Late, Loan Loan)> tried = [];
        foreach (LentCalls lent in _options.Lendable.Where(lent => lent.Queues.Any(wanted.Contains)))
        {
            foreach (int agent in lent.Agents.Select(NumberOf).Where(agent => agent >= 0 && state.Schedule.ShiftOf(agent, _look.Day) is not null && !_look.Loans.Any(loan => loan.Agent == agent && loan.Day == _look.Day && loan.To > from)))
            {
                Loan loan = new(agent, _look.Day, from, to, [.. lent.Queues.Where(wanted.Contains)], lent.Priority);
                tried.Add((state.With([.. state.Loans, loan]).Late, loan));
            }
        }

        foreach ((_, Loan loan) in tried.OrderBy(one => one.Late).ThenBy(one => one.Loan.Agent).DistinctBy(one => one.Loan.Agent).Take(_options.MostLent))
        {
            RepairState next = state.With([.. state.Loans, loan]);
            state = !IsBack(state) && next.Late < state.Late - _options.WorthTelling ? next : state;
        }

        return state;
    }

    /// <summary>Calls in whoever of the pool can be there in time, by the rules a request for overtime is judged by.</summary>
    private RepairState CalledIn(RepairState state)
    {
        HashSet<ContractId> pool = [.. Problem.Contracts.Where(contract => contract.IsCalledIn).Select(contract => contract.Terms.Id)];
        PlanningGrid grid = Problem.Grid;
        int from = Math.Max(_look.From, grid.SlotCeiling(_look.Day, _look.Now + _options.CallInLead)), to = grid.Days[_look.Day].Slots;
        int called = 0;
        foreach (int agent in Enumerable.Range(0, Problem.Agents.Count).Where(agent => pool.Contains(Problem.Agents[agent].Contract)))
        {
            if (called == _options.MostCalledIn || (to - from) * grid.SlotMinutes < ShortestCallInMinutes || IsBack(state) || _look.IsLocked(Problem.Agents[agent])
                || _options.Unwilling.Contains(Problem.Agents[agent].Id) || state.Schedule.ShiftOf(agent, _look.Day) is not null)
            {
                continue;
            }

            OvertimeRequest request = new(Problem.Agents[agent].Id, new Interval(grid.InstantOf(_look.Day, from), grid.InstantOf(_look.Day, to)));
            PreparedPlan plan = new(state.Problem, state.Schedule);
            Consequence? answer = RequestWeigher.Weigh(plan, request, new WeighOptions { Alternatives = 0, SimulatedDays = 0 }, _cancellation).Consequence;
            if (answer is null || answer.Violations.Count > 0 || plan.Read(request).Edit is not { } edit)
            {
                continue;
            }

            (SchedulingProblem problem, DraftSchedule schedule) = edit.Apply(state.Problem, state.Schedule);
            RepairState next = state.With(problem, schedule);
            if (next.Late < state.Late - _options.WorthTelling)
            {
                (state, called) = (next, called + 1);
            }
        }

        return state;
    }

    /// <summary>Takes back, the least useful first, every person's change and every loan the day does not need.</summary>
    private RepairState WithoutNeedless(RepairState state)
    {
        bool wasBack = IsBack(state);
        RepairState best = state;
        foreach (int agent in ChangedBy(state).OrderBy(agent => RepairMoves.Of(_before, state, agent, _look.Day).Sum(move => move.Minutes)).ThenBy(agent => agent))
        {
            best = Without(best, best.WithPerson(agent, _before), wasBack);
        }

        foreach (Loan loan in state.NewLoans)
        {
            best = Without(best, best.With([.. best.Loans.Where(other => other != loan)]), wasBack);
        }

        return best;
    }

    private RepairState Without(RepairState state, RepairState without, bool wasBack) =>
        wasBack ? IsBack(without) ? without : state
        : without.Late <= state.Late + _options.WorthTelling ? without : state;

    private IEnumerable<int> ChangedBy(RepairState state) =>
        Enumerable.Range(0, Problem.Agents.Count).Where(agent => RepairMoves.Of(_before, state, agent, _look.Day).Any());

    private RepairProposal Proposal(RepairState state)
    {
        RepairMove[] moves = [.. ChangedBy(state).SelectMany(agent => RepairMoves.Of(_before, state, agent, _look.Day)), .. RepairMoves.Lent(state)];
        return new RepairProposal(
            _look.Now, moves, RepairState.Effects(_look, _before, state), _short.Length > 0 && IsBack(state), _gap, state.Problem, state.Schedule, _notes);
    }

    private int NumberOf(AgentId agent)
    {
        for (int number = 0; number < Problem.Agents.Count; number++)
        {
            if (Problem.Agents[number].Id == agent)
            {
                return number;
            }
        }

        return -1;
    }
}
