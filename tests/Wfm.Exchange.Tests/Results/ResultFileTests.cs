using NodaTime;

namespace Wfm.Exchange.Tests.Results;

public sealed class ResultFileTests
{
    private static readonly IReadOnlyList<Instant> Starts =
        DayIntervals.StartsOf(new LocalDate(2026, 10, 25), TextFile.Stockholm, Duration.FromMinutes(15));

    [Test]
    public void A_forecast_is_written_in_local_time_with_offset_and_the_shortest_exact_numbers()
    {
        VolumeForecast forecast = Forecast("växel", new ForecastInterval(Instant.FromUtc(2026, 1, 5, 6, 0), 0.1 + 0.2, 1, 2, 3.5, 4, 1e-7, null, "mean6"));

        TextFile.Written(writer => ForecastCsv.Write(writer, [forecast], TextFile.Stockholm)).ShouldBe(
            "queue,start,calls,calls_p05,calls_p10,calls_p50,calls_p90,calls_p95,aht_seconds,model\n"
            + "växel,2026-01-05T07:00+01:00,0.30000000000000004,1,2,3.5,4,1E-07,,mean6\n");
    }

    [Test]
    public void Forecasts_read_back_the_same_to_the_last_bit_also_over_a_clock_change()
    {
        Random random = new(3);
        VolumeForecast[] forecasts = [.. new[] { "a", "växel" }.Select(queue => Forecast(
            queue, [.. Starts.Select(start => new ForecastInterval(
                start, random.NextDouble() * 40, random.NextDouble(), 1 + random.NextDouble(), 2 + random.NextDouble(), 3 + random.NextDouble(), 4 + random.NextDouble(),
                random.NextDouble() * 300, "glm, mean6"))]))];

        string text = TextFile.Written(writer => ForecastCsv.Write(writer, forecasts, TextFile.Stockholm));
        ImportResult<IReadOnlyList<VolumeForecast>> read = ForecastCsv.Read(TextFile.Of(text), "forecast.csv", TextFile.Stockholm);

        TextFile.ProblemsOf(read).ShouldBeEmpty();
        read.Value!.Select(forecast => (forecast.Queue.Value, forecast.IntervalLength)).ShouldBe([("a", Duration.FromMinutes(15)), ("växel", Duration.FromMinutes(15))]);
        read.Value!.SelectMany(forecast => forecast.Intervals).ShouldBe(forecasts.SelectMany(forecast => forecast.Intervals));
    }

    [Test]
    public void Requirements_and_their_curves_read_back_the_same()
    {
        Random random = new(4);
        StaffingRequirement requirement = new(
            new QueueId("växel"), Duration.FromMinutes(15),
            [.. Starts.Select((start, at) => new RequirementInterval(
                start, random.NextDouble() * 40, 240.5, at, at + 1, random.NextDouble() * 9,
                new StaffingCost([.. Costs(random, 5)], [.. Costs(random, 3 + (at % 4))])))])
        { DayVariation = 0.083 };

        string curves = TextFile.Written(writer => CurvesCsv.Write(writer, [requirement], TextFile.Stockholm));
        string rows = TextFile.Written(writer => RequirementCsv.Write(writer, [requirement], TextFile.Stockholm));
        StaffingRequirement read = RequirementCsv.Read(
            TextFile.Of(rows), "requirement.csv", TextFile.Stockholm, CurvesCsv.Read(TextFile.Of(curves), "curves.csv", TextFile.Stockholm).Value)
            .Value!.ShouldHaveSingleItem();

        read.IntervalLength.ShouldBe(requirement.IntervalLength);
        read.DayVariation.ShouldBe(0.083);
        foreach ((RequirementInterval found, RequirementInterval expected) in read.Intervals.Zip(requirement.Intervals))
        {
            (found with { Cost = expected.Cost }).ShouldBe(expected);
            found.Cost.Hull.ShouldBe(expected.Cost.Hull);
            found.Cost.True.ShouldBe(expected.Cost.True);
        }

        rows.Split('\n')[0].ShouldBe("queue,start,calls,aht_seconds,required_erlang_c,required,scheduled_needed,day_variation");
        curves.Split('\n')[0].ShouldBe("queue,start,agents,cost,true_cost");
        read.Intervals.Count.ShouldBe(100);
    }

    [Test]
    public void An_interval_without_a_curve_a_double_one_and_a_negative_number_are_problems()
    {
        const string Header = "queue,start,calls,aht_seconds,required_erlang_c,required,scheduled_needed";
        Dictionary<(QueueId, Instant), StaffingCost> curves = new() { [(new QueueId("q"), Instant.FromUtc(2026, 1, 5, 6, 0))] = new([1], [1]) };

        TextFile.ProblemsOf(RequirementCsv.Read(
            TextFile.Lines(Header, "q,2026-01-05T07:00,1,2,3,4,5", "q,2026-01-05T07:15,1,2,3,4,5"), "r.csv", TextFile.Stockholm, curves))
            .ShouldBe(["r.csv, line 3, start: \"2026-01-05T07:15\" — expected an interval that the cost curves have."]);
        TextFile.ProblemsOf(RequirementCsv.Read(
            TextFile.Lines(Header, "q,2026-01-05T07:00,1,2,3,4,5", "q,2026-01-05T07:00,1,2,-3,4,5", "q,2026-01-05T07:00,1,2,3,4,5"), "r.csv", TextFile.Stockholm))
            .ShouldBe(
            [
                "r.csv, line 3, required_erlang_c: \"-3\" — expected a whole number of agents, 0 or more.",
                "r.csv, line 4, start: \"2026-01-05T07:00\" — expected each interval of a queue once.",
            ]);
    }

    [TestCase("q,2026-01-05T07:00,1,5,5", "curves.csv, line 2, agents: \"1\" — expected the agents of an interval counting up from 0, here 0.")]
    [TestCase("q,2026-01-05T07:00,0,,", "curves.csv, line 2, cost: \"\" — expected a number.")]
    [TestCase("q,2026-01-05T07:00,0,NaN,1", "curves.csv, line 2, cost: \"NaN\" — expected a number.")]
    public void A_broken_curve_is_refused(string row, string problem) =>
        TextFile.ProblemsOf(CurvesCsv.Read(TextFile.Lines("queue,start,agents,cost,true_cost", row), "curves.csv", TextFile.Stockholm)).ShouldBe([problem]);

    [Test]
    public void The_backtest_table_reads_back_the_same()
    {
        BacktestRow[] table =
        [
            new(new QueueId("växel"), "3-7 d", "glm", 6, 0.21, 0.1, -0.01, 0.8, 0.9, 0.5, 0.19, 0.4, 0.3),
            new(new QueueId("växel"), "5-12 w", "mixed", 6, null, null, null, null, null, null, null, null, null),
        ];

        string text = TextFile.Written(writer => BacktestCsv.Write(writer, table));

        text.Split('\n')[0].ShouldBe("queue,lead_band,model,origins,wape,wape_day,bias,cover80,cover90,width80,noise_floor,wape_naive,wape_mean6");
        BacktestCsv.Read(TextFile.Of(text), "backtest.csv").Value.ShouldBe(table);
    }

    private static IEnumerable<double> Costs(Random random, int count) => Enumerable.Range(0, count).Select(_ => random.NextDouble() * 10);

    private static VolumeForecast Forecast(string queue, params IReadOnlyList<ForecastInterval> intervals) =>
        new(new QueueId(queue), Duration.FromMinutes(15), intervals);
}
