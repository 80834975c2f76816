using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Groups and rules of states as a unit has set them, or the usual ones.</summary>
public static class UnitStateRules
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Reads them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<StateRules> OfAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        string? text = await db.StateRules.Where(row => row.BusinessUnitId == unit).Select(row => row.DocumentJson).SingleOrDefaultAsync(cancellationToken);
        return text is null ? StateRules.Default : Read(text);
    }

    /// <summary>As stored.</summary>
    /// <param name="rules">Groups and rules.</param>
    public static string Write(StateRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return JsonSerializer.Serialize(new Document(
            [.. rules.Groups],
            [.. rules.Rules.Select(rule => new Rule(rule.Group, rule.Scheduled, rule.Adherence, (int)rule.Threshold.TotalSeconds, rule.Colour))]), Options);
    }

    /// <summary>From what is stored.</summary>
    /// <param name="text">Groups and rules.</param>
    public static StateRules Read(string text)
    {
        Document document = JsonSerializer.Deserialize<Document>(text, Options)!;
        return new StateRules(
            document.Groups, [.. document.Rules.Select(rule => new StateRule(rule.Group, rule.Scheduled, rule.Adherence, Duration.FromSeconds(rule.ThresholdSeconds), rule.Colour))]);
    }

    private sealed record Document(IReadOnlyList<StateGroup> Groups, IReadOnlyList<Rule> Rules);

    private sealed record Rule(string Group, ActivityKind? Scheduled, Adherence Adherence, int ThresholdSeconds, string Colour);
}
