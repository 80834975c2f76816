using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Intraday;

/// <summary>What to do with room to spare: short trainings where they cost callers least, then time off offered, as long as no queue comes near its lower limit.</summary>
public static class SpareTime
{
    private const int StepMinutes = 30;

    /// <summary>Proposes.</summary>
    /// <param name="look">The day as it looks now; nothing is proposed while any queue's reports are stale.</param>
    /// <param name="options">Who waits for a training, how many hours may be offered.</param>
    /// <param name="cancellationToken">Ends the search; the best so far is returned.</param>
    /// <returns>A proposal; <see cref="RepairProposal.BringsBack"/> says whether anything was placed.</returns>
    public static RepairProposal Propose(DayLook look, RepairOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(options);
        RepairState before = RepairState.Of(look), state = before;
        if (look.Queues.All(queue => !queue.IsStale))
        {
            SafeLevels safe = new(look, options, before);
            state = Trained(look, options, state, safe, cancellationToken);
            state = Offered(look, options, state, safe, cancellationToken);
        }

        RepairMove[] moves = [.. Enumerable.Range(0, look.Problem.Agents.Count).SelectMany(agent => RepairMoves.Of(before, state, agent, look.Day))];
        return new RepairProposal(look.Now, moves, RepairState.Effects(look, before, state), moves.Length > 0, 1, state.Problem, state.Schedule, []);
    }

    private static RepairState Trained(DayLook look, RepairOptions options, RepairState state, SafeLevels safe, CancellationToken cancellationToken)
    {
        LocalDate date = look.Problem.Grid.Days[look.Day].Date;
        int placed = 0;
        foreach (AgentId agent in options.ToTrain.Except(look.Problem.Agents.Where(look.IsLocked).Select(agent => agent.Id)))
        {
            if (placed == options.MostTrainings || cancellationToken.IsCancellationRequested)
            {
                break;
            }

            SlotRequest request = new([agent], options.TrainingMinutes, date, date) { Earliest = look.Now + options.Frozen, Places = 1 };
            PreparedPlan plan = new(state.Problem, state.Schedule);
            if (SlotFinder.Find(plan, request, new WeighOptions { SimulatedDays = 0 }, cancellationToken).Places is not [SlotPlace place, ..])
            {
                continue;
            }

            RepairState next = Made(state, plan, new MeetingRequest(place.Agents, place.Span, request.Activity));
            (state, placed) = safe.Hold(next, agent) ? (next, placed + 1) : (state, placed);
        }

        return state;
    }

    /// <summary>Offers the last hours of those whose going callers notice least.</summary>
    private static RepairState Offered(DayLook look, RepairOptions options, RepairState state, SafeLevels safe, CancellationToken cancellationToken)
    {
        if (options.TimeOffMinutes < StepMinutes)
        {
            return state;
        }

        PlanningGrid grid = look.Problem.Grid;
        PreparedPlan plan = new(state.Problem, state.Schedule);
        List<(double Late, int Agent, TimeOffRequest Request)> candidates = [];
        for (int agent = 0; agent < look.Problem.Agents.Count && !cancellationToken.IsCancellationRequested; agent++)
        {
            if (state.Schedule.ShiftOf(agent, look.Day) is not { } shift || look.IsLocked(look.Problem.Agents[agent])
                || options.Unwilling.Contains(look.Problem.Agents[agent].Id))
            {
                continue;
            }

            Instant end = grid.InstantOf(look.Day, shift.End), start = end - Duration.FromMinutes(options.TimeOffMinutes);
            TimeOffRequest request = new(look.Problem.Agents[agent].Id, new Interval(start, end));
            if (start >= look.Now + options.Frozen && plan.Read(request).Edit is not null)
            {
                candidates.Add((Made(state, plan, request).Late, agent, request));
            }
        }

        foreach ((_, _, TimeOffRequest request) in candidates.OrderBy(one => one.Late).ThenBy(one => one.Agent).Take(options.MostTimeOff))
        {
            RepairState next = Made(state, new PreparedPlan(state.Problem, state.Schedule), request);
            state = safe.Hold(next, request.Agent) ? next : state;
        }

        return state;
    }

    private static RepairState Made(RepairState state, PreparedPlan plan, ScheduleRequest request)
    {
        if (plan.Read(request).Edit is not { } edit)
        {
            return state;
        }

        (SchedulingProblem problem, DraftSchedule schedule) = edit.Apply(state.Problem, state.Schedule);
        return state.With(problem, schedule);
    }

    /// <summary>No queue comes near its lower limit; one that is near it or below anyway is not made worse, and whoever takes it gives nothing away.</summary>
    private sealed class SafeLevels(DayLook look, RepairOptions options, RepairState before)
    {
        // A hundredth is less than the prediction can tell apart.
        private const double Worse = 0.01;

        public bool Hold(RepairState state, AgentId person)
        {
            PlanAgent agent = look.Problem.Agents.First(own => own.Id == person);
            return look.Queues.All(queue => state.ChanceBelow(queue) <= (agent.Skills.Any(skill => skill.Queue == queue.Queue)
                ? options.SafeChance
                : Math.Max(options.SafeChance, before.ChanceBelow(queue) + Worse)));
        }
    }
}
