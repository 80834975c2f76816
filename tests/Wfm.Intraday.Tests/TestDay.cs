using NodaTime;
using Wfm.Domain;
using Wfm.Requests.Tests;
using Wfm.Scheduling;

namespace Wfm.Intraday.Tests;

/// <summary>A running Monday of a drawn unit, 07–17 in quarters.</summary>
internal static class TestDay
{
    public static RunningDay Of(int agents = 24, int queues = 3, double load = 1, int seed = 3, double dayVariation = 0.1)
    {
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(agents, queues, weeks: 1, seed, load);
        problem = problem with { Promises = [.. problem.Promises.Select(promise => promise with { DayVariation = dayVariation })] };
        return new RunningDay(problem, schedule, Day: 0, At(problem, 0));
    }

    /// <summary>The day at the end of a slot, with every queue reported until then as so many times its forecast, all of it in time by a share.</summary>
    public static RunningDay Reported(RunningDay day, int slots, double times, double inTime = 0.8) => day with
    {
        Now = At(day.Problem, slots),
        Queues =
        [
            .. day.Problem.Promises.Select(promise => new QueueSoFar(
                promise.Queue, [.. Calls(day.Problem, promise.Queue).Take(slots).Select(calls => new SlotSoFar(Math.Round(calls * times), Math.Round(calls * times) * inTime))])),
        ],
    };

    public static IReadOnlyList<double> Calls(SchedulingProblem problem, QueueId queue) => problem.Demand.First(demand => demand.Queue == queue).Traffic!.Calls;

    public static Instant At(SchedulingProblem problem, int slot) => problem.Grid.InstantOf(0, slot);

    /// <summary>The problem with a movable hour of training for every third person on duty.</summary>
    public static RunningDay WithTrainings(RunningDay day) => day with
    {
        Problem = day.Problem with
        {
            Agents =
            [
                .. day.Problem.Agents.Select((agent, number) => number % 3 == 0 && day.Schedule.ShiftOf(number, 0) is { } shift
                    ? agent with { Meetings = [new PlanMeeting(new Interval(At(day.Problem, shift.Break2 - 4), At(day.Problem, shift.Break2)), ActivityKind.Training, IsMovable: true, MustAttend: false)] }
                    : agent),
            ],
        },
    };
}
