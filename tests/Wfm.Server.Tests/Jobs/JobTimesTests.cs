using NodaTime;
using Quartz;
using Wfm.Server.Jobs;

namespace Wfm.Server.Tests.Jobs;

/// <summary>F19 and F21 for jobs: days of 23 and 25 hours fire once, and nothing fires between 02 and 03.</summary>
[TestFixture]
public sealed class JobTimesTests
{
    private static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    [TestCase(2026, 10, 25)]
    [TestCase(2027, 3, 28)]
    [TestCase(2027, 10, 31)]
    [TestCase(2026, 6, 1)]
    public void Nightly_jobs_fire_once_on_every_day(int year, int month, int day)
    {
        LocalDate date = new(year, month, day);
        foreach ((string kind, string cron) in JobTimes.Of(new ServerSettings { BackupFolder = "backup" }))
        {
            // The watch looks every half minute, but not in the hour that is twice or not at all.
            Fires(kind, cron, date).Count.ShouldBe(kind == JobTimes.Watch ? 23 * 120 : 1, $"{kind} on {date}");
        }
    }

    [TestCase(2026, 10, 25, 24 * 60 - 60)]
    [TestCase(2027, 3, 28, 24 * 60 - 60)]
    public void The_drop_folder_is_looked_at_every_minute_outside_the_hour_that_is_twice_or_not_at_all(int year, int month, int day, int times)
    {
        LocalDate date = new(year, month, day);
        string cron = JobTimes.Of(new ServerSettings { DropFolder = "drop" })[JobTimes.Import];

        List<ZonedDateTime> fires = Fires(JobTimes.Import, cron, date);

        fires.Count.ShouldBe(times);
        fires.ShouldAllBe(fire => fire.Hour != 2);
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
