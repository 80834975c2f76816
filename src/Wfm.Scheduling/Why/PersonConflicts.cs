using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Why;

/// <summary>Explains everybody who has no schedule; equal people are looked at once, and equal explanations told once.</summary>
internal sealed class PersonConflicts(PlanModel model, PersonOracle oracle, TemplateFitness fitness, PlanWorth worth)
{
    /// <summary>Questions about single persons after which the people left are told together: some seconds of work.</summary>
    private const int MostQuestions = 2000;

    /// <summary>Conflicts of one person that share no member, at most.</summary>
    private const int MostConflicts = 3;

    private readonly SchedulingProblem _problem = model.Problem;
    private readonly Suspects _suspects = new(model.Problem, fitness);
    private readonly ConflictFinder _finder = new(oracle);
    private readonly Dictionary<string, IReadOnlyList<Suspect>> _bare = [];

    /// <summary>One conflict per different reason.</summary>
    /// <param name="impossible">Numbers of the people without a schedule.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public IReadOnlyList<ScheduleConflict> Of(IEnumerable<int> impossible, CancellationToken cancellationToken)
    {
        List<ScheduleConflict> conflicts = [];
        List<AgentId> left = [];
        foreach (IGrouping<string, int> equal in impossible.GroupBy(agent => KeyOf(_problem.Agents[agent])).OrderByDescending(group => group.Count()))
        {
            AgentId[] people = [.. equal.Select(agent => _problem.Agents[agent].Id)];
            if (oracle.Calls > MostQuestions || cancellationToken.IsCancellationRequested)
            {
                left.AddRange(people);
            }
            else
            {
                conflicts.AddRange(Explain(equal.First()).Select(conflict => conflict with { Agents = people }));
            }
        }

        return [.. Merged(conflicts), .. LeftOver(left)];
    }

    private static IEnumerable<ScheduleConflict> Merged(List<ScheduleConflict> conflicts) =>
        from conflict in conflicts
        group conflict by (
            string.Join('|', conflict.Members), conflict.Detail, conflict.IsProven,
            string.Join('|', conflict.Members.SelectMany(member => member.Ways).Select(way => way.Change))) into equal
        select equal.First() with { Agents = [.. equal.SelectMany(conflict => conflict.Agents)] };

    private static IEnumerable<ScheduleConflict> LeftOver(List<AgentId> people) =>
        people.Count == 0 ? [] :
        [
            new ScheduleConflict(people, [new ConflictMember(ConflictKind.ContractHours, "Contract, absences, locks and meetings", "", "of each person")])
            {
                IsSmallest = false,
                Detail = "There are too many different conflicts to take each apart; mend those told and run again",
            },
        ];

    private List<ScheduleConflict> Explain(int number)
    {
        Person person = Person.Of(_problem, _problem.Agents[number]);
        List<ScheduleConflict> conflicts = [];
        Person open = person;
        for (int round = 0; round < MostConflicts && !oracle.IsPossible(open); round++)
        {
            IReadOnlyList<Suspect> all = _suspects.Of(open);
            IReadOnlyList<Suspect> bare = round == 0 ? OfContract(person) : [];
            IReadOnlyList<Suspect> set = bare.Count > 0 ? bare : _finder.Smallest(open, all);
            if (set.Count == 0)
            {
                break;
            }

            conflicts.Add(Tell(person, number, open, all, set));
            open = set.Aggregate(open, (known, suspect) => suspect.Remove(known));
        }

        return conflicts;
    }

    /// <summary>The conflict contract and templates have by themselves, found once for everybody who shares them.</summary>
    private IReadOnlyList<Suspect> OfContract(Person person)
    {
        string key = $"{person.Agent.Contract}|{string.Join(' ', person.Agent.Templates)}";
        if (!_bare.TryGetValue(key, out IReadOnlyList<Suspect>? set))
        {
            Person bare = Suspects.Bare(person);
            set = _finder.Smallest(bare, [.. _suspects.Contractual(bare)]);
            _bare.Add(key, set);
        }

        return set;
    }

    private ScheduleConflict Tell(Person person, int number, Person open, IReadOnlyList<Suspect> all, IReadOnlyList<Suspect> set)
    {
        List<Suspect> members = Whole(person, set);
        HashSet<string> names = [.. set.Select(suspect => suspect.Member.ToString())];
        Person alone = all.SelectMany(suspect => suspect.Parts.Count > 0 ? suspect.Parts : [suspect])
            .Where(suspect => !names.Contains(suspect.Member.ToString()))
            .Aggregate(open, (known, suspect) => suspect.Remove(known));
        bool hours = set.Any(suspect => suspect.Member.Kind == ConflictKind.ContractHours);
        Suspect templates = _suspects.Templates(open);
        List<string> detail = hours ? [oracle.Compile(person).HoursConflict] : [];
        if (oracle.IsPossible(templates.Remove(alone)))
        {
            members.Add(templates);
        }
        else if (hours)
        {
            detail.AddRange(_suspects.NeverFitting(person));
        }

        return new ScheduleConflict([], [.. members.Select(suspect => suspect.Member with { Ways = Ways(person, number, suspect) })])
        {
            Detail = string.Join("; ", detail.Where(part => part.Length > 0)),
        };
    }

    /// <summary>Days of absence come together again as one member.</summary>
    private static List<Suspect> Whole(Person person, IReadOnlyList<Suspect> set)
    {
        HashSet<NodaTime.LocalDate> away =
            [.. set.Where(suspect => suspect.Member.Kind == ConflictKind.Absence).SelectMany(suspect => suspect.Member.Dates)];
        List<Suspect> members = [.. set.Where(suspect => suspect.Member.Kind != ConflictKind.Absence)];
        if (away.Count > 0)
        {
            members.Add(Suspects.Absences([.. person.Agent.Absences.Where(absence => away.Contains(absence.Date))], person.Agent.Absences));
        }

        return members;
    }

    /// <summary>The least step of each ladder that suffices with everything else as it is; the last ladder only when no other does.</summary>
    private List<Relaxation> Ways(Person person, int number, Suspect suspect)
    {
        List<Relaxation> ways = [];
        foreach (Ladder ladder in suspect.Ladders)
        {
            bool isLastResort = ReferenceEquals(ladder, suspect.Ladders[^1]) && ways.Count > 0;
            if (isLastResort || ladder.Count == 0 || !oracle.IsPossible(ladder.At(person, ladder.Count - 1).Relaxed))
            {
                continue;
            }

            (Person relaxed, Remark change) = ladder.At(person, Least(person, ladder));
            ways.Add(new Relaxation(change, -oracle.Best(relaxed, (day, options, slots) => worth.Fill(number, day, options, slots))));
        }

        return ways;
    }

    private int Least(Person person, Ladder ladder)
    {
        (int low, int high) = (0, ladder.Count - 1);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = oracle.IsPossible(ladder.At(person, middle).Relaxed) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>Everything that decides whether a person can have a schedule.</summary>
    private static string KeyOf(PlanAgent agent) => string.Join('|',
    [
        agent.Contract.ToString(), string.Join(' ', agent.Templates), string.Join(' ', agent.Skills),
        string.Join(' ', agent.Absences), string.Join(' ', agent.Meetings), string.Join(' ', agent.Locks),
        string.Join(' ', agent.PreviousShifts), string.Join(' ', agent.FollowingShifts), agent.OpeningBalance.ToString(), agent.AveragedBefore?.ToString() ?? "", string.Join(' ', agent.HoursByWeek),
    ]);
}
