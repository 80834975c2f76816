using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Tests.Rules;

/// <summary>Every rule on both sides of its edge. Slots are quarters; the grid runs 06–22 every day unless said.</summary>
public sealed class RuleTests
{
    private static readonly PlanningGrid Grid = Small.Grid(weeks: 2, daysPerWeek: 7, opens: 6, closes: 22);

    private static int Quarter(double hour) => (int)((hour - 6) * 4);

    private static DayShift From(double start, double end) => Small.Plain(Quarter(start), Quarter(end));

    private static AgentSchedule Ana(params (int Day, DayShift Shift)[] shifts) => Ana(Small.Agent(), Grid, shifts);

    private static AgentSchedule Ana(PlanAgent person, PlanningGrid grid, params (int Day, DayShift Shift)[] shifts)
    {
        DayShift?[] row = new DayShift?[grid.Days.Count];
        foreach ((int day, DayShift shift) in shifts)
        {
            row[day] = shift;
        }

        return new AgentSchedule(Small.Problem(grid, [person], Small.Contract(hours: 8, band: 3)), person, row);
    }

    [Test]
    public void Late_shift_then_early_shift_breaks_the_rest()
    {
        RuleViolation violation = new DailyRestRule(Duration.FromHours(11))
            .Violations(Ana((0, From(14, 22)), (1, From(7, 15)))).ShouldHaveSingleItem();

        violation.Penalty.ShouldBe(120);
        violation.Paragraph.ShouldBe("ATL 13 §");
        violation.Reason.ShouldBe("9 h rest before Tue 2 Jun 07:00; 11 h required.");
    }

    [Test]
    public void Eleven_hours_between_shifts_are_enough() =>
        new DailyRestRule(Duration.FromHours(11)).Violations(Ana((0, From(14, 20)), (1, From(7, 15)))).ShouldBeEmpty();

    [Test]
    public void Rest_counts_from_the_last_shift_before_the_period()
    {
        PlanAgent person = Small.Agent() with { PreviousShifts = [new Interval(Small.At(Small.Monday.PlusDays(-1), 13), Small.At(Small.Monday.PlusDays(-1), 21))] };
        DailyRestRule rule = new(Duration.FromHours(11));

        rule.Violations(Ana(person, Grid, (0, From(7.75, 15)))).ShouldHaveSingleItem().Penalty.ShouldBe(15);
        rule.Violations(Ana(person, Grid, (0, From(8, 15)))).ShouldBeEmpty();
    }

    [TestCase(2026, 3, 28, 1, 10.5, TestName = "A_spring_night_is_an_hour_shorter")]
    [TestCase(2026, 10, 24, 0, 12.5, TestName = "An_autumn_night_is_an_hour_longer")]
    public void Rest_over_a_clock_change_is_elapsed_time(int year, int month, int day, int violations, double restHours)
    {
        PlanningGrid grid = Small.Grid(weeks: 1, daysPerWeek: 2, opens: 6, closes: 22, first: new LocalDate(year, month, day));
        AgentSchedule ana = Ana(Small.Agent(), grid, (0, From(14, 20)), (1, From(7.5, 15)));

        (ana.Planned[1].Start - ana.Planned[0].End).TotalHours.ShouldBe(restHours);
        new DailyRestRule(Duration.FromHours(11)).Violations(ana).Count().ShouldBe(violations);
    }

    [TestCase(7, 16, 1)]
    [TestCase(7, 13, 0)]
    [TestCase(11, 20, 0)]
    [TestCase(10.75, 20, 1)]
    public void Eleven_hours_lie_inside_the_24_hours_from_midnight(double start, double end, int violations) =>
        new DayBreakRestRule(Duration.FromHours(11), LocalTime.Midnight).Violations(Ana((0, From(start, end)))).Count().ShouldBe(violations);

    [Test]
    public void A_break_point_before_the_day_leaves_the_night_whole() =>
        new DayBreakRestRule(Duration.FromHours(11), new LocalTime(6, 0))
            .Violations(Ana((0, From(7, 17)), (1, From(7, 17)))).ShouldBeEmpty();

    [Test]
    public void A_fixed_week_needs_36_hours_in_a_row()
    {
        WeeklyRestRule rule = new(Duration.FromHours(36), IsoDayOfWeek.Monday);
        (int, DayShift)[] sixDays = [.. Enumerable.Range(0, 6).Select(day => (day, From(8, 16)))];
        (int, DayShift)[] fiveAndLate = [.. Enumerable.Range(0, 5).Select(day => (day, From(8, 12))), (6, From(11, 15))];
        (int, DayShift)[] fiveAndEarly = [.. Enumerable.Range(0, 5).Select(day => (day, From(8, 12))), (6, From(11, 15)), (4, From(8, 12))];

        rule.Violations(Ana(sixDays)).ShouldHaveSingleItem().Penalty.ShouldBe(4 * 60);
        rule.Violations(Ana([.. sixDays.Take(5), (6, From(8, 16))])).ShouldBeEmpty();
        rule.Violations(Ana(fiveAndLate)).ShouldBeEmpty();
        rule.Violations(Ana([.. fiveAndEarly, (5, From(6, 7))])).ShouldHaveSingleItem();
    }

    [Test]
    public void Between_two_weekly_rests_132_hours_go_by_at_most()
    {
        RestWithinSevenDaysRule rule = new(Duration.FromHours(36));
        (int, DayShift)[] five = [.. Enumerable.Range(0, 5).Select(day => (day, From(8, 16)))];

        rule.Violations(Ana([.. five, (5, From(8, 20))])).ShouldBeEmpty();
        rule.Violations(Ana([.. five, (5, From(8, 20.25))])).ShouldHaveSingleItem().Penalty.ShouldBe(15);
    }

    [Test]
    public void An_early_start_after_a_late_end_is_refused()
    {
        EarlyAfterLateRule rule = new(new EarlyAfterLate(new LocalTime(19, 0), new LocalTime(9, 0)));

        rule.Violations(Ana((0, From(14, 19.25)), (1, From(8.75, 15)))).ShouldHaveSingleItem().Penalty.ShouldBe(15);
        rule.Violations(Ana((0, From(14, 19)), (1, From(8.75, 15)))).ShouldBeEmpty();
        rule.Violations(Ana((0, From(14, 19.25)), (1, From(9, 15)))).ShouldBeEmpty();
        rule.Violations(Ana((0, From(14, 19.25)), (2, From(6, 15)))).ShouldBeEmpty();
    }

    [Test]
    public void Contract_hours_bind_every_week_and_at_the_end()
    {
        ContractHoursRule rule = new(Duration.FromHours(3), Duration.FromHours(1));

        rule.Violations(Ana((0, From(8, 13)), (7, From(8, 18)))).ShouldBeEmpty();
        rule.Violations(Ana((0, From(8, 12.75)), (7, From(8, 18.25)))).ShouldHaveSingleItem().Penalty.ShouldBe(15);
        rule.Violations(Ana((0, From(8, 16)), (7, From(8, 14.75)))).ShouldHaveSingleItem().Reason
            .ShouldBe("14.75 h after 2 weeks; 16 h owed, 1 h either way allowed.");
    }

    [Test]
    public void Absences_and_the_opening_balance_count_as_hours()
    {
        ContractHoursRule rule = new(Duration.FromHours(3), Duration.FromHours(1));
        PlanAgent away = Small.Agent() with { Absences = [new DayAbsence(Small.Monday, Duration.FromHours(8))], OpeningBalance = Duration.FromHours(2) };

        rule.Violations(Ana(away, Grid, (8, From(8, 14)))).ShouldBeEmpty();
        rule.Violations(Ana(away, Grid, (8, From(8, 15.25)))).ShouldHaveSingleItem();
    }

    [Test]
    public void The_longest_day_and_week_are_paid_time()
    {
        DayShift nine = Small.WithLunch(Quarter(7), Quarter(16.5), Quarter(11));

        new LongestDayRule(Duration.FromHours(9)).Violations(Ana((0, nine))).ShouldBeEmpty();
        new LongestDayRule(Duration.FromHours(8.75)).Violations(Ana((0, nine))).ShouldHaveSingleItem().Penalty.ShouldBe(15);
        new LongestWeekRule(Duration.FromHours(18)).Violations(Ana((0, nine), (6, nine), (7, nine))).ShouldBeEmpty();
        new LongestWeekRule(Duration.FromHours(17)).Violations(Ana((0, nine), (6, nine), (7, nine))).ShouldHaveSingleItem().Penalty.ShouldBe(60);
    }

    [Test]
    public void Five_hours_without_a_rast_are_enough()
    {
        WorkWithoutRastRule rule = new(Duration.FromHours(5));

        rule.Violations(Ana((0, From(7, 12)))).ShouldBeEmpty();
        rule.Violations(Ana((0, From(7, 12.25)))).ShouldHaveSingleItem().Penalty.ShouldBe(15);
        rule.Violations(Ana((0, Small.WithLunch(Quarter(7), Quarter(17.5), Quarter(12))))).ShouldBeEmpty();
        rule.Violations(Ana((0, Small.WithLunch(Quarter(7), Quarter(17.75), Quarter(12))))).ShouldHaveSingleItem();
    }

    [Test]
    public void Working_days_in_a_row_are_counted_across_the_border()
    {
        PlanAgent busy = Small.Agent() with { PreviousShifts = [new Interval(Small.At(Small.Monday.PlusDays(-1), 8), Small.At(Small.Monday.PlusDays(-1), 12))] };
        (int, DayShift)[] three = [.. Enumerable.Range(0, 3).Select(day => (day, From(8, 12)))];

        new WorkingDaysInARowRule(4).Violations(Ana(busy, Grid, three)).ShouldBeEmpty();
        new WorkingDaysInARowRule(3).Violations(Ana(busy, Grid, three)).ShouldHaveSingleItem().Date.ShouldBe(Small.Monday.PlusDays(2));
        new WorkingDaysInARowRule(3).Violations(Ana(three)).ShouldBeEmpty();
    }

    [Test]
    public void A_single_day_off_is_too_short()
    {
        DaysOffInARowRule rule = new(2);

        rule.Violations(Ana((0, From(8, 12)), (2, From(8, 12)))).ShouldHaveSingleItem().Reason
            .ShouldBe("1 days off before 2026-06-03; at least 2 in a row required.");
        rule.Violations(Ana((0, From(8, 12)), (3, From(8, 12)))).ShouldBeEmpty();
        rule.Violations(Ana((1, From(8, 12)))).ShouldBeEmpty();
    }

    [Test]
    public void Saturday_and_Sunday_make_one_weekend()
    {
        (int, DayShift)[] both = [(5, From(8, 12)), (6, From(8, 12)), (13, From(8, 12))];

        new WeekendsRule(2).Violations(Ana(both)).ShouldBeEmpty();
        new WeekendsRule(1).Violations(Ana(both)).ShouldHaveSingleItem().Penalty.ShouldBe(1);
    }

    [Test]
    public void Absence_lock_and_skill_are_kept()
    {
        PlanAgent person = Small.Agent() with
        {
            Absences = [new DayAbsence(Small.Monday, Duration.Zero)],
            Locks = [new DayLock(Small.Monday.PlusDays(1), null), new DayLock(Small.Monday.PlusDays(2), From(8, 12))],
            Skills = [new PlanSkill(new QueueId("a"), To: Small.Monday.PlusDays(4))],
        };
        AgentSchedule kept = Ana(person, Grid, (2, From(8, 12)), (4, From(8, 12)));
        AgentSchedule broken = Ana(person, Grid, (0, From(8, 12)), (1, From(8, 12)), (2, From(9, 13)), (5, From(8, 12)));

        new AbsenceRule().Violations(kept).ShouldBeEmpty();
        new AbsenceRule().Violations(broken).ShouldHaveSingleItem().Date.ShouldBe(Small.Monday);
        new LockRule().Violations(kept).ShouldBeEmpty();
        new LockRule().Violations(broken).Count().ShouldBe(2);
        new SkillRule().Violations(kept).ShouldBeEmpty();
        new SkillRule().Violations(broken).ShouldHaveSingleItem().Date.ShouldBe(Small.Monday.PlusDays(5));
    }

    [Test]
    public void A_meeting_lies_in_the_shift_beside_lunch()
    {
        PlanAgent person = Small.Agent() with
        {
            Meetings = [new PlanMeeting(new Interval(Small.At(Small.Monday, 11), Small.At(Small.Monday, 12)), ActivityKind.Meeting, false, true)],
        };
        MeetingRule rule = new();

        rule.Violations(Ana(person, Grid, (0, Small.WithLunch(Quarter(8), Quarter(16), Quarter(12))))).ShouldBeEmpty();
        rule.Violations(Ana(person, Grid, (0, Small.WithLunch(Quarter(8), Quarter(16), Quarter(11.75))))).ShouldHaveSingleItem();
        rule.Violations(Ana(person, Grid, (0, From(8, 11.75)))).ShouldHaveSingleItem();
        rule.Violations(Ana(person, Grid)).ShouldHaveSingleItem();
    }

    [Test]
    public void A_shift_follows_a_template_to_the_quarter()
    {
        AgentSchedule Schedule(DayShift shift) => Ana(Small.Agent(), Small.Grid(), (0, shift));
        TemplateRule rule = new();
        DayShift good = new(0, 34, 16, 2, 6, 25, 1);

        rule.Violations(Schedule(good)).ShouldBeEmpty();
        rule.Violations(Schedule(good with { Lunch = 14 })).ShouldHaveSingleItem();
        rule.Violations(Schedule(good with { Break1 = 3 })).ShouldHaveSingleItem();
        rule.Violations(Schedule(good with { Break2 = DayShift.None })).ShouldHaveSingleItem();
        rule.Violations(Schedule(good with { End = 33 })).ShouldHaveSingleItem().Reason.ShouldBe("no template allows 07:00–15:15, lunch 11:00 for 30 min, 2 breaks.");
    }

    [Test]
    public void The_rule_book_has_one_rule_for_every_limit_of_the_contract()
    {
        WorkRules rules = WorkRules.MunicipalAgreement with { FewestDaysOffInARow = 2, MostWeekends = 4 };
        PlanContract usual = Small.Contract(rules: rules);
        PlanContract strict = usual with { EarlyAfterLate = new EarlyAfterLate(new LocalTime(19, 0), new LocalTime(9, 0)) };

        ScheduleRules.For(Small.Contract()).Count.ShouldBe(6);
        ScheduleRules.For(strict).Select(rule => rule.GetType()).ShouldBeUnique();
        ScheduleRules.For(strict).Count.ShouldBe(16);
        ScheduleRules.For(strict).ShouldAllBe(rule => rule.Name.Length > 0 && rule.Paragraph.Length > 0);
    }

    // Pages fill sentences of their own with the facts, so every one of them has to be in ours too, in its order.
    [Test]
    public void The_facts_of_a_broken_rule_are_the_figures_of_its_reason()
    {
        WorkRules rules = WorkRules.MunicipalAgreement with
        {
            FewestDaysOffInARow = 3,
            MostWeekends = 1,
            MostWorkingDaysInARow = 3,
            LongestWeek = Duration.FromHours(30),
            DayBreak = new LocalTime(5, 0),
        };
        PlanContract[] contracts = [Strict(rules), Strict(rules with { WeekBreak = null })];
        Random random = new(7);
        Dictionary<string, int> told = [];
        for (int trial = 0; trial < 60; trial++)
        {
            (int Day, DayShift Shift)[] shifts = [.. Enumerable.Range(0, 14).Where(_ => random.NextDouble() < 0.8).Select(day => (day, random.Next(2) == 0 ? From(6, 6 + random.Next(6, 14)) : From(22 - random.Next(6, 14), 22)))];
            DayShift?[] row = new DayShift?[14];
            foreach ((int day, DayShift shift) in shifts)
            {
                row[day] = shift;
            }

            AgentSchedule schedule = new(Small.Problem(Grid, [Small.Agent()], contracts[trial % 2]), Small.Agent(), row);
            foreach (RuleViolation violation in ScheduleRules.For(contracts[trial % 2]).SelectMany(rule => rule.Violations(schedule)))
            {
                told[violation.Rule] = told.GetValueOrDefault(violation.Rule) + 1;
                violation.Facts.ShouldNotBeEmpty(violation.ToString());
                int place = 0;
                foreach (string fact in violation.Facts.Split('|').Where(fact => fact.Length < 10 && violation.Rule != "Shift template"))
                {
                    place = violation.Reason.IndexOf(fact, place, StringComparison.Ordinal);
                    place.ShouldBeGreaterThanOrEqualTo(0, $"{violation.Facts} in {violation.Reason}");
                }
            }
        }

        told.Keys.Count.ShouldBeGreaterThan(10, string.Join(", ", told.Keys));

        static PlanContract Strict(WorkRules rules) => Small.Contract(hours: 20, rules: rules) with { EarlyAfterLate = new EarlyAfterLate(new LocalTime(19, 0), new LocalTime(9, 0)) };
    }
}
