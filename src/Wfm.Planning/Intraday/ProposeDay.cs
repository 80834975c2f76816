using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Trafikledning asks for a proposal, alarm or not: searched first, with nothing held, then stored.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class ProposeDay(WfmDb db, IClock clock, KeptPlans plans)
{
    /// <summary>Searches. Stores nothing.</summary>
    /// <param name="unit">Whose day.</param>
    /// <param name="queues">The queues that fall short; none asks what to do with room to spare.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="StepRefusedException">The day is not watched, its reports are old, a queue is not known, or nothing helps.</exception>
    public async Task<SearchedDay> SearchAsync(BusinessUnitId unit, IReadOnlyList<QueueId> queues, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        Instant now = clock.GetCurrentInstant();
        RunningDayLoading loading = await new LoadRunningDay(db, plans).RunAsync(unit, now, cancellationToken);
        if (loading.Day is not { } day)
        {
            throw new StepRefusedException("day-not-watched", loading.Obstacle!);
        }

        DayLook look = DayWatch.Look(day);
        if (queues.Where(queue => look.Queues.All(own => own.Queue != queue)).Take(1).ToArray() is [var unknown])
        {
            throw new StepRefusedException("no-such-queue", $"Queue {unknown} has no calls today.");
        }

        if (look.Queues.FirstOrDefault(queue => queue.IsStale) is { } stale)
        {
            throw new StepRefusedException("reports-old", $"Queue {stale.Queue} has reported nothing since {stale.ReportedUntil?.ToString() ?? "opening"}: nothing can be concluded from that.");
        }

        DaySettings settings = await DaySettings.OfAsync(db, unit, cancellationToken);
        return new SearchedDay(await new MakeDayProposal(db, now).ForAsync(unit, loading, look, queues.Count > 0 ? queues : [.. look.Queues.Select(queue => queue.Queue)], queues.Count > 0, settings, by, cancellationToken)
            ?? throw new StepRefusedException("nothing-helps", queues.Count > 0 ? Remark.Of("nothing-helps", "No change that is allowed helps.") : Remark.Of("nothing-waits", "There is no room to spare that anybody waits for.")));
    }

    /// <summary>Stores what was found.</summary>
    /// <param name="unit">Whose day.</param>
    /// <param name="searched">What was found.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    public Task<StoredDayProposal> StoreAsync(BusinessUnitId unit, SearchedDay searched, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(searched);
        return InTransaction.RunAsync(db, async () =>
        {
            StoredDayProposal proposal = searched.Proposal;
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            db.Add(proposal);
            db.AuditEntries.Add(new AuditEntry(unit, proposal.MadeAt, proposal.MadeBy, new AuditedAct("propose-day", $"day {proposal.LocalDate:uuuu-MM-dd}", null, null, proposal.ContentJson)));
            await db.SaveChangesAsync(cancellationToken);
            await new DayTelling(db, unit, proposal.MadeAt).ProposedAsync(proposal, cancellationToken);
            await Tell.ScreensAsync(db, unit, "day-changed", $"day/{proposal.LocalDate:uuuu-MM-dd}", proposal.MadeAt, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return proposal;
        }, cancellationToken);
    }
}

/// <summary>A proposal that was found and is not stored yet.</summary>
/// <param name="Proposal">The proposal.</param>
public sealed record SearchedDay(StoredDayProposal Proposal);
