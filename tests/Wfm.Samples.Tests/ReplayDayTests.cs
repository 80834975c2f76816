using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples.Tests;

/// <summary>A replayed day tells the truth's calls, and its states, queues and intervals agree with each other.</summary>
[TestFixture]
public sealed class ReplayDayTests
{
    private static readonly LocalDate Day = new(2026, 1, 12);
    private static readonly Instant Eight = Instant.FromUtc(2026, 1, 12, 7, 0);
    private static readonly QueueId Queue = new("bygg");
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    private static readonly ReplayInput Input = new(
        Day, [.. Enumerable.Range(1, 6).Select(Shift)], [.. Enumerable.Range(1, 6).Select(number => new Skill(Agent(number), Queue, 1, null, null))],
        [new CallSeries(Queue, DateTimeZone.Utc, Quarter, [.. Enumerable.Range(0, 16).Select(slot => new CallInterval(Eight + (Quarter * slot), Quarter, 10 + slot, 10, 0, 10, 2_400))])],
        [Agent(6)], new Dictionary<QueueId, double> { [Queue] = 30 }, 1);

    [Test]
    public void The_same_seed_tells_the_same_day_in_order()
    {
        IReadOnlyList<ReplayStep> steps = ReplayDay.Of(Input), again = ReplayDay.Of(Input);

        steps.Zip(steps.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        again.SelectMany(step => step.States).ShouldBe(steps.SelectMany(step => step.States));
        again.SelectMany(step => step.Intervals).ShouldBe(steps.SelectMany(step => step.Intervals));
    }

    [Test]
    public void Every_interval_is_told_at_its_end_with_the_calls_of_the_truth_and_adds_up_when_told_again()
    {
        ILookup<Instant, (Instant At, CallInterval Told)> told = ReplayDay.Of(Input).SelectMany(step => step.Intervals.Select(row => (step.At, Told: row.Interval))).ToLookup(row => row.Told.Start);

        foreach (CallInterval truth in Input.Calls[0].Intervals)
        {
            (Instant At, CallInterval Told)[] times = [.. told[truth.Start]];
            times.Select(time => time.At).ShouldBe([truth.End, truth.End + Quarter]);
            times.ShouldAllBe(time => time.Told.Offered == truth.Offered);
            CallInterval last = times[1].Told;
            (last.Answered + last.Abandoned).ShouldBe(last.Offered);
            last.AnsweredInTime!.Value.ShouldBeInRange(0, last.Answered!.Value);
        }
    }

    [Test]
    public void Nobody_is_in_two_states_the_sick_never_come_and_everybody_goes_home()
    {
        IReadOnlyList<ReplayState> states = [.. ReplayDay.Of(Input).Where(step => !step.IsSnapshot).SelectMany(step => step.States)];

        states.Select(state => state.Agent).Distinct().Count().ShouldBe(5);
        foreach (IGrouping<AgentId, ReplayState> person in states.GroupBy(state => state.Agent))
        {
            person.Zip(person.Skip(1)).ShouldAllBe(pair => pair.First.State != pair.Second.State && pair.First.At <= pair.Second.At);
            person.Last().State.ShouldBe("LOGGED-OFF");
            person.Count(state => state.State == "InCall").ShouldBeGreaterThan(5);
            person.ShouldContain(state => state.State == "AUX1");
        }
    }

    [Test]
    public void A_snapshot_names_whoever_is_logged_on_with_the_state_told_last()
    {
        Dictionary<AgentId, string> last = [];
        foreach (ReplayStep step in ReplayDay.Of(Input))
        {
            if (step.IsSnapshot)
            {
                step.States.OrderBy(state => state.Agent.Value, StringComparer.Ordinal).Select(state => (state.Agent, state.State))
                    .ShouldBe(last.Where(state => state.Value != "LOGGED-OFF").OrderBy(state => state.Key.Value, StringComparer.Ordinal).Select(state => (state.Key, state.Value)));
                continue;
            }

            foreach (ReplayState state in step.States)
            {
                last[state.Agent] = state.State;
            }
        }
    }

    private static AgentId Agent(int number) => new($"000{number}");

    private static Shift Shift(int number)
    {
        Instant end = Eight + Duration.FromHours(4), pause = Eight + Duration.FromMinutes(60 + (15 * number));
        return new Shift(Agent(number), Day, new Interval(Eight, end),
        [
            new ShiftActivity(ActivityKind.Contacts, new Interval(Eight, pause)), new ShiftActivity(ActivityKind.Break, new Interval(pause, pause + Quarter)),
            new ShiftActivity(ActivityKind.Contacts, new Interval(pause + Quarter, end)),
        ]);
    }
}
