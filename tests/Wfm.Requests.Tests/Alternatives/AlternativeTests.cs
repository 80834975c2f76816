using NodaTime;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests.Alternatives;

/// <summary>Whatever is proposed is fine when it is weighed by itself, and near what was asked for.</summary>
[TestFixture]
public sealed class AlternativeTests
{
    private static readonly (SchedulingProblem Problem, DraftSchedule Schedule) Unit = GeneratedUnit.Draw(30, 6, 2, 9);
    private static readonly WeighOptions FromTheTable = new() { SimulatedDays = 0 };

    private static PlanningGrid Grid => Unit.Problem.Grid;

    [Test]
    public void Alternatives_are_as_good_as_told_when_weighed_alone()
    {
        PreparedPlan plan = new(Unit.Problem, Unit.Schedule);
        Random random = new(4);
        int found = 0;
        for (int trial = 0; trial < 25; trial++)
        {
            ScheduleRequest request = Asked.Draw(Unit.Problem, random);
            if (RequestWeigher.Weigh(plan, request, FromTheTable).Consequence is not { } answer)
            {
                continue;
            }

            (answer.Alternatives.Count >= 3 || answer.WhyFewAlternatives is not null).ShouldBeTrue();
            answer.Alternatives.Select(alternative => alternative.Words).ShouldBeUnique();
            foreach (Alternative alternative in answer.Alternatives.Where(own => own.Moves.Count == 0 && own.CalledIn is null && own.OtherHalf is null))
            {
                found++;
                alternative.Request.ShouldNotBe(request);
                Consequence alone = RequestWeigher.Weigh(plan, alternative.Request, FromTheTable with { Alternatives = 0 }).Consequence!;
                alone.Recommendation.ShouldBe(alternative.Recommendation);
                (alone.Recommendation == Recommendation.Fits || answer.WhyFewAlternatives is not null).ShouldBeTrue();
                alone.Violations.ShouldBeEmpty();
                alone.Reason.ShouldBe(alternative.Reason);
            }
        }

        found.ShouldBeGreaterThan(20);
    }

    [Test]
    public void Other_times_come_nearest_first_with_the_same_length_inside_the_shift()
    {
        PreparedPlan plan = new(Unit.Problem, Unit.Schedule);
        int agent = Enumerable.Range(0, 30).First(number => Unit.Schedule.ShiftOf(number, 0) is not null);
        Interval span = new(Grid.InstantOf(0, 14), Grid.InstantOf(0, 18));

        Consequence answer = RequestWeigher.Weigh(plan, new AbsenceRequest(Unit.Problem.Agents[agent].Id, span), FromTheTable with { Alternatives = 8 }).Consequence!;

        Interval[] same = [.. answer.Alternatives.Where(own => own.Kind == AlternativeKind.OtherTime).Select(own => ((AbsenceRequest)own.Request).Span)];
        same.Select(other => Math.Abs((other.Start - span.Start).TotalMinutes)).ShouldBeInOrder();
        same.ShouldAllBe(other => other.Duration == span.Duration);
        DayShift shift = Unit.Schedule.ShiftOf(agent, 0)!.Value;
        same.ShouldAllBe(other => other.Start >= Grid.InstantOf(0, shift.Start) && other.End <= Grid.InstantOf(0, shift.End));
    }

    [TestCase(0.7, 5)]
    [TestCase(1, 0)]
    public void A_meeting_of_many_gets_three_alternatives_told_for_what_they_are(double load, int fineAtLeast)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(30, 6, 2, 9, load);
        PreparedPlan plan = new(problem, schedule);
        Random random = new(12);
        int fine = 0;
        HashSet<AlternativeKind> kinds = [];
        for (int trial = 0; trial < 6; trial++)
        {
            int day = random.Next(5), from = 8 + random.Next(20);
            Wfm.Domain.AgentId[] people = [.. Enumerable.Range(0, 30).Where(agent => Unit.Schedule.ShiftOf(agent, day) is not null).OrderBy(_ => random.Next()).Take(12).Select(agent => Unit.Problem.Agents[agent].Id)];
            MeetingRequest meeting = new(people, new Interval(Grid.InstantOf(day, from), Grid.InstantOf(day, from + 4)), Wfm.Domain.ActivityKind.Meeting);
            Consequence answer = RequestWeigher.Weigh(plan, meeting, FromTheTable).Consequence!;

            Alternative[] good = [.. answer.Alternatives.Where(own => own.Recommendation == Recommendation.Fits)];
            fine += good.Length >= 3 ? 1 : 0;
            answer.Alternatives.Count.ShouldBeGreaterThanOrEqualTo(3);
            kinds.UnionWith(answer.Alternatives.Select(own => own.Kind));
            (good.Length >= 3).ShouldBe(answer.WhyFewAlternatives is null);
            foreach (Alternative other in answer.Alternatives.Except(good))
            {
                LateCalls(other.Queues).ShouldBeLessThan(LateCalls(answer.Queues));
                (other.Recommendation <= answer.Recommendation).ShouldBeTrue();
            }

            AllOfThemMeetOnce(people, answer.Alternatives.Where(own => own.Kind == AlternativeKind.SplitGroup));
        }

        TestContext.Out.WriteLine($"{fine} of 6 have three fine alternatives; {string.Join(", ", kinds)}");
        fine.ShouldBeGreaterThanOrEqualTo(fineAtLeast);
        if (load == 1)
        {
            kinds.ShouldContain(AlternativeKind.SplitGroup);
            kinds.ShouldContain(AlternativeKind.Shorter);
        }
    }

    private static void AllOfThemMeetOnce(Wfm.Domain.AgentId[] people, IEnumerable<Alternative> splits)
    {
        foreach (Alternative split in splits)
        {
            (MeetingRequest first, MeetingRequest second) = ((MeetingRequest)split.Request, (MeetingRequest)split.OtherHalf!);
            first.Agents.Intersect(second.Agents).ShouldBeEmpty();
            first.Agents.Concat(second.Agents).ShouldBeSubsetOf(people);
            Math.Abs(first.Agents.Count - second.Agents.Count).ShouldBeLessThanOrEqualTo(1);
            first.Span.Duration.ShouldBe(second.Span.Duration);
            (first.Span.End <= second.Span.Start).ShouldBeTrue();
        }
    }

    [Test]
    public void Nothing_is_proposed_before_the_present()
    {
        PreparedPlan plan = new(Unit.Problem, Unit.Schedule);
        Instant now = Grid.InstantOf(5, 0);
        int agent = Enumerable.Range(0, 30).First(number => Unit.Schedule.ShiftOf(number, 6) is not null);

        Consequence answer = RequestWeigher.Weigh(
            plan, new AbsenceRequest(Unit.Problem.Agents[agent].Id, new Interval(Grid.InstantOf(6, 8), Grid.InstantOf(6, 12))), FromTheTable with { Earliest = now, Alternatives = 10 }).Consequence!;

        answer.Alternatives.ShouldAllBe(alternative => ((AbsenceRequest)alternative.Request).Span.Start >= now);
    }

    [Test]
    public void A_substitute_and_moved_lunches_mend_an_absence_that_does_not_fit()
    {
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(16, 3, 1, 2, 0.97);
        PreparedPlan plan = new(problem, schedule);
        HashSet<AlternativeKind> kinds = [];
        for (int agent = 0; agent < 16; agent++)
        {
            AbsenceRequest request = new(problem.Agents[agent].Id, new Interval(problem.Grid.InstantOf(1, 14), problem.Grid.InstantOf(1, 26)));
            Consequence answer = RequestWeigher.Weigh(plan, request, FromTheTable with { Alternatives = 6 }).Consequence!;
            foreach (Alternative alternative in answer.Alternatives.Where(own => own.Kind is AlternativeKind.Substitute or AlternativeKind.MovedPauses))
            {
                kinds.Add(alternative.Kind);
                answer.Recommendation.ShouldNotBe(Recommendation.Fits);
                alternative.Request.ShouldBe(request);
                (alternative.CalledIn?.Agent.Value.StartsWith("temp", StringComparison.Ordinal) ?? alternative.Moves.Count > 0).ShouldBeTrue();
                alternative.Words.ShouldContain(alternative.CalledIn?.Agent.Value ?? alternative.Moves[0].Agent.Value);
                LateCalls(alternative.Queues).ShouldBeLessThan(LateCalls(answer.Queues));
            }
        }

        kinds.ShouldContain(AlternativeKind.Substitute);
        kinds.ShouldContain(AlternativeKind.MovedPauses);
    }

    private static double LateCalls(IReadOnlyList<QueueConsequence> queues) => queues.Sum(queue => queue.After.LateCalls - queue.Before.LateCalls);
}
