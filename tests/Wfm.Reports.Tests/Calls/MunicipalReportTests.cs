using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.SmallPeople;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class MunicipalReportTests
{
    private static readonly LocalDate First = new(2026, 3, 1), Last = new(2026, 3, 31);

    [Test]
    public void A_month_of_a_group_is_what_its_queues_saw_and_who_served_them()
    {
        PeopleFacts people = Of(Shift(Bo, Monday, (ActivityKind.Contacts, 8, 10)), Shift(Ana, Monday, (ActivityKind.Contacts, 8, 9))) with
        {
            PresenceDays = [new PresenceDay(Bo, Monday, 2, 1.5), new PresenceDay(Ana, Monday, 1, 1)],
        };
        CallSeries[] calls = [Series(Bygg, Calls(At(Monday, 8), 12, answered: 9, abandoned: 3, inTime: 6, handle: 2700, wait: 600)), Series(Vaxel, Calls(At(Monday, 8), 8, answered: 8, abandoned: 0, inTime: 8, handle: 800, wait: 40))];
        ReportTable report = MunicipalReport.Of(Frame(First, Last, ReportStep.Month), calls, people, [], [new QualityFigure(Bygg.Id, Monday, QualityKind.Satisfaction, 0.77, 12)]);

        Instant march = At(First, 0);
        report.Cell("två", march, "offered").Number.ShouldBe(12);
        report.Cell("två", march, "answer_rate").Number.ShouldBe(0.75);
        report.Cell("två", march, "mean_wait_seconds").Number.ShouldBe(50);
        report.Cell("två", march, "logged_in_hours").Number.ShouldBe(2);
        report.Cell("två", march, "scheduled_hours").Number.ShouldBe(2);
        report.Cell("två", march, "load").Number!.Value.ShouldBe(0.75 / 1.5, 1e-12);
        report.Cell("två", march, "answered_per_hour").Number.ShouldBe(4.5);
        report.Cell("två", march, "satisfaction").Number.ShouldBe(0.77);
        report.Cell("", march, "offered").Number.ShouldBe(20);
        report.Cell("", march, "logged_in_hours").Number.ShouldBe(3);
        report.Cell("växel", march, "asa_seconds").Number.ShouldBe(5);

        // The quiet queue does not speak for the other one, whose waits the source does not split.
        report.Cell("", march, "asa_seconds").ShouldBe(ReportCell.Unknown);
    }

    [Test]
    public void Without_a_telephone_load_is_held_against_the_schedule_and_login_time_is_blank()
    {
        ReportTable report = MunicipalReport.Of(Frame(First, Last, ReportStep.Month), [Series(Bygg, Calls(At(Monday, 8), 4, answered: 4, handle: 1800))], Of(Shift(Bo, Monday, (ActivityKind.Contacts, 8, 10))), [], []);

        Instant march = At(First, 0);
        report.Cell("bygg", march, "logged_in_hours").ShouldBe(ReportCell.Unknown);
        report.Cell("bygg", march, "load").Number!.Value.ShouldBe(0.25, 1e-12);
        report.Cell("bygg", march, "answered_per_hour").Number.ShouldBe(2);
    }
}
