using NodaTime;
using Wfm.Domain;

namespace Wfm.Server.Endpoints;

/// <summary>A shift template.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Template">What it says.</param>
public sealed record TemplateView(TemplateId Code, TemplateBody Template);

/// <summary>A pattern shifts are made from, with where lunch and breaks may lie.</summary>
/// <param name="Weekdays">The weekdays it may be used on.</param>
/// <param name="EarliestStart">Earliest start.</param>
/// <param name="LatestStart">Latest start.</param>
/// <param name="StepMinutes">Starts lie whole multiples of this after the earliest, 1 to 720.</param>
/// <param name="ShortestHours">Shortest paid time, 0.25 to 24.</param>
/// <param name="LongestHours">Longest paid time, 0.25 to 24.</param>
/// <param name="ShortestLunchMinutes">Shortest meal break, 0 to 240; 0 for both means a shift without one.</param>
/// <param name="LongestLunchMinutes">Longest meal break, 0 to 240.</param>
/// <param name="Breaks">Paid short breaks, 0 to 2.</param>
/// <param name="BreakMinutes">Length of each, 1 to 120.</param>
/// <param name="EarliestLunch">Earliest start of the meal break.</param>
/// <param name="LatestLunchEnd">Latest end of the meal break.</param>
/// <param name="Contract">The contract it is for; absent means any.</param>
public sealed record TemplateBody(
    IReadOnlyList<IsoDayOfWeek> Weekdays,
    LocalTime EarliestStart,
    LocalTime LatestStart,
    int StepMinutes,
    double ShortestHours,
    double LongestHours,
    int ShortestLunchMinutes,
    int LongestLunchMinutes,
    int Breaks,
    int BreakMinutes,
    LocalTime? EarliestLunch = null,
    LocalTime? LatestLunchEnd = null,
    ContractId? Contract = null)
{
    internal static TemplateBody Of(ShiftTemplate template) => new(
        [.. template.Weekdays.Order()], template.EarliestStart, template.LatestStart, (int)template.StartStep.TotalMinutes, template.ShortestWork.TotalHours, template.LongestWork.TotalHours,
        (int)template.ShortestLunch.TotalMinutes, (int)template.LongestLunch.TotalMinutes, template.Breaks, (int)template.BreakLength.TotalMinutes, template.EarliestLunch, template.LatestLunchEnd, template.Contract);

    internal ShiftTemplate? ToDomain(TemplateId code, Findings found)
    {
        found.Unless(Weekdays.Count is >= 1 and <= 7 && Weekdays.All(day => day != IsoDayOfWeek.None) && Weekdays.Distinct().Count() == Weekdays.Count, "weekdays", string.Join(' ', Weekdays.Take(8)), Remark.Of("wants-weekdays", "one to seven weekdays, each once"));
        found.Unless(LatestStart >= EarliestStart, "latestStart", $"{LatestStart:HH:mm}", Remark.Of("wants-after-earliest-start", "a time not before earliestStart"));
        found.Unless(StepMinutes is >= 1 and <= 720, "stepMinutes", StepMinutes, Remark.Of("wants-step-minutes", "minutes, 1 to 720"));
        found.Unless(ShortestHours is >= 0.25 and <= 24, "shortestHours", ShortestHours, Remark.Of("wants-paid-hours", "paid hours from 0.25 to 24"));
        found.Unless(LongestHours is >= 0.25 and <= 24, "longestHours", LongestHours, Remark.Of("wants-paid-hours", "paid hours from 0.25 to 24"));
        found.Unless(!(LongestHours < ShortestHours), "longestHours", LongestHours, Remark.Of("wants-hours-from-shortest", "hours not fewer than shortestHours"));
        CheckLunch(found);
        found.Unless(Breaks is >= 0 and <= 2, "breaks", Breaks, Remark.Of("wants-breaks", "0, 1 or 2 breaks"));
        found.Unless(BreakMinutes <= 120 && BreakMinutes >= (Breaks > 0 ? 1 : 0), "breakMinutes", BreakMinutes, Remark.Of("wants-break-minutes", "minutes, 1 to 120"));
        return found.IsEmpty
            ? new ShiftTemplate(
                code, [.. Weekdays.Order()], EarliestStart, LatestStart, Duration.FromMinutes(StepMinutes), ContractBody.Hours(ShortestHours), ContractBody.Hours(LongestHours),
                Duration.FromMinutes(ShortestLunchMinutes), Duration.FromMinutes(LongestLunchMinutes), LongestLunchMinutes > 0 ? EarliestLunch : null,
                LongestLunchMinutes > 0 ? LatestLunchEnd : null, Breaks, Duration.FromMinutes(BreakMinutes), Contract)
            : null;
    }

    private void CheckLunch(Findings found)
    {
        found.Unless(ShortestLunchMinutes is >= 0 and <= 240, "shortestLunchMinutes", ShortestLunchMinutes, Remark.Of("wants-lunch-minutes", "minutes, 0 to 240"));
        found.Unless(LongestLunchMinutes is >= 0 and <= 240 && LongestLunchMinutes >= ShortestLunchMinutes, "longestLunchMinutes", LongestLunchMinutes, Remark.Of("wants-longest-lunch", "minutes, not fewer than the shortest, at most 240"));
        if (LongestLunchMinutes is > 0 and <= 240)
        {
            found.Unless(EarliestLunch is not null, "earliestLunch", "", Remark.Of("wants-lunch-start", "the earliest start of the lunch, such as 11:00"));
            found.Unless(LatestLunchEnd is not null, "latestLunchEnd", "", Remark.Of("wants-lunch-end", "the latest end of the lunch, such as 13:30"));
            bool hasRoom = EarliestLunch is not { } from || LatestLunchEnd is not { } to || to.TickOfDay - from.TickOfDay >= LongestLunchMinutes * NodaConstants.TicksPerMinute;
            found.Unless(hasRoom, "latestLunchEnd", $"{LatestLunchEnd:HH:mm}", Remark.Of("wants-room-for-lunch", "a time that leaves room for the longest lunch after earliestLunch"));
        }
    }
}
