using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Takes in the files about a centre itself: queues, targets, opening hours, posts, people, contracts, special days, events, new queues. All of them, or nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ImportPeople(WfmDb db, IClock clock)
{
    /// <summary>Reads the files there are and makes the stored centre what they say.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="open">Opens a file by name, such as <c>agents.csv</c>; nothing when there is no such file.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    public async Task<ImportPeopleResult> RunAsync(BusinessUnitId unit, Func<string, Stream?> open, CancellationToken cancellationToken)
    {
        StoredBusinessUnit centre = await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken);
        ImportResult<PeopleData> read = PeopleFiles.Read(open, centre.ToDomain().Zone);
        if (!read.IsAccepted)
        {
            return new ImportPeopleResult(ImportOutcome.Refused, read, null);
        }

        MasterDataChanges changes = await InTransaction.RunAsync(db, async () =>
        {
            List<StoredKnownEvent> known = await db.KnownEvents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
            MasterData told = ToMasterData(read.Value) with { Events = [.. read.Value.Events.Select(row => Kept(row, known))] };
            MasterDataChanges saved = await SaveMasterData.RunAsync(db, unit, told, cancellationToken);
            if (saved is not { Added: 0, Changed: 0, Removed: 0 })
            {
                string after = $$"""{"added":{{saved.Added}},"changed":{{saved.Changed}},"removed":{{saved.Removed}}}""";
                db.AuditEntries.Add(new AuditEntry(unit, clock.GetCurrentInstant(), "import", new AuditedAct("import", "master data", AfterJson: after)));
                await db.SaveChangesAsync(cancellationToken);
            }

            return saved;
        }, cancellationToken);
        return new ImportPeopleResult(
            changes is { Added: 0, Changed: 0, Removed: 0 } ? ImportOutcome.AlreadyImported : ImportOutcome.Taken, read, changes);
    }

    private static MasterData ToMasterData(PeopleData files) => new()
    {
        Groups = files.Groups,
        Queues = [.. files.Queues.Select(entry => QueueOf(entry, files))],
        Contracts = files.Contracts,
        ShiftTemplates = files.Templates,
        Agents = files.Agents,
        Skills = files.Skills,
        Absences = files.Absences,
        Meetings = files.Meetings,
        Wishes = files.Wishes,
        PreviousShifts = files.PreviousShifts,
        SpecialDays = files.SpecialDays,
        NewQueues = files.NewQueues,
        Posts = files.Posts,
    };

    // A file without kinds or courses says nothing of them: what planners gave the same event on the page stays.
    private static KnownEvent Kept(EventRow row, IEnumerable<StoredKnownEvent> known)
    {
        KnownEvent told = row.Event;
        KnownEvent? same = known.Select(stored => stored.ToDomain()).FirstOrDefault(stored => (stored.Queue, stored.From, stored.To, stored.Name) == (told.Queue, told.From, told.To, told.Name));
        return same is null ? told : told with { Kind = row.TellsKind ? told.Kind : same.Kind, Shape = row.TellsShape ? told.Shape : same.Shape };
    }

    private static Queue QueueOf(QueueEntry entry, PeopleData files) => new(
        entry.Id,
        entry.Name,
        entry.Channel,
        entry.Group,
        files.OpeningHours.GetValueOrDefault(entry.Id) ?? OpeningHours.Unknown,
        files.Targets.GetValueOrDefault(entry.Id) ?? QueueTarget.Usual);
}

/// <summary>What taking in the files of a centre did.</summary>
/// <param name="Outcome">What became of them.</param>
/// <param name="Read">Problems and warnings.</param>
/// <param name="Changes">Rows added, changed and removed; empty when refused.</param>
public sealed record ImportPeopleResult(ImportOutcome Outcome, ImportResult<PeopleData> Read, MasterDataChanges? Changes);
