using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning.Tests.Forecast;

/// <summary>A queue opens without a call to its name and gets people all the same.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class NewQueueTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly QueueId School = new("skola"), Bygg = new("bygg");

    [Test]
    public async Task A_queue_without_calls_is_forecast_at_the_planned_volume_and_staffed()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        MakeForecastResult before = await MakeAsync(db, unit);
        db.NewQueues.Add(new StoredNewQueue(unit, new NewQueue(School, Bygg, 330, 420)));
        await db.SaveChangesAsync();

        MakeForecastResult made = await MakeAsync(db, unit);
        RequireStaffResult staff = await new RequireStaff(db, Clock).RunAsync(unit, made.Stored!.Id, new LocalDate(2026, 2, 2), default);

        before.Results.ShouldNotContain(result => result.Forecast.Queue == School);
        ForecastResult school = made.Results.Single(result => result.Forecast.Queue == School), bygg = made.Results.Single(result => result.Forecast.Queue == Bygg);
        school.Outcome.ShouldBe(ForecastOutcome.Made);
        double[] ratios = [.. school.Forecast.Intervals.Join(bygg.Forecast.Intervals, one => one.Start, other => other.Start, (one, other) => one.Calls / other.Calls)];
        ratios.Length.ShouldBe(bygg.Forecast.Intervals.Count);
        ratios.ShouldAllBe(ratio => Math.Abs(ratio - ratios[0]) < 1e-9);

        // The second week has five open days: an ordinary week as planned.
        school.Forecast.Intervals.Where(interval => interval.Start.InZone(SmallHouse.Stockholm).Date >= SmallHouse.Monday.PlusWeeks(1)).Sum(interval => interval.Calls).ShouldBe(330, 15);
        staff.Requirements.Single(requirement => requirement.Queue == School).Intervals.ShouldAllBe(interval => interval.Required > 0 && interval.AverageHandleSeconds == 420);
        made.Stored.SettingsJson.ShouldContain("\"new_queues\":[{\"queue\"");
        made.Results.Single(result => result.Forecast.Queue == Bygg).Forecast.Intervals.ShouldBe(before.Results.Single(result => result.Forecast.Queue == Bygg).Forecast.Intervals);
    }

    [Test]
    public async Task New_queues_come_with_the_files_of_a_centre_and_stay_where_there_is_no_such_file()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        Func<string, Stream?> House(string newQueues) => name => name == "new_queues.csv" ? SmallHouse.Utf8(newQueues) : Files(name);
        async Task<ImportPeopleResult> Import(Func<string, Stream?> files) => await new ImportPeople(db, Clock).RunAsync(unit, files, default);
        async Task<NewQueue[]> Stored() => [.. (await db.NewQueues.AsNoTracking().ToListAsync()).Select(row => row.ToDomain())];

        (await Import(House("queue,profile,calls_per_week,aht_seconds\nskola,bygg,330,420\n"))).Outcome.ShouldBe(ImportOutcome.Taken);
        (await Stored()).ShouldBe([new NewQueue(School, Bygg, 330, 420)]);
        (await Import(House("queue,profile,calls_per_week,aht_seconds\nskola,bygg,330,420\n"))).Outcome.ShouldBe(ImportOutcome.AlreadyImported);
        (await Import(House("queue,profile,calls_per_week\nskola,första,200\n"))).Outcome.ShouldBe(ImportOutcome.Taken);
        (await Stored()).ShouldBe([new NewQueue(School, new QueueId("första"), 200, null)]);
        (await Import(Files)).Outcome.ShouldBe(ImportOutcome.AlreadyImported);
        (await Stored()).Length.ShouldBe(1, "a directory without the file says nothing of them");
        ImportPeopleResult refused = await Import(House("queue,profile,calls_per_week\nskola,ingen,200\n"));
        refused.Outcome.ShouldBe(ImportOutcome.Refused);
        refused.Read.Problems.Single().ToString().ShouldBe("new_queues.csv, line 2, profile: \"ingen\" — expected a queue that exists.");
        (await Import(House("queue,profile,calls_per_week\n"))).Outcome.ShouldBe(ImportOutcome.Taken);
        (await Stored()).ShouldBeEmpty();
    }

    private static Stream? Files(string name) => SmallHouse.With("queues.csv", SmallHouse.Files["queues.csv"] + "skola,Skola,phone,två\n")(name);

    [Test]
    public async Task Ten_weeks_of_its_own_make_the_planned_volume_idle()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await ImportAsync(db);
        MakeForecastResult before = await MakeAsync(db, unit);
        db.NewQueues.Add(new StoredNewQueue(unit, new NewQueue(Bygg, new QueueId("första"), 1, null)));
        await db.SaveChangesAsync();

        MakeForecastResult made = await MakeAsync(db, unit);

        made.Results.SelectMany(result => result.Forecast.Intervals).ShouldBe(before.Results.SelectMany(result => result.Forecast.Intervals));
    }

    private Task<MakeForecastResult> MakeAsync(WfmDb db, BusinessUnitId unit) => new MakeForecast(db, Clock).RunAsync(unit, new ForecastDays(SmallHouse.Monday, 14), null, default);

    private async Task<BusinessUnitId> ImportAsync(WfmDb db)
    {
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Huset", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        (await new ImportPeople(db, Clock).RunAsync(unit, Files, default)).Outcome.ShouldBe(ImportOutcome.Taken);
        await using MemoryStream stream = SmallHouse.Utf8(SmallHouse.Calls);
        (await new ImportCalls(db, Clock).RunAsync(unit, new CallFile("calls.csv", stream, "acd", CallColumns.Wfm), default)).Outcome.ShouldBe(ImportOutcome.Taken);
        return unit;
    }
}
