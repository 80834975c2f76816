using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>The reports there are, by name, in the order they are offered.</summary>
public static class ReportNames
{
    /// <summary>All of them with what people call them.</summary>
    public static IReadOnlyList<(string Name, Bilingual Title)> All { get; } =
    [
        (ServiceLevelReport.Name, ServiceLevelReport.Title),
    ];
}
