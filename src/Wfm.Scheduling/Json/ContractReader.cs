using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Json;

/// <summary>Reads contracts.</summary>
internal static class ContractReader
{
    public static IReadOnlyList<PlanContract> Read(JsonFields root) =>
        [.. root.Objects("contracts", Contract, required: true).OfType<PlanContract>()];

    private static PlanContract? Contract(JsonFields fields)
    {
        int before = fields.Findings.Count;
        string id = fields.Text("contract");
        double share = fields.Number("share");
        (double week, double band, double tolerance) =
            (fields.Number("hours_per_week"), fields.Number("week_band_hours"), fields.Number("period_tolerance_hours"));
        WorkRules rules = fields.OptionalObject("rules") is { } section ? Rules(section) : WorkRules.WorkingHoursAct;
        EarlyAfterLate? early = fields.OptionalObject("early_after_late") is { } late ? Early(late) : null;
        bool noticeIsHard = fields.OptionalFlag("notice_is_hard") ?? false;
        Require(fields, "share", share, share is > 0 and <= 1, "more than 0, at most 1");
        Require(fields, "hours_per_week", week, week is > 0 and <= 168, "more than 0, at most 168");
        Require(fields, "week_band_hours", band, band is >= 0 and <= 168, "0 to 168");
        Require(fields, "period_tolerance_hours", tolerance, tolerance is >= 0 and <= 168, "0 to 168");
        return fields.Findings.Count > before
            ? null
            : new PlanContract(new Contract(
                new ContractId(id), share, Hours(week), Hours(band), Hours(tolerance), rules))
            {
                EarlyAfterLate = early,
                NoticeIsHard = noticeIsHard,
            };
    }

    public static Duration Hours(double hours) => Duration.FromSeconds(Math.Round(hours * 3600));

    private static void Require(JsonFields fields, string name, double value, bool holds, string expected)
    {
        if (!holds)
        {
            fields.Refuse(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture), expected);
        }
    }

    private static WorkRules Rules(JsonFields fields)
    {
        WorkRules rules = new()
        {
            Name = fields.OptionalText("name") ?? "",
            DailyRest = Span(fields, "daily_rest_hours"),
            DayBreak = fields.OptionalTime("day_break"),
            WeeklyRest = Span(fields, "weekly_rest_hours"),
            WeekBreak = fields.OptionalWord("week_break", Words.Weekdays),
            LongestWorkWithoutRast = Span(fields, "longest_work_without_rast_hours"),
            LongestDay = Span(fields, "longest_day_hours"),
            LongestWeek = Span(fields, "longest_week_hours"),
            MostWorkingDaysInARow = fields.OptionalWhole("most_working_days_in_a_row"),
            FewestDaysOffInARow = fields.OptionalWhole("fewest_days_off_in_a_row"),
            MostWeekends = fields.OptionalWhole("most_weekends"),
            AveragingWeeks = fields.OptionalWhole("averaging_weeks"),
            AverageWeek = Span(fields, "average_week_hours"),
            LongestAverageWeek = Span(fields, "longest_average_week_hours"),
            LongestAveragingWeeks = fields.OptionalWhole("longest_averaging_weeks"),
            IsCalledIn = fields.OptionalFlag("called_in") ?? false,
        };
        fields.RefuseUnknown();
        return rules;
    }

    private static Duration? Span(JsonFields fields, string name)
    {
        double? hours = fields.OptionalNumber(name);
        if (hours is < 0 or > 168)
        {
            fields.Refuse(name, $"{hours}", "0 to 168");
        }

        return hours is { } known ? Hours(known) : null;
    }

    private static EarlyAfterLate Early(JsonFields fields)
    {
        EarlyAfterLate rule = new(fields.Time("late_after"), fields.Time("early_before"));
        fields.RefuseUnknown();
        return rule;
    }
}

/// <summary>Reads shift templates.</summary>
internal static class TemplateReader
{
    public static PlanTemplate Read(JsonFields fields) => new(new TemplateId(fields.Text("template")))
    {
        Weekdays = Weekdays(fields),
        EarliestStart = fields.Time("earliest_start"),
        LatestStart = fields.Time("latest_start"),
        StartStepMinutes = fields.OptionalWhole("start_step_minutes") ?? 15,
        LatestEnd = fields.OptionalTime("latest_end"),
        MinPresenceMinutes = fields.OptionalWhole("min_presence_minutes") ?? 15,
        MaxPresenceMinutes = fields.OptionalWhole("max_presence_minutes") ?? 24 * 60,
        MinPaidMinutes = fields.Whole("min_paid_minutes"),
        MaxPaidMinutes = fields.Whole("max_paid_minutes"),
        Lunch = fields.OptionalObject("lunch") is { } lunch ? Lunch(lunch) : null,
        Breaks = fields.OptionalObject("breaks") is { } breaks ? Breaks(breaks) : new BreakRule(0, 15),
    };

    private static List<IsoDayOfWeek> Weekdays(JsonFields fields)
    {
        List<IsoDayOfWeek> weekdays = [];
        foreach (string word in fields.Texts("weekdays", required: true))
        {
            if (Words.Weekdays.TryGetValue(word, out IsoDayOfWeek weekday))
            {
                weekdays.Add(weekday);
            }
            else
            {
                fields.Refuse("weekdays", word, $"one of {string.Join(", ", Words.Weekdays.Keys)}");
            }
        }

        return weekdays;
    }

    private static LunchRule Lunch(JsonFields fields)
    {
        LunchRule usual = new(0, 0, []);
        LunchRule lunch = new(
            fields.Whole("min_minutes"), fields.Whole("max_minutes"),
            fields.Objects("windows", window => new TimeWindow(window.Time("start"), window.Time("end")), required: true))
        {
            MinBeforeMinutes = fields.OptionalWhole("min_before_minutes") ?? usual.MinBeforeMinutes,
            MaxBeforeMinutes = fields.OptionalWhole("max_before_minutes") ?? usual.MaxBeforeMinutes,
            MinAfterMinutes = fields.OptionalWhole("min_after_minutes") ?? usual.MinAfterMinutes,
            MaxAfterMinutes = fields.OptionalWhole("max_after_minutes") ?? usual.MaxAfterMinutes,
        };
        fields.RefuseUnknown();
        return lunch;
    }

    private static BreakRule Breaks(JsonFields fields)
    {
        BreakRule usual = new(0, 15);
        BreakRule breaks = new(fields.Whole("count"), fields.OptionalWhole("minutes") ?? 15)
        {
            MinAfterStartMinutes = fields.OptionalWhole("min_after_start_minutes") ?? usual.MinAfterStartMinutes,
            MaxAfterStartMinutes = fields.OptionalWhole("max_after_start_minutes") ?? usual.MaxAfterStartMinutes,
            MinBeforeLunchMinutes = fields.OptionalWhole("min_before_lunch_minutes") ?? usual.MinBeforeLunchMinutes,
            MinAfterLunchMinutes = fields.OptionalWhole("min_after_lunch_minutes") ?? usual.MinAfterLunchMinutes,
            MinBeforeEndMinutes = fields.OptionalWhole("min_before_end_minutes") ?? usual.MinBeforeEndMinutes,
        };
        fields.RefuseUnknown();
        return breaks;
    }
}
