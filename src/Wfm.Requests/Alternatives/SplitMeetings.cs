using System.Globalization;
using NodaTime;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>A meeting held twice, so that half of the group stays on calls: on the day asked for, else on days near it.</summary>
/// <param name="First">The half that meets first.</param>
/// <param name="Second">The other half.</param>
/// <param name="Edit">Both meetings together.</param>
/// <param name="Words">What to do, in a sentence.</param>
internal sealed record SplitMeeting(MeetingRequest First, MeetingRequest Second, ScheduleEdit Edit, string Words)
{
    private const int MostDays = 5;
    private const int MostStarts = 6;
    private const int MostPairsOfADay = 3;

    /// <summary>Splits, nearest days first, for each day those that cost callers least.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">How far to look.</param>
    /// <param name="meeting">The meeting of everybody.</param>
    /// <param name="asked">Its day.</param>
    public static IEnumerable<IEnumerable<SplitMeeting>> Of(PreparedPlan plan, WeighOptions options, MeetingRequest meeting, int asked)
    {
        PlanningGrid grid = plan.Problem.Grid;
        int slots = grid.SlotCeiling(asked, meeting.Span.End) - grid.SlotFloor(asked, meeting.Span.Start);
        int wanted = grid.SlotFloor(asked, meeting.Span.Start);
        int[] members = [.. meeting.Agents.Distinct().Select(agent => plan.Numbers[agent])];
        int atWork = Present(plan, members, asked).Length;
        foreach (int day in Enumerable.Range(0, grid.Days.Count)
            .Where(day => Distance(grid, asked, day) <= options.DaysAround && Present(plan, members, day) is { Length: >= 2 } there && there.Length >= atWork)
            .OrderBy(day => Distance(grid, asked, day)).ThenBy(day => day).Take(MostDays))
        {
            yield return OfDay(plan, options, meeting, day, wanted, slots, Present(plan, members, day));
        }
    }

    private static IEnumerable<SplitMeeting> OfDay(PreparedPlan plan, WeighOptions options, MeetingRequest meeting, int day, int wanted, int slots, int[] there)
    {
        // Every second of each group of skills, so that neither half takes a queue's people away together.
        PreparedDay prepared = plan.Day(day);
        int[] ordered = [.. there.OrderBy(prepared.Day.GroupsOfDay.GroupOf).ThenBy(agent => agent)];
        int[][] halves = [[.. ordered.Where((_, place) => place % 2 == 0)], [.. ordered.Where((_, place) => place % 2 == 1)]];
        (int Start, double Late)[][] starts = [.. halves.Select(half => Starts(plan, options, day, wanted, slots, half))];
        var pairs =
            from first in starts[0]
            from second in starts[1]
            where Math.Abs(first.Start - second.Start) >= slots
            orderby first.Late + second.Late, Math.Abs(first.Start - wanted) + Math.Abs(second.Start - wanted), first.Start, second.Start
            select (First: first.Start, Second: second.Start);
        foreach ((int first, int second) in pairs.Take(MostPairsOfADay))
        {
            if (Made(plan, meeting, day, slots, (halves[0], first), (halves[1], second)) is { } made)
            {
                yield return made;
            }
        }
    }

    /// <summary>The starts nearest to the time asked for at which a whole half is on contacts.</summary>
    private static (int Start, double Late)[] Starts(PreparedPlan plan, WeighOptions options, int day, int wanted, int slots, int[] half)
    {
        AwayTable table = new(plan, plan.Day(day), half);
        PlanningGrid grid = plan.Problem.Grid;
        return
        [
            .. Enumerable.Range(0, Math.Max(0, table.Slots - slots + 1))
                .Where(start => (options.Earliest is not { } earliest || grid.InstantOf(day, start) >= earliest) && table.AllOnContacts(start, start + slots))
                .OrderBy(start => Math.Abs(start - wanted)).ThenBy(start => start).Take(MostStarts)
                .Select(start => (start, table.LateCalls(start, start + slots))),
        ];
    }

    private static SplitMeeting? Made(PreparedPlan plan, MeetingRequest meeting, int day, int slots, (int[] Half, int Start) one, (int[] Half, int Start) other)
    {
        (one, other) = one.Start <= other.Start ? (one, other) : (other, one);
        MeetingRequest first = Half(plan, meeting, day, slots, one), second = Half(plan, meeting, day, slots, other);
        if (plan.Read(first).Edit is not { } early || plan.Read(second).Edit is not { } late)
        {
            return null;
        }

        ScheduleEdit both = new([.. early.People.Concat(late.People).OrderBy(person => person.Agent)], [.. early.Loans, .. late.Loans])
        {
            Days = [.. early.Days.Union(late.Days).Order()],
        };
        DateTimeZone zone = plan.Problem.Grid.Zone;
        string words = string.Create(
            CultureInfo.InvariantCulture,
            $"In two halves, {first.Span.Start.InZone(zone).LocalDateTime:ddd d MMM} {Clock(first.Span, zone)} and {Clock(second.Span, zone)}; first {string.Join(", ", first.Agents)}.");
        return new SplitMeeting(first, second, both, words);
    }

    private static MeetingRequest Half(PreparedPlan plan, MeetingRequest meeting, int day, int slots, (int[] Half, int Start) part) => meeting with
    {
        Agents = [.. part.Half.Order().Select(agent => plan.Problem.Agents[agent].Id)],
        Span = new Interval(plan.Problem.Grid.InstantOf(day, part.Start), plan.Problem.Grid.InstantOf(day, part.Start + slots)),
    };

    private static int[] Present(PreparedPlan plan, int[] members, int day) => [.. members.Where(agent => plan.Schedule.ShiftOf(agent, day) is not null)];

    private static int Distance(PlanningGrid grid, int asked, int day) => Math.Abs(Period.DaysBetween(grid.Days[asked].Date, grid.Days[day].Date));

    private static string Clock(Interval span, DateTimeZone zone) => string.Create(
        CultureInfo.InvariantCulture, $"{span.Start.InZone(zone).LocalDateTime:HH:mm}–{span.End.InZone(zone).LocalDateTime:HH:mm}");
}
