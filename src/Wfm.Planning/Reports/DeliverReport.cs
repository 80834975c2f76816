using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Reports;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Makes a saved report for each of its receivers, with what that receiver may see, and lays it into their inbox; all of it, or nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class DeliverReport(WfmDb db, IClock clock)
{
    /// <summary>What the inbox calls it.</summary>
    public const string Message = "report-ready";

    /// <summary>Makes it.</summary>
    /// <param name="saved">The saved report, tracked.</param>
    /// <param name="today">The local day it is made on.</param>
    /// <param name="receivers">Its receivers who may read reports, with the groups whose people they may count; null groups for the whole unit.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>What was made, one for each receiver.</returns>
    public Task<IReadOnlyList<StoredProducedReport>> RunAsync(
        StoredSavedReport saved, LocalDate today, IReadOnlyList<ReportReceiver> receivers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(saved);
        ArgumentNullException.ThrowIfNull(receivers);
        return InTransaction.RunAsync(db, async () =>
        {
            Dictionary<string, ProducedFile> made = [];
            List<StoredProducedReport> produced = [];
            foreach (ReportReceiver receiver in receivers)
            {
                string reach = receiver.Groups is null ? "*" : string.Join('\n', receiver.Groups.Select(group => group.Value).Order(StringComparer.Ordinal));
                ProducedFile file = made.TryGetValue(reach, out ProducedFile? same) ? same : made[reach] = await MakeAsync(saved, saved.SpanOn(today), receiver.Groups, cancellationToken);
                StoredProducedReport report = new(saved.BusinessUnitId, receiver.Account, saved.Title, file, clock.GetCurrentInstant());
                db.Add(report);
                produced.Add(report);
            }

            saved.Produced(today);
            await db.SaveChangesAsync(cancellationToken);
            foreach (StoredProducedReport report in produced)
            {
                Tell.Account(db, report.BusinessUnitId, report.AccountId, Message, RequestJson.Write(new { report.Title, File = report.Id, report.FileName }), report.At);
            }

            await db.SaveChangesAsync(cancellationToken);
            return (IReadOnlyList<StoredProducedReport>)produced;
        }, cancellationToken);
    }

    private async Task<ProducedFile> MakeAsync(StoredSavedReport saved, ReportSpan span, IReadOnlySet<GroupId>? groups, CancellationToken cancellationToken)
    {
        ReportFormat format = Enum.Parse<ReportFormat>(saved.Format, ignoreCase: true);
        ReportTable table = await new MakeReport(db, clock).RunAsync(
            saved.BusinessUnitId,
            new ReportQuestion(saved.Report, span) { Groups = groups, Prices = HourlyPrice.None with { Usual = saved.HourlyPrice } },
            cancellationToken);
        return new ProducedFile(
            FileName(table, format), ReportFile.ContentTypeOf(format), ReportFile.Of(table, format, saved.Language == "en" ? TextLanguage.English : TextLanguage.Swedish));
    }

    /// <summary>The name of a report's file, such as <c>staffing-2026-03-01-2026-03-31.xlsx</c>.</summary>
    /// <param name="table">The report.</param>
    /// <param name="format">The format.</param>
    public static string FileName(ReportTable table, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(table);
        return $"{table.Name}-{LocalDatePattern.Iso.Format(table.Span.First)}-{LocalDatePattern.Iso.Format(table.Span.Last)}.{format.ToString().ToLowerInvariant()}";
    }
}

/// <summary>Somebody a report is made for.</summary>
/// <param name="Account">Who.</param>
/// <param name="Groups">The groups whose people they may count; null for the whole unit.</param>
public sealed record ReportReceiver(AccountId Account, IReadOnlySet<GroupId>? Groups);
