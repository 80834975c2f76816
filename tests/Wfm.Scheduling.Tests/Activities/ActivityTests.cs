using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Activities;
using Wfm.Scheduling.Json;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Activities;

public sealed class ActivityTests
{
    private static readonly ScheduleOptions Quick = new() { Threads = 1, Steps = 40, BoundSteps = 5 };

    [Test]
    public void The_place_of_one_block_is_the_cheapest_of_all_places([Range(1, 12)] int seed)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = Fixed(seed);
        PlanActivity training = new("training", ActivityKind.Training, [problem.Agents[seed % 3].Id], 60) { Earliest = new LocalTime(8, 0) };

        ActivityPlacer placer = Placed(problem with { Activities = [training] }, schedule);

        CostOf(problem, placer.Schedule).ShouldBe(LeastOf(problem, schedule, training), tolerance: 1e-6);
        placer.Findings.ShouldBeEmpty();
        ScheduleChecker.Check(problem with { Activities = [training] }, placer.Schedule).Violations.ShouldBeEmpty();
    }

    [Test]
    public void The_place_of_a_group_is_the_cheapest_of_all_places_for_all_of_them([Range(1, 12)] int seed)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = Fixed(seed);
        PlanActivity meeting = new("apt", ActivityKind.Meeting, [.. problem.Agents.Select(agent => agent.Id)], 30) { IsTogether = true };

        ActivityPlacer placer = Placed(problem with { Activities = [meeting] }, schedule);

        CostOf(problem, placer.Schedule).ShouldBe(LeastOf(problem, schedule, meeting), tolerance: 1e-6);
        placer.Schedule.Activities.ShouldHaveSingleItem().Agents.Count.ShouldBe(3);
    }

    [Test]
    public void Lunch_and_breaks_move_to_make_room()
    {
        PlanTemplate day = Small.Day(earliest: 7, latest: 7, minHours: 8, maxHours: 8) with
        {
            Lunch = new LunchRule(30, 30, [new TimeWindow(new LocalTime(11, 0), new LocalTime(13, 0))]),
        };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent() with { Templates = [day.Id] }], templates: [day]) with
        {
            Activities =
            [
                new PlanActivity("apt", ActivityKind.Meeting, [new AgentId("ana")], 60)
                {
                    Earliest = new LocalTime(11, 0), Latest = new LocalTime(12, 0), From = Small.Monday, To = Small.Monday,
                },
            ],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Violations.ShouldBeEmpty();
        result.Schedule.Activities.ShouldHaveSingleItem().Span.ShouldBe(new Interval(Small.At(Small.Monday, 11), Small.At(Small.Monday, 12)));
        Shift monday = result.Schedule.ToShifts(problem)[0];
        monday.Activities.Single(piece => piece.Kind == ActivityKind.Meeting).Span.Duration.ShouldBe(Duration.FromHours(1));
        monday.Activities.Single(piece => piece.Kind == ActivityKind.Lunch).Span.Start.ShouldBeGreaterThanOrEqualTo(Small.At(Small.Monday, 12));
    }

    [Test]
    public void Mail_every_week_is_cut_in_blocks_that_are_long_enough()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(weeks: 2), [Small.Agent("ana"), Small.Agent("bo")], demand: (day, slot, _) => (slot + day) % 7 < 4 ? 2 : 0.2) with
        {
            Activities =
            [
                new PlanActivity("mail", ActivityKind.BackOffice, [new AgentId("ana"), new AgentId("bo")], 150) { IsWeekly = true, MinBlockMinutes = 45, MaxBlockMinutes = 75 },
            ],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Violations.ShouldBeEmpty();
        result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
        result.ActivityFindings.ShouldBeEmpty();
        foreach (IGrouping<(AgentId, int), PlacedActivity> own in result.Schedule.Activities.GroupBy(
            block => (block.Agents.Single(), Period.DaysBetween(Small.Monday, block.Span.Start.InZone(Small.Stockholm).Date) / 7)))
        {
            own.Sum(block => block.Span.Duration.TotalMinutes).ShouldBe(150);
            own.ShouldAllBe(block => block.Span.Duration.TotalMinutes >= 45 && block.Span.Duration.TotalMinutes <= 75);
        }

        result.Schedule.Activities.GroupBy(block => block.Agents.Single()).Count().ShouldBe(2);
    }

    [Test]
    public void An_activity_without_room_is_told_with_the_reason_and_the_nearest_possibility()
    {
        PlanAgent ana = Small.Agent() with { Absences = [new DayAbsence(Small.Monday, Duration.FromHours(8))] };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [ana, Small.Agent("bo")]) with
        {
            Activities = [new PlanActivity("apt", ActivityKind.Meeting, [new AgentId("ana"), new AgentId("bo")], 60) { IsTogether = true, From = Small.Monday, To = Small.Monday }],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        ActivityFinding finding = result.ActivityFindings.ShouldHaveSingleItem();
        finding.MissingMinutes.ShouldBe(60);
        finding.Reason.ShouldStartWith("ana does not work on any day of its window; outside its window 2026-06-0");
        ScheduleConflict conflict = result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts.ShouldHaveSingleItem();
        conflict.Members.Single().ToString().ShouldBe("Activity placed (planned activity) 60 min of apt");
        result.Violations.ShouldHaveSingleItem().Rule.ShouldBe("Activity placed");
        result.Schedule.ShiftCount.ShouldBeGreaterThan(8);
    }

    [Test]
    public void Somebody_whose_block_stands_is_at_work_that_day_and_it_lies_there_or_where_it_costs_less([Range(1, 6)] int seed)
    {
        LocalDate friday = Small.Monday.PlusDays(4);
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent("ana"), Small.Agent("bo"), Small.Agent("cy")], Small.Contract(band: 8, tolerance: 8), demand: (day, slot, _) => day == 4 ? 0 : 2 + (((seed * 7) + slot) % 3));
        PlanActivity[] talks = [.. problem.Agents.Select(agent => new PlanActivity($"talk-{agent.Id}", ActivityKind.Coaching, [agent.Id], 60) { From = friday, To = friday, Stands = Small.At(friday, 10) })];
        PlanActivity monday = new("course", ActivityKind.Training, [problem.Agents[0].Id], 60) { From = Small.Monday, To = Small.Monday, Stands = Small.At(Small.Monday, 10) };
        SchedulingProblem asked = problem with { Activities = [.. talks, monday] };

        ScheduleResult result = ScheduleBuilder.Build(asked, Quick);

        result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
        result.Violations.ShouldBeEmpty();
        result.Schedule.Activities.Count.ShouldBe(4);
        ScheduleResult two = ScheduleBuilder.Build(asked, Quick with { Threads = 2 });
        (two.Cost, two.Bound).ShouldBe((result.Cost, result.Bound), "the same bits on one thread or two");
        result.Bound.ShouldBeLessThanOrEqualTo(result.Cost.Total);
        ScheduleResult standing = ScheduleBuilder.Build(PlacedActivities.Apply(asked, PlacedActivities.Standing(asked)), Quick);
        result.Bound.ShouldBeLessThanOrEqualTo(standing.Cost.Total, "a bound holds wherever they lie");
        ScheduleBuilder.Build(asked with { Activities = [monday with { Stands = Small.At(friday, 10) }] }, Quick).Outcome.ShouldBeOfType<ScheduleOutcome.Invalid>().Findings.ShouldHaveSingleItem().Path.ShouldBe("activities[0].stands");
    }

    [Test]
    public void What_is_placed_only_when_cheap_stays_out_when_it_is_dear()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent()], required: 3) with
        {
            Activities = [new PlanActivity("reading", ActivityKind.Administration, [new AgentId("ana")], 30) { MostCost = 1 }],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
        result.Schedule.Activities.ShouldBeEmpty();
        result.ActivityFindings.ShouldHaveSingleItem().Reason.ShouldEndWith("more than the 1.0 allowed");
    }

    [Test]
    public void The_bound_holds_where_an_activity_makes_idle_people_useful()
    {
        // Two people where none are wanted: every slot in training saves the cost of idleness.
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent("ana"), Small.Agent("bo")], required: 0) with
        {
            Activities = [new PlanActivity("training", ActivityKind.Training, [new AgentId("ana")], 300) { IsWeekly = true, MinBlockMinutes = 60 }],
        };

        ScheduleResult with = ScheduleBuilder.Build(problem, Quick);
        ScheduleResult without = ScheduleBuilder.Build(problem with { Activities = [] }, Quick);

        with.Cost.Total.ShouldBeLessThan(without.Cost.Total);
        with.Bound.ShouldBeLessThanOrEqualTo(with.Cost.Total);
        ScheduleBuilder.Build(problem, Quick).Cost.Total.ShouldBe(with.Cost.Total);
    }

    [Test]
    public void Activities_read_back_from_both_files_as_they_were_written()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent("ana"), Small.Agent("bo")]) with
        {
            Activities =
            [
                new PlanActivity("apt", ActivityKind.Meeting, [new AgentId("ana"), new AgentId("bo")], 60) { IsTogether = true, From = Small.Monday, To = Small.Monday.PlusDays(2), Stands = Small.At(Small.Monday, 9) },
                new PlanActivity("mail", ActivityKind.BackOffice, [new AgentId("bo")], 60)
                {
                    IsWeekly = true, MinBlockMinutes = 30, MaxBlockMinutes = 60, Earliest = new LocalTime(8, 0), Latest = new LocalTime(15, 0), MostCost = 1e6,
                },
            ],
        };
        string json = ProblemJson.Write(problem);
        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        ProblemJson.Write(ProblemJson.Read(json).Problem!).ShouldBe(json);
        string written = ScheduleJson.Write(problem, result);
        DraftSchedule read = ScheduleJson.Read(written, problem).Schedule!;

        read.Activities.Sum(block => block.Span.Duration.TotalMinutes).ShouldBe(120);
        ScheduleChecker.Check(problem, read).Violations.ShouldBeEmpty();
        ScheduleChecker.Check(problem, read).Cost.ShouldBe(result.Cost);
        SchemaFaults("problem.schema.json", json).ShouldBeEmpty();
        SchemaFaults("schedule.schema.json", written).ShouldBeEmpty();
    }

    [Test]
    public void The_plain_rule_finds_what_is_wrong_with_a_block()
    {
        (SchedulingProblem problem, DraftSchedule schedule) = Fixed(1);
        PlanActivity training = new("training", ActivityKind.Training, [problem.Agents[0].Id], 60) { Latest = new LocalTime(12, 0) };
        problem = problem with { Activities = [training] };
        string[] Told(double from, double to, int blocks = 1) =>
        [
            .. new ActivityRule().Violations(new UnitSchedule(problem, schedule.With([.. Enumerable.Repeat(
                new PlacedActivity("training", ActivityKind.Training, training.Agents, new Interval(Small.At(Small.Monday, from), Small.At(Small.Monday, to))), 1)
                .SelectMany(block => Enumerable.Range(0, blocks).Select(_ => block with { }))]), new Coverage(0, 0, [])))
                .Select(violation => violation.Reason),
        ];

        Told(9, 10).ShouldBeEmpty();
        Told(9, 9.5).ShouldBe(["30 min of training are placed for p0; 60 min required.", "the block of 30 min of training is too short, too long or outside its window."]);
        Told(11.5, 12.5).ShouldBe(["the block of 60 min of training is too short, too long or outside its window."]);
        Told(6.5, 7.5).Length.ShouldBe(2);
        Told(9, 10, blocks: 2).Length.ShouldBe(3);
    }

    private static List<string> SchemaFaults(string file, string text)
    {
        using System.Text.Json.JsonDocument schema =
            System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", file)));
        using System.Text.Json.JsonDocument written = System.Text.Json.JsonDocument.Parse(text);
        return [.. Json.SchemaCheck.Faults(schema.RootElement, written.RootElement)];
    }

    private static ActivityPlacer Placed(SchedulingProblem problem, DraftSchedule schedule)
    {
        ActivityPlacer placer = new(new ActivityBoard(problem, schedule), () => true);
        placer.PlaceAll();
        placer.Improve(3);
        return placer;
    }

    /// <summary>Three people with the same plain shift on two days, so that nothing but the block can move.</summary>
    private static (SchedulingProblem Problem, DraftSchedule Schedule) Fixed(int seed)
    {
        SeededRandom random = new(seed);
        string[] queues = ["a", "b"];
        PlanTemplate plain = Small.Short(7, 7, 9, 9, step: 60);
        PlanAgent[] people = [.. Enumerable.Range(0, 3).Select(number => Small.Agent($"p{number}", "full", number == 2 ? ["a", "b"] : [queues[number]]) with { Templates = [plain.Id] })];
        SchedulingProblem problem = Small.Problem(
            Small.Grid(daysPerWeek: 2), people, Small.Contract(18), templates: [plain], queues: queues, demand: (_, _, _) => 2 * random.Fraction());
        DayShift?[] row = [Small.Plain(0, 36), Small.Plain(0, 36)];
        return (problem, new DraftSchedule([row, row, row]));
    }

    private static double CostOf(SchedulingProblem problem, DraftSchedule schedule) => ScheduleChecker.Check(problem, schedule).Cost.Total;

    /// <summary>The cost of the best place by trying all, recounted by the plain cost.</summary>
    private static double LeastOf(SchedulingProblem problem, DraftSchedule schedule, PlanActivity activity)
    {
        double least = double.PositiveInfinity;
        for (int day = 0; day < problem.Grid.Days.Count; day++)
        {
            for (int start = activity.Earliest is null ? 0 : 4; start + activity.Minutes / 15 <= 36; start++)
            {
                PlacedActivity block = new(activity.Id, activity.Kind, activity.Agents, new Interval(
                    problem.Grid.InstantOf(day, start), problem.Grid.InstantOf(day, start + activity.Minutes / 15)));
                least = Math.Min(least, CostOf(problem, schedule.With([block])));
            }
        }

        return least;
    }
}
