using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class ServiceLevelReportTests
{
    [Test]
    public void A_days_level_is_weighted_by_calls_and_not_a_mean_of_quarters()
    {
        ReportTable report = ServiceLevelReport.Of(Frame(Monday, Monday, ReportStep.Day), [
            Series(Vaxel,
                Calls(At(Monday, 8), 20, answered: 16, abandoned: 4, inTime: 10, handle: 3200, wait: 900),
                Calls(At(Monday, 8, 15), 5, answered: 5, abandoned: 0, inTime: 5, handle: 1000, wait: 10))], []);

        Instant day = At(Monday, 0);
        report.Cell("växel", day, "offered").Number.ShouldBe(25);
        report.Cell("växel", day, "service_level").Number!.Value.ShouldBe(15.0 / 25, 1e-12);
        report.Cell("växel", day, "sl_of_offered").Number!.Value.ShouldBe(0.6, 1e-12);
        report.Cell("växel", day, "sl_of_answered").Number!.Value.ShouldBe(15.0 / 21, 1e-12);
        report.Cell("växel", day, "abandonment").Number!.Value.ShouldBe(4.0 / 25, 1e-12);
        report.Cell("växel", day, "answer_rate").Number!.Value.ShouldBe(21.0 / 25, 1e-12);
        report.Cell("växel", day, "mean_wait_seconds").Number!.Value.ShouldBe(910.0 / 25, 1e-12);
        report.Cell("växel", day, "aht_seconds").Number!.Value.ShouldBe(4200.0 / 21, 1e-12);
        report.Cell("växel", day, "points_above_target").Number!.Value.ShouldBe(-0.2, 1e-12);
        report.Cell("växel", day, "met").Text!.Swedish.ShouldBe("nej");
        report.Cell("växel", day, "threshold_seconds").Number.ShouldBe(30);

        // 10 of 20 is under the lower limit, 5 of 5 over the upper one.
        report.Cell("växel", day, "intervals").Number.ShouldBe(2);
        report.Cell("växel", day, "intervals_met").Number.ShouldBe(1);
        report.Cell("växel", day, "intervals_below_lower").Number.ShouldBe(1);
        report.Cell("växel", day, "intervals_above_upper").Number.ShouldBe(1);
        report.Cell("ett", day, "offered").Number.ShouldBe(25);
        report.Cell("", day, "offered").Number.ShouldBe(25);
    }

    [Test]
    public void Short_and_timely_abandons_count_as_their_definitions_say_and_only_where_they_are_told()
    {
        CallInterval told = Calls(At(Monday, 8), 20, answered: 14, abandoned: 6, inTime: 10) with { ShortAbandoned = 2, AbandonedInTime = 3, AnsweredWaitSeconds = 280 };
        CallInterval untold = Calls(At(Monday, 8, 15), 10, answered: 9, abandoned: 1, inTime: 9, wait: 50);

        ReportTable report = ServiceLevelReport.Of(Frame(Monday, Monday, ReportStep.Quarter, Vaxel), [Series(Vaxel, told, untold)], []);

        report.Cell("växel", told.Start, "sl_excluding_short_abandons").Number!.Value.ShouldBe(10.0 / 18, 1e-12);
        report.Cell("växel", told.Start, "sl_abandoned_in_time_counts").Number!.Value.ShouldBe(15.0 / 20, 1e-12);
        report.Cell("växel", told.Start, "asa_seconds").Number!.Value.ShouldBe(20, 1e-12);
        report.Cell("växel", untold.Start, "sl_excluding_short_abandons").ShouldBe(ReportCell.Unknown);
        report.Cell("växel", untold.Start, "sl_abandoned_in_time_counts").ShouldBe(ReportCell.Unknown);
        report.Cell("växel", untold.Start, "asa_seconds").ShouldBe(ReportCell.Unknown);
        report.Whole("växel", "sl_of_offered")!.Value.ShouldBe(19.0 / 30, 1e-12);
    }

    [Test]
    public void What_nobody_tells_is_blank_and_never_zero()
    {
        ReportTable report = ServiceLevelReport.Of(Frame(Monday, Monday.PlusDays(1), ReportStep.Day), [
            Series(Vaxel, Calls(At(Monday, 8), 8, answered: 8, inTime: 8), Calls(At(Monday, 8, 15), 2)),
            Series(Bygg, Calls(At(Monday, 9), 0))], []);

        Instant monday = At(Monday, 0), tuesday = At(Monday.PlusDays(1), 0);
        report.Cell("växel", monday, "offered").Number.ShouldBe(10);
        report.Cell("växel", monday, "answered").ShouldBe(ReportCell.Unknown);
        report.Cell("växel", monday, "service_level").Number.ShouldBe(1);
        report.Cell("växel", monday, "told").Number!.Value.ShouldBe(0.8, 1e-12);
        report.Cell("växel", tuesday, "offered").ShouldBe(ReportCell.Unknown);

        // A queue nobody called: no calls is known, a level is not.
        report.Cell("bygg", monday, "offered").Number.ShouldBe(0);
        report.Cell("bygg", monday, "service_level").ShouldBe(ReportCell.Unknown);
        report.Cell("mejl", monday, "offered").ShouldBe(ReportCell.Unknown);
        report.Notes.Select(note => note.English).ShouldContain("Queue växel has no statistics for 1 open days; sums leave them out.");
        report.Notes.Select(note => note.English).ShouldContain("Queue mejl has no statistics for 2 open days; sums leave them out.");
    }

    [Test]
    public void An_open_quarter_without_a_row_saw_no_call_where_the_day_is_told()
    {
        ReportTable report = ServiceLevelReport.Of(Frame(Monday, Monday, ReportStep.Quarter, Vaxel), [Series(Vaxel, Calls(At(Monday, 8), 3))], []);

        report.Rows.Count(row => row.Scope.Code == "växel" && row.Bucket.Step == ReportStep.Quarter).ShouldBe(8);
        report.Cell("växel", At(Monday, 9, 45), "offered").Number.ShouldBe(0);
    }

    [Test]
    public void Queues_of_different_promises_make_a_promise_weighted_by_calls()
    {
        Queue strict = Queue("sträng", "två", 0.9, 60);
        ReportTable report = ServiceLevelReport.Of(Frame(Monday, Monday, ReportStep.Day, Bygg, strict), [
            Series(Bygg, Calls(At(Monday, 8), 30, inTime: 27)), Series(strict, Calls(At(Monday, 8), 10, inTime: 8))], []);

        Instant day = At(Monday, 0);
        report.Cell("två", day, "promised").Number!.Value.ShouldBe(((30 * 0.8) + (10 * 0.9)) / 40, 1e-12);
        report.Cell("två", day, "service_level").Number!.Value.ShouldBe(35.0 / 40, 1e-12);
        report.Cell("två", day, "met").Text!.English.ShouldBe("yes");
        report.Cell("två", day, "threshold_seconds").ShouldBe(ReportCell.Unknown);
    }

    [Test]
    public void A_promise_holds_from_its_day_on()
    {
        ReportFrame frame = Frame(Monday, Monday.PlusDays(1), ReportStep.Day, Bygg) with
        {
            Promises = [new PromiseFrom(Bygg.Id, null, Bygg.Target), new PromiseFrom(Bygg.Id, Monday.PlusDays(1), Queue("x", null, 0.5, 60).Target)],
        };
        ReportTable report = ServiceLevelReport.Of(frame, [Series(Bygg, Calls(At(Monday, 8), 10, inTime: 6), Calls(At(Monday.PlusDays(1), 8), 10, inTime: 6))], []);

        report.Cell("bygg", At(Monday, 0), "met").Text!.English.ShouldBe("no");
        report.Cell("bygg", At(Monday.PlusDays(1), 0), "met").Text!.English.ShouldBe("yes");
    }

    [TestCase(2026, 3, 29, 92, 23)]
    [TestCase(2026, 10, 25, 100, 25)]
    [TestCase(2026, 6, 15, 96, 24)]
    public void A_day_of_a_clock_change_has_its_own_number_of_quarters_and_hours(int year, int month, int day, int quarters, int hours)
    {
        LocalDate date = new(year, month, day);
        Queue always = Queue("dygnet", null, 0.8, 30, hours: OpeningHours.Always);
        CallSeries series = Series(always, [.. DayIntervals.StartsOf(date, Stockholm, Quarter).Select(start => Calls(start, 2, answered: 2, inTime: 1))]);

        ReportTable byQuarter = ServiceLevelReport.Of(Frame(date, date, ReportStep.Quarter, always), [series], []);
        ReportTable byHour = ServiceLevelReport.Of(Frame(date, date, ReportStep.Hour, always), [series], []);
        ReportTable byDay = ServiceLevelReport.Of(Frame(date, date, ReportStep.Day, always), [series], []);

        byQuarter.Rows.Count(row => row.Scope.Kind == ScopeKind.Queue && row.Bucket.Step == ReportStep.Quarter).ShouldBe(quarters);
        byHour.Rows.Count(row => row.Scope.Kind == ScopeKind.Queue && row.Bucket.Step == ReportStep.Hour).ShouldBe(hours);
        byHour.Rows.Where(row => row.Scope.Kind == ScopeKind.Queue && row.Bucket.Step == ReportStep.Hour).ShouldAllBe(row => row.Cells[0].Number == 8);
        byDay.Rows.Single(row => row.Scope.Kind == ScopeKind.Queue).Cells[0].Number.ShouldBe(2 * quarters);
        byQuarter.Whole("dygnet", "offered").ShouldBe(2 * quarters);
    }

    [Test]
    public void Weeks_and_months_are_cut_by_the_span()
    {
        LocalDate first = new(2026, 1, 28), last = new(2026, 2, 10);
        Queue always = Queue("dygnet", null, 0.8, 30, hours: OpeningHours.Always);
        CallSeries series = Series(always, [.. Enumerable.Range(-3, 30).Select(day => Calls(At(first.PlusDays(day), 12), 1))]);

        ReportTable weeks = ServiceLevelReport.Of(Frame(first, last, ReportStep.Week, always), [series], []);
        ReportTable months = ServiceLevelReport.Of(Frame(first, last, ReportStep.Month, always), [series], []);

        weeks.Rows.Where(row => row.Scope.Code == "dygnet").Select(row => row.Cells[0].Number).ShouldBe([5, 7, 2, 14]);
        months.Rows.Where(row => row.Scope.Code == "dygnet").Select(row => row.Cells[0].Number).ShouldBe([4, 10, 14]);
    }

    [Test]
    public void Figures_from_outside_stand_beside_and_are_weighted_by_answers()
    {
        QualityFigure[] quality =
        [
            new(Bygg.Id, Monday, QualityKind.Satisfaction, 0.9, 10), new(Mail.Id, Monday, QualityKind.Satisfaction, 0.6, 30),
            new(Bygg.Id, Monday, QualityKind.FirstContactResolution, 0.8, null), new(null, Monday, QualityKind.FirstContactResolution, 0.7, 5),
        ];
        ReportTable report = ServiceLevelReport.Of(Frame(Monday, Monday, ReportStep.Day), [], quality);

        Instant day = At(Monday, 0);
        report.Cell("två", day, "satisfaction").Number!.Value.ShouldBe(((0.9 * 10) + (0.6 * 30)) / 40, 1e-12);
        report.Cell("bygg", day, "first_contact_resolution").Number.ShouldBe(0.8);
        report.Cell("", day, "first_contact_resolution").Number.ShouldBe(0.7);
        report.Cell("växel", day, "satisfaction").ShouldBe(ReportCell.Unknown);
    }

    [Test]
    public void A_span_without_anything_has_no_row()
    {
        LocalDate saturday = Monday.PlusDays(5);

        ServiceLevelReport.Of(Frame(saturday, saturday.PlusDays(1), ReportStep.Day), [], []).Rows.ShouldBeEmpty();
    }

    [Test]
    public void Every_column_says_what_it_is_in_both_languages()
    {
        ReportTable report = ServiceLevelReport.Of(Frame(Monday, Monday, ReportStep.Day), [], []);

        report.Columns.Select(column => column.Key).ShouldBeUnique();
        report.Columns.ShouldAllBe(column => column.Definition.Swedish.EndsWith('.') && column.Definition.English.EndsWith('.') && column.Title.Swedish.Length < 30);
    }
}
