using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.SmallPeople;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class HoursReportTests
{
    private static readonly Instant Day = At(Monday, 0);

    private static readonly HourlyPrice Prices = new(400, new Dictionary<ContractId, double> { [new ContractId("timme")] = 500 });

    [Test]
    public void Every_paid_minute_stands_on_one_queue_and_the_sum_is_what_was_published()
    {
        // Both takes calls for half an hour, then meets for an hour: 3 : 1 of the day's work, the larger of second priority, so 3 : 2.
        PeopleFacts people = Of(
            Shift(Ana, Monday, (ActivityKind.Contacts, 8, 9), (ActivityKind.Lunch, 9, 9.5), (ActivityKind.Break, 9.5, 9.75)),
            Shift(Both, Monday, (ActivityKind.Contacts, 8, 8.5), (ActivityKind.Meeting, 8.5, 9.5)));
        CallSeries[] calls =
        [
            Series(Vaxel, Calls(At(Monday, 8), 3, answered: 3, handle: 900), Calls(At(Monday, 8, 15), 3, answered: 3, handle: 900)),
            Series(Bygg, Calls(At(Monday, 8), 1, answered: 1, handle: 300), Calls(At(Monday, 8, 15), 1, answered: 1, handle: 300)),
        ];
        ReportTable report = HoursReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel, Bygg), people, calls, [], Prices);

        report.Cell("växel", Day, "contact_hours").Number!.Value.ShouldBe(1 + (0.6 * 0.5), 1e-12);
        report.Cell("bygg", Day, "contact_hours").Number!.Value.ShouldBe(0.4 * 0.5, 1e-12);
        report.Cell("växel", Day, "meeting_hours").Number!.Value.ShouldBe(0.6, 1e-12);
        report.Cell("bygg", Day, "meeting_hours").Number!.Value.ShouldBe(0.4, 1e-12);
        report.Cell("växel", Day, "break_hours").Number!.Value.ShouldBe(0.25, 1e-12);
        report.Cell("", Day, "paid_hours").Number!.Value.ShouldBe(people.Shifts.Sum(shift => shift.PaidTime.TotalHours), 1e-12);
        report.Cell("", Day, "cost").Number!.Value.ShouldBe((1.25 * 400) + (1.5 * 500), 1e-9);
        report.Cell("bygg", Day, "cost").Number!.Value.ShouldBe(0.6 * 500, 1e-9);
        report.Cell("bygg", Day, "cost_per_answered").Number!.Value.ShouldBe(0.6 * 500 / 2, 1e-9);
        report.Cell("växel", Day, "busy_share").Number!.Value.ShouldBe(0.5 / 1.3, 1e-12);
    }

    [Test]
    public void Time_of_somebody_who_serves_no_queue_stands_by_itself()
    {
        PeopleFacts people = Of(Shift(new AgentId("9999"), Monday, (ActivityKind.Training, 8, 9)), Shift(Bo, Monday, (ActivityKind.Contacts, 8, 9)));
        ReportTable report = HoursReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel, Bygg), people, [], [], Prices);

        report.Rows.Single(row => row.Scope.Kind == ScopeKind.Undivided).Cells[report.Column("training_hours")].Number.ShouldBe(1);
        report.Cell("bygg", Day, "paid_hours").Number.ShouldBe(1);
        report.Cell("växel", Day, "paid_hours").Number.ShouldBe(0);
        report.Rows.Single(row => row.Scope.Kind == ScopeKind.Total).Cells[report.Column("paid_hours")].Number.ShouldBe(2);
    }

    [Test]
    public void Who_took_no_calls_that_day_follows_the_calls_of_the_span()
    {
        LocalDate tuesday = Monday.PlusDays(1);
        PeopleFacts people = Of(Shift(Bo, Monday, (ActivityKind.Contacts, 8, 9)), Shift(Bo, tuesday, (ActivityKind.Training, 8, 10)));
        ReportTable report = HoursReport.Of(Frame(Monday, tuesday, ReportStep.Day, Vaxel, Bygg), people, [], [], HourlyPrice.None);

        report.Cell("bygg", At(tuesday, 0), "training_hours").Number.ShouldBe(2);
        report.Cell("bygg", At(tuesday, 0), "cost").ShouldBe(ReportCell.Unknown);
        report.Cell("bygg", At(tuesday, 0), "answered").ShouldBe(ReportCell.Unknown);
    }

    [Test]
    public void A_day_logged_in_follows_the_calls_scheduled_on_it()
    {
        PeopleFacts people = Of(Shift(Both, Monday, (ActivityKind.Contacts, 8, 9))) with { PresenceDays = [new PresenceDay(Both, Monday, 2, 1), new PresenceDay(Ana, Monday, 0.5, 0.5)] };
        ReportTable report = HoursReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel, Bygg), people, [], [], HourlyPrice.None);

        report.Cell("bygg", Day, "logged_in_hours").Number!.Value.ShouldBe(2 * 2.0 / 3, 1e-12);
        report.Rows.Single(row => row.Scope.Kind == ScopeKind.Total).Cells[report.Column("logged_in_hours")].Number!.Value.ShouldBe(2.5, 1e-12);
        report.Rows.Single(row => row.Scope.Kind == ScopeKind.Undivided).Cells[report.Column("logged_in_hours")].Number!.Value.ShouldBe(0.5, 1e-12);
    }

    [Test]
    public void An_hour_without_a_price_leaves_the_cost_open()
    {
        HourlyPrice onlyTemps = new(null, new Dictionary<ContractId, double> { [new ContractId("timme")] = 500 });
        ReportTable report = HoursReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel, Bygg),
            Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 9)), Shift(Bo, Monday, (ActivityKind.Contacts, 8, 9))) with { Skills = [new Skill(Ana, Vaxel.Id, 1, null, null), new Skill(Bo, Bygg.Id, 1, null, null)] }, [], [], onlyTemps);

        report.Cell("växel", Day, "cost").ShouldBe(ReportCell.Unknown);
        report.Cell("", Day, "cost").ShouldBe(ReportCell.Unknown);
    }
}
