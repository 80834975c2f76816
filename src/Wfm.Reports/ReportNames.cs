using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A report there is.</summary>
/// <param name="Name">Its name in addresses and commands.</param>
/// <param name="Title">What people call it.</param>
/// <param name="ShortestStep">The shortest step it is told in.</param>
/// <param name="UsualStep">The step unless asked otherwise.</param>
public sealed record ReportKind(string Name, Bilingual Title, ReportStep ShortestStep, ReportStep UsualStep)
{
    // Predicted days are simulated and needs worked out anew; a quarter of a year takes a minute.
    private const int MostWorkedOutDays = 92;

    /// <summary>How many days it may be asked for at once.</summary>
    /// <param name="step">The step it is told in.</param>
    public int MostDaysBy(ReportStep step) => Name is PredictionReport.Name or StaffingErrorReport.Name ? Math.Min(MostWorkedOutDays, ReportSpan.MostDaysBy(step)) : ReportSpan.MostDaysBy(step);
}

/// <summary>The reports there are, in the order they are offered.</summary>
public static class ReportNames
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReportKind> All { get; } =
    [
        new(ServiceLevelReport.Name, ServiceLevelReport.Title, ReportStep.Quarter, ReportStep.Day),
        new(VolumeReport.Name, VolumeReport.Title, ReportStep.Quarter, ReportStep.Week),
        new(StaffingReport.Name, StaffingReport.Title, ReportStep.Quarter, ReportStep.Day),
        new(StaffingErrorReport.Name, StaffingErrorReport.Title, ReportStep.Hour, ReportStep.Day),
        new(AdherenceReport.Name, AdherenceReport.Title, ReportStep.Day, ReportStep.Week),
        new(AbsenceReport.Name, AbsenceReport.Title, ReportStep.Day, ReportStep.Month),
        new(RequestsReport.Name, RequestsReport.Title, ReportStep.Day, ReportStep.Month),
        new(HoursReport.Name, HoursReport.Title, ReportStep.Day, ReportStep.Month),
        new(PredictionReport.Name, PredictionReport.Title, ReportStep.Day, ReportStep.Day),
        new(MunicipalReport.Name, MunicipalReport.Title, ReportStep.Day, ReportStep.Month),
    ];

    /// <summary>The report of a name; nothing where there is none.</summary>
    /// <param name="name">The name.</param>
    public static ReportKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
