using NodaTime;
using Wfm.Domain;
using Wfm.Reports;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Makes a report: reads the facts, calls the pure function. Changes nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class MakeReport(WfmDb db, IClock clock)
{
    /// <summary>Makes it.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="question">Which report of which days.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArgumentException">There is no report of that name.</exception>
    public async Task<ReportTable> RunAsync(BusinessUnitId unit, ReportQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ReportFacts facts = new(db, unit, question.Span);
        ReportFrame frame = await facts.FrameAsync(clock.GetCurrentInstant(), cancellationToken);
        StaffFacts staff = new(db, unit, frame);
        PersonFacts people = new(db, unit, frame, question.Groups);
        return question.Name switch
        {
            ServiceLevelReport.Name => ServiceLevelReport.Of(frame, await facts.CallsAsync(frame, cancellationToken), await facts.QualityAsync(cancellationToken)),
            VolumeReport.Name => VolumeReport.Of(frame, await facts.CallsAsync(frame, cancellationToken), await facts.ForecastsAsync(frame, cancellationToken)),
            StaffingReport.Name => StaffingReport.Of(frame, await staff.RequiredAsync(cancellationToken), await staff.PeopleAsync(cancellationToken)),
            StaffingErrorReport.Name => await new DaysInHindsight(db, unit, frame).ReportAsync(facts, cancellationToken),
            HoursReport.Name => HoursReport.Of(
                frame, await staff.PeopleAsync(cancellationToken), await facts.CallsAsync(frame, cancellationToken), await staff.RequiredAsync(cancellationToken), question.Prices),
            MunicipalReport.Name => MunicipalReport.Of(
                frame, await facts.CallsAsync(frame, cancellationToken), await staff.PeopleAsync(cancellationToken), await staff.RequiredAsync(cancellationToken), await facts.QualityAsync(cancellationToken)),
            AdherenceReport.Name => AdherenceReport.Of(frame, await people.AdherenceAsync(cancellationToken), question.People),
            AbsenceReport.Name => AbsenceReport.Of(frame, await people.AbsencesAsync(cancellationToken)),
            RequestsReport.Name => RequestsReport.Of(frame, await people.RequestsAsync(cancellationToken)),
            PredictionReport.Name => await new PredictedDays(db, unit, frame).ReportAsync(cancellationToken),
            _ => throw new ArgumentException($"There is no report {question.Name}.", nameof(question)),
        };
    }
}
