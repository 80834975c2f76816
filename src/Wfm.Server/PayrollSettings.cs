namespace Wfm.Server;

/// <summary>What an installation says of payroll. Section <c>WFM:Payroll</c>.</summary>
public sealed class PayrollSettings
{
    /// <summary>The employer's name in PAXml files. Default none.</summary>
    public string? Company { get; init; }

    /// <summary>The employer's organisation number, ten digits. Default none.</summary>
    public string? OrganisationNumber { get; init; }

    /// <summary>Payroll's codes where they differ from the usual ones of PAXml, by kind such as <c>care_of_child</c> or <c>overtime_simple</c>; an empty code leaves the kind out.</summary>
    public Dictionary<string, string> Codes { get; init; } = [];

    /// <summary>Unsocial hours are summed by month and category and rounded up to whole ones of these minutes, such as 30; empty tells them day by day as they were.</summary>
    public int? RoundUnsocialUpToMinutes { get; init; }
}
