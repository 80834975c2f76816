using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Promises a draft to the people in it. From then on it never changes; a correction is a new version.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class PublishSchedule(WfmDb db, IClock clock)
{
    /// <summary>Days of notice people are owed before a schedule begins (ATL 12 §).</summary>
    public const int NoticeDays = 14;

    /// <summary>Publishes one version.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="schedule">Which.</param>
    /// <param name="who">Who publishes.</param>
    /// <param name="why">The reason; needed when people get less than two weeks' notice.</param>
    /// <param name="cancellationToken">Publishes nothing.</param>
    public Task<PublishOutcome> RunAsync(
        BusinessUnitId unit, ScheduleId schedule, string who, string? why, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            ScheduleVersion? version = await db.Schedules.SingleOrDefaultAsync(
                row => row.BusinessUnitId == unit && row.Id == schedule, cancellationToken);
            if (version is null)
            {
                return PublishOutcome.NoSuchSchedule;
            }

            if (version.State == ScheduleState.Published)
            {
                return PublishOutcome.AlreadyPublished;
            }

            BusinessUnit centre = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
            Instant now = clock.GetCurrentInstant();
            int notice = Period.DaysBetween(now.InZone(centre.Zone).Date, version.FirstDay);
            if (notice < NoticeDays && string.IsNullOrWhiteSpace(why))
            {
                return PublishOutcome.ShortNoticeNeedsReason;
            }

            string before = $$"""{"state":"{{version.State}}"}""";
            await new CarryMeetings(db, now).RunAsync(unit, version, who, cancellationToken);
            version.Publish(now);
            db.AuditEntries.Add(new AuditEntry(unit, now, who, new AuditedAct(
                "publish", $"schedule {version.FirstDay:uuuu-MM-dd} v{version.Version}", why, before, $$"""{"state":"Published","notice_days":{{notice}}}""")));
            await db.SaveChangesAsync(cancellationToken);
            return PublishOutcome.Published;
        }, cancellationToken);
}

/// <summary>What became of a wish to publish.</summary>
public enum PublishOutcome
{
    /// <summary>The schedule is promised.</summary>
    Published,

    /// <summary>It was promised before; nothing changed.</summary>
    AlreadyPublished,

    /// <summary>There is no such schedule in this unit.</summary>
    NoSuchSchedule,

    /// <summary>It begins in less than two weeks and no reason was given; nothing changed.</summary>
    ShortNoticeNeedsReason,
}
