using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.PlanQuality.Intraday;

/// <summary>A morning that goes wrong: some of those on duty go home sick at nine, and many have a training that may be moved.</summary>
/// <param name="Day">The day.</param>
/// <param name="Now">First slot after the news.</param>
/// <param name="Sick">Agents who go home.</param>
/// <param name="Trainings">Agents with a training: its first slot and its length.</param>
internal sealed record Disturbance(int Day, int Now, IReadOnlySet<int> Sick, IReadOnlyDictionary<int, (int Start, int Slots)> Trainings)
{
    public static Disturbance Draw(PublishedPlan plan, int day, Random random)
    {
        int now = plan.SlotAt(9);
        int[] onDuty =
        [
            .. Enumerable.Range(0, plan.Problem.Agents.Count).Where(agent => plan.Schedule.ShiftOf(agent, day) is { } shift && shift.End > now),
        ];
        random.Shuffle(onDuty);
        int sick = (int)Math.Round(0.07 * onDuty.Length);
        Dictionary<int, (int, int)> trainings = [];
        foreach (int agent in onDuty.Skip(sick).Take((int)Math.Round(0.4 * onDuty.Length)))
        {
            int slots = 3 + random.Next(2);
            int[] open = [.. Enumerable.Range(now, plan.Centre.IntervalsPerDay - now).Where(start => Fits(plan, agent, day, start, slots))];
            if (open.Length > 0)
            {
                trainings.Add(agent, (open[random.Next(open.Length)], slots));
            }
        }

        return new Disturbance(day, now, onDuty.Take(sick).ToHashSet(), trainings);
    }

    /// <summary>The problem with the trainings in it.</summary>
    public SchedulingProblem ProblemOf(PublishedPlan plan) => plan.Problem with
    {
        Agents =
        [
            .. plan.Problem.Agents.Select((agent, number) => Trainings.TryGetValue(number, out (int Start, int Slots) training)
                ? agent with
                {
                    Meetings =
                    [
                        .. agent.Meetings,
                        new PlanMeeting(
                            new Interval(At(plan, training.Start), At(plan, training.Start + training.Slots)),
                            ActivityKind.Training, IsMovable: true, MustAttend: false),
                    ],
                }
                : agent),
        ],
    };

    /// <summary>The settings with this morning's news.</summary>
    public ReplanRequest RequestOf(PublishedPlan plan, ReplanRequest settings) => settings with
    {
        At = At(plan, Now),
        Away = [.. Sick.Order().Select(agent => new PersonAway(plan.Problem.Agents[agent].Id, At(plan, Now)))],
    };

    private Instant At(PublishedPlan plan, int slot) => plan.Problem.Grid.InstantOf(Day, slot);

    private static bool Fits(PublishedPlan plan, int agent, int day, int start, int slots)
    {
        DayShift shift = plan.Schedule.ShiftOf(agent, day)!.Value;
        bool Clear(int from, int length) => from < 0 || from + length <= start || from >= start + slots;
        return start >= shift.Start && start + slots <= shift.End
            && Clear(shift.Lunch, shift.LunchSlots) && Clear(shift.Break1, 1) && Clear(shift.Break2, 1)
            && plan.Centre.Agents[agent].Meetings.Where(meeting => meeting[0] == day).All(meeting => Clear(meeting[1], meeting[2]));
    }
}
