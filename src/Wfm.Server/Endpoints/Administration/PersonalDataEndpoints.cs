using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The right of access: everything stored about a person, for that person or for a case; each time is logged.</summary>
internal static class PersonalDataEndpoints
{
    public static void MapPersonalData(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/units/{unit:int}/agents/{agent}/personal-data", ExportAsync).Allow(Act.ExportPersonalData).WithTags("Administration")
            .WithSummary("Everything stored about a person: one's own, or another's with a reason; as JSON, or with format=csv or format=html (to print)");

    private static async Task<IResult> ExportAsync(
        int unit, string agent, string? format, string? language, PersonalDataRequest body, Caller caller, ServerSettings settings, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        AgentId code = new(Codes.Read(agent));
        CallerScope scope = caller.In(where, Act.ExportPersonalData);
        if (!scope.IsUnit && scope.Own != code)
        {
            return ApiProblem.NotFound;
        }

        Findings found = new();
        string? why = scope.Own == code ? found.OptionalText("reason", body.Reason, 500) : found.Text("reason", body.Reason, 500);
        found.Unless(format is null or "json" or "csv" or "html", "format", format, Remark.Of("wants-format", "json, csv or html"));
        TextLanguage words = FileWords.Language(language);
        found.ThrowIfAny();
        if (await new GatherPersonalData(db, clock, settings.RetentionDays).RunAsync(where, code, cancellationToken) is not { } data)
        {
            return ApiProblem.NotFound;
        }

        // Logged before anything is handed out.
        db.ChangeTracker.Clear();
        db.Add(new PersonalRead(where, clock.GetCurrentInstant(), caller.Name, PersonalRead.PersonalExport, code, why));
        await db.SaveChangesAsync(cancellationToken);
        return FileOf(data, format ?? "json", words);
    }

    private static IResult FileOf(PersonalData data, string format, TextLanguage words)
    {
        using MemoryStream file = new();
        if (format == "json")
        {
            PersonalDataFile.WriteJson(file, data);
            return Results.File(file.ToArray(), "application/json", "personal-data.json");
        }

        // With a byte order mark, so that Excel reads å, ä and ö.
        using (StreamWriter writer = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            if (format == "csv")
            {
                PersonalDataFile.WriteCsv(writer, data);
            }
            else
            {
                PersonalDataPage.Write(writer, data, words);
            }
        }

        return format == "csv"
            ? Results.File(file.ToArray(), "text/csv; charset=utf-8", "personal-data.csv")
            : Results.File(file.ToArray(), PersonalDataPage.ContentType, "personal-data.html");
    }
}

/// <summary>Asks for everything stored about a person.</summary>
/// <param name="Reason">The case it is for; must be given for anybody but oneself.</param>
public sealed record PersonalDataRequest(string? Reason = null);
