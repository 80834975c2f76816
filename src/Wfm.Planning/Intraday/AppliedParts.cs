using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;

namespace Wfm.Planning;

/// <summary>Some parts of a proposal carried out on a stored plan, to be looked at; nothing is stored.</summary>
internal sealed class AppliedParts
{
    private static readonly string[] BesideContract = [new ContractHoursRule(default, default).Name, new TemplateRule().Name];

    private readonly StoredPlan _plan;
    private readonly SlottedSchedule _becomes;
    private readonly IReadOnlyList<Loan> _loans;
    private readonly HashSet<AgentId> _besideContract;

    private AppliedParts(StoredPlan plan, SlottedSchedule becomes, IReadOnlyList<Loan> loans, IEnumerable<AgentId> besideContract) =>
        (_plan, _becomes, _loans, _besideContract) = (plan, becomes, loans, [.. besideContract]);

    /// <summary>Carries parts out.</summary>
    public static AppliedParts On(StoredPlan plan, int day, IReadOnlyList<(AgentId Agent, DayPart Part)> parts)
    {
        Dictionary<AgentId, DayPart> chosen = parts.ToDictionary(part => part.Agent, part => part.Part);
        LocalDate date = plan.Problem.Grid.Days[day].Date;
        SchedulingProblem asked = plan.Asked with
        {
            Agents = [.. plan.Asked.Agents.Select(agent => chosen.TryGetValue(agent.Id, out DayPart? part) ? agent with { Meetings = Moved(agent.Meetings, part.Moves) } : agent)],
        };
        Shift[] shifts =
        [
            .. plan.Shifts.Where(shift => shift.Date != date || !chosen.ContainsKey(shift.Agent)),
            .. parts.Select(part => part.Part.Becomes.Shift).OfType<Shift>(),
        ];
        Dictionary<AgentId, int> numbers = plan.Problem.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary();
        PlanningGrid grid = plan.Problem.Grid;
        return new AppliedParts(plan, ScheduleInSlots.Of(asked, shifts),
        [
            .. plan.Loans,
            .. from part in parts
               from move in part.Part.Moves
               where move.Lever == Lever.Lend
               select new Loan(numbers[part.Agent], day, grid.SlotFloor(day, move.ToStart!.Value), grid.SlotCeiling(day, move.ToEnd!.Value), move.Queues, 1),
        ],
        from part in parts where part.Part.Moves.Any(move => move.Lever is Lever.Overtime or Lever.CallIn or Lever.TimeOff) select part.Agent);
    }

    /// <summary>Rules that hold now and would not then, or would be broken further. Overtime, time off and being called in lie beside contract hours and templates.</summary>
    public IReadOnlyList<RuleViolation> NewViolations =>
    [
        .. from violation in ScheduleChecker.Check(_becomes.Problem, _becomes.Schedule).Violations
           where !_plan.Check.Violations.Any(known => known.Rule == violation.Rule && known.Agent == violation.Agent && known.Penalty >= violation.Penalty)
           where !(violation.Agent is { } agent && _besideContract.Contains(agent) && BesideContract.Contains(violation.Rule))
           select violation,
    ];

    /// <summary>What the parts give, on the day as it is known now.</summary>
    public IReadOnlyList<QueueDayEffect> Effects(RunningDay day) =>
    [
        .. QueueEffect.Between(DayWatch.Look(day), DayWatch.Look(day with { Problem = _becomes.Problem, Schedule = _becomes.Schedule, Loans = _loans })).Select(QueueDayEffect.Of),
    ];

    private static List<PlanMeeting> Moved(IReadOnlyList<PlanMeeting> meetings, IReadOnlyList<DayMove> moves)
    {
        List<PlanMeeting> result = [.. meetings];
        foreach (DayMove move in moves.Where(move => move.Lever is Lever.MoveActivities or Lever.PutOff or Lever.Train))
        {
            PlanMeeting? was = move.FromStart is { } start ? result.FirstOrDefault(own => own.Activity == move.Activity && own.Span.Start == start) : null;
            result.Remove(was!);
            if (move.ToStart is { } to)
            {
                Interval span = new(to, move.ToEnd!.Value);
                result.Add(was is null ? new PlanMeeting(span, move.Activity, IsMovable: true, MustAttend: false) : was with { Span = span });
            }
        }

        return result;
    }
}
