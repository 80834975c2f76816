using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.SmallPeople;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class StaffingReportTests
{
    private static readonly Instant Eight = At(Monday, 8);

    [Test]
    public void Shared_people_are_divided_by_the_work_of_their_open_queues()
    {
        PeopleFacts people = Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 8.25)), Shift(Both, Monday, (ActivityKind.Contacts, 8, 8.25)));
        ReportTable report = StaffingReport.Of(Frame(Monday, Monday, ReportStep.Quarter, Vaxel, Bygg), [Needs(Vaxel, Eight, 2, 2.5, 900), Needs(Bygg, Eight, 1, 1.25, 300)], people);

        // Ana's quarter and six tenths of the shared one: the switchboard has three times the work and is the second choice.
        report.Cell("växel", Eight, "scheduled_hours").Number!.Value.ShouldBe(0.25 * 1.6, 1e-12);
        report.Cell("bygg", Eight, "scheduled_hours").Number!.Value.ShouldBe(0.25 * 0.4, 1e-12);
        report.Cell("växel", Eight, "scheduled_people").Number!.Value.ShouldBe(1.6, 1e-12);
        report.Cell("växel", Eight, "required_people").Number!.Value.ShouldBe(2, 1e-12);
        report.Cell("växel", Eight, "net_hours").Number!.Value.ShouldBe(0.25 * (1.6 - 2.5), 1e-12);
        report.Cell("", Eight, "scheduled_hours").Number!.Value.ShouldBe(0.5, 1e-12);
        report.Cell("ett", Eight, "own_people_hours").Number!.Value.ShouldBe(0.25, 1e-12);
        report.Cell("två", Eight, "own_people_hours").Number!.Value.ShouldBe(0.25, 1e-12);
        report.Cell("två", Eight, "scheduled_hours").Number!.Value.ShouldBe(0.25 * 0.4, 1e-12);
    }

    [Test]
    public void Short_and_over_are_reckoned_interval_by_interval()
    {
        PeopleFacts people = Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 8.5)));
        ReportTable report = StaffingReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel), [Needs(Vaxel, Eight, 2, 2.5, 1), Needs(Vaxel, At(Monday, 8, 15), 0, 0, 0)], people);

        Instant day = At(Monday, 0);
        report.Cell("växel", day, "short_hours").Number!.Value.ShouldBe(1.5 * 0.25, 1e-12);
        report.Cell("växel", day, "over_hours").Number!.Value.ShouldBe(0.25, 1e-12);
        report.Cell("växel", day, "net_hours").Number!.Value.ShouldBe(-0.5 * 0.25, 1e-12);

        // Two hours open.
        report.Cell("växel", day, "scheduled_people").Number!.Value.ShouldBe(0.25, 1e-12);
    }

    [Test]
    public void Days_no_published_schedule_speaks_of_are_blank_and_so_is_login_without_a_telephone()
    {
        LocalDate tuesday = Monday.PlusDays(1);
        ReportTable report = StaffingReport.Of(Frame(Monday, tuesday, ReportStep.Day, Vaxel), [Needs(Vaxel, Eight, 2, 2.5, 1)], Of(Shift(Bo, Monday, (ActivityKind.Contacts, 8, 9))));

        report.Cell("växel", At(Monday, 0), "scheduled_hours").Number.ShouldBe(0);
        report.Cell("växel", At(tuesday, 0), "scheduled_hours").ShouldBe(ReportCell.Unknown);
        report.Cell("växel", At(tuesday, 0), "required_hours").ShouldBe(ReportCell.Unknown);
        report.Cell("växel", At(Monday, 0), "logged_in_hours").ShouldBe(ReportCell.Unknown);
        report.Notes.Select(note => note.English).ShouldContain("1.0 scheduled hours on contacts lie where none of the person's queues is open; they are left out.");
    }

    [Test]
    public void Those_logged_in_are_divided_like_the_schedule()
    {
        PeopleFacts people = Of(Shift(Both, Monday, (ActivityKind.Contacts, 8, 8.25))) with
        {
            Presences = [new Presence(Both, new Interval(Eight, At(Monday, 8, 10)), true), new Presence(Both, new Interval(At(Monday, 8, 10), At(Monday, 8, 15)), false)],
        };
        ReportTable report = StaffingReport.Of(Frame(Monday, Monday, ReportStep.Quarter, Vaxel, Bygg), [Needs(Vaxel, Eight, 1, 1, 300), Needs(Bygg, Eight, 1, 1, 300)], people);

        report.Cell("bygg", Eight, "logged_in_hours").Number!.Value.ShouldBe(0.25 * 2 / 3, 1e-12);
        report.Cell("bygg", Eight, "on_calls_hours").Number!.Value.ShouldBe(2.0 / 3 / 6, 1e-12);
        report.Cell("", Eight, "present_share").Number!.Value.ShouldBe(2.0 / 3, 1e-12);
    }

    [Test]
    public void Somebody_lent_serves_the_queue_for_that_while()
    {
        PeopleFacts people = Of(Shift(Bo, Monday, (ActivityKind.Contacts, 8, 8.5))) with { Loans = [new LentTo(Bo, Vaxel.Id, new Interval(Eight, At(Monday, 8, 15)))] };
        ReportTable report = StaffingReport.Of(Frame(Monday, Monday, ReportStep.Quarter, Vaxel, Bygg), [Needs(Vaxel, Eight, 1, 1, 100), Needs(Bygg, Eight, 1, 1, 0)], people);

        report.Cell("växel", Eight, "scheduled_hours").Number!.Value.ShouldBe(0.25, 1e-12);
        report.Cell("växel", At(Monday, 8, 15), "scheduled_hours").Number!.Value.ShouldBe(0, 1e-12);
        report.Cell("bygg", At(Monday, 8, 15), "scheduled_hours").Number!.Value.ShouldBe(0.25, 1e-12);
    }

    [TestCase(2026, 3, 29, 23)]
    [TestCase(2026, 10, 25, 25)]
    public void A_shift_over_a_clock_change_has_its_real_hours(int year, int month, int day, int hours)
    {
        LocalDate date = new(year, month, day);
        Queue always = Queue("växel", "ett", 0.8, 30, hours: OpeningHours.Always);
        Interval whole = DayIntervals.Of(date, Stockholm);
        Shift shift = new(Ana, date, whole, [new ShiftActivity(ActivityKind.Contacts, whole)]);

        ReportTable report = StaffingReport.Of(Frame(date, date, ReportStep.Hour, always), [], Of(shift));

        report.Whole("växel", "scheduled_hours")!.Value.ShouldBe(hours, 1e-9);
        report.Rows.Count(row => row.Scope.Code == "växel" && row.Bucket.Step == ReportStep.Hour).ShouldBe(hours);
    }
}
