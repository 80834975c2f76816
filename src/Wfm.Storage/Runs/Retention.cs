using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Removes what has been kept long enough, class by class. Municipalities decide the days themselves; these are the usual ones.</summary>
/// <remarks>Published schedules and audit entries are not among the classes: the database refuses to remove them.</remarks>
public static class Retention
{
    /// <summary>The classes with the days they are usually kept.</summary>
    public static IReadOnlyDictionary<string, int> UsualDays { get; } = new Dictionary<string, int>
    {
        ["sessions"] = 1,
        ["answers"] = 30,
        ["events"] = 30,
        ["notifications"] = 395,
        ["runs"] = 395,
        ["absences"] = 791,
        ["drafts"] = 791,
        ["calls"] = 3652,
    };

    /// <summary>Removes, or only counts, what is older than its class is kept.</summary>
    /// <param name="db">The database.</param>
    /// <param name="days">Days by class; a class not named is kept as usual.</param>
    /// <param name="dryRun">Only count.</param>
    /// <param name="cancellationToken">Stops after a class.</param>
    /// <exception cref="FormatException">There is no such class, or the days are fewer than one.</exception>
    public static async Task<IReadOnlyList<RetentionRow>> RunAsync(
        WfmDb db, IReadOnlyDictionary<string, int> days, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(days);
        Check(days);
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        List<RetentionRow> rows = [];
        foreach ((string name, int usual) in UsualDays)
        {
            int kept = days.GetValueOrDefault(name, usual);
            int count = await ApplyAsync(db, name, now - Duration.FromDays(kept), dryRun, cancellationToken);
            rows.Add(new RetentionRow(name, kept, count));
        }

        return rows;
    }

    private static void Check(IReadOnlyDictionary<string, int> days)
    {
        foreach ((string name, int kept) in days)
        {
            if (!UsualDays.ContainsKey(name) || kept < 1)
            {
                throw new FormatException($"Retention of \"{name}\" for {kept} days cannot be kept; the classes are {string.Join(", ", UsualDays.Keys)}, and each is kept for one day or more.");
            }
        }
    }

    private static Task<int> ApplyAsync(WfmDb db, string name, Instant before, bool dryRun, CancellationToken cancellationToken)
    {
        LocalDate day = before.InUtc().Date;
        LocalDateTime time = before.InUtc().LocalDateTime;
        return name switch
        {
            "sessions" => ApplyAsync(db, db.Sessions.Where(row => row.ExpiresAt < before), dryRun, cancellationToken),
            "answers" => ApplyAsync(db, db.Answers.Where(row => row.At < before), dryRun, cancellationToken),
            "events" => ApplyAsync(db, db.Events.Where(row => row.At < before), dryRun, cancellationToken),
            "notifications" => ApplyAsync(db, db.Notifications.Where(row => row.At < before), dryRun, cancellationToken),
            "runs" => ApplyAsync(db, db.Runs.Where(row => row.FinishedAt < before), dryRun, cancellationToken),
            "absences" => ApplyAsync(db, db.Absences.Where(row => row.End < time), dryRun, cancellationToken),
            "drafts" => ApplyAsync(db, db.Schedules.Where(row => row.FirstDay < day && row.State == ScheduleState.Draft
                && !db.Schedules.Any(child => child.ParentId == row.Id) && !db.Periods.Any(period => period.ScheduleId == row.Id)
                && !db.Approvals.Any(approval => approval.ScheduleId == row.Id)), dryRun, cancellationToken),
            _ => ApplyAsync(db, db.CallIntervals.Where(row => row.Start < before), dryRun, cancellationToken),
        };
    }

    private static Task<int> ApplyAsync<TRow>(WfmDb db, IQueryable<TRow> rows, bool dryRun, CancellationToken cancellationToken)
        where TRow : class =>
        dryRun ? rows.CountAsync(cancellationToken) : InTransaction.RunAsync(db, () => rows.ExecuteDeleteAsync(cancellationToken), cancellationToken);
}

/// <summary>What was done to a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="KeptDays">Days it is kept.</param>
/// <param name="Rows">Rows removed, or with a dry run, that would be.</param>
public sealed record RetentionRow(string Class, int KeptDays, int Rows);
