using Wfm.Domain;
using Wfm.Reports;

namespace Wfm.Planning;

/// <summary>Which report of which days, and how far the asker may see.</summary>
/// <param name="Name">One of the names of <see cref="ReportNames"/>.</param>
/// <param name="Span">The days and the step.</param>
public sealed record ReportQuestion(string Name, ReportSpan Span)
{
    /// <summary>What a paid hour costs, where the report is about cost.</summary>
    public HourlyPrice Prices { get; init; } = HourlyPrice.None;

    /// <summary>The groups whose people a report about people may count; null for the whole unit.</summary>
    public IReadOnlySet<GroupId>? Groups { get; init; }

    /// <summary>Single people to tell of in the report of adherence; whoever asks may see them, and the look is logged by the caller.</summary>
    public IReadOnlySet<AgentId> People { get; init; } = new HashSet<AgentId>();
}
