using Wfm.Scheduling.OrTools.Model;

namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>One day's lunches and breaks for fixed shifts as a model, and the way back from its answer.</summary>
internal sealed class PauseModel
{
    private readonly List<PauseVariables> _people = [];

    private PauseModel(CpModelBuilder builder)
    {
        Builder = builder;
    }

    private CpModelBuilder Builder { get; }

    /// <summary>The model.</summary>
    public CpModel Model { get; private set; } = null!;

    /// <summary>Whether every shift of the day that is not locked has its pauses free in the model.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>A day of a schedule.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="shifts">Everybody's shift of the day, null when off: fixed starts, ends and lunch lengths, and the hint.</param>
    /// <param name="day">Row of the grid.</param>
    public static PauseModel Of(SchedulingProblem problem, IReadOnlyList<DayShift?> shifts, int day)
    {
        CpModelBuilder builder = new();
        builder.CountCostIn(CoverageModel.UnitsPerCost);
        PauseModel model = new(builder);
        OneDay one = new(problem, day);
        DayPresence presence = new(one);
        for (int agent = 0; agent < shifts.Count; agent++)
        {
            if (shifts[agent] is not { } shift || one.Skills[agent] == 0)
            {
                continue;
            }

            PlanAgent person = problem.Agents[agent];
            PauseChoices? choices = PauseChoices.Of(problem, person, day, shift);
            model.IsWhole &= choices is not null || person.Locks.Any(fixedDay => fixedDay.Date == problem.Grid.Days[day].Date);
            PauseVariables variables = new(builder, agent, shift, choices);
            model._people.Add(variables);
            presence.Add(one.Skills[agent], shift, one.CanServe(person), variables);
        }

        CoverageModel coverage = new(builder, one);
        for (int slot = 0; slot < one.Slots; slot++)
        {
            coverage.Add(slot, presence.Groups(slot));
        }

        model.Model = builder.Build();
        return model;
    }

    /// <summary>The shifts an answer says, agent by agent.</summary>
    public IEnumerable<(int Agent, DayShift Shift)> Read(CpAnswer answer) =>
        _people.Select(person => (person.Agent, person.Read(answer)));
}

/// <summary>The pauses of one shift as literals.</summary>
internal sealed class PauseVariables
{
    private readonly DayShift _shift;
    private readonly List<(int Slot, CpVariable Chosen)> _lunches = [];
    private readonly List<(PausePlace Place, CpVariable Chosen)> _breaks = [];

    public PauseVariables(CpModelBuilder builder, int agent, DayShift shift, PauseChoices? choices)
    {
        (Agent, _shift) = (agent, shift);
        IsFree = choices is not null;
        if (choices is null)
        {
            return;
        }

        _lunches.AddRange(choices.Lunches.Select(slot => (slot, builder.Boolean(slot == shift.Lunch))));
        One(builder, _lunches.Select(lunch => lunch.Chosen));
        foreach (IReadOnlyList<PausePlace> places in choices.Breaks)
        {
            List<(PausePlace Place, CpVariable Chosen)> own =
                [.. places.Select(place => (place, builder.Boolean(place.Slot == (place.IsSecond ? shift.Break2 : shift.Break1))))];
            One(builder, own.Select(pause => pause.Chosen));
            Link(builder, choices, own);
            _breaks.AddRange(own);
        }
    }

    public int Agent { get; }

    public bool IsFree { get; }

    /// <summary>Literals that take the person from the desk in a slot.</summary>
    public IEnumerable<CpVariable> AwayIn(int slot) =>
        _lunches.Where(lunch => slot >= lunch.Slot && slot < lunch.Slot + _shift.LunchSlots).Select(lunch => lunch.Chosen)
            .Concat(_breaks.Where(pause => slot >= pause.Place.Slot && slot < pause.Place.Slot + _shift.BreakSlots).Select(pause => pause.Chosen));

    public DayShift Read(CpAnswer answer)
    {
        if (!IsFree)
        {
            return _shift;
        }

        int PlaceOf(bool second) => _breaks.Where(pause => pause.Place.IsSecond == second && answer.IsTrue(pause.Chosen))
            .Select(pause => pause.Place.Slot).DefaultIfEmpty(DayShift.None).First();
        return _shift with
        {
            Lunch = _lunches.Where(lunch => answer.IsTrue(lunch.Chosen)).Select(lunch => lunch.Slot).DefaultIfEmpty(DayShift.None).First(),
            Break1 = PlaceOf(second: false),
            Break2 = PlaceOf(second: true),
        };
    }

    private static void One(CpModelBuilder builder, IEnumerable<CpVariable> literals)
    {
        CpVariable[] all = [.. literals];
        if (all.Length > 0)
        {
            builder.Add(new CpConstraint.ExactlyOne(all));
        }
    }

    /// <summary>
    /// Forbids a break's place beside a lunch it does not go with. For each lunch, it and every stricter lunch exclude the
    /// places it does not go with: a staircase of cliques, as tight as linear constraints get.
    /// </summary>
    private void Link(CpModelBuilder builder, PauseChoices choices, List<(PausePlace Place, CpVariable Chosen)> places)
    {
        List<(CpVariable Lunch, HashSet<CpVariable> Refused)> refusals =
        [
            .. _lunches.Select(lunch => (lunch.Chosen,
                places.Where(place => !choices.GoTogether(lunch.Slot, place.Place)).Select(place => place.Chosen).ToHashSet())),
        ];
        foreach ((_, HashSet<CpVariable> refused) in refusals.Where(refusal => refusal.Refused.Count > 0))
        {
            CpVariable[] stricter = [.. refusals.Where(other => refused.IsSubsetOf(other.Refused)).Select(other => other.Lunch)];
            builder.Add(new CpConstraint.AtMostOne([.. refused.Order(ByReference), .. stricter]));
        }
    }

    private static readonly Comparer<CpVariable> ByReference = Comparer<CpVariable>.Create((one, other) => one.Reference.CompareTo(other.Reference));
}

/// <summary>Who is at the desk in each slot of a day, by skill set.</summary>
internal sealed class DayPresence(OneDay day)
{
    private readonly SortedDictionary<ulong, List<CpTerm>[]> _terms = [];
    private readonly SortedDictionary<ulong, (int Fixed, int Hinted)[]> _people = [];

    /// <summary>Adds a person whose shift stands and whose pauses may be free.</summary>
    public void Add(ulong skills, DayShift shift, bool[] serves, PauseVariables pauses)
    {
        for (int slot = shift.Start; slot < shift.End; slot++)
        {
            bool atDesk = IsAtDesk(shift, slot);
            if (serves[slot] && (pauses.IsFree || atDesk))
            {
                Count(skills, slot, 1, atDesk ? 1 : 0);
                foreach (CpVariable away in pauses.AwayIn(slot))
                {
                    Add(skills, slot, new CpTerm(away, -1));
                }
            }
        }
    }

    /// <summary>Adds people who are there whatever happens.</summary>
    public void Count(ulong skills, int slot, int certain, int hinted)
    {
        (int Fixed, int Hinted)[] people = Rows(skills).People;
        people[slot] = (people[slot].Fixed + certain, people[slot].Hinted + hinted);
    }

    /// <summary>Adds a literal that is one person more or less.</summary>
    public void Add(ulong skills, int slot, CpTerm term) => Rows(skills).Terms[slot].Add(term);

    /// <summary>The groups of a slot.</summary>
    public IReadOnlyList<SkillGroup> Groups(int slot) =>
    [
        .. _people.Select(pair => new SkillGroup(pair.Key, pair.Value[slot].Fixed, _terms[pair.Key][slot], pair.Value[slot].Hinted))
            .Where(group => group.Most > 0),
    ];

    public static bool IsAtDesk(DayShift shift, int slot) =>
        slot >= shift.Start && slot < shift.End
        && !(shift.Lunch != DayShift.None && slot >= shift.Lunch && slot < shift.LunchEnd)
        && !(shift.Break1 != DayShift.None && slot >= shift.Break1 && slot < shift.Break1 + shift.BreakSlots)
        && !(shift.Break2 != DayShift.None && slot >= shift.Break2 && slot < shift.Break2 + shift.BreakSlots);

    private ((int Fixed, int Hinted)[] People, List<CpTerm>[] Terms) Rows(ulong skills)
    {
        if (!_people.TryGetValue(skills, out (int Fixed, int Hinted)[]? people))
        {
            _people.Add(skills, people = new (int, int)[day.Slots]);
            _terms.Add(skills, [.. Enumerable.Range(0, day.Slots).Select(_ => new List<CpTerm>())]);
        }

        return (people, _terms[skills]);
    }
}
