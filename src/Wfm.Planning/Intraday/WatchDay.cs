using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Looks at the running day: forecasts its rest again, raises and ends alarms, proposes what to do. Looking twice at the same facts does nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class WatchDay(WfmDb db, IClock clock, KeptPlans plans)
{
    /// <summary>Who proposes on its own account.</summary>
    public const string Watcher = "watch";

    /// <summary>Looks.</summary>
    /// <param name="unit">Whose day.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    public async Task<WatchOutcome> RunAsync(BusinessUnitId unit, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        RunningDayLoading loading = await new LoadRunningDay(db, plans).RunAsync(unit, now, cancellationToken);
        if (loading.Day is not { } day)
        {
            return new WatchOutcome(null, [], loading.Obstacle);
        }

        StoredLook? last = await LastAsync(unit, loading.Date, cancellationToken);
        if (last?.InputHash == loading.InputHash)
        {
            return new WatchOutcome(last, [], null);
        }

        DaySettings settings = await DaySettings.OfAsync(db, unit, cancellationToken);
        (DayLook look, DayPicture picture) = await LookAsync(loading, last is null ? null : RequestJson.Read<DayPicture>(last.LookJson), new AlarmSettings { FalseAlarms = settings.FalseAlarms }, cancellationToken);
        MakeDayProposal make = new(db, now);
        IReadOnlyList<StoredDayProposal> proposals = await make.ForAlarmsAsync(unit, loading, look, picture, settings, cancellationToken);
        return await InTransaction.RunAsync(db, () => StoreAsync(unit, loading, last, picture, proposals, cancellationToken), cancellationToken);
    }

    private Task<StoredLook?> LastAsync(BusinessUnitId unit, LocalDate date, CancellationToken cancellationToken) =>
        db.Looks.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.LocalDate == date).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);

    private async Task<(DayLook Look, DayPicture Picture)> LookAsync(RunningDayLoading loading, DayPicture? before, AlarmSettings settings, CancellationToken cancellationToken)
    {
        RunningDay day = loading.Day!;
        string levelsFrom = $"{loading.Plan!.Id.Value} {loading.Stamp} {settings.FalseAlarms}";
        IReadOnlyDictionary<QueueId, double> levels = before?.LevelsFrom == levelsFrom
            ? before.Queues.ToDictionary(queue => queue.Queue, queue => queue.AlarmLevel)
            : AlarmLevels.Of(await WithLoadsAsync(loading.Plan, day, cancellationToken), settings);
        Dictionary<QueueId, Alarm> alarms = before?.Queues.ToDictionary(queue => queue.Queue, queue => queue.Alarm) ?? [];
        DayLook look = DayWatch.Look(day);
        return (look, new DayPicture(loading.Date, look.Now, loading.Plan.Id, day.Away.Count,
        [
            .. from queue in look.Queues
               let level = levels.GetValueOrDefault(queue.Queue, 1)
               select QueuePicture.Of(day, queue, level, alarms.GetValueOrDefault(queue.Queue, Alarm.Quiet).After(look.Now, queue, level, settings)),
        ])
        {
            LevelsFrom = levelsFrom,
        });
    }

    /// <summary>The day with how handle time varies, as the forecast behind its schedule tells.</summary>
    private async Task<RunningDay> WithLoadsAsync(StoredPlan plan, RunningDay day, CancellationToken cancellationToken)
    {
        ScheduleId schedule = plan.Id;
        ForecastVersion? forecast = await (
            from version in db.Schedules.AsNoTracking()
            join requirement in db.Requirements on version.RequirementId equals requirement.Id
            join made in db.Forecasts on requirement.ForecastId equals made.Id
            where version.Id == schedule
            select made).SingleOrDefaultAsync(cancellationToken);
        Dictionary<QueueId, LoadVariation> loads = forecast is null ? [] : StoredLoads.Of(forecast);
        return day with { Queues = [.. day.Queues.Select(queue => queue with { Load = loads.GetValueOrDefault(queue.Queue) })] };
    }

    private async Task<WatchOutcome> StoreAsync(
        BusinessUnitId unit, RunningDayLoading loading, StoredLook? last, DayPicture picture, IReadOnlyList<StoredDayProposal> proposals, CancellationToken cancellationToken)
    {
        await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
        ScheduleVersion? version = await new LoadPlan(db).PublishedOnAsync(unit, loading.Date, cancellationToken);
        if (version?.Id != loading.Plan!.Id || (await LastAsync(unit, loading.Date, cancellationToken))?.Id != last?.Id)
        {
            return new WatchOutcome(null, [], Remark.Of("day-looked-meanwhile", "The schedule changed, or somebody else looked, while the day was looked at."));
        }

        StoredLook look = new(unit, loading.Date, picture.At, loading.Plan.Id, loading.InputHash, picture.Queues.Any(queue => queue.IsStale), RequestJson.Write(picture));
        db.Add(look);
        DayTelling telling = new(db, unit, picture.At);
        await KeepAlarmsAsync(unit, picture, telling, cancellationToken);
        await ExpireAsync(unit, picture, proposals, cancellationToken);
        db.AddRange(proposals);
        await db.SaveChangesAsync(cancellationToken);
        foreach (StoredDayProposal proposal in proposals)
        {
            await telling.ProposedAsync(proposal, cancellationToken);
        }

        await Tell.ScreensAsync(db, unit, "day-changed", $"day/{loading.Date:uuuu-MM-dd}", picture.At, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new WatchOutcome(look, proposals, null);
    }

    private async Task KeepAlarmsAsync(BusinessUnitId unit, DayPicture picture, DayTelling telling, CancellationToken cancellationToken)
    {
        List<StoredAlarm> standing = await db.Alarms.Where(row => row.BusinessUnitId == unit && row.LocalDate == picture.Date && row.EndedAt == null).ToListAsync(cancellationToken);
        foreach (QueuePicture queue in picture.Queues)
        {
            StoredAlarm? own = standing.FirstOrDefault(alarm => alarm.QueueCode == queue.Queue);
            AlarmKind was = own is null ? AlarmKind.None : own.IsBelow ? AlarmKind.Below : AlarmKind.Above;
            if (was == queue.Alarm.Kind)
            {
                continue;
            }

            own?.End(picture.At);
            if (queue.Alarm.Kind != AlarmKind.None)
            {
                bool isBelow = queue.Alarm.Kind == AlarmKind.Below;
                db.Add(new StoredAlarm(unit, picture.Date, queue.Queue, isBelow, picture.At, (isBelow ? queue.ChanceBelow : queue.ChanceAbove) ?? 0, isBelow ? queue.AlarmLevel : new AlarmSettings().ChanceAbove));
                await telling.AlarmAsync(queue, cancellationToken);
            }
        }
    }

    /// <summary>What nobody answered in time, what a newer proposal replaces, and what is not needed any more.</summary>
    private async Task ExpireAsync(BusinessUnitId unit, DayPicture picture, IReadOnlyList<StoredDayProposal> newer, CancellationToken cancellationToken)
    {
        List<StoredDayProposal> open = await db.DayProposals
            .Where(row => row.BusinessUnitId == unit && row.LocalDate == picture.Date && row.Parts.Any(part => part.Status == DayProposalStatus.Open || part.Status == DayProposalStatus.Offered)).ToListAsync(cancellationToken);
        foreach (StoredDayProposal proposal in open)
        {
            AlarmKind kind = proposal.IsBelow ? AlarmKind.Below : AlarmKind.Above;
            bool isOver = proposal.MadeBy == Watcher && proposal.Queues.All(queue => picture.Queues.All(own => own.Queue != queue || own.Alarm.Kind != kind));
            bool isReplaced = newer.Any(other => other.Queues.Intersect(proposal.Queues).Any());
            foreach (StoredDayProposalPart part in proposal.Parts.Where(part => part.IsOpen && (isOver || isReplaced || part.FirstChange <= picture.At)))
            {
                if (part.Status == DayProposalStatus.Offered)
                {
                    Tell.Agent(db, unit, part.AgentCode, "day-offer-over", RequestJson.Write(new { Offer = proposal.Id, Date = proposal.LocalDate }), picture.At);
                }

                part.Answer(DayProposalStatus.Expired, Watcher, picture.At, isReplaced ? "replaced" : isOver ? "alarm-ended" : "too-late");
            }
        }
    }
}

/// <summary>What a look did.</summary>
/// <param name="Look">The newest look; null when the day cannot be watched.</param>
/// <param name="Proposals">What was proposed now.</param>
/// <param name="Obstacle">Why nothing was looked at.</param>
public sealed record WatchOutcome(StoredLook? Look, IReadOnlyList<StoredDayProposal> Proposals, Remark? Obstacle);
