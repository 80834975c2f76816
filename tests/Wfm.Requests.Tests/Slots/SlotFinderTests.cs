using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests.Slots;

[TestFixture]
public sealed class SlotFinderTests
{
    private static readonly (SchedulingProblem Problem, DraftSchedule Schedule) Unit = GeneratedUnit.Draw(24, 4, 1, 7);
    private static readonly PreparedPlan Plan = new(Unit.Problem, Unit.Schedule);
    private static readonly LocalDate Friday = GeneratedUnit.Monday.PlusDays(4);

    private static PlanningGrid Grid => Unit.Problem.Grid;

    // Every stretch of two quarters on calls, weighed one by one as a training of that person.
    [Test]
    public void The_cheapest_place_for_one_person_is_the_cheapest_of_all_weighed_one_by_one()
    {
        AgentId agent = Unit.Problem.Agents[3].Id;
        List<(double Late, Interval Span)> all = [];
        for (int day = 0; day < 5; day++)
        {
            for (int slot = 0; slot + 2 <= 40; slot++)
            {
                Interval span = new(Grid.InstantOf(day, slot), Grid.InstantOf(day, slot + 2));
                if (Contacts(3, day).IsSupersetOf([slot, slot + 1]))
                {
                    Consequence answer = RequestWeigher.Weigh(Plan, new MeetingRequest([agent], span, ActivityKind.Training), new WeighOptions { Alternatives = 0, SimulatedDays = 0 }).Consequence!;
                    all.Add((answer.Queues.Sum(queue => queue.After.LateCalls - queue.Before.LateCalls), span));
                }
            }
        }

        SlotAnswer found = SlotFinder.Find(Plan, new SlotRequest([agent], 20, GeneratedUnit.Monday, Friday) { Places = 3 }, new WeighOptions());

        found.Places.Count.ShouldBe(3);
        found.Places[0].LateCalls.ShouldBe(all.Min(place => place.Late), tolerance: 1e-9);
        found.Places.ShouldAllBe(place => all.Any(known => known.Span == place.Span && Math.Abs(known.Late - place.LateCalls) < 1e-9));
        found.Places.Select(place => place.LateCalls).ShouldBeInOrder();
        found.Places.ShouldAllBe(place => place.Span.Duration == Duration.FromMinutes(30));
    }

    [Test]
    public void People_placed_alone_get_one_place_each_and_know_of_those_before()
    {
        AgentId[] people = [.. Unit.Problem.Agents.Take(8).Select(agent => agent.Id)];

        SlotAnswer found = SlotFinder.Find(Plan, new SlotRequest(people, 30, GeneratedUnit.Monday, GeneratedUnit.Monday), new WeighOptions());

        found.Places.Count.ShouldBe(Enumerable.Range(0, 8).Count(agent => Unit.Schedule.ShiftOf(agent, 0) is not null));
        found.Places.Select(place => place.Agents.ShouldHaveSingleItem()).ShouldBeUnique();
        double together = found.Places.Sum(place => place.LateCalls);
        double apart = found.Places.Sum(place => SlotFinder.Find(Plan, new SlotRequest(place.Agents, 30, GeneratedUnit.Monday, GeneratedUnit.Monday), new WeighOptions()).Places[0].LateCalls);
        together.ShouldBeGreaterThanOrEqualTo(apart - 1e-9);
    }

    [Test]
    public void A_meeting_of_many_leaves_out_at_most_one_in_five_by_name_and_nobody_where_all_can_come()
    {
        int day = Enumerable.Range(0, 5).First(row => Enumerable.Range(0, 24).Any(agent => Unit.Schedule.ShiftOf(agent, row) is null));
        int[] off = [.. Enumerable.Range(0, 24).Where(agent => Unit.Schedule.ShiftOf(agent, day) is null).Take(1)];
        int[] there = [.. Enumerable.Range(0, 24).Where(agent => Unit.Schedule.ShiftOf(agent, day) is not null).Take(9)];
        AgentId[] people = [.. there.Concat(off).Select(agent => Unit.Problem.Agents[agent].Id)];
        LocalDate date = GeneratedUnit.Monday.PlusDays(day);
        SlotAnswer found = SlotFinder.Find(Plan, new SlotRequest(people, 30, date, date) { IsTogether = true, Places = 3 }, new WeighOptions());

        found.Places.ShouldNotBeEmpty();
        foreach (SlotPlace place in found.Places)
        {
            place.Without.Count.ShouldBeInRange(1, 2);
            place.Without.ShouldContain(Unit.Problem.Agents[off[0]].Id);
            place.Agents.Concat(place.Without).ShouldBe(people, ignoreOrder: true);
        }

        found.Places.Select(place => place.Without.Count).ShouldBeInOrder();
        SlotFinder.Find(Plan, new SlotRequest(people[..^1], 30, date, date) { IsTogether = true, Places = 1 }, new WeighOptions()).Places
            .ShouldAllBe(place => place.Without.Count <= 1);
    }

    [Test]
    public void A_meeting_lies_where_everybody_is_on_calls_in_the_window_and_after_the_notice()
    {
        AgentId[] people = [.. Unit.Problem.Agents.Take(4).Select(agent => agent.Id)];
        Instant earliest = Grid.InstantOf(1, 10);
        SlotAnswer found = SlotFinder.Find(
            Plan,
            new SlotRequest(people, 20, GeneratedUnit.Monday, Friday)
            {
                IsTogether = true,
                Activity = ActivityKind.Meeting,
                Earliest = earliest,
                NotBefore = new LocalTime(8, 30),
                NotAfter = new LocalTime(15, 0),
                Places = 4,
            },
            new WeighOptions());

        found.Places.ShouldNotBeEmpty();
        foreach (SlotPlace place in found.Places)
        {
            place.Agents.ShouldBe(people);
            place.Span.Start.ShouldBeGreaterThanOrEqualTo(earliest);
            LocalDateTime start = place.Span.Start.InZone(Grid.Zone).LocalDateTime, end = place.Span.End.InZone(Grid.Zone).LocalDateTime;
            start.TimeOfDay.ShouldBeGreaterThanOrEqualTo(new LocalTime(8, 30));
            end.TimeOfDay.ShouldBeLessThanOrEqualTo(new LocalTime(15, 0));
            int day = Grid.IndexOf(start.Date), slot = Grid.SlotFloor(day, place.Span.Start);
            Enumerable.Range(0, 4).ShouldAllBe(agent => Contacts(agent, day).IsSupersetOf(new[] { slot, slot + 1 }));
            MeetingRequest meeting = new(people, place.Span, ActivityKind.Meeting);
            RequestWeigher.Weigh(Plan, meeting, new WeighOptions { Alternatives = 0, SimulatedDays = 0 }).Consequence!.Violations.ShouldBeEmpty();
        }
    }

    [Test]
    public void Whoever_has_no_place_is_named_with_the_reason()
    {
        (int agent, int day) = (from person in Enumerable.Range(0, 24) from row in Enumerable.Range(0, 5) where Unit.Schedule.ShiftOf(person, row) is null select (person, row)).First();
        LocalDate off = Grid.Days[day].Date;

        SlotAnswer found = SlotFinder.Find(Plan, new SlotRequest([Unit.Problem.Agents[agent].Id], 20, off, off), new WeighOptions());

        found.Places.ShouldBeEmpty();
        found.Unplaced.ShouldHaveSingleItem().ShouldBe($"{Unit.Problem.Agents[agent].Id}: no 30 minutes on calls in these days.");
    }

    [Test]
    public void Questions_without_people_minutes_or_days_are_refused_all_at_once()
    {
        SlotAnswer found = SlotFinder.Find(Plan, new SlotRequest([], 0, Friday.PlusDays(30), Friday) { Places = 0 }, new WeighOptions());

        found.Findings.Select(finding => finding.Path).ShouldBe(["people", "minutes", "places", "from"]);
    }

    private static HashSet<int> Contacts(int agent, int day) => Unit.Schedule.ShiftOf(agent, day) is not { } shift
        ? []
        : [.. DayOfQueues.SlotsOnContacts(Grid, day, ShiftPieces.Of(Unit.Problem, Unit.Problem.Agents[agent], day, shift))];
}
