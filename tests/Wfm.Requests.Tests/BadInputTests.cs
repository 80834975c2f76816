using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>Everything odd has a stated answer, and no figure is ever NaN.</summary>
[TestFixture]
public sealed class BadInputTests
{
    private static readonly (SchedulingProblem Problem, DraftSchedule Schedule) Unit = GeneratedUnit.Draw(12, 3, 1, 5);

    private static PlanningGrid Grid => Unit.Problem.Grid;

    [Test]
    public void An_unknown_person_is_named()
    {
        Weighing answer = Weigh(new AbsenceRequest(new AgentId("carl"), Span(0, 4, 8)));

        answer.Consequence.ShouldBeNull();
        answer.Findings.ShouldHaveSingleItem().ToString().ShouldBe("agent: \"carl\" — expected one of the problem's agents.");
    }

    [Test]
    public void A_meeting_of_nobody_and_queues_that_do_not_exist_are_refused()
    {
        Weigh(new MeetingRequest([], Span(0, 4, 8), ActivityKind.Meeting)).Findings.ShouldHaveSingleItem().Found.ShouldBe("nobody");
        Weigh(new LoanRequest(new LentCalls([Unit.Problem.Agents[0].Id], [new QueueId("xyz")]), Span(0, 4, 8))).Findings.ShouldHaveSingleItem().Found.ShouldBe("xyz");
    }

    [Test]
    public void An_absence_outside_the_plan_is_refused_and_one_that_reaches_out_of_it_is_weighed_inside()
    {
        Instant end = Grid.InstantOf(4, 40);
        AgentId agent = Unit.Problem.Agents[0].Id;

        Weigh(new AbsenceRequest(agent, new Interval(end + Duration.FromDays(30), end + Duration.FromDays(31)))).Findings.ShouldHaveSingleItem().Expected
            .ShouldContain("inside the plan, 2026-03-02 00:00 to 2026-03-09 00:00");
        Weighing reaching = Weigh(new AbsenceRequest(agent, new Interval(Grid.InstantOf(3, 0), end + Duration.FromDays(30))));
        reaching.Consequence!.Notes.ShouldContain("The part outside the plan is not weighed.");
    }

    [Test]
    public void An_absence_on_a_day_off_changes_nothing_and_says_so()
    {
        (int agent, int day) = (from person in Enumerable.Range(0, 12) from row in Enumerable.Range(0, 5) where Unit.Schedule.ShiftOf(person, row) is null select (person, row)).First();

        Consequence answer = Weigh(new AbsenceRequest(Unit.Problem.Agents[agent].Id, Span(day, 8, 20))).Consequence!;

        answer.Queues.ShouldBeEmpty();
        answer.Recommendation.ShouldBe(Recommendation.Fits);
        answer.Notes.ShouldContain($"{Unit.Problem.Agents[agent].Id} does not work then: callers notice nothing.");
        answer.Alternatives.ShouldBeEmpty();
        answer.WhyFewAlternatives.ShouldBe("Nothing changes in the plan, so there is nothing to find an alternative for.");
    }

    [Test]
    public void An_absence_without_length_is_refused() =>
        Weigh(new AbsenceRequest(Unit.Problem.Agents[0].Id, new Interval(Grid.InstantOf(0, 4), Grid.InstantOf(0, 4)))).Findings.ShouldHaveSingleItem().Expected.ShouldStartWith("a time after");

    [Test]
    public void Overtime_must_adjoin_the_shift_and_lie_in_opening_hours()
    {
        int agent = Enumerable.Range(0, 12).First(person => Unit.Schedule.ShiftOf(person, 0) is { Start: 0 or 1 or 2 });

        Weigh(new OvertimeRequest(Unit.Problem.Agents[agent].Id, Span(0, 38, 40))).Findings.ShouldHaveSingleItem().Expected.ShouldContain("adjoins the shift");
        Weigh(new OvertimeRequest(Unit.Problem.Agents[agent].Id, new Interval(Grid.InstantOf(0, 36), Grid.InstantOf(0, 48)))).Findings.ShouldHaveSingleItem().Expected
            .ShouldContain("opening hours of one day");
    }

    [Test]
    public void A_swap_with_oneself_and_on_a_day_outside_the_plan_is_refused()
    {
        AgentId agent = Unit.Problem.Agents[0].Id;

        Weigh(new SwapRequest(agent, GeneratedUnit.Monday, agent, GeneratedUnit.Monday)).Findings.ShouldHaveSingleItem().Expected.ShouldBe("somebody else");
        Weigh(new SwapRequest(agent, new LocalDate(2026, 3, 8), Unit.Problem.Agents[1].Id, GeneratedUnit.Monday)).Findings.ShouldHaveSingleItem().Path.ShouldBe("date");
    }

    [Test]
    public void Agents_without_skills_and_queues_without_calls_or_people_give_no_NaN()
    {
        SchedulingProblem problem = Unit.Problem with
        {
            Agents = [.. Unit.Problem.Agents.Select((agent, number) => number < 4 ? agent with { Skills = [] } : agent with { Skills = [new PlanSkill(Unit.Problem.Queues[0])] })],
            Demand = [.. Unit.Problem.Demand.Select(day => day.Queue == Unit.Problem.Queues[0] ? day with { Traffic = Silent(day.Traffic!) } : day)],
            Promises = [.. Unit.Problem.Promises.Select((promise, queue) => promise with { ThresholdSeconds = 0, PatienceSeconds = queue == 0 ? null : 86_400 })],
        };
        PreparedPlan plan = new(problem, Unit.Schedule);
        Random random = new(3);
        for (int trial = 0; trial < 40; trial++)
        {
            Weighing answer = RequestWeigher.Weigh(plan, Asked.Draw(problem, random), new WeighOptions { AlwaysSimulate = trial % 8 == 0, SimulatedDays = 10 });
            foreach (double figure in Figures(answer.Consequence))
            {
                double.IsFinite(figure).ShouldBeTrue();
            }
        }
    }

    [Test]
    public void Handle_times_of_a_day_and_endless_patience_give_no_NaN()
    {
        SchedulingProblem problem = Unit.Problem with
        {
            Demand = [.. Unit.Problem.Demand.Select(day => day with { Traffic = day.Traffic! with { HandleSeconds = [.. Enumerable.Repeat(86_400.0, 40)] } })],
            Promises = [.. Unit.Problem.Promises.Select(promise => promise with { PatienceSeconds = null })],
        };
        PreparedPlan plan = new(problem, Unit.Schedule);
        Consequence answer = RequestWeigher.Weigh(plan, new AbsenceRequest(problem.Agents[0].Id, Span(0, 0, 40)), new WeighOptions()).Consequence!;

        Figures(answer).ShouldAllBe(figure => double.IsFinite(figure));
    }

    [Test]
    public void A_problem_without_calls_says_that_nothing_can_be_told()
    {
        SchedulingProblem problem = Unit.Problem with { Promises = [] };
        int agent = Enumerable.Range(0, 12).First(person => Unit.Schedule.ShiftOf(person, 0) is not null);

        Consequence answer = RequestWeigher.Weigh(new PreparedPlan(problem, Unit.Schedule), new AbsenceRequest(problem.Agents[agent].Id, Span(0, 8, 20)), new WeighOptions()).Consequence!;

        answer.Recommendation.ShouldBe(Recommendation.Tight);
        answer.Reason.ShouldContain("holds no calls");
        answer.Notes.ShouldContain(note => note.Contains("q0"));
    }

    // Saturday night into the Sunday on which the clock jumps from 02:00 to 03:00: two rows of the plan, the second of 23 hours.
    [Test]
    public void An_absence_across_midnight_and_a_clock_change_touches_both_days_by_elapsed_time()
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
        LocalDate saturday = new(2026, 3, 28), monday = new(2026, 3, 23);
        PlanDay[] days = [.. new[] { saturday, saturday.PlusDays(1) }.Select(date => new PlanDay(date, zone.AtStartOfDay(date).ToInstant(), date == saturday ? 96 : 92))];
        QueueId queue = Unit.Problem.Queues[0];
        SchedulingProblem problem = Unit.Problem with
        {
            Grid = new PlanningGrid(zone, 15, monday, 1, days),
            Demand = [.. days.Select(day => Small.Calls(queue, day.Date, 3, day.Slots))],
            Agents = [.. Unit.Problem.Agents.Take(3).Select(agent => agent with { Skills = [new PlanSkill(queue)] })],
        };
        DayShift Night(int start, int end) => new(start, end, DayShift.None, 0, DayShift.None, DayShift.None, 1);
        DraftSchedule schedule = new(Enumerable.Range(0, 3).Select(_ => new DayShift?[] { Night(80, 96), Night(0, 20) }));
        Interval night = new(
            new LocalDateTime(2026, 3, 28, 23, 0).InZoneStrictly(zone).ToInstant(), new LocalDateTime(2026, 3, 29, 4, 0).InZoneStrictly(zone).ToInstant());

        Consequence answer = RequestWeigher.Weigh(new PreparedPlan(problem, schedule), new AbsenceRequest(problem.Agents[0].Id, night), new WeighOptions { Alternatives = 0 }).Consequence!;

        answer.Queues.Select(own => (own.Date, own.Intervals.Count)).ShouldBe([(saturday, 4), (saturday.PlusDays(1), 12)]);
        answer.Queues[1].Intervals[^1].Start.InZone(zone).LocalDateTime.ShouldBe(new LocalDateTime(2026, 3, 29, 3, 45));
        Figures(answer).ShouldAllBe(figure => double.IsFinite(figure));
    }

    private static SlotTraffic Silent(SlotTraffic traffic) => traffic with { Calls = new double[traffic.Calls.Count] };

    private static Interval Span(int day, int from, int to) => new(Grid.InstantOf(day, from), Grid.InstantOf(day, to));

    private static Weighing Weigh(ScheduleRequest request) => RequestWeigher.Weigh(new PreparedPlan(Unit.Problem, Unit.Schedule), request, new WeighOptions());

    private static IEnumerable<double> Figures(Consequence? answer) => answer is null
        ? []
        : answer.Queues.SelectMany(queue => new[] { queue.Before, queue.After }.SelectMany(day => new[] { day.ServiceLevel ?? 0, day.LateCalls, day.CallsBelowTarget, day.ChanceOfTarget ?? 0 })
                .Concat(queue.Intervals.SelectMany(interval => new[] { interval.Calls, interval.LevelBefore ?? 0, interval.LevelAfter ?? 0 })))
            .Concat((answer.Simulated ?? []).SelectMany(queue => new[] { queue.LevelBefore, queue.LevelAfter, queue.ErrorOfDifference, queue.ChanceBefore, queue.ChanceAfter }));
}
