using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class VolumeReportTests
{
    private static readonly LocalDate Tuesday = Monday.PlusDays(1);

    [Test]
    public void Errors_are_reckoned_over_the_intervals_that_were_forecast_and_came()
    {
        ForecastMade made = Made(1, Monday.PlusDays(-10));
        LeadChoice monday = new(Monday, ForecastLead.WeeksTwoToFour, made), tuesday = monday with { Date = Tuesday };
        ReportTable report = VolumeReport.Of(Frame(Monday, Tuesday, ReportStep.Day, Vaxel), [
            Series(Vaxel,
                Calls(At(Monday, 8), 10, answered: 10, handle: 2000), Calls(At(Monday, 8, 15), 4, answered: 4, handle: 400), Calls(At(Monday, 8, 30), 6), Calls(At(Tuesday, 8), 5))], [
            Said(monday, (At(Monday, 8), 7), (At(Monday, 8, 15), 6)), Said(tuesday, (At(Tuesday, 8), 9))]);

        ReportRow day = report.Rows.Single(row => row.Scope.Code == "växel" && row.Bucket.Start == At(Monday, 0) && row.Bucket.Step == ReportStep.Day);
        double? Of(string key) => day.Cells[report.Column(key)].Number;
        day.Cells[report.Column("lead")].Text!.Swedish.ShouldBe("2–4 veckor");
        Of("offered").ShouldBe(20);
        Of("offered_compared").ShouldBe(14);
        Of("forecast").ShouldBe(13);
        Of("bias")!.Value.ShouldBe(-1.0 / 14, 1e-12);
        Of("wape")!.Value.ShouldBe(5.0 / 14, 1e-12);
        Of("wape_day")!.Value.ShouldBe(1.0 / 14, 1e-12);
        Of("intervals").ShouldBe(2);
        Of("aht_seconds")!.Value.ShouldBe(2400.0 / 14, 1e-12);
        Of("aht_forecast_seconds")!.Value.ShouldBe(200, 1e-12);

        // 5 to 9 does not hold 10, 4 to 8 holds 4; the wider bands hold both.
        Of("cover80").ShouldBe(0.5);
        Of("cover90").ShouldBe(1);
        report.Whole("växel", "wape_day")!.Value.ShouldBe((1 + 4) / 19.0, 1e-12);
        report.Whole("växel", "wape")!.Value.ShouldBe((3 + 2 + 4) / 19.0, 1e-12);
    }

    [Test]
    public void The_error_of_luck_is_that_of_a_right_forecast()
    {
        ForecastMade made = Made(1, Monday.PlusDays(-1));
        ReportTable report = VolumeReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel), [Series(Vaxel, Calls(At(Monday, 8), 8))],
            [Said(new LeadChoice(Monday, ForecastLead.NextDays, made), (At(Monday, 8), 6.5))]);

        // By adding up the distribution, as a slow reader would.
        double expected = 0, probability = Math.Exp(-6.5);
        for (int calls = 0; calls < 60; calls++)
        {
            expected += Math.Abs(calls - 6.5) * probability;
            probability *= 6.5 / (calls + 1);
        }

        report.Cell("växel", At(Monday, 0), "luck").Number!.Value.ShouldBe(expected / 8, 1e-10);
    }

    [Test]
    public void The_newest_forecast_of_each_lead_counts_and_on_the_day_the_first()
    {
        ForecastMade[] made = [Made(1, Monday.PlusDays(-40), Monday), Made(2, Monday.PlusDays(-20)), Made(3, Monday.PlusDays(-9)), Made(4, Monday.PlusDays(-7)), Made(5, Monday.PlusDays(-1)), Made(6, Monday), Made(7, Monday, hour: 11)];

        IReadOnlyList<LeadChoice> choices = LeadChoice.Of([Monday], Stockholm, made);

        choices.Select(choice => (choice.Lead, choice.Forecast.Version)).ShouldBe([
            (ForecastLead.SameDay, 6), (ForecastLead.NextDays, 5), (ForecastLead.FirstWeek, 4), (ForecastLead.WeeksTwoToFour, 3), (ForecastLead.WeeksFiveAndLater, 1), (ForecastLead.OfSchedule, 1)]);
    }

    [Test]
    public void What_was_said_after_the_calls_is_no_forecast()
    {
        ForecastMade late = Made(1, Monday, hour: 9);
        ReportTable report = VolumeReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel), [Series(Vaxel, Calls(At(Monday, 8), 8), Calls(At(Monday, 9, 30), 3))],
            [Said(new LeadChoice(Monday, ForecastLead.SameDay, late), (At(Monday, 8), 8), (At(Monday, 9, 30), 5))]);

        report.Cell("växel", At(Monday, 0), "forecast").Number.ShouldBe(5);
        report.Cell("växel", At(Monday, 0), "offered").Number.ShouldBe(11);
    }

    [Test]
    public void Calls_without_a_forecast_are_still_told()
    {
        ReportTable report = VolumeReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel), [Series(Vaxel, Calls(At(Monday, 8), 8))], []);

        report.Cell("växel", At(Monday, 0), "offered").Number.ShouldBe(8);
        report.Cell("växel", At(Monday, 0), "wape").ShouldBe(ReportCell.Unknown);
        report.Cell("växel", At(Monday, 0), "intervals").ShouldBe(ReportCell.Unknown);
    }

    [Test]
    public void Queues_add_up_to_groups_and_the_centre_and_intervals_to_days_and_the_whole([Values(1, 2, 3)] int seed, [Values(ReportStep.Quarter, ReportStep.Day)] ReportStep step)
    {
        Random random = new(seed);
        Queue[] queues = [Vaxel, Bygg, Mail, Queue("ensam", null, 0.8, 20)];
        Instant[] starts = [.. from day in new[] { Monday, Tuesday } from slot in Enumerable.Range(0, 8) select At(day, 8 + (slot / 4), slot % 4 * 15)];
        LeadChoice said = new(Monday, ForecastLead.WeeksTwoToFour, Made(1, Monday.PlusDays(-10)));
        CallSeries[] came = [.. queues.Select(queue => Series(queue, [.. starts.Select(start => Calls(start, random.Next(40)))]))];
        ForecastOfDay[] forecasts = [.. from queue in queues from day in new[] { Monday, Tuesday }
            select new ForecastOfDay(said with { Date = day }, queue.Id, Quarter, [.. starts.Where(start => start.InZone(Stockholm).Date == day).Select(start => Expected(start, 40 * random.NextDouble()))])];

        ReportTable report = VolumeReport.Of(Frame(Monday, Tuesday, step, queues), came, forecasts);

        foreach (string key in (string[])["offered", "forecast", "offered_compared", "intervals"])
        {
            int column = report.Column(key);
            foreach (IGrouping<ReportBucket, ReportRow> bucket in report.Rows.GroupBy(row => row.Bucket))
            {
                double Of(params string[] codes) => codes.Sum(code => bucket.Single(row => row.Scope.Code == code).Cells[column].Number!.Value);
                Of("två").ShouldBe(Of("bygg", "mejl"), 1e-9);
                Of("").ShouldBe(Of("ett", "två", "ensam"), 1e-9);
            }

            foreach (IGrouping<string, ReportRow> scope in report.Rows.GroupBy(row => row.Scope.Code))
            {
                scope.Single(row => row.Bucket.Step == ReportStep.Whole).Cells[column].Number!.Value
                    .ShouldBe(scope.Where(row => row.Bucket.Step == step).Sum(row => row.Cells[column].Number!.Value), 1e-9);
            }
        }

        report.Whole("", "forecast")!.Value.ShouldBe(forecasts.Sum(day => day.Intervals.Sum(each => each.Calls)), 1e-9);
    }

    private static ForecastMade Made(int version, LocalDate on, LocalDate? planned = null, int hour = 0) =>
        new(version, At(on, hour, 30), new Interval(At(on, 0), At(Monday.PlusDays(60), 0)), planned is { } day ? [day] : []);

    private static ForecastOfDay Said(LeadChoice choice, params (Instant Start, double Calls)[] intervals) => new(choice, Vaxel.Id, Quarter,
        [.. intervals.Select(said => Expected(said.Start, said.Calls))]);

    private static ForecastInterval Expected(Instant start, double calls) => new(start, calls, calls - 4, calls - 2, calls, calls + 2, calls + 4, 200, "test");
}
