using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Planning;
using Wfm.Requests;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What a yes would cost callers now, and what would cost less.</summary>
internal static class ConsequenceEndpoints
{
    public static void MapConsequences(this RouteGroupBuilder requests)
    {
        requests.MapGet("/{request:int}/consequence", GetAsync).Allow(Act.ReadConsequence).WithSummary("What a yes would cost callers now, from the table or with days near a limit simulated; the agent sees a colour and a sentence");
        requests.MapGet("/joint-consequence", JointAsync).Allow(Act.ReadConsequence).WithSummary("What callers would notice if several requests were granted together");
        requests.MapGet("/{request:int}/alternatives", AlternativesAsync).Allow(Act.ReadConsequence).WithSummary("The nearest changes that would be fine");
    }

    private static async Task<Results<Ok<ConsequenceAnswer>, ApiProblem>> GetAsync(
        int unit, int request, string? stage, Caller caller, WfmDb db, WeighStoredRequest weigh, SimulationTurn turn, CancellationToken cancellationToken)
    {
        if (stage is not (null or "table" or "simulation"))
        {
            return ApiProblem.Bad("bad-query", "stage: expected table or simulation.");
        }

        StoredRequest found = await FindAsync(db, unit, request, caller, cancellationToken);
        StoredWeighing weighing = stage == "simulation"
            ? await turn.RunAsync(() => weigh.SimulateAsync(found, cancellationToken), cancellationToken)
            : await weigh.RunAsync(found.BusinessUnitId, found.Content, WeighStoredRequest.FromTable, cancellationToken);
        if (weighing.Findings.Count > 0)
        {
            return ApiProblem.Conflict("does-not-fit", string.Join(" ", weighing.Findings), weighing.Findings);
        }

        bool seesFigures = (await RequestViews.ForAsync(db, found.BusinessUnitId, caller, [found], cancellationToken)).SeesFigures(found);
        return TypedResults.Ok(new ConsequenceAnswer(weighing.Figures.Hash, SimpleConsequence.Of(weighing.Figures), weighing.Figures.Stage, weighing.Figures.IsNearALimit)
        {
            Figures = seesFigures ? weighing.Figures : null,
        });
    }

    private static async Task<Results<Ok<AlternativesAnswer>, ApiProblem>> AlternativesAsync(
        int unit, int request, Caller caller, WfmDb db, IClock clock, WeighStoredRequest weigh, CancellationToken cancellationToken)
    {
        StoredRequest found = await FindAsync(db, unit, request, caller, cancellationToken);
        WeighOptions options = WeighStoredRequest.FromTable with { Alternatives = 3, Earliest = clock.GetCurrentInstant() };
        StoredWeighing weighing = await weigh.RunAsync(found.BusinessUnitId, found.Content, options, cancellationToken);
        if (weighing.Findings.Count > 0)
        {
            return ApiProblem.Conflict("does-not-fit", string.Join(" ", weighing.Findings), weighing.Findings);
        }

        // Other choices name colleagues, whose lunches and shifts are not the asker's business.
        bool seesFigures = (await RequestViews.ForAsync(db, found.BusinessUnitId, caller, [found], cancellationToken)).SeesFigures(found);
        return TypedResults.Ok(new AlternativesAnswer(
            weighing.Figures.Hash, [.. weighing.Figures.Alternatives.Where(choice => seesFigures || choice.IsOwn)], weighing.Figures.WhyFewAlternatives, weighing.Figures.Few));
    }

    private static async Task<Ok<JointConsequenceAnswer>> JointAsync(
        int unit, string requests, Caller caller, WfmDb db, WeighTogether weigh, CancellationToken cancellationToken)
    {
        int[] numbers = Numbers(requests);
        List<StoredRequest> found = await RequestScope.Visible(db, new BusinessUnitId(unit), caller).AsNoTracking()
            .Where(row => numbers.Contains(row.Id)).OrderBy(row => row.DecideBy).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        RequestViews views = await RequestViews.ForAsync(db, new BusinessUnitId(unit), caller, found, cancellationToken);
        if (found.Count < numbers.Length || !found.TrueForAll(views.SeesFigures))
        {
            throw new ApiProblemException(ApiProblem.NotFound);
        }

        JointWeighing weighing = await weigh.RunAsync(new BusinessUnitId(unit), found, cancellationToken);
        return TypedResults.Ok(new JointConsequenceAnswer(weighing.Figures.Hash, weighing.Figures, weighing.LeftOut));
    }

    private static int[] Numbers(string requests)
    {
        string[] parts = requests.Split(',', WeighTogether.Most + 1);
        int[] numbers = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).Distinct()];
        return parts.Length <= WeighTogether.Most && !numbers.Contains(0)
            ? numbers
            : throw new ApiProblemException(ApiProblem.Bad("bad-query", $"requests: expected 1 to {WeighTogether.Most} numbers of requests such as 4,7,9."));
    }

    private static async Task<StoredRequest> FindAsync(WfmDb db, int unit, int request, Caller caller, CancellationToken cancellationToken) =>
        await RequestScope.FindAsync(db, new BusinessUnitId(unit), request, caller, cancellationToken) ?? throw new ApiProblemException(ApiProblem.NotFound);
}

/// <summary>What a yes would cost now.</summary>
/// <param name="Hash">To be sent back with a decision.</param>
/// <param name="Outlook">In a colour and a sentence.</param>
/// <param name="Stage">Whether it rests on the table or on simulated days.</param>
/// <param name="IsNearALimit">Whether a day lies within three points of a limit, so that <c>?stage=simulation</c> says more.</param>
public sealed record ConsequenceAnswer(string Hash, SimpleConsequence Outlook, ConsequenceStage Stage, bool IsNearALimit)
{
    /// <summary>Every figure, for those who lead or plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConsequenceFigures? Figures { get; init; }
}

/// <summary>What several requests would cost together.</summary>
/// <param name="Hash">Changes when the figures change.</param>
/// <param name="Figures">Every figure.</param>
/// <param name="LeftOut">Requests that are not in the figures, and why.</param>
public sealed record JointConsequenceAnswer(string Hash, ConsequenceFigures Figures, IReadOnlyList<LeftOut> LeftOut);

/// <summary>What would cost less.</summary>
/// <param name="Hash">Of the consequence of the request as it is.</param>
/// <param name="Alternatives">The nearest changes that would be fine; for the asker only other times.</param>
/// <param name="WhyFew">Why there are fewer than three, in a sentence.</param>
/// <param name="Few">The same in figures.</param>
public sealed record AlternativesAnswer(string Hash, IReadOnlyList<OtherChoice> Alternatives, string? WhyFew, FewFound? Few);
