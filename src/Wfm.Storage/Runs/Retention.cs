using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Removes what has been kept long enough, class by class. Municipalities decide the days themselves; these are the usual ones.</summary>
/// <remarks>Balances of holiday and hours in lieu stay as long as the person: they are sums of all entries.</remarks>
public static class Retention
{
    private const int Month13 = 395;
    private const int Month26 = 791;

    // The database itself lets nothing younger go of these.
    private const int FewestGuarded = 90;

    /// <summary>The classes of what is in the database.</summary>
    public static IReadOnlyList<RetentionClass> Classes { get; } =
    [
        new("sessions", "log-ins that have ended", 1),
        new("answers", "answers kept for callers who repeat a request", 30),
        new("events", "what open screens were told", 30),
        new("notifications", "messages in people's inboxes", Month13),
        new("runs", "history of the night's and other runs", Month13),
        new("reports", "files saved reports gave", 31),
        new("reads", "who read categories of absence and personal data", Month13),
        new("days", "how running days looked, alarms and proposals with their answers", Month13),
        new("absences", "absences with their category", Month26),
        new("requests", "requests with category, note and answer, and loans", Month26),
        new("meetings", "meetings and trainings of people", Month26),
        new("wishes", "wishes for a day", Month26),
        new("drafts", "drafts of schedules nothing refers to", Month26),
        new("schedules", "published schedules with their periods, wishes, approvals and edits", Month26, FewestGuarded),
        new("audit", "who did what, when and why", Month26, FewestGuarded),
        new("states", "states of agents as telephone systems told them", 30),
        new("snapshots", "how queues stood, which names no persons", 30),
        new("adherence", "how days of single people agreed with the schedule", Month13),
        new("presence", "who called in sick or late", Month26),
        new("calls", "call intervals, which name no persons", 3652),
    ];

    private static readonly Dictionary<string, string> ClassesOfTables = new()
    {
        ["sessions"] = "sessions",
        ["notifications"] = "notifications",
        ["produced_reports"] = "reports",
        ["events"] = "events",
        ["personal_reads"] = "reads",
        ["day_proposal_parts"] = "days",
        ["waiting_activities"] = "days",
        ["absences"] = "absences",
        ["requests"] = "requests",
        ["request_people"] = "requests",
        ["loans"] = "requests",
        ["meetings"] = "meetings",
        ["wishes"] = "wishes",
        ["period_wishes"] = "schedules",
        ["previous_shifts"] = "schedules",
        ["schedule_locks"] = "schedules",
        ["shifts"] = "schedules",
        ["audit_entries"] = "audit",
        ["agent_states"] = "states",
        ["adherence_days"] = "adherence",
        ["presence_reports"] = "presence",
    };

    /// <summary>The class a table's rows belong to.</summary>
    /// <param name="table">The table.</param>
    /// <returns>Nothing for what is kept as long as the person is there.</returns>
    public static RetentionClass? ClassOf(string table) =>
        ClassesOfTables.TryGetValue(table, out string? name) ? Classes.Single(kind => kind.Name == name) : null;

    /// <summary>Removes, or only counts, what is older than its class is kept.</summary>
    /// <param name="db">The database.</param>
    /// <param name="days">Days by class; a class not named is kept as usual.</param>
    /// <param name="dryRun">Only count.</param>
    /// <param name="cancellationToken">Stops after a class.</param>
    /// <exception cref="FormatException">There is no such class, or the days are too few.</exception>
    public static async Task<IReadOnlyList<RetentionRow>> RunAsync(
        WfmDb db, IReadOnlyDictionary<string, int> days, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        RetentionClass.Check(Classes, days);
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        List<RetentionRow> rows = [];
        foreach (RetentionClass kind in Classes)
        {
            int kept = kind.KeptDays(days);
            Border border = new(db, now - Duration.FromDays(kept), dryRun, cancellationToken);
            rows.Add(new RetentionRow(kind.Name, kind.Text, kept, await InTransaction.RunAsync(db, () => border.ApplyAsync(kind.Name), cancellationToken)));
        }

        return rows;
    }

    /// <summary>One class, and before when it goes.</summary>
    private sealed class Border(WfmDb db, Instant before, bool dryRun, CancellationToken cancellationToken)
    {
        private readonly LocalDate _day = before.InUtc().Date;
        private readonly LocalDateTime _time = before.InUtc().LocalDateTime;

        public Task<int> ApplyAsync(string name) => name switch
        {
            "sessions" => ApplyAsync(db.Sessions, row => row.ExpiresAt < before),
            "answers" => ApplyAsync(db.Answers, row => row.At < before),
            "events" => ApplyAsync(db.Events, row => row.At < before),
            "notifications" => ApplyAsync(db.Notifications, row => row.At < before),
            "runs" => ApplyAsync(db.Runs, row => row.FinishedAt < before),
            "reports" => ApplyAsync(db.ProducedReports, row => row.At < before),
            "reads" => ApplyAsync(db.PersonalReads, row => row.At < before),
            "days" => DaysAsync(),
            "absences" => ApplyAsync(db.Absences, row => row.End < _time),
            "requests" => RequestsAsync(),
            "meetings" => ApplyAsync(db.Meetings, row => row.End < _time),
            "wishes" => ApplyAsync(db.Wishes, row => row.Date < _day),
            "drafts" => ApplyAsync(db.Schedules, row => row.FirstDay < _day && row.State == ScheduleState.Draft
                && !db.Schedules.Any(child => child.ParentId == row.Id) && !db.Periods.Any(period => period.ScheduleId == row.Id)
                && !db.Approvals.Any(approval => approval.ScheduleId == row.Id)),
            "schedules" => SchedulesAsync(),
            "audit" => GuardedAsync("audit", () => ApplyAsync(db.AuditEntries, row => row.At < before)),
            "states" => StatesAsync(),
            "snapshots" => ApplyAsync(db.QueueSnapshots, row => row.At < before),
            "adherence" => ApplyAsync(db.AdherenceDays, row => row.Date < _day),
            "presence" => ApplyAsync(db.Presences, row => row.End < before),
            "calls" => ApplyAsync(db.CallIntervals, row => row.Start < before),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such class."),
        };

        private Task<int> ApplyAsync<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, bool>> isOld)
            where TRow : class =>
            dryRun ? rows.CountAsync(isOld, cancellationToken) : rows.Where(isOld).ExecuteDeleteAsync(cancellationToken);

        private async Task<int> DaysAsync() =>
            await ApplyAsync(db.Looks, row => row.LocalDate < _day)
            + await ApplyAsync(db.Alarms, row => row.LocalDate < _day)
            + await ApplyAsync(db.DayProposals.IgnoreAutoIncludes(), row => row.LocalDate < _day)
            + await ApplyAsync(db.WaitingActivities, row => row.At < before);

        private async Task<int> RequestsAsync()
        {
            if (!dryRun)
            {
                await db.Loans.Where(row => row.End < before).ExecuteDeleteAsync(cancellationToken);
            }

            return await ApplyAsync(db.Requests.IgnoreAutoIncludes(), row => row.End < before && row.DecideBy < before);
        }

        private async Task<int> StatesAsync()
        {
            if (!dryRun)
            {
                await db.SnapshotCloses.Where(row => row.Batch < before).ExecuteDeleteAsync(cancellationToken);
            }

            return await ApplyAsync(db.AgentStates, row => row.At < before);
        }

        private async Task<int> SchedulesAsync()
        {
            List<ScheduleVersion> old = await db.Schedules.AsNoTracking().Where(row => row.FirstDay < _day).ToListAsync(cancellationToken);
            ScheduleId[] gone = [.. old.Where(row => row.Period.LastDay < _day).Select(row => row.Id)];
            return dryRun ? gone.Length : await GuardedAsync("schedules", () => RemoveSchedulesAsync(gone));
        }

        private async Task<int> RemoveSchedulesAsync(ScheduleId[] gone)
        {
            List<StoredPeriod> periods = await db.Periods.AsNoTracking().Where(row => row.FirstDay < _day).ToListAsync(cancellationToken);
            PeriodId[] over = [.. periods.Where(row => row.Period.LastDay < _day).Select(row => row.Id)];
            await db.Periods.Where(row => over.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            await db.Locks.Where(row => row.Date < _day).ExecuteDeleteAsync(cancellationToken);
            await db.PreviousShifts.Where(row => row.End < before).ExecuteDeleteAsync(cancellationToken);

            // A version goes after those made from it; one that something younger still refers to stays.
            int all = 0;
            for (int some = -1; some != 0; all += Math.Max(some, 0))
            {
                some = await db.Schedules.Where(row => gone.Contains(row.Id) && !db.Schedules.Any(child => child.ParentId == row.Id)
                    && !db.Periods.Any(period => period.ScheduleId == row.Id) && !db.Approvals.Any(approval => approval.ScheduleId == row.Id)).ExecuteDeleteAsync(cancellationToken);
            }

            return all;
        }

        private async Task<int> GuardedAsync(string what, Func<Task<int>> remove)
        {
            if (dryRun)
            {
                return await remove();
            }

            await db.Removals.AddAsync(new StoredRemoval(what, before), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            int removed = await remove();
            await db.Removals.ExecuteDeleteAsync(cancellationToken);
            db.ChangeTracker.Clear();
            return removed;
        }
    }
}
