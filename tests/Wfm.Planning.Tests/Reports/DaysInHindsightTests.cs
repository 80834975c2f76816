using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Reports;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning.Tests;

/// <summary>The small house looks back at a week with half as many calls again and people half of their time away.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class DaysInHindsightTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    private static readonly LocalDate Friday = SmallHouse.Monday.PlusDays(4);

    [Test]
    public async Task The_parts_of_a_bad_week_are_told_by_lead_and_add_up()
    {
        await using WfmDb db = Database.CreateContext();
        (BusinessUnitId unit, RequirementVersion requirement, ScheduleId schedule) = await PublishAsync(db);
        Clock.Now = At(SmallHouse.Monday.PlusDays(-1), 12);
        (await new MakeForecast(db, Clock).RunAsync(unit, new ForecastDays(SmallHouse.Monday, 14), null, default)).Stored!.Start.ShouldBe(At(SmallHouse.Monday, 8));
        await ImportCallsAsync(db, unit, Week());
        Schedule shifts = await ScheduleStore.LoadAsync(db, schedule, default);
        foreach (Shift shift in shifts.Shifts.Where(shift => shift.Date <= Friday))
        {
            StoredAdherenceDay day = new(unit, shift.Agent, shift.Date);
            double contacts = shift.Activities.Where(piece => piece.Kind == ActivityKind.Contacts).Sum(piece => piece.Span.Duration.TotalMinutes);
            day.Take((contacts / 2, contacts / 2, 0, contacts, contacts / 2, contacts), At(shift.Date, 23));
            db.AdherenceDays.Add(day);
        }

        await db.SaveChangesAsync();
        Clock.Now = At(Friday.PlusDays(1), 9);

        ReportTable report = await new MakeReport(db, Clock).RunAsync(unit, new ReportQuestion(StaffingErrorReport.Name, new ReportSpan(SmallHouse.Monday, Friday, ReportStep.Day)), default);

        // By the forecast the schedule was made from exactly the stored requirement was needed, of the four open days.
        List<StoredRequirementInterval> stored = await db.RequirementIntervals.Where(row => row.RequirementId == requirement.Id).ToListAsync();
        foreach (string queue in (string[])["första", "bygg"])
        {
            Figure(report, queue, "schemat", "forecast_hours").ShouldBe(
                stored.Where(row => row.QueueCode.Value == queue && row.Start < At(Friday.PlusDays(1), 0)).Sum(row => row.Required * 0.25), 1e-9);
        }

        // Who was there is half of who was scheduled; a tenth of första's people was expected away.
        double scheduled = shifts.Shifts.Where(shift => shift.Date <= Friday).SelectMany(shift => shift.Activities).Where(piece => piece.Kind == ActivityKind.Contacts).Sum(piece => piece.Span.Duration.TotalHours);
        Figure(report, "", "schemat", "there_hours").ShouldBe(scheduled / 2, 1e-6);
        Figure(report, "", "schemat", "scheduled_hours").ShouldBe(scheduled, 1e-6);
        Figure(report, "första", "schemat", "absence_hours").ShouldBeInRange(-0.45 * Figure(report, "första", "schemat", "scheduled_hours"), -0.35 * Figure(report, "första", "schemat", "scheduled_hours"));
        Figure(report, "", "schemat", "volume_hours").ShouldBeLessThan(-10);
        Figure(report, "första", "schemat", "aht_hours").ShouldBe(0, 3);
        foreach (ReportRow row in report.Rows.Where(row => row.Cells[Column(report, "error_hours")].Number is not null))
        {
            double Of(string key) => row.Cells[Column(report, key)].Number!.Value;
            (Of("volume_hours") + Of("aht_hours") + Of("model_hours") + Of("schedule_hours") + Of("absence_hours")).ShouldBe(Of("there_hours") - Of("needed_hours"), 1e-9);
        }

        // The forecast of the day before speaks of the two days after it, the one of a month before of all; what was needed is the same but for the spread over the day.
        report.Rows.Where(row => row.Scope.Kind == ScopeKind.Total && row.Bucket.Step == ReportStep.Day && Lead(report, row) == "1–2 dagar").Count().ShouldBe(2);
        report.Rows.Where(row => row.Scope.Kind == ScopeKind.Total && row.Bucket.Step == ReportStep.Day && Lead(report, row) == "3–7 dagar").Count().ShouldBe(2);
    }

    [Test]
    public async Task A_day_that_is_not_over_is_not_compared()
    {
        await using WfmDb db = Database.CreateContext();
        (BusinessUnitId unit, _, _) = await PublishAsync(db);
        await ImportCallsAsync(db, unit, Week());
        Clock.Now = At(SmallHouse.Monday.PlusDays(1), 16);

        ReportTable report = await new MakeReport(db, Clock).RunAsync(unit, new ReportQuestion(StaffingErrorReport.Name, new ReportSpan(SmallHouse.Monday, Friday, ReportStep.Day)), default);

        report.Rows.Where(row => row.Scope.Kind == ScopeKind.Total && row.Cells[Column(report, "forecast_hours")].Number is not null).Select(row => row.Bucket.Start)
            .Distinct().ShouldBe([At(SmallHouse.Monday, 0)]);
        report.Notes.ShouldContain(note => note.English.StartsWith("No telephone system"));
    }

    private static int Column(ReportTable report, string key) => report.Columns.Select((column, at) => (column, at)).Single(column => column.column.Key == key).at;

    private static string Lead(ReportTable report, ReportRow row) => row.Cells[Column(report, "lead")].Text?.Swedish ?? "";

    private static double Figure(ReportTable report, string code, string lead, string key) =>
        report.Rows.Single(row => row.Scope.Code == code && row.Bucket.Step == ReportStep.Whole && Lead(report, row) == lead).Cells[Column(report, key)].Number!.Value;

    private async Task<(BusinessUnitId, RequirementVersion, ScheduleId)> PublishAsync(WfmDb db)
    {
        Clock.Now = At(new LocalDate(2026, 2, 2), 10);
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Huset", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        (await new ImportPeople(db, Clock).RunAsync(unit, SmallHouse.Open, default)).Outcome.ShouldBe(ImportOutcome.Taken);
        await ImportCallsAsync(db, unit, SmallHouse.Calls);
        MakeForecastResult forecast = await new MakeForecast(db, Clock).RunAsync(unit, new ForecastDays(SmallHouse.Monday, 14), null, default);
        RequireStaffResult staff = await new RequireStaff(db, Clock).RunAsync(unit, forecast.Stored!.Id, new LocalDate(2026, 2, 2), default);
        BuildScheduleResult built = await new BuildSchedule(db, Clock).RunAsync(unit, staff.Stored.Id, SmallHouse.Period, new ScheduleOptions { Steps = 60, BoundSteps = 20 }, null, default);
        (await new PublishSchedule(db, Clock).RunAsync(unit, built.Stored!.Id, "eva", "test", default)).ShouldBe(PublishOutcome.Published);
        return (unit, staff.Stored, built.Stored.Id);
    }

    private async Task ImportCallsAsync(WfmDb db, BusinessUnitId unit, string text)
    {
        await using MemoryStream stream = SmallHouse.Utf8(text);
        (await new ImportCalls(db, Clock).RunAsync(unit, new CallFile("calls.csv", stream, "acd", CallColumns.Wfm), default)).Outcome.ShouldBe(ImportOutcome.Taken);
    }

    // The weekdays of the history a week earlier, half as many calls again, the same handle time.
    private static string Week()
    {
        StringBuilder text = new("queue,start,offered,answered,abandoned,handle_seconds\n");
        foreach (string[] cells in SmallHouse.Calls.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')))
        {
            string date = cells[1][..10];
            if (string.CompareOrdinal(date, "2026-02-23") >= 0)
            {
                int offered = int.Parse(cells[2], CultureInfo.InvariantCulture) * 3 / 2;
                LocalDate day = new LocalDate(int.Parse(date[..4], CultureInfo.InvariantCulture), int.Parse(date[5..7], CultureInfo.InvariantCulture), int.Parse(date[8..], CultureInfo.InvariantCulture)).PlusWeeks(1);
                if (day.DayOfWeek <= IsoDayOfWeek.Thursday)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{cells[0]},{day:uuuu-MM-dd}{cells[1][10..]},{offered},{offered},0,{offered * (cells[0] == "bygg" ? 300 : 180)}\n");
                }
            }
        }

        return text.ToString();
    }

    private static Instant At(LocalDate date, int hour) => date.At(new LocalTime(hour, 0)).InZoneStrictly(SmallHouse.Stockholm).ToInstant();
}
