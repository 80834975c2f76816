using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>Which report of which days.</summary>
/// <param name="Name">One of the names of <see cref="Wfm.Reports.ReportNames"/>.</param>
/// <param name="Span">The days and the step.</param>
public sealed record ReportQuestion(string Name, ReportSpan Span);
