using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning.Tests.Forecast;

/// <summary>A stored forecast's models stay in the next one, also through a version drawn by hand.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class StickyForecastTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly ForecastDays Period = new(SmallHouse.Monday, 14);

    [Test]
    public async Task The_next_forecast_keeps_the_models_of_the_one_before()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        MakeForecastResult first = await new MakeForecast(db, Clock).RunAsync(unit, Period, null, default);

        // The same pairs told the other way round: nobody would choose so freely, and nothing is better.
        string turned = JsonSerializer.Serialize(first.Results.Select(result => new
        {
            queue = result.Forecast.Queue.Value,
            bands = result.Quality.Select(row => new { lead = LeadBands.NameOf(row.Band), model = Turned(row.Model) }),
        }));
        ForecastVersion second = await ForecastStore.SaveAsync(db, unit, [.. first.Results.Select(result => result.Forecast)], new PlanOrigin(first.Stored!.Provenance, "{}", turned), default);
        await new AdjustForecast(db, Clock).RunAsync(unit, second.Id, [new AdjustedSpan(new QueueId("bygg"), second.Start, second.End, 1.1)], "mässa", "tora", default);

        MakeForecastResult next = await new MakeForecast(db, Clock).RunAsync(unit, Period, null, default);

        first.Stored.Provenance.Inputs.ShouldNotContain("models of");
        next.Stored!.Provenance.Inputs.ShouldEndWith(", models of forecast v3");
        LeadBandQuality[] before = [.. first.Results.SelectMany(result => result.Quality)], after = [.. next.Results.SelectMany(result => result.Quality)];
        before.Count(row => row.Model.Contains('+')).ShouldBeGreaterThan(2);
        after.Select(row => row.Model).ShouldBe(before.Select(row => Turned(row.Model)));
        after.Select(row => row.Wape).ShouldBe(before.Select(row => row.Wape));
    }

    private static string Turned(string model) => string.Join('+', model.Split('+').Reverse());

    private async Task<BusinessUnitId> ImportAsync(WfmDb db)
    {
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Huset", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        (await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.Open, default)).Outcome.ShouldBe(ImportOutcome.Taken);
        await using MemoryStream stream = SmallHouse.Utf8(SmallHouse.Calls);
        (await new ImportCalls(db, Clock).RunAsync(unit, new CallFile("calls.csv", stream, "acd", CallColumns.Wfm), default)).Outcome.ShouldBe(ImportOutcome.Taken);
        return unit;
    }
}
