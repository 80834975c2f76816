using NodaTime;

namespace Wfm.Scheduling.OrTools.Parts;

/// <summary>One place for a break of a shift.</summary>
/// <param name="Slot">First slot.</param>
/// <param name="IsSecond">Whether it lies after lunch.</param>
internal readonly record struct PausePlace(int Slot, bool IsSecond);

/// <summary>Where lunch and breaks of a shift with fixed start, end and lunch length may lie.</summary>
/// <remarks>Written from the template's minutes, apart from search and rules, so that it judges both.</remarks>
internal sealed class PauseChoices
{
    private PauseChoices(DayShift shift, IReadOnlyList<int> lunches, IReadOnlyList<IReadOnlyList<PausePlace>> breaks, BreakRule rule, int slotMinutes)
    {
        (Shift, Lunches, Breaks, Rule, SlotMinutes) = (shift, lunches, breaks, rule, slotMinutes);
    }

    public DayShift Shift { get; }

    /// <summary>First slots lunch may have; empty without lunch.</summary>
    public IReadOnlyList<int> Lunches { get; }

    /// <summary>For each break, its places before lunch is looked at.</summary>
    public IReadOnlyList<IReadOnlyList<PausePlace>> Breaks { get; }

    private BreakRule Rule { get; }

    private int SlotMinutes { get; }

    /// <summary>The choices of the first template whose shift it can be; null when no template allows it (a locked shift).</summary>
    public static PauseChoices? Of(SchedulingProblem problem, PlanAgent agent, int day, DayShift shift)
    {
        LocalDate date = problem.Grid.Days[day].Date;
        if (agent.Locks.Any(fixedDay => fixedDay.Date == date))
        {
            return null;
        }

        Duration? rast = problem.Contracts.First(contract => contract.Terms.Id == agent.Contract).Terms.Rules.LongestWorkWithoutRast;
        foreach (PlanTemplate template in problem.Templates.Where(template => agent.Templates.Contains(template.Id) && template.Weekdays.Contains(date.DayOfWeek)))
        {
            if (Of(problem, agent, template, day, shift, rast) is { } choices && choices.Allows(shift))
            {
                return choices;
            }
        }

        return null;
    }

    /// <summary>The choices of every pair of ends and lunch length an agent may have on a day, by templates and meetings.</summary>
    public static IEnumerable<PauseChoices> OfDay(SchedulingProblem problem, PlanAgent agent, int day)
    {
        PlanningGrid grid = problem.Grid;
        Duration? rast = problem.Contracts.First(contract => contract.Terms.Id == agent.Contract).Terms.Rules.LongestWorkWithoutRast;
        foreach (PlanTemplate template in problem.Templates.Where(template => agent.Templates.Contains(template.Id) && template.Weekdays.Contains(grid.Days[day].Date.DayOfWeek)))
        {
            int pause = template.Breaks.Count == 0 ? 0 : (template.Breaks.Minutes + grid.SlotMinutes - 1) / grid.SlotMinutes;
            (int shortest, int longest) = template.Lunch is { } lunch
                ? ((lunch.MinMinutes + grid.SlotMinutes - 1) / grid.SlotMinutes, lunch.MaxMinutes / grid.SlotMinutes)
                : (0, 0);
            foreach (PauseChoices choices in
                from start in Enumerable.Range(0, grid.Days[day].Slots)
                from end in Enumerable.Range(start + 1, grid.Days[day].Slots - start)
                from lunchSlots in Enumerable.Range(shortest, Math.Max(0, longest - shortest + 1))
                select Of(problem, agent, template, day, new DayShift(start, end, DayShift.None, lunchSlots, DayShift.None, DayShift.None, pause), rast) into choices
                where choices is not null
                select choices)
            {
                yield return choices;
            }
        }
    }

    /// <summary>Every shift the choices make.</summary>
    public IEnumerable<DayShift> All() =>
        from lunch in Lunches.DefaultIfEmpty(DayShift.None)
        from shift in Breaks.Aggregate(
            (IEnumerable<DayShift>)[Shift with { Lunch = lunch, Break1 = DayShift.None, Break2 = DayShift.None }],
            (shifts, places) => shifts.SelectMany(shift => places.Where(place => lunch == DayShift.None || GoTogether(lunch, place))
                .Select(place => place.IsSecond ? shift with { Break2 = place.Slot } : shift with { Break1 = place.Slot })))
        select shift;

    /// <summary>The shift whose time at the desk is worth most.</summary>
    /// <param name="worth">Worth of being at the desk in each slot of the day.</param>
    public (DayShift Shift, double Worth) Best(double[] worth)
    {
        (DayShift Shift, double Worth) best = (Shift, double.NegativeInfinity);
        double present = Sum(worth, Shift.Start, Shift.Length);
        foreach (int lunch in Lunches.DefaultIfEmpty(DayShift.None))
        {
            DayShift shift = Shift with { Lunch = lunch, Break1 = DayShift.None, Break2 = DayShift.None };
            double value = present - (lunch == DayShift.None ? 0 : Sum(worth, lunch, Shift.LunchSlots));
            foreach (IReadOnlyList<PausePlace> places in Breaks)
            {
                (double least, PausePlace? chosen) = (double.PositiveInfinity, null);
                foreach (PausePlace place in places)
                {
                    double lost = Sum(worth, place.Slot, Shift.BreakSlots);
                    if (lost < least && (lunch == DayShift.None || GoTogether(lunch, place)))
                    {
                        (least, chosen) = (lost, place);
                    }
                }

                value -= least;
                shift = chosen is not { } found ? shift : found.IsSecond ? shift with { Break2 = found.Slot } : shift with { Break1 = found.Slot };
            }

            best = value > best.Worth ? (shift, value) : best;
        }

        return best;
    }

    private static double Sum(double[] worth, int start, int length)
    {
        double sum = 0;
        for (int slot = start; slot < start + length; slot++)
        {
            sum += worth[slot];
        }

        return sum;
    }

    /// <summary>Whether a break's place goes with a lunch.</summary>
    public bool GoTogether(int lunch, PausePlace place) => place.IsSecond
        ? (place.Slot - lunch - Shift.LunchSlots) * SlotMinutes >= Rule.MinAfterLunchMinutes && place.Slot >= lunch + Shift.LunchSlots
        : (lunch - place.Slot) * SlotMinutes >= Rule.MinBeforeLunchMinutes && place.Slot + Shift.BreakSlots <= lunch;

    private bool Allows(DayShift shift)
    {
        if (shift.Lunch == DayShift.None ? Lunches.Count > 0 : !Lunches.Contains(shift.Lunch))
        {
            return false;
        }

        List<PausePlace> places = [];
        if (shift.Break1 != DayShift.None)
        {
            places.Add(new PausePlace(shift.Break1, false));
        }

        if (shift.Break2 != DayShift.None)
        {
            places.Add(new PausePlace(shift.Break2, true));
        }

        return places.Count == Breaks.Count
            && places.Zip(Breaks).All(pair => pair.Second.Contains(pair.First) && (shift.Lunch == DayShift.None || GoTogether(shift.Lunch, pair.First)));
    }

    private static bool Spans(SchedulingProblem problem, PlanTemplate template, int day, DayShift shift)
    {
        PlanningGrid grid = problem.Grid;
        double fromEarliest = (grid.InstantOf(day, shift.Start) - grid.InstantOf(day, template.EarliestStart)).TotalMinutes;
        int presence = shift.Length * grid.SlotMinutes;
        int paid = shift.PaidSlots * grid.SlotMinutes;
        return shift.Start >= 0 && shift.End <= grid.Days[day].Slots
            && fromEarliest >= 0 && fromEarliest % template.StartStepMinutes == 0
            && grid.InstantOf(day, shift.Start) <= grid.InstantOf(day, template.LatestStart)
            && (template.LatestEnd is not { } end || grid.InstantOf(day, shift.End) <= grid.InstantOf(day, end))
            && presence >= template.MinPresenceMinutes && presence <= template.MaxPresenceMinutes
            && paid >= template.MinPaidMinutes && paid <= template.MaxPaidMinutes && paid % problem.PaidUnitMinutes == 0
            && template.Lunch is null == (shift.LunchSlots == 0);
    }

    /// <summary>The choices a template gives a shift of these ends and this lunch length; null when it allows none.</summary>
    private static PauseChoices? Of(SchedulingProblem problem, PlanAgent agent, PlanTemplate template, int day, DayShift shift, Duration? rast)
    {
        if (!Spans(problem, template, day, shift) || !Contains(problem.Grid, agent, day, shift))
        {
            return null;
        }

        int minutes = problem.Grid.SlotMinutes;
        bool[] isMeeting = new bool[problem.Grid.Days[day].Slots];
        OneDaySlots.Mark(problem.Grid, day, agent.Meetings.Select(meeting => meeting.Span), isMeeting);
        bool IsFree(int slot, int slots) => Enumerable.Range(slot, slots).All(at => at >= shift.Start && at < shift.End && !isMeeting[at]);
        double withoutRast = rast?.TotalMinutes ?? double.PositiveInfinity;
        int[] lunches = [];
        if (template.Lunch is null && shift.Length * minutes > withoutRast)
        {
            return null;
        }

        if (template.Lunch is { } lunch)
        {
            bool LunchFits(int at)
            {
                int before = (at - shift.Start) * minutes;
                int after = (shift.End - at - shift.LunchSlots) * minutes;
                return IsFree(at, shift.LunchSlots)
                    && before >= lunch.MinBeforeMinutes && before <= Math.Min(withoutRast, lunch.MaxBeforeMinutes)
                    && after >= lunch.MinAfterMinutes && after <= Math.Min(withoutRast, lunch.MaxAfterMinutes)
                    && lunch.Windows.Any(window => problem.Grid.InstantOf(day, at) >= problem.Grid.InstantOf(day, window.Start)
                        && problem.Grid.InstantOf(day, at + shift.LunchSlots) <= problem.Grid.InstantOf(day, window.End));
            }

            bool length = shift.LunchSlots * minutes >= lunch.MinMinutes && shift.LunchSlots * minutes <= lunch.MaxMinutes;
            lunches = length ? [.. Enumerable.Range(shift.Start, shift.Length).Where(LunchFits)] : [];
            if (lunches.Length == 0)
            {
                return null;
            }
        }

        BreakRule rule = template.Breaks;
        PausePlace[] first =
        [
            .. from at in Enumerable.Range(shift.Start, shift.Length)
               let afterStart = (at - shift.Start) * minutes
               where afterStart >= rule.MinAfterStartMinutes && afterStart <= rule.MaxAfterStartMinutes && IsFree(at, shift.BreakSlots)
                   && (lunches.Length > 0 || (shift.End - at) * minutes >= rule.MinBeforeEndMinutes)
               select new PausePlace(at, false),
        ];
        PausePlace[] second =
        [
            .. from at in lunches.Length > 0 ? Enumerable.Range(shift.Start, shift.Length) : []
               where (shift.End - at) * minutes >= rule.MinBeforeEndMinutes && IsFree(at, shift.BreakSlots)
               select new PausePlace(at, true),
        ];
        IReadOnlyList<PausePlace>[] breaks = rule.Count switch
        {
            0 => [],
            1 => [[.. first, .. second]],
            _ => [first, second],
        };
        PauseChoices choices = new(shift, lunches, breaks, rule, minutes);
        return choices.All().Any() ? choices : null;
    }

    private static bool Contains(PlanningGrid grid, PlanAgent agent, int day, DayShift shift) =>
        agent.Meetings.All(meeting =>
            meeting.Span.End <= grid.Days[day].Start || meeting.Span.Start >= grid.InstantOf(day, grid.Days[day].Slots)
            || (grid.InstantOf(day, shift.Start) <= meeting.Span.Start && grid.InstantOf(day, shift.End) >= meeting.Span.End));
}

/// <summary>Marks the slots of a day that stretches of time touch.</summary>
internal static class OneDaySlots
{
    public static void Mark(PlanningGrid grid, int day, IEnumerable<Interval> spans, bool[] marked)
    {
        foreach (Interval span in spans)
        {
            int end = Math.Min(marked.Length, grid.SlotCeiling(day, span.End));
            for (int slot = Math.Max(0, grid.SlotFloor(day, span.Start)); slot < end; slot++)
            {
                marked[slot] = true;
            }
        }
    }
}
