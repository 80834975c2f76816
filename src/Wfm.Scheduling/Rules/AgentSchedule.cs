using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>One person's working time as the rules see it: the days before the period, the period, and the days after it that stand already.</summary>
public sealed class AgentSchedule
{
    /// <param name="problem">The problem the schedule belongs to.</param>
    /// <param name="person">The person.</param>
    /// <param name="shifts">One entry per day of the grid.</param>
    public AgentSchedule(SchedulingProblem problem, PlanAgent person, IReadOnlyList<DayShift?> shifts)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(shifts);
        (Problem, Person) = (problem, person);
        Contract = problem.Contracts.First(contract => contract.Terms.Id == person.Contract);
        PlanningGrid grid = problem.Grid;
        Planned =
        [
            .. shifts.Select((shift, day) => (shift, day)).Where(pair => pair.shift is not null)
                .Select(pair => WorkedShift.Of(grid, pair.day, pair.shift!.Value)),
        ];
        Instant origin = grid.FirstDate.AtStartOfDayInZone(grid.Zone).ToInstant();
        Instant end = grid.EndDate.AtStartOfDayInZone(grid.Zone).ToInstant();
        Previous = [.. Outside(grid, person.PreviousShifts.Where(span => span.Start < origin))];
        Following = [.. Outside(grid, person.FollowingShifts.Where(span => span.Start >= end))];
    }

    /// <summary>The problem the schedule belongs to.</summary>
    public SchedulingProblem Problem { get; }

    /// <summary>The person.</summary>
    public PlanAgent Person { get; }

    /// <summary>The person's contract.</summary>
    public PlanContract Contract { get; }

    /// <summary>Shifts of the period, ascending.</summary>
    public IReadOnlyList<WorkedShift> Planned { get; }

    /// <summary>Shifts before the period, ascending.</summary>
    public IReadOnlyList<WorkedShift> Previous { get; }

    /// <summary>Shifts after the period, ascending.</summary>
    public IReadOnlyList<WorkedShift> Following { get; }

    /// <summary>All shifts, ascending.</summary>
    public IEnumerable<WorkedShift> All => Previous.Concat(Planned).Concat(Following);

    /// <summary>Every two shifts that follow each other, at least one of them in the period.</summary>
    public IEnumerable<ShiftPair> ConsecutiveShifts()
    {
        WorkedShift? earlier = Previous.Count > 0 ? Previous[^1] : null;
        foreach (WorkedShift later in Planned.Count == 0 ? [] : Planned.Concat(Following.Take(1)))
        {
            if (earlier is not null)
            {
                yield return new ShiftPair(earlier, later);
            }

            earlier = later;
        }
    }

    /// <summary>The planned shift of a date, if any.</summary>
    public WorkedShift? On(LocalDate date) => Planned.FirstOrDefault(shift => shift.Date == date);

    private static IEnumerable<WorkedShift> Outside(PlanningGrid grid, IEnumerable<Interval> spans) => spans.OrderBy(span => span.Start)
        .Select(span => new WorkedShift(span.Start.InZone(grid.Zone).Date, span, -1, default, grid.Zone) { Paid = span.Duration });
}

/// <summary>Two shifts with nothing but rest between them.</summary>
/// <param name="Earlier">The earlier one.</param>
/// <param name="Later">The later one.</param>
public sealed record ShiftPair(WorkedShift Earlier, WorkedShift Later)
{
    /// <summary>The date in the period that answers for them: the later one's, the earlier one's where the later one stands after the period.</summary>
    public LocalDate Date => Later.Day >= 0 ? Later.Date : Earlier.Date;
}

/// <summary>One dated shift with its times.</summary>
/// <param name="Date">The date it belongs to.</param>
/// <param name="Span">From start to end.</param>
/// <param name="Day">Row of the grid; −1 before and after the period.</param>
/// <param name="Slots">The shift in slots; only meaningful in the period.</param>
/// <param name="Zone">Zone of the wall clock.</param>
public sealed record WorkedShift(LocalDate Date, Interval Span, int Day, DayShift Slots, DateTimeZone Zone)
{
    /// <summary>When it starts.</summary>
    public Instant Start => Span.Start;

    /// <summary>When it ends.</summary>
    public Instant End => Span.End;

    /// <summary>Start on the wall clock.</summary>
    public LocalDateTime LocalStart => Start.InZone(Zone).LocalDateTime;

    /// <summary>End on the wall clock.</summary>
    public LocalDateTime LocalEnd => End.InZone(Zone).LocalDateTime;

    /// <summary>Paid time; lunch is not paid.</summary>
    public required Duration Paid { get; init; }

    /// <summary>Lunch, if any.</summary>
    public Interval? Lunch { get; init; }

    /// <summary>The paid breaks.</summary>
    public IReadOnlyList<Interval> Breaks { get; init; } = [];

    /// <summary>Lunch and breaks.</summary>
    public IEnumerable<Interval> Pauses => Lunch is { } lunch ? Breaks.Prepend(lunch) : Breaks;

    /// <summary>A shift of the grid with its times.</summary>
    public static WorkedShift Of(PlanningGrid grid, int day, DayShift shift)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Interval Piece(int start, int end) => new(grid.InstantOf(day, start), grid.InstantOf(day, end));
        return new WorkedShift(grid.Days[day].Date, Piece(shift.Start, shift.End), day, shift, grid.Zone)
        {
            Paid = Duration.FromMinutes((long)shift.PaidSlots * grid.SlotMinutes),
            Lunch = shift.Lunch == DayShift.None ? null : Piece(shift.Lunch, shift.LunchEnd),
            Breaks =
            [
                .. ((int[])[shift.Break1, shift.Break2]).Where(pause => pause != DayShift.None)
                    .Select(pause => Piece(pause, pause + shift.BreakSlots)),
            ],
        };
    }
}
