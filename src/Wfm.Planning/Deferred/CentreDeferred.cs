using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Scheduling;
using Wfm.Staffing;

namespace Wfm.Planning;

/// <summary>What a schedule does to mail, cases and back office.</summary>
/// <param name="Outlook">The plan for arrivals as expected, for many and for few.</param>
/// <param name="ArrivedHours">Hours of work that come in the period.</param>
/// <param name="BacklogHours">Hours that lay there at its beginning.</param>
/// <param name="Outside">Rows of arrivals before or after the period, left out.</param>
public sealed record DeferredReport(DeferredOutlook Outlook, double ArrivedHours, double BacklogHours, int Outside);

/// <summary>Joins a schedule with the work that may wait.</summary>
public static class CentreDeferred
{
    // Work that comes over hours is taken up as it comes.
    private static readonly Duration Piece = Duration.FromMinutes(15);

    /// <summary>Tells whether the work gets done in time.</summary>
    /// <param name="problem">The problem, with the traffic of its queues.</param>
    /// <param name="schedule">A schedule of it.</param>
    /// <param name="arrivals">The work that comes.</param>
    /// <param name="backlog">The work that lies there.</param>
    /// <param name="openingHours">When a queue's work is done; one not named is open when the schedule's days are.</param>
    /// <param name="settings">Who does it.</param>
    public static DeferredReport Of(
        SchedulingProblem problem,
        DraftSchedule schedule,
        IReadOnlyList<DeferredArrival> arrivals,
        IReadOnlyList<DeferredBacklog> backlog,
        IReadOnlyDictionary<QueueId, OpeningHours> openingHours,
        DeferredSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(arrivals);
        ArgumentNullException.ThrowIfNull(backlog);
        ArgumentNullException.ThrowIfNull(openingHours);
        ArgumentNullException.ThrowIfNull(settings);
        PlanningGrid grid = problem.Grid;
        Instant begins = grid.Zone.AtStartOfDay(grid.FirstDate).ToInstant(), ends = grid.Zone.AtStartOfDay(grid.EndDate).ToInstant();
        DeferredArrival[] inside = [.. arrivals.Where(arrival => arrival.Start >= begins && arrival.Start < ends)];
        Dictionary<QueueId, WorkCalendar> calendars = inside.Select(arrival => arrival.Queue).Distinct()
            .ToDictionary(queue => queue, queue => CalendarOf(grid, openingHours.GetValueOrDefault(queue)));
        DeferredWork[] work =
        [
            .. backlog.Select(lying => new DeferredWork(lying.Queue, begins, lying.Due, lying.Items * lying.HandleSeconds / 3600) { IsBacklog = true }),
            .. inside.SelectMany(arrival => Pieces(arrival, calendars[arrival.Queue])),
        ];
        return new DeferredReport(
            DeferredPlanner.Look(DeferredTime.Of(problem, schedule, settings), work, settings.Variation),
            work.Where(piece => !piece.IsBacklog).Sum(piece => piece.Hours),
            work.Where(piece => piece.IsBacklog).Sum(piece => piece.Hours),
            arrivals.Count - inside.Length);
    }

    private static WorkCalendar CalendarOf(PlanningGrid grid, OpeningHours? hours) => new(
        Enumerable.Range(0, grid.Days.Count).SelectMany(day => hours is { IsKnown: true }
            ? hours.On(grid.Days[day].Date, grid.Zone)
            : [new Interval(grid.InstantOf(day, 0), grid.InstantOf(day, grid.Days[day].Slots))]),
        grid.Zone);

    private static IEnumerable<DeferredWork> Pieces(DeferredArrival arrival, WorkCalendar calendar)
    {
        int pieces = arrival.End is { } end ? Math.Max(1, (int)Math.Ceiling((end - arrival.Start) / Piece)) : 1;
        for (int piece = 0; piece < pieces; piece++)
        {
            Instant came = arrival.Start + (Piece * piece);
            Instant? due = arrival.DueHours is { } hours ? calendar.PlusOpenTime(came, Duration.FromHours(hours)) : calendar.PlusWorkingDay(came);
            yield return new DeferredWork(arrival.Queue, calendar.NextOpen(came) ?? came, due, arrival.Items * arrival.HandleSeconds / 3600 / pieces);
        }
    }
}
