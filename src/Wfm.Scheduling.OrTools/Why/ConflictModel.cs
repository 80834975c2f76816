using System.Numerics;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Parts;

namespace Wfm.Scheduling.OrTools.Why;

/// <summary>Some people's whole period as a question without cost, every rule, absence, lock and request behind a literal of its own.</summary>
internal sealed class ConflictModel
{
    private readonly SchedulingProblem _problem;
    private readonly CpModelBuilder _builder = new();
    private readonly CpVariable _always;
    private readonly Dictionary<ConflictItem, CpVariable> _literals = [];
    private readonly List<(int Agent, DayChoice Choice)> _choices = [];
    private CpModel _model = null!;

    private ConflictModel(SchedulingProblem problem)
    {
        _problem = problem;
        _always = _builder.Whole(1, 1);
    }

    /// <summary>What each literal stands for.</summary>
    public IReadOnlyDictionary<CpVariable, ConflictItem> Items => _literals.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static ConflictModel Of(SchedulingProblem problem, IReadOnlyList<int> agents)
    {
        ConflictModel model = new(problem);
        // Absences and locks are things to give up here, so what the days allow is asked without them.
        SchedulingProblem bare = problem with { Agents = [.. problem.Agents.Select(agent => agent with { Absences = [], Locks = [] })] };
        SpanCache spans = new(bare);
        foreach (int agent in agents)
        {
            model.AddAgent(agent, spans);
        }

        if (agents.Count == problem.Agents.Count)
        {
            model.AddPosts();
        }

        model._model = model._builder.Build();
        return model;
    }

    /// <summary>The question with only these things asked for.</summary>
    public CpModel Under(IReadOnlyList<CpVariable> assumed) => new(_model.Variables, _model.Constraints, null, null, assumed);

    private CpVariable Literal(ConflictItem item)
    {
        if (!_literals.TryGetValue(item, out CpVariable literal))
        {
            _literals.Add(item, literal = _builder.Boolean());
        }

        return literal;
    }

    private void AddAgent(int number, SpanCache spans)
    {
        PlanAgent agent = _problem.Agents[number];
        bool needsTimes = NeedsTimes(agent);
        DayChoice[] days = [.. Enumerable.Range(0, _problem.Grid.Days.Count).Select(day => ChoiceOf(number, day, spans.Of(number, day), needsTimes))];
        _choices.AddRange(days.Select(day => (number, day)));
        Dictionary<LocalDate, CpVariable> absences = agent.Absences.Where(absence => _problem.Grid.FirstDate <= absence.Date && absence.Date < _problem.Grid.EndDate)
            .ToDictionary(absence => absence.Date, absence => Literal(new ConflictItem("Absence", agent.Id, absence.Date)));
        AgentRules rules = new(
            _builder, _problem, agent, days, _always, rule => [Literal(new ConflictItem(rule, agent.Id, null))], absences);
        rules.Add();
        foreach ((LocalDate date, CpVariable absent) in absences)
        {
            _builder.Add(new CpConstraint.AllOf([rules.WorksOn(date).Not]) { OnlyIf = [absent] });
        }

        AddRequests(agent, rules, days);
    }

    private void AddRequests(PlanAgent agent, AgentRules rules, DayChoice[] days)
    {
        foreach (DayLock fixedDay in agent.Locks.Where(fixedDay => _problem.Grid.IndexOf(fixedDay.Date) >= 0))
        {
            CpVariable held = Literal(new ConflictItem("Locks", agent.Id, fixedDay.Date));
            IEnumerable<(DayShift Shift, CpVariable Chosen)> shifts = days[_problem.Grid.IndexOf(fixedDay.Date)].Shifts;
            CpVariable kept = fixedDay.Shift is null ? rules.WorksOn(fixedDay.Date).Not : shifts.First(choice => choice.Shift == fixedDay.Shift).Chosen;
            _builder.Add(new CpConstraint.AllOf([kept]) { OnlyIf = [held] });
        }

        foreach (PlanMeeting meeting in agent.Meetings.Where(meeting => meeting.MustAttend))
        {
            int row = Enumerable.Range(0, days.Length).FirstOrDefault(
                day => meeting.Span.End > _problem.Grid.Days[day].Start && meeting.Span.Start < _problem.Grid.InstantOf(day, _problem.Grid.Days[day].Slots), -1);
            LocalDate date = row < 0 ? default : _problem.Grid.Days[row].Date;
            // As the plain rule has it, an absence or a locked day off excuses from the meeting.
            if (row >= 0 && !agent.Absences.Any(absence => absence.Date == date) && !agent.Locks.Any(fixedDay => fixedDay.Date == date && fixedDay.Shift is null))
            {
                _builder.Add(new CpConstraint.AllOf([rules.WorksOn(date)]) { OnlyIf = [Literal(new ConflictItem("Meetings", agent.Id, date))] });
            }
        }

        foreach (PlanWish wish in agent.Wishes.Where(wish => wish is { Kind: WishKind.DayOff, IsMustHave: true, Date: not null } && _problem.Grid.IndexOf(wish.Date.Value) >= 0))
        {
            _builder.Add(new CpConstraint.AllOf([rules.WorksOn(wish.Date!.Value).Not]) { OnlyIf = [Literal(new ConflictItem("Must-have day off", agent.Id, wish.Date))] });
        }
    }

    /// <summary>One literal per class of shifts no rule tells apart; a locked shift has its own and needs its lock.</summary>
    private DayChoice ChoiceOf(int number, int day, IReadOnlyList<PauseChoices> spans, bool needsTimes)
    {
        List<(DayShift, CpVariable)> shifts = [];
        HashSet<(int, int, int)> seen = [];
        foreach (DayShift shift in spans.Select(span => span.Shift))
        {
            if (seen.Add(needsTimes ? (shift.Start, shift.End, shift.PaidSlots) : (0, 0, shift.PaidSlots)))
            {
                shifts.Add((shift, _builder.Boolean()));
            }
        }

        if (_problem.Agents[number].Locks.FirstOrDefault(fixedDay => fixedDay.Date == _problem.Grid.Days[day].Date) is { Shift: { } locked } held)
        {
            CpVariable chosen = _builder.Boolean();
            _builder.Add(new CpConstraint.AllOf([Literal(new ConflictItem("Locks", _problem.Agents[number].Id, held.Date))]) { OnlyIf = [chosen] });
            shifts.Add((locked, chosen));
        }

        if (shifts.Count > 0)
        {
            _builder.Add(new CpConstraint.AtMostOne([.. shifts.Select(shift => shift.Item2)]));
        }

        return new DayChoice(day, shifts, IsFree: true);
    }

    private bool NeedsTimes(PlanAgent agent)
    {
        PlanContract contract = _problem.Contracts.First(contract => contract.Terms.Id == agent.Contract);
        bool hasPosts = _problem.Demand.Any(demand => demand.MinimumPosts?.Any(posts => posts > 0) == true);
        Duration night = Enumerable.Range(1, Math.Max(0, _problem.Grid.Days.Count - 1))
            .Select(day => _problem.Grid.Days[day].Start - _problem.Grid.InstantOf(day - 1, _problem.Grid.Days[day - 1].Slots))
            .DefaultIfEmpty(Duration.MaxValue).Min();
        return hasPosts || agent.PreviousShifts.Count > 0 || agent.FollowingShifts.Count > 0 || contract.EarlyAfterLate is not null || contract.Terms.Rules.DailyRest > night;
    }

    /// <summary>Posts can be filled when every set of queues has enough people who serve one of them (Hall).</summary>
    private void AddPosts()
    {
        for (int day = 0; day < _problem.Grid.Days.Count; day++)
        {
            OneDay one = new(_problem, day);
            QueueDay[] posts = [.. _problem.Demand.Where(demand => demand.Date == _problem.Grid.Days[day].Date && demand.MinimumPosts is not null)];
            int[] queues = [.. posts.Select(demand => _problem.Queues.ToList().IndexOf(demand.Queue))];
            for (int slot = 0; slot < one.Slots && posts.Length is > 0 and <= 10; slot++)
            {
                for (uint set = 1; set < 1u << posts.Length; set++)
                {
                    AddPosts(one, slot, [.. Enumerable.Range(0, posts.Length).Where(place => (set >> place & 1) == 1 && posts[place].MinimumPosts![slot] > 0)], posts, queues, BitOperations.PopCount(set));
                }
            }
        }
    }

    private void AddPosts(OneDay one, int slot, int[] places, QueueDay[] posts, int[] queues, int size)
    {
        if (places.Length < size)
        {
            return;
        }

        ulong wanted = places.Aggregate(0UL, (mask, place) => mask | 1UL << queues[place]);
        CpTerm[] present =
        [
            .. from choice in _choices
               where choice.Choice.Day == one.Day && (one.Skills[choice.Agent] & wanted) != 0 && one.CanServe(_problem.Agents[choice.Agent])[slot]
               from shift in choice.Choice.Shifts
               where slot >= shift.Shift.Start && slot < shift.Shift.End
               select new CpTerm(shift.Chosen, 1),
        ];
        _builder.Between(
            present, places.Sum(place => posts[place].MinimumPosts![slot]), long.MaxValue,
            [.. places.Select(place => Literal(new ConflictItem("Minimum posts", null, posts[place].Date, posts[place].Queue)))]);
    }
}
