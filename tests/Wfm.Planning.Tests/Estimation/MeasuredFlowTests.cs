using NodaTime;
using Wfm.Domain;
using Wfm.Planning.Tests.Calibration;
using Wfm.Staffing;
using Wfm.Storage;

namespace Wfm.Planning.Tests.Estimation;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class MeasuredFlowTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly PlainDays Played = new(Agents: 4, Days: 30, Seed: 5);

    [Test]
    public async Task A_centre_that_states_no_patience_plans_with_the_measured_one_and_calibrates_on_its_history()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("C", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        QueueTarget unstated = new(PlainDays.Target.ServiceLevel, null, null, StaffingModel.ErlangA, null, Shrinkage.None);
        await SaveMasterData.RunAsync(
            db, unit, new MasterData { Queues = [new Queue(new QueueId("första"), "Första", Channel.Phone, null, OpeningHours.Unknown, unstated)] }, default);
        await CallIntervalStore.UpsertAsync(db, unit, new FileToImport("calls", "file", "calls.csv", new string('0', 64)), [Played.Calls()], Clock.Now, default);
        LocalDate after = SmallHouse.Monday.PlusWeeks(6);
        VolumeForecast forecast = new(new QueueId("första"), Duration.FromMinutes(15),
            [new ForecastInterval((after + new LocalTime(8, 0)).InZoneStrictly(SmallHouse.Stockholm).ToInstant(), 10, 6, 7, 10, 13, 14, 240, "m")]);
        ForecastVersion stored = await ForecastStore.SaveAsync(db, unit, [forecast], new PlanOrigin(new Provenance("calls", "", "m", null, "test", Clock.Now)), default);

        RequireStaffResult staff = await new RequireStaff(db, Clock).RunAsync(unit, stored.Id, after, default);
        CalibrationReport report = await new CalibrateCentre(db).RunAsync(unit, Played.Staffing(4), new CalibrationSettings { SimulatedDays = 20 }, default);

        PatienceEstimate patience = staff.Patience.ShouldHaveSingleItem();
        patience.Source.ShouldBe(PatienceSource.Measured);
        patience.MeanPatience.TotalSeconds.ShouldBe(PlainDays.PatienceSeconds, 20);
        staff.Stored.SettingsJson.ShouldContain("patience_from");
        report.Days.ShouldBe(30);
        report.Queues.ShouldHaveSingleItem().IsOff.ShouldBeFalse();
    }
}
