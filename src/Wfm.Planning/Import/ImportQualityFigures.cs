using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Takes in figures told from outside: first-contact resolution and satisfaction. The whole file, or nothing of it; told again, the last word counts.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ImportQualityFigures(WfmDb db, IClock clock)
{
    /// <summary>Reads the file and stores what is new in it.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="content">The file.</param>
    /// <param name="name">The name used in problems.</param>
    /// <param name="who">Who brings it.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    public async Task<ImportQualityResult> RunAsync(BusinessUnitId unit, Stream content, string name, string who, CancellationToken cancellationToken)
    {
        List<QueueId> queues = await db.Queues.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken);
        ImportResult<IReadOnlyList<QualityFigure>> read = QualityCsv.Read(content, name, queues.ToHashSet());
        if (!read.IsAccepted)
        {
            return new ImportQualityResult(read, 0, 0);
        }

        return await InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            (int added, int changed) = await StoreAsync(unit, read.Value, cancellationToken);
            if (added + changed > 0)
            {
                db.AuditEntries.Add(new AuditEntry(unit, clock.GetCurrentInstant(), who, new AuditedAct("import-figures", name, AfterJson: $$"""{"added":{{added}},"changed":{{changed}}}""")));
                await db.SaveChangesAsync(cancellationToken);
            }

            return new ImportQualityResult(read, added, changed);
        }, cancellationToken);
    }

    private async Task<(int Added, int Changed)> StoreAsync(BusinessUnitId unit, IReadOnlyList<QualityFigure> figures, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        LocalDate first = figures.Min(figure => figure.Date), last = figures.Max(figure => figure.Date);
        Dictionary<(QualityKind, QueueId, LocalDate), StoredQualityFigure> stored = await db.QualityFigures
            .Where(row => row.BusinessUnitId == unit && row.Date >= first && row.Date <= last).ToDictionaryAsync(row => (row.Kind, row.QueueCode, row.Date), cancellationToken);
        (int added, int changed) = (0, 0);
        foreach (QualityFigure figure in figures)
        {
            if (stored.TryGetValue((figure.Kind, figure.Queue ?? StoredQualityFigure.WholeCentre, figure.Date), out StoredQualityFigure? known))
            {
                changed += known.Take(figure, now) ? 1 : 0;
            }
            else
            {
                db.QualityFigures.Add(new StoredQualityFigure(unit, figure, now));
                added++;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return (added, changed);
    }
}

/// <summary>What taking in figures did.</summary>
/// <param name="Read">Problems and warnings; with problems nothing was stored.</param>
/// <param name="Added">Figures that were new.</param>
/// <param name="Changed">Figures that took the place of others.</param>
public sealed record ImportQualityResult(ImportResult<IReadOnlyList<QualityFigure>> Read, int Added, int Changed);
