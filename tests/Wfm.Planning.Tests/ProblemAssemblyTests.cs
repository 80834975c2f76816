using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Planning.Tests;

[TestFixture]
public sealed class ProblemAssemblyTests
{
    [Test]
    public void A_closed_weekday_counts_as_worked_because_hours_are_owed_per_week_without_holidays()
    {
        SchedulingProblem problem = Assembled(Centre()).Problem!;

        PlanAgent anna = problem.Agents.Single(agent => agent.Id == new AgentId("0003"));
        problem.Grid.IndexOf(new LocalDate(2026, 3, 6)).ShouldBe(-1);
        anna.Absences.ShouldHaveSingleItem().ShouldBe(new DayAbsence(new LocalDate(2026, 3, 6), Duration.FromHours(8)));
    }

    [Test]
    public void Days_away_are_credited_by_contract_and_parts_of_days_are_not()
    {
        SchedulingProblem problem = Assembled(Centre()).Problem!;

        problem.Agents[0].Absences.Select(absence => (absence.Date.Day, absence.Credited.TotalHours)).ShouldBe([(2, 8), (3, 8), (6, 8)]);
        problem.Agents[1].PartAbsences.ShouldHaveSingleItem().Duration.ShouldBe(Duration.FromHours(2));
        problem.Agents[3].Absences.ShouldHaveSingleItem().Credited.ShouldBe(Duration.FromHours(4));
    }

    [Test]
    public void Whoever_begins_in_the_second_week_owes_only_the_second_week()
    {
        CentreToPlan centre = Centre();
        Agent late = centre.Agents[2] with { EmployedFrom = new LocalDate(2026, 3, 9) };

        PlanAgent agent = Assembled(centre with { Agents = [late] }).Problem!.Agents.ShouldHaveSingleItem();

        agent.Absences.Sum(absence => absence.Credited.TotalHours).ShouldBe(40);
    }

    [Test]
    public void People_without_a_skill_that_is_asked_for_are_left_out_by_name()
    {
        CentreToPlan centre = Centre();

        AssembledProblem assembled = Assembled(centre with { Skills = [.. centre.Skills.Where(skill => skill.Agent != new AgentId("0007"))] });

        assembled.Problem!.Agents.Count.ShouldBe(7);
        assembled.Notes.ShouldHaveSingleItem().Text.ShouldBe("Agent 0007 (Åsa 7) has no skill for any queue of the requirement: left out.");
    }

    [Test]
    public void Nobody_left_is_told_instead_of_an_empty_plan()
    {
        AssembledProblem assembled = Assembled(Centre() with { Skills = [] });

        assembled.Problem.ShouldBeNull();
        assembled.Notes[^1].Text.ShouldStartWith("Nobody is left to schedule");
    }

    [Test]
    public void A_meeting_outside_opening_hours_is_left_out_by_name()
    {
        CentreToPlan centre = Centre();
        Meeting early = new(new AgentId("0005"), new LocalDateTime(2026, 3, 4, 7, 0), new LocalDateTime(2026, 3, 4, 7, 30), ActivityKind.Meeting, false);

        Assembled(centre with { Meetings = [early] }).Notes.ShouldHaveSingleItem().Text.ShouldContain("0005 has a meeting at 2026-03-04 07:00");
    }

    [Test]
    public void A_requirement_for_part_of_the_period_and_a_template_over_midnight_are_told()
    {
        CentreToPlan centre = Centre();
        ShiftTemplate night = centre.Templates[0] with { Id = new TemplateId("natt"), EarliestStart = new LocalTime(21, 0), LatestStart = new LocalTime(23, 0) };

        AssembledProblem assembled = Assembled(centre with { Period = new SchedulePeriod(SmallHouse.Monday, 4), Templates = [.. centre.Templates, night] });

        assembled.Notes.Select(note => note.Text).ShouldContain("The requirement covers 2026-03-02 to 2026-03-13 only; the other days of the period are planned as closed.");
        assembled.Notes.Select(note => note.Text).ShouldContain("Template natt reaches over midnight; shifts end with their day as yet: not used.");
    }

    [Test]
    public void Half_hours_are_cut_into_two_quarters_that_share_calls_and_cost()
    {
        CentreToPlan centre = Centre();
        StaffingCost cost = new([12, 4, 2, 2.5], [12, 5, 2, 2.5]);
        StaffingRequirement half = new(new QueueId("första"), Duration.FromMinutes(30), [new RequirementInterval(At(8, 0), 10, 180, 2, 2, 2, cost)]);

        Scheduling.QueueDay day = Assembled(centre with { Requirements = [half] }).Problem!.Demand.ShouldHaveSingleItem();

        day.Cost!.ShouldAllBe(table => table.SequenceEqual(new[] { 6, 2, 1, 1.25 }));
        day.TrueCost![1][1].ShouldBe(2.5);
        day.Traffic!.Calls.ShouldBe([5, 5]);
    }

    // Of ten people scheduled eight are on calls: five scheduled are four on calls.
    [Test]
    public void Costs_are_read_at_the_share_of_people_who_are_on_calls()
    {
        StaffingCost cost = new([10, 6, 3, 1, 0.5], [10, 6, 3, 1, 0.5]);
        StaffingRequirement need = new(new QueueId("första"), Duration.FromMinutes(15), [new RequirementInterval(At(8, 0), 10, 180, 4, 4, 5, cost)]);

        IReadOnlyList<double> table = Assembled(Centre() with { Requirements = [need] }).Problem!.Demand[0].Cost![0];

        table[5].ShouldBe(0.5, tolerance: 1e-12);
        table[1].ShouldBe(10 - (0.8 * 4), tolerance: 1e-12);
    }

    [Test]
    public void Intervals_shorter_than_a_slot_are_refused_with_both_lengths_named()
    {
        StaffingRequirement fives = new(new QueueId("första"), Duration.FromMinutes(5), [new RequirementInterval(At(8, 0), 1, 180, 1, 1, 1, new StaffingCost([1, 0], [1, 0]))]);

        AssembledProblem refused = Assembled(Centre() with { Requirements = [fives] });

        refused.Problem.ShouldBeNull();
        refused.Notes.ShouldHaveSingleItem().Text.ShouldContain("5 minutes — expected the slot of 15 minutes");
    }

    [Test]
    public void Fairness_weighs_a_little_unless_said_and_what_earlier_periods_left_is_carried_over()
    {
        CentreToPlan centre = Centre();
        AgentId second = centre.Agents[1].Id;
        Dictionary<AgentId, CarriedOver> carried = new() { [second] = new CarriedOver(new FairnessBalance(1, 2, 3, 4), Duration.FromHours(1.5)) };

        SchedulingProblem problem = Assembled(centre with { Carried = carried }).Problem!;
        SchedulingProblem plain = Assembled(centre with { Fairness = new FairnessCosts(), StableStartPerHour = 0 }).Problem!;

        problem.FairnessCosts.ShouldBe(ProblemAssembly.Fairness);
        problem.StableStartPerHour.ShouldBe(ProblemAssembly.StableStartPerHour);
        PlanAgent agent = problem.Agents.Single(own => own.Id == second);
        (agent.Fairness, agent.OpeningBalance).ShouldBe((new FairnessBalance(1, 2, 3, 4), Duration.FromHours(1.5)));
        problem.Agents.Where(own => own.Id != second).ShouldAllBe(own => own.Fairness == new FairnessBalance(0, 0, 0, 0));
        plain.FairnessCosts.IsOff.ShouldBeTrue();
    }

    [Test]
    public void Movable_meetings_become_time_to_place_on_their_day_a_shared_one_for_everybody_together()
    {
        CentreToPlan centre = Centre();
        AgentId[] people = [.. centre.Agents.Select(agent => agent.Id)];
        LocalDateTime monday = new(2026, 3, 9, 10, 0);
        Meeting[] meetings =
        [
            new(people[4], monday, monday.PlusMinutes(60), ActivityKind.Meeting, IsMovable: true),
            new(people[3], monday, monday.PlusMinutes(60), ActivityKind.Meeting, IsMovable: true),
            new(people[4], monday.PlusDays(1), monday.PlusDays(1).PlusMinutes(20), ActivityKind.Training, IsMovable: true),
            new(people[5], monday.PlusDays(2), monday.PlusDays(2).PlusMinutes(30), ActivityKind.Meeting, IsMovable: false),
        ];

        SchedulingProblem placed = Assembled(centre with { Meetings = meetings, PlacesMovableMeetings = true }).Problem!;
        SchedulingProblem standing = Assembled(centre with { Meetings = meetings }).Problem!;

        placed.Activities.Select(activity => (activity.Kind, activity.Minutes, activity.IsTogether, activity.From, activity.To, activity.Agents.Count)).ShouldBe(
        [
            (ActivityKind.Meeting, 60, true, monday.Date, monday.Date, 2),
            (ActivityKind.Training, 30, false, monday.Date.PlusDays(1), monday.Date.PlusDays(1), 1),
        ]);
        placed.Agents.Sum(agent => agent.Meetings.Count).ShouldBe(1);
        placed.Activities.Select(activity => activity.Stands).ShouldBe([monday.InZoneStrictly(SmallHouse.Stockholm).ToInstant(), monday.PlusDays(1).InZoneStrictly(SmallHouse.Stockholm).ToInstant()]);
        SchedulingProblem held = Assembled(centre with { Meetings = meetings, PlacesMovableMeetings = true, HeldDays = new HashSet<(AgentId, LocalDate)> { (people[3], monday.Date) } }).Problem!;
        held.Activities.ShouldHaveSingleItem().Kind.ShouldBe(ActivityKind.Training, "a meeting of several stays when one of them cannot move");
        held.Agents.Sum(agent => agent.Meetings.Count).ShouldBe(3);
        Assembled(centre with { Meetings = meetings, PlacesMovableMeetings = true, Agents = [.. centre.Agents.Where(agent => agent.Id != people[3])] }).Problem!.Activities.ShouldHaveSingleItem();
        standing.Activities.ShouldBeEmpty();
        standing.Agents.Sum(agent => agent.Meetings.Count).ShouldBe(4);
    }

    [Test]
    public void Somebody_lent_has_to_be_at_work_and_the_borrowing_queue_wants_one_fewer()
    {
        CentreToPlan centre = Centre();
        AgentId third = new("0003");
        Interval span = new(At(11, 0), At(13, 0));
        CentreToPlan lending = centre with { Loans = [new LentTo(third, new QueueId("bygg"), span)] };

        SchedulingProblem plain = Assembled(centre).Problem!, problem = Assembled(lending).Problem!;

        double[] before = [.. Day(plain, "bygg").Cost![12]], during = [.. Day(problem, "bygg").Cost![12]];
        during[..^1].ShouldBe(before[1..], tolerance: 1e-12);
        Day(problem, "bygg").Cost![11].ShouldBe(Day(plain, "bygg").Cost![11]);
        Day(problem, "bygg").Cost![20].ShouldBe(Day(plain, "bygg").Cost![20]);
        Day(problem, "första").Cost![12].ShouldBe(Day(plain, "första").Cost![12]);
        problem.Agents.Single(agent => agent.Id == third).Meetings.ShouldBe([new PlanMeeting(span, ActivityKind.Contacts, IsMovable: false, MustAttend: true)]);
    }

    [Test]
    public void A_loan_to_two_queues_counts_half_on_each_and_whoever_is_away_is_not_lent()
    {
        CentreToPlan centre = Centre();
        Interval span = new(At(11, 0), At(12, 0));
        LentTo To(string agent, string queue) => new(new AgentId(agent), new QueueId(queue), span);

        SchedulingProblem problem = Assembled(centre with { Loans = [To("0005", "bygg"), To("0005", "första"), To("0001", "bygg")] }).Problem!;

        IReadOnlyList<double> before = Day(Assembled(centre).Problem!, "bygg").Cost![12];
        Day(problem, "bygg").Cost![12][1].ShouldBe((before[1] + before[2]) / 2, tolerance: 1e-12);
        problem.Agents.Single(agent => agent.Id == new AgentId("0001")).Meetings.ShouldBeEmpty();
    }

    [Test]
    public void Posts_stand_in_the_slots_the_queue_is_open_less_whoever_is_lent_to_it()
    {
        CentreToPlan centre = Centre();
        MinimumPost Post(string queue, IsoDayOfWeek? weekday, int from, int to, int people) => new(new QueueId(queue), weekday, new LocalTime(from, 0), new LocalTime(to, 0), people, null, null);
        LentTo lent = new(new AgentId("0003"), new QueueId("bygg"), new Interval(At(10, 0), At(11, 0)));
        CentreToPlan posted = centre with { Posts = [Post("bygg", null, 9, 12, 2), Post("bygg", IsoDayOfWeek.Monday, 15, 17, 3), Post("första", IsoDayOfWeek.Tuesday, 8, 9, 1)] };

        SchedulingProblem problem = Assembled(posted).Problem!;

        int[] monday = [.. Enumerable.Range(0, 32).Select(slot => slot is >= 4 and < 16 ? 2 : slot >= 28 ? 3 : 0)];
        Day(problem, "bygg").MinimumPosts.ShouldBe(monday);
        Day(problem, "första").MinimumPosts.ShouldBeNull();
        problem.Demand.Single(day => day.Queue == new QueueId("första") && day.Date == SmallHouse.Monday.PlusDays(1)).MinimumPosts!.Sum().ShouldBe(4);
        int[] fewer = [.. monday.Select((people, slot) => slot is >= 8 and < 12 ? people - 1 : people)];
        Day(Assembled(posted with { Loans = [lent] }).Problem!, "bygg").MinimumPosts.ShouldBe(fewer);
        SchedulingProblem made = Assembled(posted with { LoansBeside = [lent] }).Problem!;
        Day(made, "bygg").MinimumPosts.ShouldBe(fewer, "a schedule that is made has its loans beside it");
        Day(made, "bygg").Cost.ShouldBe(Day(problem, "bygg").Cost);
    }

    [Test]
    public void Posts_of_a_queue_nobody_is_required_for_are_told()
    {
        MinimumPost visits = new(new QueueId("besök"), null, new LocalTime(9, 0), new LocalTime(12, 0), 1, null, null);

        AssembledProblem assembled = Assembled(Centre() with { Posts = [visits, visits with { Weekday = IsoDayOfWeek.Monday, From = new LocalTime(13, 0), To = new LocalTime(14, 0) }] });

        assembled.Notes.ShouldHaveSingleItem().Said.ShouldBe("posts-without-requirement|besök");
    }

    private static QueueDay Day(SchedulingProblem problem, string queue) => problem.Demand.Single(day => day.Queue == new QueueId(queue) && day.Date == SmallHouse.Monday);

    private static AssembledProblem Assembled(CentreToPlan centre) => ProblemAssembly.Assemble(centre);

    private static Instant At(int hour, int minute) => new LocalDateTime(2026, 3, 2, hour, minute).InZoneStrictly(SmallHouse.Stockholm).ToInstant();

    /// <summary>The small house with a requirement of two people on each queue, every quarter of every open day.</summary>
    private static CentreToPlan Centre()
    {
        PeopleData people = PeopleFiles.Read(SmallHouse.Open, SmallHouse.Stockholm).Value!;
        StaffingRequirement Need(string queue) => new(new QueueId(queue), Duration.FromMinutes(15),
        [
            .. from date in SmallHouse.Period.Days
               where date.DayOfWeek <= IsoDayOfWeek.Friday && date != new LocalDate(2026, 3, 6)
               from quarter in Enumerable.Range(0, 32)
               let start = (date + new LocalTime(8, 0).PlusMinutes(quarter * 15)).InZoneStrictly(SmallHouse.Stockholm).ToInstant()
               select new RequirementInterval(start, 6, 180, 3, 2, 2, new StaffingCost([6, 2, 0.5, 0.52], [6, 2, 0.5, 0.52])),
        ]);
        return new CentreToPlan
        {
            Period = SmallHouse.Period,
            Zone = SmallHouse.Stockholm,
            Requirements = [Need("första"), Need("bygg")],
            Targets = people.Targets,
            Agents = people.Agents,
            Skills = people.Skills,
            Contracts = people.Contracts,
            Templates = people.Templates,
            Absences = people.Absences,
            Meetings = people.Meetings,
            Wishes = people.Wishes,
            PreviousShifts = people.PreviousShifts,
        };
    }
}
