using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class PredictionReportTests
{
    private static readonly LocalDate Tuesday = Monday.PlusDays(1);

    [Test]
    public void Predicted_and_realised_are_weighted_by_the_calls_that_came()
    {
        PredictedDay[] days =
        [
            new(Vaxel.Id, Monday, 90, 0.85, 100, 0.8, 0.7, 0.9, 0.75), new(Vaxel.Id, Tuesday, 110, 0.8, 50, 0.9, 0.85, 0.97, 0.84),
            new(Bygg.Id, Monday, 20, 0.9, 30, 0.95, null, null, null),
        ];
        ReportTable report = PredictionReport.Of(Frame(Monday, Tuesday, ReportStep.Week), days, []);

        Instant week = At(Monday, 0);
        report.Cell("växel", week, "planned").Number!.Value.ShouldBe(((0.85 * 90) + (0.8 * 110)) / 200, 1e-12);
        report.Cell("växel", week, "predicted").Number!.Value.ShouldBe(((0.8 * 100) + (0.9 * 50)) / 150, 1e-12);
        report.Cell("växel", week, "realised").Number!.Value.ShouldBe(((0.75 * 100) + (0.84 * 50)) / 150, 1e-12);
        report.Cell("växel", week, "bias").Number!.Value.ShouldBe(((0.05 * 100) + (0.06 * 50)) / 150, 1e-12);
        report.Cell("växel", week, "day_error").Number!.Value.ShouldBe(0.055, 1e-12);
        report.Cell("växel", week, "in_band").Number.ShouldBe(0.5);
        report.Cell("växel", week, "low").ShouldBe(ReportCell.Unknown);

        // Nobody tells what the other queue answered in time: its calls count, a comparison does not.
        report.Cell("bygg", week, "realised").ShouldBe(ReportCell.Unknown);
        report.Cell("bygg", week, "days").Number.ShouldBe(0);
        report.Cell("", week, "offered").Number.ShouldBe(180);
        report.Cell("", week, "realised").Number!.Value.ShouldBe(report.Cell("växel", week, "realised").Number!.Value, 1e-12);
    }

    [Test]
    public void A_day_of_one_queue_has_its_band()
    {
        ReportTable report = PredictionReport.Of(Frame(Monday, Monday, ReportStep.Day), [new(Vaxel.Id, Monday, null, null, 100, 0.8, 0.7, 0.9, 0.75)], []);

        report.Cell("växel", At(Monday, 0), "low").Number.ShouldBe(0.7);
        report.Cell("växel", At(Monday, 0), "high").Number.ShouldBe(0.9);
        report.Cell("växel", At(Monday, 0), "planned").ShouldBe(ReportCell.Unknown);
    }
}
