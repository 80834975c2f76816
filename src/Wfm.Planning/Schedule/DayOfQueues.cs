using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>One day of a problem as the queueing engine sees it: inflow per queue and slot, people per set of skills and slot.</summary>
/// <param name="Day">Row in the grid.</param>
/// <param name="Queues">Inflow, one per promise.</param>
/// <param name="OnCalls">Share of the people scheduled for a queue who are on calls, by queue and slot.</param>
/// <param name="Promises">The promises.</param>
internal sealed record DayOfQueues(int Day, IReadOnlyList<Queueing.QueueDay> Queues, double[][] OnCalls, IReadOnlyList<QueuePromise> Promises)
{
    public static DayOfQueues Of(
        SchedulingProblem problem,
        IReadOnlyList<QueuePromise> promises,
        int day,
        IReadOnlyDictionary<(QueueId, LocalDate), Scheduling.QueueDay> demand)
    {
        int slots = problem.Grid.Days[day].Slots;
        Queueing.QueueDay[] queues = new Queueing.QueueDay[promises.Count];
        double[][] onCalls = new double[promises.Count][];
        for (int queue = 0; queue < promises.Count; queue++)
        {
            SlotTraffic? traffic = demand.GetValueOrDefault((promises[queue].Queue, problem.Grid.Days[day].Date))?.Traffic;
            onCalls[queue] = [.. traffic?.OnCallsFraction ?? Enumerable.Repeat(1.0, slots)];
            queues[queue] = new Queueing.QueueDay(
                traffic?.Calls ?? new double[slots],
                traffic?.HandleSeconds ?? [.. Enumerable.Repeat(240.0, slots)],
                promises[queue].PatienceSeconds ?? double.PositiveInfinity,
                promises[queue].ThresholdSeconds);
        }

        return new DayOfQueues(day, queues, onCalls, promises);
    }

    public DayPrediction Predict(SchedulingProblem problem, ILookup<AgentId, Shift> shifts)
    {
        LocalDate date = problem.Grid.Days[Day].Date;
        List<SkillRoute[]> groups = [];
        List<double[]> present = [];
        foreach (IGrouping<string, (SkillRoute[] Routes, PlanAgent Agent)> group in problem.Agents
            .Select(agent => (Routes: Routes(agent, date), Agent: agent)).Where(person => person.Routes.Length > 0)
            .GroupBy(person => string.Join(' ', person.Routes.Select(route => $"{route.Queue}:{route.Priority}"))))
        {
            groups.Add(group.First().Routes);
            present.Add(Present(problem, group.First().Routes, group.SelectMany(person => shifts[person.Agent.Id]).Where(shift => shift.Date == date)));
        }

        int slots = problem.Grid.Days[Day].Slots;
        NeighbourhoodPooling pooling = new(Promises.Count, groups);
        return DayPrediction.Of(
            pooling, problem.Grid.SlotMinutes * 60.0, Queues, [.. Enumerable.Range(0, slots).Select(slot => present.Select(sizes => sizes[slot]).ToArray())]);
    }

    private SkillRoute[] Routes(PlanAgent agent, LocalDate date) =>
    [
        .. from queue in Enumerable.Range(0, Promises.Count)
           from skill in agent.Skills
           where skill.Queue == Promises[queue].Queue && skill.HoldsOn(date)
           select new SkillRoute(queue, skill.Priority),
    ];

    private double[] Present(SchedulingProblem problem, SkillRoute[] routes, IEnumerable<Shift> shifts)
    {
        double[] people = new double[problem.Grid.Days[Day].Slots];
        foreach (ShiftActivity activity in shifts.SelectMany(shift => shift.Activities).Where(activity => activity.Kind == ActivityKind.Contacts))
        {
            for (int slot = problem.Grid.SlotFloor(Day, activity.Span.Start); slot < problem.Grid.SlotCeiling(Day, activity.Span.End); slot++)
            {
                people[slot] += routes.Average(route => OnCalls[route.Queue][slot]);
            }
        }

        return people;
    }
}
