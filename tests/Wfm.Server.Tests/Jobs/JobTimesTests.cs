using NodaTime;
using Quartz;
using Wfm.Server.Jobs;

namespace Wfm.Server.Tests.Jobs;

/// <summary>F19 and F21 for jobs: on days of 23 and 25 hours what runs once a day does so, and what looks again and again rests in no hour.</summary>
[TestFixture]
public sealed class JobTimesTests
{
    private static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    [TestCase(2026, 10, 25)]
    [TestCase(2027, 3, 28)]
    [TestCase(2027, 10, 31)]
    [TestCase(2026, 6, 1)]
    public void Nightly_jobs_fire_once_on_every_day_and_not_between_02_and_03(int year, int month, int day)
    {
        LocalDate date = new(year, month, day);
        foreach ((string kind, string cron) in JobTimes.Of(new ServerSettings { BackupFolder = "backup" }).Where(job => job.Key != JobTimes.Watch))
        {
            Fires(kind, cron, date).ShouldHaveSingleItem($"{kind} on {date}").Hour.ShouldNotBe(2);
        }
    }

    [TestCase(2026, 10, 25, 25)]
    [TestCase(2027, 3, 28, 23)]
    [TestCase(2026, 6, 1, 24)]
    public void The_day_is_watched_every_half_minute_and_the_drop_folder_looked_at_every_minute_in_every_hour_there_is(int year, int month, int day, int hours)
    {
        LocalDate date = new(year, month, day);
        foreach ((string kind, Duration every) in new[] { (JobTimes.Watch, Duration.FromSeconds(30)), (JobTimes.Import, Duration.FromMinutes(1)) })
        {
            List<ZonedDateTime> fires = Fires(kind, JobTimes.Of(new ServerSettings { DropFolder = "drop" })[kind], date);

            fires.Count.ShouldBe((int)(Duration.FromHours(hours) / every), kind);
            fires.Zip(fires.Skip(1), (one, next) => next - one).ShouldAllBe(gap => gap == every);
        }
    }

    [TestCase("02:00")]
    [TestCase("02:59")]
    [TestCase("25:00")]
    [TestCase("half past midnight")]
    public void A_night_that_cannot_be_trusted_to_begin_once_is_refused(string begins) =>
        Should.Throw<FormatException>(() => JobTimes.Of(new ServerSettings { NightBegins = begins })).Message.ShouldContain(begins);

    [Test]
    public void The_night_ends_in_the_same_morning_and_an_evening_begins_the_next_one()
    {
        ServerSettings settings = new() { NightEnds = "06:00" };

        JobTimes.NightEnd(settings, Stockholm, Instant.FromUtc(2026, 1, 10, 0, 0)).ShouldBe(Instant.FromUtc(2026, 1, 10, 5, 0));
        JobTimes.NightEnd(settings, Stockholm, Instant.FromUtc(2026, 1, 10, 20, 0)).ShouldBe(Instant.FromUtc(2026, 1, 11, 5, 0));
        JobTimes.IsNight(settings, Stockholm, Instant.FromUtc(2026, 1, 10, 0, 0)).ShouldBeTrue();
        JobTimes.IsNight(settings, Stockholm, Instant.FromUtc(2026, 1, 9, 23, 15)).ShouldBeFalse();
        JobTimes.IsNight(settings, Stockholm, Instant.FromUtc(2026, 1, 10, 5, 30)).ShouldBeFalse();
    }

    private static List<ZonedDateTime> Fires(string kind, string cron, LocalDate date)
    {
        ITrigger trigger = JobTimes.Trigger(kind, cron, Stockholm.Id).GetTriggerBuilder().StartAt(Stockholm.AtStartOfDay(date.PlusDays(-2)).ToDateTimeOffset()).Build();
        DateTimeOffset end = Stockholm.AtStartOfDay(date.PlusDays(1)).ToDateTimeOffset();
        List<ZonedDateTime> fires = [];
        DateTimeOffset? next = Stockholm.AtStartOfDay(date).ToDateTimeOffset().AddTicks(-1);
        while ((next = trigger.GetFireTimeAfter(next)) is { } fire && fire < end)
        {
            fires.Add(Instant.FromDateTimeOffset(fire).InZone(Stockholm));
        }

        return fires;
    }
}
