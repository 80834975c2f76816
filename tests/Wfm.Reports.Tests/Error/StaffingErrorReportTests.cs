using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.SmallPeople;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class StaffingErrorReportTests
{
    private static readonly LocalDate Tuesday = Monday.PlusDays(1);
    private static readonly Instant Eight = At(Monday, 8);
    private static readonly string[] Parts = ["volume", "aht", "model", "schedule", "absence"];

    [Test]
    public void Each_part_is_one_step_and_together_they_are_the_error()
    {
        // A fifth is expected away: of Ana's hour 0.8 h. She was there 36 minutes of it.
        PeopleFacts people = Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 9))) with { PresenceDays = [new PresenceDay(Ana, Monday, 0.7, 0.6)] };
        ReportTable report = StaffingErrorReport.Of(
            Frame(Monday, Monday, ReportStep.Day, Vaxel), [Hindsight(Eight, 5, 4, 6, 7), Hindsight(At(Monday, 8, 15), 3, 3, 2, 2)], [Needs(Vaxel, Eight, 4, 5, 1)], people, people, []);

        Instant day = At(Monday, 0);
        double Of_(string key) => report.Cell("växel", day, key).Number!.Value;
        Of_("forecast_hours").ShouldBe(2, 1e-12);
        Of_("needed_hours").ShouldBe(9 * 0.25, 1e-12);
        Of_("scheduled_hours").ShouldBe(1, 1e-12);
        Of_("there_hours").ShouldBe(0.6, 1e-12);
        Of_("volume_hours").ShouldBe((7 - 8) * 0.25, 1e-12);
        Of_("aht_hours").ShouldBe((8 - 9) * 0.25, 1e-12);
        Of_("model_hours").ShouldBe((8 - 7) * 0.25, 1e-12);
        Of_("schedule_hours").ShouldBe(0.8 - 2, 1e-12);
        Of_("absence_hours").ShouldBe(0.6 - 0.8, 1e-12);
        Of_("error_hours").ShouldBe(0.6 - 2.25, 1e-12);
        Of_("schedule_share").ShouldBe((0.8 - 2) / (0.6 - 2.25), 1e-12);
        Of_("compared").ShouldBe(1);
        report.Rows[0].Cells[report.Column("lead")].Text!.English.ShouldBe("3–7 days");
    }

    [Test]
    public void Somebody_ill_after_publication_is_absence_and_no_fault_of_the_schedule()
    {
        PeopleFacts published = Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 10)));
        PeopleFacts now = Of() with { PlannedDays = published.PlannedDays, PresenceDays = [new PresenceDay(Bo, Monday, 0, 0)] };

        ReportTable report = StaffingErrorReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel), [Hindsight(Eight, 8, 8, 8, 8)], [Needs(Vaxel, Eight, 8, 8, 1)], published, now, []);

        report.Cell("växel", At(Monday, 0), "schedule_hours").Number!.Value.ShouldBe(0, 1e-12);
        report.Cell("växel", At(Monday, 0), "absence_hours").Number!.Value.ShouldBe(-2, 1e-12);
        report.Cell("växel", At(Monday, 0), "absence_share").Number!.Value.ShouldBe(1, 1e-12);
    }

    [Test]
    public void Without_a_telephone_the_error_and_absence_are_unknown_and_the_other_parts_hold()
    {
        PeopleFacts people = Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 9)));
        ReportTable report = StaffingErrorReport.Of(Frame(Monday, Monday, ReportStep.Day, Vaxel), [Hindsight(Eight, 5, 4, 6, 7)], [], people, people, []);

        foreach (string unknown in (string[])["there_hours", "error_hours", "absence_hours", "volume_share"])
        {
            report.Cell("växel", At(Monday, 0), unknown).ShouldBe(ReportCell.Unknown, unknown);
        }

        report.Cell("växel", At(Monday, 0), "volume_hours").Number!.Value.ShouldBe(-0.5, 1e-12);
        report.Cell("växel", At(Monday, 0), "schedule_hours").Number!.Value.ShouldBe(1 - 1.25, 1e-12);
        report.Notes.Select(note => note.English).ShouldContain("No telephone system has told who was there: the error and the part of absence are unknown, the other parts hold.");
    }

    [Test]
    public void Days_without_a_schedule_or_without_word_of_the_telephone_are_not_compared()
    {
        PeopleFacts people = Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 9)), Shift(Ana, Tuesday, (ActivityKind.Contacts, 8, 9))) with { PresenceDays = [new PresenceDay(Ana, Monday, 1, 1)] };
        LocalDate wednesday = Monday.PlusDays(2);
        ReportTable report = StaffingErrorReport.Of(
            Frame(Monday, wednesday, ReportStep.Day, Vaxel), [Hindsight(Eight, 4, 4, 4, 4), Hindsight(At(Tuesday, 8), 4, 4, 4, 4), Hindsight(At(wednesday, 8), 4, 4, 4, 4)], [], people, people, []);

        report.Cell("växel", At(Monday, 0), "error_hours").Number!.Value.ShouldBe(0, 1e-12);
        report.Cell("växel", At(Tuesday, 0), "forecast_hours").ShouldBe(ReportCell.Unknown);
        report.Cell("växel", At(wednesday, 0), "forecast_hours").ShouldBe(ReportCell.Unknown);
        report.Whole("växel", "compared").ShouldBe(1);
    }

    [Test]
    public void By_the_hour_the_minutes_of_the_telephone_count_and_an_hour_nobody_needed_is_told()
    {
        PeopleFacts people = Of(Shift(Ana, Monday, (ActivityKind.Contacts, 8, 10))) with { Presences = [new Presence(Ana, new Interval(At(Monday, 8, 20), At(Monday, 9, 30)), true)] };
        ReportTable report = StaffingErrorReport.Of(Frame(Monday, Monday, ReportStep.Hour, Vaxel), [Hindsight(Eight, 4, 4, 4, 4)], [], people, people, []);

        report.Cell("växel", Eight, "absence_hours").Number!.Value.ShouldBe(-1.0 / 3, 1e-12);
        report.Cell("växel", Eight, "error_hours").Number!.Value.ShouldBe((2.0 / 3) - 1, 1e-12);
        report.Cell("växel", At(Monday, 9), "schedule_hours").Number!.Value.ShouldBe(1, 1e-12);
        report.Cell("växel", At(Monday, 9), "error_hours").Number!.Value.ShouldBe(0.5, 1e-12);
        report.Whole("växel", "compared").ShouldBe(2);
    }

    [TestCase(1, ReportStep.Day)]
    [TestCase(2, ReportStep.Week)]
    [TestCase(3, ReportStep.Hour)]
    public void Parts_and_shares_add_up_on_every_row_of_a_random_fortnight(int seed, ReportStep step)
    {
        Random random = new(seed);
        LocalDate last = Monday.PlusDays(11);
        LocalDate[] days = [.. Enumerable.Range(0, 12).Select(Monday.PlusDays).Where(day => day.DayOfWeek <= IsoDayOfWeek.Friday)];
        Shift[] shifts = [.. from day in days from agent in (AgentId[])[Ana, Bo, Both] where random.Next(4) > 0 select Shift(agent, day, (ActivityKind.Contacts, 8, 9 + (random.Next(5) / 4.0)))];
        PeopleFacts published = Of(shifts) with { PlannedDays = days.ToHashSet() };
        PeopleFacts now = published with
        {
            Shifts = [.. shifts.Where(_ => random.Next(5) > 0)],
            PresenceDays = [.. from day in days from agent in (AgentId[])[Ana, Bo, Both] select new PresenceDay(agent, day, 2, random.NextDouble() * 2)],
            Presences = [.. from day in days from agent in (AgentId[])[Ana, Bo, Both] select new Presence(agent, new Interval(At(day, 8, random.Next(30)), At(day, 9, random.Next(60))), true)],
        };
        NeedInHindsight[] needs =
        [
            .. from queue in (Queue[])[Vaxel, Bygg] from lead in (ForecastLead[])[ForecastLead.NextDays, ForecastLead.OfSchedule] from day in days from quarter in Enumerable.Range(0, 8)
               select new NeedInHindsight(queue.Id, lead, At(day, 8) + (Quarter * quarter), Quarter, random.Next(5), random.Next(5), random.Next(5), random.Next(5)),
        ];
        QueueNeed[] required = [.. from queue in (Queue[])[Vaxel, Bygg] from day in days select Needs(queue, At(day, 8), 4, 5, random.Next(1, 9))];

        ReportTable report = StaffingErrorReport.Of(Frame(Monday, last, step, Vaxel, Bygg), needs, required, published, now, []);

        ReportRow[] told = [.. report.Rows.Where(row => row.Cells[report.Column("error_hours")].Number is not null)];
        told.Select(row => row.Cells[report.Column("lead")].Text!.English).Distinct().ShouldBe(["1–2 days", "schedule"]);
        foreach (ReportRow row in told)
        {
            double Of_(string key) => row.Cells[report.Column(key)].Number!.Value;
            Parts.Sum(part => Of_($"{part}_hours")).ShouldBe(Of_("error_hours"), 1e-9);
            (Of_("there_hours") - Of_("needed_hours")).ShouldBe(Of_("error_hours"), 1e-9);
            Parts.Sum(part => Of_($"{part}_share")).ShouldBe(1, 1e-9);
        }

        // The queues make the total, and the two leads differ in what was forecast only, not in who was there.
        foreach (string lead in (string[])["1–2 days", "schedule"])
        {
            double Sum(Func<ReportRow, bool> which, string key) => told.Where(row => which(row) && row.Bucket.Step == ReportStep.Whole && row.Cells[report.Column("lead")].Text!.English == lead).Sum(row => row.Cells[report.Column(key)].Number!.Value);
            Sum(row => row.Scope.Kind == ScopeKind.Queue, "error_hours").ShouldBe(Sum(row => row.Scope.Kind == ScopeKind.Total, "error_hours"), 1e-9);
            Sum(row => row.Scope.Kind == ScopeKind.Total, "there_hours").ShouldBe(
                step == ReportStep.Hour ? now.Presences!.Sum(presence => presence.Span.Duration.TotalHours) : now.PresenceDays!.Where(day => now.Shifts.Any(shift => shift.Agent == day.Agent && shift.Date == day.Date)).Sum(day => day.OnCallsHours), 1e-6);
        }
    }

    private static NeedInHindsight Hindsight(Instant start, double forecast, double asForecast, double withCalls, double needed) =>
        new(Vaxel.Id, ForecastLead.FirstWeek, start, Quarter, forecast, asForecast, withCalls, needed);
}
