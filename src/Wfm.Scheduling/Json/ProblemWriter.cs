using System.Text.Json;
using Wfm.Domain;

namespace Wfm.Scheduling.Json;

/// <summary>Writes a problem's fields.</summary>
internal static class ProblemWriter
{
    public static void Write(Utf8JsonWriter writer, SchedulingProblem problem)
    {
        PlanningGrid grid = problem.Grid;
        writer.WriteStartObject();
        writer.WriteNumber("version", ProblemJson.Version);
        writer.WriteString("name", problem.Name);
        writer.WriteString("zone", grid.Zone.Id);
        writer.WriteNumber("slot_minutes", grid.SlotMinutes);
        writer.WriteNumber("paid_unit_minutes", problem.PaidUnitMinutes);
        writer.Date("first_date", grid.FirstDate);
        writer.WriteNumber("weeks", grid.Weeks);
        writer.Objects("days", grid.Days, day =>
        {
            writer.Date("date", day.Date);
            writer.Moment("start", day.Start, grid.Zone);
            writer.WriteNumber("slots", day.Slots);
        }, optional: false);
        writer.Texts("queues", problem.Queues.Select(queue => queue.Value));
        writer.Objects("promises", problem.Promises, promise =>
        {
            writer.WriteString("queue", promise.Queue.Value);
            writer.WriteNumber("share", promise.ShareFraction);
            writer.WriteNumber("threshold_seconds", promise.ThresholdSeconds);
            if (promise.PatienceSeconds is { } patience)
            {
                writer.WriteNumber("patience_seconds", patience);
            }

            if (promise.DayVariation is { } variation)
            {
                writer.WriteNumber("day_variation", variation);
            }

            writer.Date("from", promise.From);
            writer.Date("to", promise.To);
        });
        Costs(writer, problem.WishCosts);
        SoftCostWriter.Write(writer, problem);
        writer.Objects("contracts", problem.Contracts, contract => Contract(writer, contract), optional: false);
        writer.Objects("templates", problem.Templates, template => Template(writer, template), optional: false);
        writer.Objects("agents", problem.Agents, agent => AgentWriter.Write(writer, agent, grid), optional: false);
        writer.Objects("activities", problem.Activities, activity => ActivityJson.Write(writer, activity, problem.Grid.Zone));
        writer.Objects("demand", problem.Demand, demand => Demand(writer, demand), optional: false);
        writer.WriteEndObject();
    }

    private static void Costs(Utf8JsonWriter writer, WishCosts costs)
    {
        writer.WriteStartObject("wish_costs");
        writer.WriteNumber("day_off", costs.DayOff);
        writer.WriteNumber("start_per_hour", costs.StartPerHour);
        writer.Time("early_until", costs.EarlyUntil);
        writer.Time("late_from", costs.LateFrom);
        writer.WriteNumber("must_have_factor", costs.MustHaveFactor);
        writer.WriteEndObject();
    }

    private static void Contract(Utf8JsonWriter writer, PlanContract contract)
    {
        Contract terms = contract.Terms;
        writer.WriteString("contract", terms.Id.Value);
        writer.WriteNumber("share", terms.ShareFraction);
        writer.Hours("hours_per_week", terms.HoursPerWeek);
        writer.Hours("week_band_hours", terms.WeekBand);
        writer.Hours("period_tolerance_hours", terms.PeriodTolerance);
        Rules(writer, terms.Rules);
        if (contract.NoticeIsHard)
        {
            writer.WriteBoolean("notice_is_hard", true);
        }

        if (contract.EarlyAfterLate is { } early)
        {
            writer.WriteStartObject("early_after_late");
            writer.Time("late_after", early.LateAfter);
            writer.Time("early_before", early.EarlyBefore);
            writer.WriteEndObject();
        }
    }

    private static void Rules(Utf8JsonWriter writer, WorkRules rules)
    {
        writer.WriteStartObject("rules");
        writer.WriteString("name", rules.Name);
        writer.Hours("daily_rest_hours", rules.DailyRest);
        writer.Time("day_break", rules.DayBreak);
        writer.Hours("weekly_rest_hours", rules.WeeklyRest);
        if (rules.WeekBreak is { } weekday)
        {
            writer.WriteString("week_break", Words.Snake(weekday));
        }

        writer.Hours("longest_work_without_rast_hours", rules.LongestWorkWithoutRast);
        writer.Hours("longest_day_hours", rules.LongestDay);
        writer.Hours("longest_week_hours", rules.LongestWeek);
        writer.Whole("most_working_days_in_a_row", rules.MostWorkingDaysInARow);
        writer.Whole("fewest_days_off_in_a_row", rules.FewestDaysOffInARow);
        writer.Whole("most_weekends", rules.MostWeekends);
        writer.Whole("averaging_weeks", rules.AveragingWeeks);
        writer.Hours("average_week_hours", rules.AverageWeek);
        writer.Hours("longest_average_week_hours", rules.LongestAverageWeek);
        writer.Whole("longest_averaging_weeks", rules.LongestAveragingWeeks);
        if (rules.IsCalledIn)
        {
            writer.WriteBoolean("called_in", true);
        }

        writer.WriteEndObject();
    }

    private static void Template(Utf8JsonWriter writer, PlanTemplate template)
    {
        writer.WriteString("template", template.Id.Value);
        writer.Texts("weekdays", template.Weekdays.Select(Words.Snake));
        writer.Time("earliest_start", template.EarliestStart);
        writer.Time("latest_start", template.LatestStart);
        writer.WriteNumber("start_step_minutes", template.StartStepMinutes);
        writer.Time("latest_end", template.LatestEnd);
        writer.WriteNumber("min_presence_minutes", template.MinPresenceMinutes);
        writer.WriteNumber("max_presence_minutes", template.MaxPresenceMinutes);
        writer.WriteNumber("min_paid_minutes", template.MinPaidMinutes);
        writer.WriteNumber("max_paid_minutes", template.MaxPaidMinutes);
        if (template.Lunch is { } lunch)
        {
            Lunch(writer, lunch);
        }

        BreakRule breaks = template.Breaks;
        writer.WriteStartObject("breaks");
        writer.WriteNumber("count", breaks.Count);
        writer.WriteNumber("minutes", breaks.Minutes);
        writer.WriteNumber("min_after_start_minutes", breaks.MinAfterStartMinutes);
        writer.WriteNumber("max_after_start_minutes", breaks.MaxAfterStartMinutes);
        writer.WriteNumber("min_before_lunch_minutes", breaks.MinBeforeLunchMinutes);
        writer.WriteNumber("min_after_lunch_minutes", breaks.MinAfterLunchMinutes);
        writer.WriteNumber("min_before_end_minutes", breaks.MinBeforeEndMinutes);
        writer.WriteEndObject();
    }

    private static void Lunch(Utf8JsonWriter writer, LunchRule lunch)
    {
        writer.WriteStartObject("lunch");
        writer.WriteNumber("min_minutes", lunch.MinMinutes);
        writer.WriteNumber("max_minutes", lunch.MaxMinutes);
        writer.Objects("windows", lunch.Windows, window =>
        {
            writer.Time("start", window.Start);
            writer.Time("end", window.End);
        }, optional: false);
        writer.WriteNumber("min_before_minutes", lunch.MinBeforeMinutes);
        writer.WriteNumber("max_before_minutes", lunch.MaxBeforeMinutes);
        writer.WriteNumber("min_after_minutes", lunch.MinAfterMinutes);
        writer.WriteNumber("max_after_minutes", lunch.MaxAfterMinutes);
        writer.WriteEndObject();
    }

    private static void Demand(Utf8JsonWriter writer, QueueDay demand)
    {
        writer.WriteString("queue", demand.Queue.Value);
        writer.Date("date", demand.Date);
        if (demand.Required is { } required)
        {
            writer.Numbers("required", required);
        }

        if (demand.Cost is { } cost)
        {
            writer.Tables("cost", cost);
        }

        if (demand.TrueCost is { } trueCost)
        {
            writer.Tables("true_cost", trueCost);
        }

        if (demand.MinimumPosts is { } posts)
        {
            writer.Numbers("minimum_posts", posts.Select(people => (double)people));
        }

        if (demand.Traffic is { } traffic)
        {
            writer.WriteStartObject("traffic");
            writer.Numbers("calls", traffic.Calls);
            writer.Numbers("handle_seconds", traffic.HandleSeconds);
            writer.Numbers("on_calls_fraction", traffic.OnCallsFraction);
            writer.WriteEndObject();
        }
    }
}

/// <summary>Writes an agent's fields.</summary>
internal static class AgentWriter
{
    public static void Write(Utf8JsonWriter writer, PlanAgent agent, PlanningGrid grid)
    {
        writer.WriteString("agent", agent.Id.Value);
        if (agent.Group is { } group)
        {
            writer.WriteString("group", group.Value);
        }

        writer.Objects("later_groups", agent.LaterGroups, later =>
        {
            writer.WriteString("group", later.Group.Value);
            writer.Date("from", later.From);
        });
        writer.WriteString("contract", agent.Contract.Value);
        writer.Objects("hours_by_week", agent.HoursByWeek, hours => writer.Hours("hours", hours));
        writer.Objects("skills", agent.Skills, skill =>
        {
            writer.WriteString("queue", skill.Queue.Value);
            writer.WriteNumber("priority", skill.Priority);
            writer.Date("from", skill.From);
            writer.Date("to", skill.To);
        }, optional: false);
        writer.Texts("templates", agent.Templates.Select(template => template.Value));
        writer.Objects("absences", agent.Absences, absence =>
        {
            writer.Date("date", absence.Date);
            writer.Hours("credited_hours", absence.Credited);
        });
        writer.Objects("part_absences", agent.PartAbsences, span => writer.Span(span, grid.Zone));
        writer.Objects("meetings", agent.Meetings, meeting =>
        {
            writer.Span(meeting.Span, grid.Zone);
            writer.WriteString("activity", Words.Snake(meeting.Activity));
            writer.WriteBoolean("movable", meeting.IsMovable);
            writer.WriteBoolean("must_attend", meeting.MustAttend);
        });
        writer.Objects("wishes", agent.Wishes, wish =>
        {
            writer.Date("date", wish.Date);
            writer.WriteString("wish", Words.Snake(wish.Kind));
            writer.WriteNumber("strength", wish.Strength);
            writer.WriteBoolean("must_have", wish.IsMustHave);
        });
        writer.Objects("locks", agent.Locks, dayLock => Lock(writer, dayLock, grid));
        writer.Objects("previous_shifts", agent.PreviousShifts, span => writer.Span(span, grid.Zone));
        writer.Objects("following_shifts", agent.FollowingShifts, span => writer.Span(span, grid.Zone));
        writer.Hours("opening_balance_hours", agent.OpeningBalance);
        if (agent.AveragedBefore is { } before)
        {
            writer.WriteStartObject("averaged_before");
            writer.WriteNumber("weeks", before.Weeks);
            writer.Hours("hours", before.Worked);
            writer.WriteEndObject();
        }

        Fairness(writer, agent.Fairness);
    }

    private static void Lock(Utf8JsonWriter writer, DayLock dayLock, PlanningGrid grid)
    {
        writer.Date("date", dayLock.Date);
        int day = grid.IndexOf(dayLock.Date);
        if (dayLock.Shift is { } shift && day >= 0)
        {
            writer.WriteStartObject("shift");
            Shift(writer, Rules.WorkedShift.Of(grid, day, shift));
            writer.WriteEndObject();
        }
    }

    /// <summary>Start, end, lunch and breaks of a shift.</summary>
    public static void Shift(Utf8JsonWriter writer, Rules.WorkedShift shift)
    {
        writer.Span(shift.Span, shift.Zone);
        if (shift.Lunch is { } lunch)
        {
            writer.WriteStartObject("lunch");
            writer.Span(lunch, shift.Zone);
            writer.WriteEndObject();
        }

        writer.Objects("breaks", shift.Breaks, pause => writer.Span(pause, shift.Zone), optional: false);
    }

    private static void Fairness(Utf8JsonWriter writer, FairnessBalance balance)
    {
        writer.WriteStartObject("fairness");
        writer.WriteNumber("weekends", balance.Weekends);
        writer.WriteNumber("late_shifts", balance.LateShifts);
        writer.WriteNumber("early_shifts", balance.EarlyShifts);
        writer.WriteNumber("granted_wishes", balance.GrantedWishes);
        writer.WriteEndObject();
    }
}
