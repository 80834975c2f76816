using Wfm.Planning;
using Wfm.Reports;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>A report to keep.</summary>
/// <param name="Title">What its owner calls it.</param>
/// <param name="Report">Which report.</param>
/// <param name="Span">Which days, seen from the day it is made.</param>
/// <param name="Format">json, csv, xlsx or html.</param>
/// <param name="Language">sv or en.</param>
/// <param name="Every">How often: never means only when asked.</param>
/// <param name="Receivers">Accounts that get it.</param>
/// <param name="By">The length of a row; empty for the report's usual one.</param>
/// <param name="HourlyPrice">What a paid hour costs, where the report is about cost.</param>
public sealed record SavedReportBody(
    string Title, string Report, SavedSpan Span, string Format, string Language, SavedEvery Every, IReadOnlyList<AccountId> Receivers, string? By = null, double? HourlyPrice = null)
{
    private const int LongestTitle = 100;
    private const int MostReceivers = 50;

    /// <summary>The report as the step takes it.</summary>
    /// <exception cref="ApiProblemException">Something in it cannot be taken.</exception>
    internal WantedReport ToWanted()
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > LongestTitle || Title.Any(char.IsControl))
        {
            throw new ApiProblemException(ApiProblem.Bad("bad-title", $"title: expected 1 to {LongestTitle} characters."));
        }

        if (ReportNames.Find(Report) is not { } kind)
        {
            throw new ApiProblemException(ApiProblem.Bad("unknown-report", $"report is \"{Report}\", expected {string.Join(", ", ReportNames.All.Select(known => known.Name))}."));
        }

        if (HourlyPrice is not (null or (>= 0 and < 1_000_000)))
        {
            throw new ApiProblemException(ApiProblem.Bad("bad-price", "hourlyPrice: expected an amount of 0 or more, or nothing."));
        }

        if (Receivers.Count is 0 or > MostReceivers)
        {
            throw new ApiProblemException(ApiProblem.Bad("bad-receivers", $"receivers: expected 1 to {MostReceivers} accounts."));
        }

        _ = FileWords.Language(Language);
        return new WantedReport(
            new SavedReportContent(
                Title.Trim(), kind.Name, Span, ReportEndpoints.StepOf(kind, By), ReportEndpoints.Word(ReportEndpoints.FormatOf(Format)), Language, Every, HourlyPrice),
            Receivers);
    }
}

/// <summary>A report one keeps.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What its owner calls it.</param>
/// <param name="Report">Which report.</param>
/// <param name="Span">Which days.</param>
/// <param name="By">The length of a row.</param>
/// <param name="Format">The format of the file.</param>
/// <param name="Language">The language of its words.</param>
/// <param name="Every">How often.</param>
/// <param name="HourlyPrice">What a paid hour costs.</param>
/// <param name="Receivers">Accounts that get it.</param>
/// <param name="ProducedOn">The day it was last made on.</param>
/// <param name="Version">To be sent as If-Match with a change.</param>
public sealed record SavedReportView(
    int Id, string Title, string Report, SavedSpan Span, string By, string Format, string Language, SavedEvery Every, double? HourlyPrice,
    IReadOnlyList<AccountId> Receivers, NodaTime.LocalDate? ProducedOn, int Version)
{
    internal static SavedReportView Of(StoredSavedReport row) => new(
        row.Id, row.Title, row.Report, row.Span, ReportEndpoints.Word(row.Step), row.Format, row.Language, row.Every, row.HourlyPrice,
        [.. row.Receivers.Select(receiver => receiver.AccountId)], row.ProducedOn, row.RowVersion);
}
