using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Periods;

/// <summary>The shift rule of the generated centres as two templates; slots of 15 minutes in the rule, minutes here.</summary>
internal static class CentreTemplates
{
    private static readonly IsoDayOfWeek[] EveryDay =
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday,
        IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    public static IReadOnlyList<PlanTemplate> Of(Centre centre, LocalTime opening)
    {
        List<TimeWindow> windows = [new TimeWindow(new LocalTime(10, 45), new LocalTime(13, 30))];
        if (centre.DaysPerWeek == 7)
        {
            windows.Add(new TimeWindow(new LocalTime(16, 30), new LocalTime(19, 30)));
        }

        LocalTime last = opening.PlusMinutes((long)centre.IntervalsPerDay * centre.IntervalMinutes - centre.IntervalMinutes);
        return [WithLunch(opening, last, windows), Short(opening, last)];
    }

    private static PlanTemplate WithLunch(LocalTime opening, LocalTime last, List<TimeWindow> windows) =>
        new(new TemplateId("day"))
        {
            Weekdays = EveryDay,
            EarliestStart = opening,
            LatestStart = last,
            MinPresenceMinutes = 21 * 15,
            MaxPresenceMinutes = 38 * 15,
            MinPaidMinutes = 8 * 30,
            MaxPaidMinutes = 18 * 30,
            Lunch = new LunchRule(30, 60, windows)
            {
                MinBeforeMinutes = 8 * 15,
                MaxBeforeMinutes = 24 * 15,
                MinAfterMinutes = 7 * 15,
                MaxAfterMinutes = 24 * 15,
            },
            Breaks = new BreakRule(2, 15)
            {
                MinAfterStartMinutes = 4 * 15,
                MaxAfterStartMinutes = 12 * 15,
                MinBeforeLunchMinutes = 4 * 15,
                MinAfterLunchMinutes = 3 * 15,
                MinBeforeEndMinutes = 4 * 15,
            },
        };

    private static PlanTemplate Short(LocalTime opening, LocalTime last) =>
        new(new TemplateId("short"))
        {
            Weekdays = EveryDay,
            EarliestStart = opening,
            LatestStart = last,
            MinPresenceMinutes = 16 * 15,
            MaxPresenceMinutes = 20 * 15,
            MinPaidMinutes = 8 * 30,
            MaxPaidMinutes = 10 * 30,
            Breaks = new BreakRule(1, 15) { MinAfterStartMinutes = 5 * 15, MinBeforeEndMinutes = 6 * 15 },
        };
}
