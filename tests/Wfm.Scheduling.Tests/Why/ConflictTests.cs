using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;
using Wfm.Scheduling.Tests.Search;
using Wfm.Scheduling.Why;

namespace Wfm.Scheduling.Tests.Why;

/// <summary>Every conflict is a smallest one: alone it cannot hold, and without any one member the rest can.</summary>
public sealed class ConflictTests
{
    private static readonly ScheduleOptions Quick = new() { Threads = 1, Steps = 40, BoundSteps = 3 };

    [Test]
    public void A_conflict_cannot_hold_alone_and_can_without_any_one_member([Range(1, 60)] int seed)
    {
        SchedulingProblem problem = Cornered(seed);
        PersonOracle oracle = new(problem);
        Suspects suspects = new(problem, new TemplateFitness(problem, oracle));
        Person person = Person.Of(problem, problem.Agents[0]);
        IReadOnlyList<Suspect> all = suspects.Of(person);

        IReadOnlyList<Suspect> found = new ConflictFinder(oracle).Smallest(person, all);

        found.Count.ShouldBe(HasSchedule(problem, person) ? 0 : found.Count);
        List<Suspect> fine = [.. all.SelectMany(suspect => suspect.Parts.Count > 0 ? suspect.Parts : [suspect])];
        if (found.Count > 0)
        {
            HasSchedule(problem, Only(person, fine, found)).ShouldBeFalse();
            foreach (Suspect member in found)
            {
                HasSchedule(problem, Only(person, fine, found.Where(other => !ReferenceEquals(other, member))))
                    .ShouldBeTrue($"{member.Member} of {string.Join(" + ", found.Select(other => other.Member))}");
            }
        }
    }

    [Test]
    public void Most_cornered_people_do_have_a_conflict() =>
        Enumerable.Range(1, 60).Count(seed => !HasSchedule(Cornered(seed), Person.Of(Cornered(seed), Cornered(seed).Agents[0])))
            .ShouldBeInRange(15, 55);

    [Test]
    public void The_least_step_of_a_relaxation_suffices_and_one_step_less_does_not()
    {
        PlanAgent ana = Small.Agent() with
        {
            Absences = [new DayAbsence(Small.Monday, Duration.Zero), new DayAbsence(Small.Monday.PlusDays(1), Duration.FromHours(8))],
        };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [ana], Small.Contract(tolerance: 2));

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        // 40 h less 8 credited are 32 owed, 30 with the tolerance; three days give 27.
        conflict.Members.Select(member => member.Kind).ShouldBe([ConflictKind.ContractHours, ConflictKind.Absence, ConflictKind.Templates], ignoreOrder: true);
        Relaxation way = conflict.Members.Single(member => member.Kind == ConflictKind.ContractHours).Ways.ShouldHaveSingleItem();
        way.Change.ShouldBe(new Remark("way-period-tolerance|2|5", "period tolerance 2 h → 5 h"));
        Feasible(problem with { Contracts = [Small.Contract(tolerance: 5)] }).ShouldBeTrue();
        Feasible(problem with { Contracts = [Small.Contract(tolerance: 4.5)] }).ShouldBeFalse();
    }

    [Test]
    public void The_price_of_a_relaxation_is_what_the_plan_then_costs_less_what_it_cost()
    {
        PlanAgent ana = Small.Agent() with { Absences = [new DayAbsence(Small.Monday, Duration.Zero)] };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [ana, Small.Agent("bo")], required: 2);
        ScheduleResult before = ScheduleBuilder.Build(problem, Quick);

        Relaxation way = Reasons(before).Single().Members.Single(member => member.Kind == ConflictKind.Absence).Ways.Single();
        DayLock[] locks = [.. Enumerable.Range(0, 5).Select(day => new DayLock(Small.Monday.PlusDays(day), before.Schedule.ShiftOf(1, day)))];
        ScheduleResult after = ScheduleBuilder.Build(
            problem with { Agents = [ana with { Absences = [] }, Small.Agent("bo") with { Locks = locks }] }, Quick);

        way.Change.ShouldBe(new Remark("way-absence-given-up|2026-06-01", "absence of 2026-06-01 given up"));
        after.Cost.Total.ShouldBe(before.Cost.Total + way.CostChange!.Value, tolerance: 1e-6);
    }

    [Test]
    public void Equal_reasons_of_many_people_are_told_once()
    {
        PlanAgent[] people = [.. Enumerable.Range(0, 40).Select(number => Small.Agent($"p{number:00}") with
        {
            Wishes = [new PlanWish(Small.Monday.PlusDays(number % 5), WishKind.DayOff)],
        })];
        SchedulingProblem problem = Small.Problem(Small.Grid(), people, Small.Contract(hours: 60));

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        conflict.Agents.Count.ShouldBe(40);
        conflict.Reason.ShouldStartWith("40 people (p00, p01, p02, p03, p04 …): Contract hours (contract) contract full: 60 h a week");
        conflict.Reason.ShouldContain("contract full needs 59 to 61 h of work up to 2026-06-05, but with 0 absent days and 0 locked days only 0 to 45 h can be worked");
    }

    [Test]
    public void A_thousand_different_people_are_answered_with_few_questions()
    {
        PlanAgent[] people = [.. Enumerable.Range(0, 1000).Select(number => Small.Agent($"p{number}") with
        {
            Absences = [new DayAbsence(Small.Monday.PlusDays(number % 28), Duration.FromMinutes(number))],
        })];
        SchedulingProblem problem = Small.Problem(Small.Grid(weeks: 4), people, Small.Contract(hours: 60));
        PlanModel model = PlanModel.Of(problem);
        PersonOracle oracle = new(problem);

        IReadOnlyList<ScheduleConflict> conflicts = new PersonConflicts(
            model, oracle, new TemplateFitness(problem, oracle), new PlanWorth(model, DraftSchedule.Empty(problem))).Of(Enumerable.Range(0, 1000), default);

        oracle.Calls.ShouldBeLessThan(3500);
        conflicts.SelectMany(conflict => conflict.Agents).Distinct().Count().ShouldBe(1000);
        conflicts.Count.ShouldBeLessThan(60);
    }

    [Test]
    public void Too_little_rest_after_the_shifts_before_the_period_is_told_with_the_lock_it_meets()
    {
        PlanAgent ana = Small.Agent() with
        {
            PreviousShifts = [new Interval(Small.At(Small.Monday.PlusDays(-1), 14), Small.At(Small.Monday.PlusDays(-1), 22))],
            Locks = [new DayLock(Small.Monday, Small.WithLunch(0, 34, 18))],
        };
        SchedulingProblem problem = Small.Problem(
            Small.Grid(opens: 6, closes: 22), [ana], Small.Contract(rules: Small.NoRules with { DailyRest = Duration.FromHours(11) }));

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        conflict.Members.Select(member => member.ToString()).ShouldBe(
            ["Shifts before the period the last ends 2026-05-31 22:00", "Daily rest (ATL 13 §) at least 11 h", "Locks (planner) 2026-06-01 06:00–14:30"]);
        conflict.Members.SelectMany(member => member.Ways).Select(way => way.Change.Text).ShouldBe(
            ["Daily rest 11 h → 8 h", "lock of 2026-06-01 06:00–14:30 taken away"]);
        conflict.Members.SelectMany(member => member.Ways).Select(way => way.Change.Said).ShouldBe(["way-rule-hours|Daily rest|11|8", "way-lock-removed|2026-06-01"]);
    }

    [Test]
    public void A_locked_shift_that_breaks_a_rule_is_told_with_that_rule()
    {
        PlanAgent ana = Small.Agent() with { Locks = [new DayLock(Small.Monday.PlusDays(2), Small.WithLunch(0, 38, 12))] };
        SchedulingProblem problem = Small.Problem(
            Small.Grid(), [ana], Small.Contract(rules: Small.NoRules with { LongestWorkWithoutRast = Duration.FromHours(5), LongestDay = Duration.FromHours(9) }));

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        conflict.Members.Select(member => member.ToString()).ShouldBe(
            ["Work without a rast (ATL 15 §) at most 5 h", "Locks (planner) 2026-06-03 07:00–16:30"]);
        conflict.Members.SelectMany(member => member.Ways).Select(way => way.Change.Text).ShouldBe(
            ["Work without a rast 5 h → 6 h", "lock of 2026-06-03 07:00–16:30 taken away"]);
    }

    [Test]
    public void Posts_name_who_could_be_there_who_cannot_and_what_is_missing()
    {
        LocalDate wednesday = Small.Monday.PlusDays(2);
        PlanAgent[] people =
        [
            Small.Agent("anna", "full", "desk", "a"),
            Small.Agent("bo", "full", "desk", "a") with { Absences = [new DayAbsence(wednesday, Duration.FromHours(8))] },
            Small.Agent("cy", "full", "desk", "a") with
            {
                Skills = [new PlanSkill(new QueueId("desk"), Small.Monday.PlusDays(3)), new PlanSkill(new QueueId("a"))],
            },
            Small.Agent("dan"),
        ];
        SchedulingProblem problem = Small.Problem(Small.Grid(), people, Small.Contract(band: 10, tolerance: 10), queues: ["a", "desk"]);
        problem = problem with
        {
            Demand =
            [
                .. problem.Demand.Select(demand => demand.Queue.Value == "desk" && demand.Date == wednesday
                    ? demand with { MinimumPosts = [.. Enumerable.Range(0, 40).Select(slot => slot is >= 12 and < 14 ? 2 : 0)] }
                    : demand),
            ],
        };

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        conflict.IsProven.ShouldBeTrue();
        conflict.Reason.ShouldBe(
            "unit: Minimum posts (opening hours) desk needs 2 on 2026-06-03 10:00–10:30, 1 is there + Absence bo 2026-06-03 cannot hold together. "
            + "anna could be there; bo: absent; cy: skill does not hold that day. "
            + "Possible with: Minimum posts of desk 2 → 1 at those times; or one more person on desk then.");
        (conflict.IsOfPosts, conflict.Members[0].Facts).ShouldBe((true, "desk|2|1|10:00–10:30"));
    }

    private static IReadOnlyList<ScheduleConflict> Conflicts(SchedulingProblem problem) => Reasons(ScheduleBuilder.Build(problem, Quick));

    private static IReadOnlyList<ScheduleConflict> Reasons(ScheduleResult result) =>
        result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts;

    private static bool Feasible(SchedulingProblem problem) => ScheduleBuilder.Build(problem, Quick).Outcome is not ScheduleOutcome.Infeasible;

    /// <summary>Everything relaxed but the members.</summary>
    private static Person Only(Person person, IEnumerable<Suspect> all, IEnumerable<Suspect> members)
    {
        HashSet<string> kept = [.. members.Select(member => member.Member.ToString())];
        return all.Where(suspect => !kept.Contains(suspect.Member.ToString())).Aggregate(person, (known, suspect) => suspect.Remove(known));
    }

    /// <summary>Tries every period of the person's two shifts a day, judged by the plain rules alone.</summary>
    private static bool HasSchedule(SchedulingProblem problem, Person person)
    {
        SchedulingProblem own = problem with { Contracts = [person.Contract], Agents = [person.Agent] };
        IReadOnlyList<IScheduleRule> book = ScheduleRules.For(person.Contract);
        DayShift?[] choices = [null, .. TinyWorlds.Shifts];
        int days = problem.Grid.Days.Count;
        return Enumerable.Range(0, (int)Math.Pow(choices.Length, days)).Any(number =>
        {
            DayShift?[] row = new DayShift?[days];
            for (int day = 0; day < days; day++)
            {
                (number, row[day]) = (number / choices.Length, choices[number % choices.Length]);
            }

            AgentSchedule schedule = new(own, person.Agent, row);
            return !book.Any(rule => rule.Violations(schedule).Any());
        });
    }

    /// <summary>One person of a tiny world with more absences, locks and meetings than fit.</summary>
    private static SchedulingProblem Cornered(int seed)
    {
        SeededRandom random = new(seed);
        SchedulingProblem problem = TinyWorlds.Of(random, agents: 1, days: 5, weeklyRest: false);
        PlanAgent agent = problem.Agents[0];
        LocalDate Some() => Small.Monday.PlusDays(random.Below(5));
        LocalDate meeting = Some();
        agent = agent with
        {
            Absences = [.. Enumerable.Range(0, random.Below(4)).Select(_ => Some()).Distinct().Select(date => new DayAbsence(date, Duration.FromHours(4 * random.Below(2))))],
            Meetings = random.Below(3) == 0 ? [new PlanMeeting(new Interval(Small.At(meeting, 18), Small.At(meeting, 19)), ActivityKind.Meeting, false, true)] : [],
            Locks = [.. Enumerable.Range(0, random.Below(3)).Select(_ => Some()).Distinct()
                .Select(date => new DayLock(date, random.Below(2) == 0 ? null : TinyWorlds.Shifts[random.Below(2)]))],
        };
        return problem with { Agents = [agent] };
    }
}
