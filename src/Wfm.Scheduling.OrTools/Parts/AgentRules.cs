using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.OrTools.Model;

namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>What an agent may do on a day: shifts with the literal that says so; no literal true means a day off.</summary>
/// <param name="Day">Row of the grid.</param>
/// <param name="Shifts">The shifts; on a day that is not free, at most one, with a literal that is always true.</param>
/// <param name="IsFree">Whether the day may change.</param>
internal sealed record DayChoice(int Day, IReadOnlyList<(DayShift Shift, CpVariable Chosen)> Shifts, bool IsFree);

/// <summary>The hard rules of one agent as constraints, each on its own so that it can be switched by an assumption.</summary>
internal sealed class AgentRules
{
    private readonly CpModelBuilder _builder;
    private readonly SchedulingProblem _problem;
    private readonly PlanAgent _agent;
    private readonly PlanContract _contract;
    private readonly DayChoice[] _days;
    private readonly CpVariable _always;
    private readonly Func<string, IReadOnlyList<CpVariable>> _onlyIf;
    private readonly IReadOnlyDictionary<LocalDate, CpVariable>? _absences;
    private readonly Dictionary<int, CpVariable> _works = [];

    /// <param name="builder">Takes the constraints.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="agent">Whose rules.</param>
    /// <param name="days">The agent's days, all of the grid in order.</param>
    /// <param name="always">A literal that is true.</param>
    /// <param name="onlyIf">For the name of a rule, the literals it depends on; null for rules that always bind.</param>
    /// <param name="absences">For the date of an absence, the literal without which it credits nothing; null when absences stand.</param>
    public AgentRules(
        CpModelBuilder builder, SchedulingProblem problem, PlanAgent agent, DayChoice[] days, CpVariable always,
        Func<string, IReadOnlyList<CpVariable>>? onlyIf = null, IReadOnlyDictionary<LocalDate, CpVariable>? absences = null)
    {
        _absences = absences;
        (_builder, _problem, _agent, _days, _always) = (builder, problem, agent, days, always);
        _contract = problem.Contracts.First(contract => contract.Terms.Id == agent.Contract);
        _onlyIf = onlyIf ?? (_ => []);
    }

    /// <summary>Adds every rule that is modelled.</summary>
    public void Add()
    {
        WorkRules rules = _contract.Terms.Rules;
        AddHours();
        if (rules.LongestDay is { } day)
        {
            AddForbidden("Longest day", shift => Minutes(shift) > day.TotalMinutes);
        }

        if (rules.LongestWeek is { } week)
        {
            AddLongestWeek(week);
        }

        if (rules.DailyRest is { } rest)
        {
            AddApart("Daily rest", (one, other) => other.Start - one.End < rest, (LocalDate before, LocalDate after) => Period.DaysBetween(before, after) <= 2);
        }

        if (_contract.EarlyAfterLate is { } late)
        {
            AddApart(
                "Early after late",
                (one, other) => one.Ends(late.LateAfter) && other.Starts(late.EarlyBefore),
                (before, after) => Period.DaysBetween(before, after) == 1);
        }

        AddSequences(rules);
    }

    private long Minutes(DayShift shift) => (long)shift.PaidSlots * _problem.Grid.SlotMinutes;

    private void AddHours()
    {
        Contract terms = _contract.Terms;
        for (int weeks = 1; weeks <= _problem.Grid.Weeks; weeks++)
        {
            LocalDate end = _problem.Grid.FirstDate.PlusDays(7 * weeks);
            DayAbsence[] absent = [.. _agent.Absences.Where(absence => absence.Date >= _problem.Grid.FirstDate && absence.Date < end)];
            Duration allowed = weeks == _problem.Grid.Weeks ? Duration.Min(terms.WeekBand, terms.PeriodTolerance) : terms.WeekBand;
            Duration certain = absent.Where(absence => _absences is null).Aggregate(_agent.OpeningBalance, (sum, absence) => sum + absence.Credited);
            double owed = (terms.HoursPerWeek * weeks - certain).TotalMinutes;
            Worked(_days.Where(day => _problem.Grid.Days[day.Day].Date < end),
                (long)Math.Ceiling(owed - allowed.TotalMinutes), (long)Math.Floor(owed + allowed.TotalMinutes), "Contract hours",
                _absences is null ? [] : absent.Select(absence => new CpTerm(_absences[absence.Date], (long)absence.Credited.TotalMinutes)));
        }
    }

    private void AddLongestWeek(Duration longest)
    {
        foreach (IGrouping<int, DayChoice> week in _days.GroupBy(day => _problem.Grid.WeekOf(day.Day)))
        {
            Worked(week, long.MinValue, (long)longest.TotalMinutes, "Longest week", []);
        }
    }

    private void Worked(IEnumerable<DayChoice> days, long low, long high, string rule, IEnumerable<CpTerm> credited)
    {
        List<DayChoice> all = [.. days];
        if (all.Any(day => day.IsFree))
        {
            CpTerm[] terms = [.. all.SelectMany(day => day.Shifts).Select(choice => new CpTerm(choice.Chosen, Minutes(choice.Shift)))];
            _builder.Between(Joined(terms.Concat(credited)), low, high, _onlyIf(rule));
        }
    }

    private void AddForbidden(string rule, Func<DayShift, bool> isForbidden)
    {
        foreach ((_, CpVariable chosen) in _days.Where(day => day.IsFree).SelectMany(day => day.Shifts).Where(choice => isForbidden(choice.Shift)))
        {
            _builder.Add(new CpConstraint.AllOf([chosen.Not]) { OnlyIf = _onlyIf(rule) });
        }
    }

    /// <summary>Shifts of two days that must not both be worked, as cliques: one for each set of later shifts an earlier one excludes.</summary>
    private void AddApart(string rule, Func<Stretch, Stretch, bool> clash, Func<LocalDate, LocalDate, bool> isNear)
    {
        List<(LocalDate Date, bool IsFree, List<(Stretch Stretch, CpVariable Chosen)> Shifts)> days =
        [
            .. _agent.PreviousShifts.Where(span => span.Start < _problem.Grid.Days[0].Start).OrderBy(span => span.Start).Select(Standing),
            .. _days.Select(day => (_problem.Grid.Days[day.Day].Date, day.IsFree, day.Shifts.Select(choice => (StretchOf(day.Day, choice.Shift), choice.Chosen)).ToList())),
            .. Following().OrderBy(span => span.Start).Select(Standing),
        ];
        for (int later = 1; later < days.Count; later++)
        {
            for (int earlier = later - 1; earlier >= 0 && isNear(days[earlier].Date, days[later].Date); earlier--)
            {
                if (days[earlier].IsFree || days[later].IsFree)
                {
                    AddApart(rule, clash, days[earlier].Shifts, days[later].Shifts);
                }
            }
        }
    }

    /// <summary>A shift outside the period, as it stands.</summary>
    private (LocalDate Date, bool IsFree, List<(Stretch Stretch, CpVariable Chosen)> Shifts) Standing(Interval span) =>
        (DateOf(span), false, [(new Stretch(span.Start, span.End, _problem.Grid.Zone), _always)]);

    private LocalDate DateOf(Interval span) => span.Start.InZone(_problem.Grid.Zone).Date;

    private IEnumerable<Interval> Following() => _agent.FollowingShifts.Where(span => DateOf(span) >= _problem.Grid.EndDate);

    private void AddApart(
        string rule, Func<Stretch, Stretch, bool> clash, List<(Stretch Stretch, CpVariable Chosen)> earlier, List<(Stretch Stretch, CpVariable Chosen)> later)
    {
        List<(CpVariable Chosen, HashSet<CpVariable> Excluded)> exclusions =
        [
            .. earlier.Select(one => (one.Chosen, later.Where(other => clash(one.Stretch, other.Stretch)).Select(other => other.Chosen).ToHashSet())),
        ];
        foreach (HashSet<CpVariable> excluded in exclusions.Select(exclusion => exclusion.Excluded).Where(set => set.Count > 0).Distinct(HashSet<CpVariable>.CreateSetComparer()))
        {
            CpTerm[] terms =
            [
                .. exclusions.Where(other => excluded.IsSubsetOf(other.Excluded)).Select(other => new CpTerm(other.Chosen, 1)),
                .. excluded.OrderBy(literal => literal.Reference).Select(literal => new CpTerm(literal, 1)),
            ];
            _builder.Between(Joined(terms), 0, 1, _onlyIf(rule));
        }
    }

    private void AddSequences(WorkRules rules)
    {
        if (rules.MostWorkingDaysInARow is null && rules.FewestDaysOffInARow is null && rules.MostWeekends is null)
        {
            return;
        }

        HashSet<LocalDate> before = [.. _agent.PreviousShifts.Select(DateOf).Where(date => date < _problem.Grid.FirstDate)];
        HashSet<LocalDate> after = [.. Following().Select(DateOf)];
        LocalDate first = before.Count == 0 ? _problem.Grid.FirstDate : before.Min();
        int history = Period.DaysBetween(first, _problem.Grid.FirstDate);
        int known = after.Count == 0 ? 0 : Period.DaysBetween(_problem.Grid.EndDate, after.Max()) + 1;
        CpVariable[] works =
        [
            .. Enumerable.Range(0, history).Select(day => before.Contains(first.PlusDays(day)) ? _always : _always.Not),
            .. Enumerable.Range(0, 7 * _problem.Grid.Weeks).Select(day => WorksOn(_problem.Grid.FirstDate.PlusDays(day))),
            .. Enumerable.Range(0, known).Select(day => after.Contains(_problem.Grid.EndDate.PlusDays(day)) ? _always : _always.Not),
        ];
        AddRuns(rules, works, history, works.Length - known);
        if (rules.MostWeekends is { } most)
        {
            AddWeekends(most);
        }
    }

    /// <param name="rules">The rules.</param>
    /// <param name="works">Whether each day is worked, from the first day known to the last.</param>
    /// <param name="history">Days before the period.</param>
    /// <param name="end">Where the period ends among them; what lies wholly after it is not ours.</param>
    private void AddRuns(WorkRules rules, CpVariable[] works, int history, int end)
    {
        if (rules.MostWorkingDaysInARow is { } most)
        {
            for (int last = Math.Max(most, history); last < Math.Min(works.Length, end + most); last++)
            {
                _builder.Add(new CpConstraint.AnyOf([.. works[(last - most)..(last + 1)].Select(day => day.Not)]) { OnlyIf = _onlyIf("Working days in a row") });
            }
        }

        for (int off = 1; off < rules.FewestDaysOffInARow; off++)
        {
            for (int back = Math.Max(off + 1, history); back < Math.Min(works.Length, end + off + 1); back++)
            {
                _builder.Add(
                    new CpConstraint.AnyOf([works[back - off - 1].Not, .. works[(back - off)..back], works[back].Not]) { OnlyIf = _onlyIf("Days off in a row") });
            }
        }
    }

    private void AddWeekends(int most)
    {
        List<CpTerm> weekends = [];
        for (int day = 0; day < 7 * _problem.Grid.Weeks; day++)
        {
            LocalDate saturday = _problem.Grid.FirstDate.PlusDays(day);
            if (saturday.DayOfWeek == IsoDayOfWeek.Saturday || (day == 0 && saturday.DayOfWeek == IsoDayOfWeek.Sunday))
            {
                CpVariable weekend = _builder.Boolean();
                foreach (LocalDate date in saturday.DayOfWeek == IsoDayOfWeek.Saturday ? new[] { saturday, saturday.PlusDays(1) } : [saturday])
                {
                    _builder.Add(new CpConstraint.AnyOf([weekend, WorksOn(date).Not]));
                }

                weekends.Add(new CpTerm(weekend, 1));
            }
        }

        _builder.Between(weekends, 0, most, _onlyIf("Weekends worked"));
    }

    /// <summary>A literal that is true when the agent works on a date.</summary>
    public CpVariable WorksOn(LocalDate date)
    {
        int row = _problem.Grid.IndexOf(date);
        if (row < 0 || _days[row].Shifts.Count == 0)
        {
            return _always.Not;
        }

        if (!_days[row].IsFree)
        {
            return _always;
        }

        if (!_works.TryGetValue(row, out CpVariable works))
        {
            _works.Add(row, works = _builder.Boolean());
            _builder.Add(new CpConstraint.ExactlyOne([works.Not, .. _days[row].Shifts.Select(choice => choice.Chosen)]));
        }

        return works;
    }

    private Stretch StretchOf(int day, DayShift shift) =>
        new(_problem.Grid.InstantOf(day, shift.Start), _problem.Grid.InstantOf(day, shift.End), _problem.Grid.Zone);

    /// <summary>Terms of one variable added up: fixed shifts share the literal that is always true.</summary>
    private static CpTerm[] Joined(IEnumerable<CpTerm> terms) =>
        [.. terms.GroupBy(term => term.Variable).Select(group => new CpTerm(group.Key, group.Sum(term => term.Coefficient)))];
}

/// <summary>A shift's time.</summary>
internal readonly record struct Stretch(Instant Start, Instant End, DateTimeZone Zone)
{
    /// <summary>Whether it ends after a time of the wall clock on its first date.</summary>
    public bool Ends(LocalTime after) => End > At(after);

    /// <summary>Whether it starts before a time of the wall clock.</summary>
    public bool Starts(LocalTime before) => Start < At(before);

    private Instant At(LocalTime time) => (Start.InZone(Zone).Date + time).InZone(Zone, WallClock.Earliest).ToInstant();
}
