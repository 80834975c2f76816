using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Who is there for a queue right now, against who should be. A person with several skills counts for each of their queues.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Required">Fewest people on calls the requirement of the published schedule asks for; empty where none is stored.</param>
/// <param name="Scheduled">People scheduled for contacts who have the skill, or are lent to it.</param>
/// <param name="LoggedIn">People with the skill who are ready or busy.</param>
/// <param name="Ready">Of these those waiting for a call.</param>
/// <param name="Missing">People scheduled for it who are neither ready nor busy.</param>
public sealed record LoggedInNow(QueueId Queue, int? Required, int Scheduled, int LoggedIn, int Ready, int Missing)
{
    /// <summary>Reads every queue of a unit.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<LoggedInNow>> OfAsync(WfmDb db, BusinessUnitId unit, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        AdherenceBoard board = await AdherenceBoard.OfAsync(db, unit, now, cancellationToken);
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        SkilledPeople skilled = await SkilledPeople.OfAsync(db, unit, now.InZone(zone).Date, cancellationToken);
        IReadOnlyDictionary<QueueId, IReadOnlyList<RequiredAt>> required = await RequiredInSlots.OfAsync(db, unit, now, now, cancellationToken);
        return
        [
            .. skilled.Queues.Select(queue =>
            {
                BoardRow[] people = [.. board.Rows.Where(row => skilled.Serves(row.Agent, queue, now))];
                BoardRow[] scheduled = [.. people.Where(row => row.Scheduled == ActivityKind.Contacts)];
                return new LoggedInNow(
                    queue, required.TryGetValue(queue, out IReadOnlyList<RequiredAt>? asked) ? asked[^1].Required : null, scheduled.Length,
                    people.Count(row => IsThere(row.Kind)), people.Count(row => row.Kind == StateKind.Ready), scheduled.Count(row => !IsThere(row.Kind)));
            }),
        ];
    }

    private static bool IsThere(StateKind? kind) => kind is StateKind.Ready or StateKind.Busy;
}
