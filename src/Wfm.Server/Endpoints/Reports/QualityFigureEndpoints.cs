using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Wfm.Planning;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>First-contact resolution and satisfaction, from a file.</summary>
internal static class QualityFigureEndpoints
{
    private const int InMemory = 1024 * 1024;

    public static void MapQualityFigures(this IEndpointRouteBuilder app) => app.MapPost("/api/units/{unit:int}/imports/figures", ImportAsync)
        .Allow(Act.WriteForecast).WithTags("Reports").Accepts<string>("text/csv").WithSummary("Take in a file of figures: queue,date,figure,value[,answers]");

    private static async Task<Ok<FiguresAnswer>> ImportAsync(int unit, HttpRequest request, Caller caller, ImportQualityFigures import, CancellationToken cancellationToken)
    {
        await using FileBufferingReadStream content = new(request.Body, InMemory);
        await content.DrainAsync(cancellationToken);
        content.Position = 0;
        ImportQualityResult result = await import.RunAsync(new BusinessUnitId(unit), content, "figures.csv", caller.Name, cancellationToken);
        return TypedResults.Ok(new FiguresAnswer(
            result.Read.IsAccepted, [.. result.Read.Problems.Select(problem => problem.ToString())], [.. result.Read.Warnings.Select(warning => warning.ToString())], result.Added, result.Changed));
    }
}

/// <summary>What taking in figures did.</summary>
/// <param name="IsTaken">Whether the file was taken; with problems nothing of it was.</param>
/// <param name="Problems">What is wrong with it, by line.</param>
/// <param name="Warnings">Oddities that did not stop it.</param>
/// <param name="Added">Figures that were new.</param>
/// <param name="Changed">Figures that took the place of others.</param>
public sealed record FiguresAnswer(bool IsTaken, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings, int Added, int Changed);
