using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Planning.Tests;

/// <summary>Mertid up to full time in the week, then overtime; 200 h a year of each, 50 h of overtime a month or 48 h in four weeks (ATL 8 and 10 §).</summary>
[TestFixture]
public sealed class OvertimeJournalTests
{
    private static readonly AgentId Bo = new("0008");

    [Test]
    public void A_week_is_mertid_up_to_full_time_and_overtime_after()
    {
        // Half time of 20 hours: 20 more in the week of 2 March, in any order; the week after begins anew.
        OvertimeJournal half = Journal(0.5, (Day(3, 6), 6), (Day(3, 2), 10), (Day(3, 4), 8), (Day(3, 9), 3));

        half.ExtraLeftIn(Day(3, 8)).ShouldBe(0);
        half.ExtraLeftIn(Day(3, 9)).ShouldBe(17);
        Counted(half, Day(3, 10)).ShouldBe([(CountedKind.OvertimeInFourWeeks, 4, 48), (CountedKind.OvertimeInMonth, 4, 50), (CountedKind.OvertimeInYear, 4, 200), (CountedKind.ExtraTimeInYear, 23, 200)]);
    }

    [Test]
    public void Full_time_has_no_mertid()
    {
        OvertimeJournal full = Journal(1, (Day(3, 2), 2));

        full.ExtraLeftIn(Day(3, 2)).ShouldBe(0);
        Counted(full, Day(3, 2)).ShouldBe([(CountedKind.OvertimeInFourWeeks, 2, 48), (CountedKind.OvertimeInMonth, 2, 50), (CountedKind.OvertimeInYear, 2, 200)]);
    }

    [Test]
    public void The_limit_of_the_year_is_met_by_its_last_hour_and_passed_by_more_for_mertid_and_overtime_each()
    {
        OvertimeJournal half = Journal(0.5, [.. Enumerable.Range(0, 10).Select(week => (Day(3, 2).PlusWeeks(week), 19.9))]);

        half.Broken(Bo, Day(6, 1), 1, 0).ShouldBeEmpty("199 h and one");
        RuleViolation passed = half.Broken(Bo, Day(6, 1), 1.5, 0).ShouldHaveSingleItem();
        (passed.Rule, passed.Paragraph, passed.Agent, passed.Date, passed.Penalty, passed.Facts).ShouldBe(("Extra time in a year", "ATL 10 §", Bo, Day(6, 1), 30, "200.5|2026|200"));
        passed.Reason.ShouldBe("200.5 h of mertid in 2026 with this; at most 200 h.");
        half.Broken(Bo, Day(6, 1), 0, 30).ShouldBeEmpty("overtime is counted by itself");
        half.Broken(Bo, new LocalDate(2027, 1, 4), 20, 0).ShouldBeEmpty("another year");

        OvertimeJournal full = Journal(1, [.. Enumerable.Range(0, 10).Select(month => (Day(month + 1, 10), 20.0))]);
        full.Broken(Bo, Day(11, 10), 0, 0.25).ShouldHaveSingleItem().Facts.ShouldBe("200.25|2026|200");
    }

    [Test]
    public void The_limit_of_a_month_is_passed_where_that_of_four_weeks_is_too()
    {
        // 47 h on 2 to 6 March: 1 h more on 27 March is within four weeks, 4 more pass both limits.
        OvertimeJournal full = Journal(1, (Day(3, 2), 20), (Day(3, 6), 27));

        full.Broken(Bo, Day(3, 27), 0, 3).ShouldBeEmpty("50 h in the month");
        full.Broken(Bo, Day(3, 27), 0, 4).ShouldHaveSingleItem().Facts.ShouldBe("51|51|50|48");
        full.Broken(Bo, Day(3, 31), 0, 4).ShouldBeEmpty("51 h in the month, 31 h in any four weeks that hold the day");
        full.Broken(Bo, Day(4, 1), 0, 30).ShouldBeEmpty("57 h in four weeks, 30 h in the month");
    }

    private static (CountedKind, double, double)[] Counted(OvertimeJournal journal, LocalDate date) => [.. journal.On(date).Select(one => (one.Kind, one.Hours, one.Most))];

    private static LocalDate Day(int month, int day) => new(2026, month, day);

    private static OvertimeJournal Journal(double share, params (LocalDate Date, double Hours)[] agreed) => new(
        agreed.Select(one => new Interval(one.Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), one.Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromHours(one.Hours))),
        new Contract(new ContractId("en"), share, Duration.FromHours(40 * share), Duration.FromHours(5), Duration.FromHours(1), WorkRules.WorkingHoursAct), DateTimeZone.Utc, OvertimeLimits.WorkingHoursAct);
}
