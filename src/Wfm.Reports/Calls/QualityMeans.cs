using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Figures told from outside, as a mean over the days and queues of a row.</summary>
internal sealed class QualityMeans(ReportFrame frame, IReadOnlyList<QualityFigure> figures)
{
    /// <summary>The mean: weighted by answers where all tell them, else plain. Unknown for rows shorter than a day.</summary>
    /// <param name="kind">Which figure.</param>
    /// <param name="bucket">When.</param>
    /// <param name="scope">Of whom.</param>
    /// <param name="queues">The queues of the scope. The total uses figures of the whole centre where there are any.</param>
    public double? Of(QualityKind kind, ReportBucket bucket, ReportScope scope, IReadOnlyList<Queue> queues)
    {
        if (bucket.Step is ReportStep.Quarter or ReportStep.Hour)
        {
            return null;
        }

        QualityFigure[] here = [.. figures.Where(figure => figure.Kind == kind && IsIn(figure.Date, bucket))];
        QualityFigure[] centre = scope.Kind == ScopeKind.Total ? [.. here.Where(figure => figure.Queue is null)] : [];
        HashSet<QueueId> ours = [.. queues.Select(queue => queue.Id)];
        QualityFigure[] used = centre.Length > 0 ? centre : [.. here.Where(figure => figure.Queue is { } queue && ours.Contains(queue))];
        return used.Length == 0 ? null
            : used.All(figure => figure.Answers is not null) ? used.Sum(figure => figure.Value * figure.Answers!.Value) / used.Sum(figure => figure.Answers!.Value)
            : used.Average(figure => figure.Value);
    }

    private bool IsIn(LocalDate date, ReportBucket bucket)
    {
        Instant midnight = frame.Zone.AtStartOfDay(date).ToInstant();
        return midnight >= bucket.Start && midnight < bucket.End;
    }
}
