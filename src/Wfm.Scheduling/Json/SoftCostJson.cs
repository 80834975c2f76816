using System.Text.Json;
using NodaTime;

namespace Wfm.Scheduling.Json;

/// <summary>Reads fairness costs and the published schedule; a file without them weighs nothing of the kind.</summary>
internal static class SoftCostReader
{
    public static FairnessCosts Fairness(JsonFields root)
    {
        FairnessCosts usual = new();
        if (root.OptionalObject("fairness_costs") is not { } fields)
        {
            return usual;
        }

        FairnessCosts costs = new()
        {
            Weekend = fields.OptionalNumber("weekend") ?? usual.Weekend,
            LateShift = fields.OptionalNumber("late_shift") ?? usual.LateShift,
            EarlyShift = fields.OptionalNumber("early_shift") ?? usual.EarlyShift,
            DeniedWish = fields.OptionalNumber("denied_wish") ?? usual.DeniedWish,
            LateAfter = fields.OptionalTime("late_after") ?? usual.LateAfter,
            EarlyBefore = fields.OptionalTime("early_before") ?? usual.EarlyBefore,
        };
        fields.RefuseUnknown();
        return costs;
    }

    public static PublishedSchedule? Published(JsonFields root, SchedulingProblem problem)
    {
        if (root.OptionalObject("published") is not { } fields)
        {
            return null;
        }

        PublishedSchedule usual = new(default, DraftSchedule.Empty(problem));
        LocalDate decided = fields.Date("decided_on");
        PublishedSchedule published = new(decided, ScheduleJson.Shifts(fields, problem))
        {
            PerMinuteMoved = fields.OptionalNumber("per_minute_moved") ?? usual.PerMinuteMoved,
            PerDayTold = fields.OptionalNumber("per_day_told") ?? usual.PerDayTold,
            ShortNoticeFactor = fields.OptionalNumber("short_notice_factor") ?? usual.ShortNoticeFactor,
            NoticeDays = fields.OptionalWhole("notice_days") ?? usual.NoticeDays,
        };
        fields.RefuseUnknown();
        return published;
    }
}

/// <summary>Writes fairness costs and the published schedule where they say something.</summary>
internal static class SoftCostWriter
{
    public static void Write(Utf8JsonWriter writer, SchedulingProblem problem)
    {
        if (problem.FairnessCosts is var fair && fair != new FairnessCosts())
        {
            writer.WriteStartObject("fairness_costs");
            writer.WriteNumber("weekend", fair.Weekend);
            writer.WriteNumber("late_shift", fair.LateShift);
            writer.WriteNumber("early_shift", fair.EarlyShift);
            writer.WriteNumber("denied_wish", fair.DeniedWish);
            writer.Time("late_after", fair.LateAfter);
            writer.Time("early_before", fair.EarlyBefore);
            writer.WriteEndObject();
        }

        if (problem.StableStartPerHour != 0)
        {
            writer.WriteNumber("stable_start_per_hour", problem.StableStartPerHour);
        }

        if (problem.Published is { } published)
        {
            writer.WriteStartObject("published");
            writer.Date("decided_on", published.DecidedOn);
            writer.WriteNumber("per_minute_moved", published.PerMinuteMoved);
            writer.WriteNumber("per_day_told", published.PerDayTold);
            writer.WriteNumber("short_notice_factor", published.ShortNoticeFactor);
            writer.WriteNumber("notice_days", published.NoticeDays);
            ScheduleJson.Shifts(writer, problem, published.Shifts);
            writer.WriteEndObject();
        }
    }
}
