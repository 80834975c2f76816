using System.Text.Json;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Json;

/// <summary>What a period leaves to the next one about a person.</summary>
/// <param name="Fairness">Running totals.</param>
/// <param name="Balance">Hours worked beyond what was owed.</param>
public sealed record CarriedOver(FairnessBalance Fairness, Duration Balance)
{
    /// <summary>Weeks and hours of a calculation period of the average of all hours that goes on; null where one begins.</summary>
    public EarlierWeeks? Averaged { get; init; }
}

/// <summary>What reading a ledger gave: the totals of every person, or what must be mended.</summary>
/// <param name="People">The totals; null when anything was wrong.</param>
/// <param name="Findings">What was wrong, each with its JSON path.</param>
public sealed record LedgerReading(IReadOnlyDictionary<AgentId, CarriedOver>? People, IReadOnlyList<ProblemFinding> Findings);

/// <summary>Reads the closing totals of a <c>schedule.json</c>: the opening ones of the period after it.</summary>
public static class LedgerJson
{
    /// <summary>Reads the closing totals.</summary>
    /// <param name="json">The file's text.</param>
    public static LedgerReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        List<ProblemFinding> findings = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonFields root = new(document.RootElement, "", findings);
            Dictionary<AgentId, CarriedOver> people = [];
            if (root.IsObject && root.OptionalObject("ledger") is { } ledger)
            {
                foreach ((AgentId agent, CarriedOver carried) in ledger.Objects("people", Person))
                {
                    people[agent] = carried;
                }
            }
            else
            {
                findings.Add(new ProblemFinding("ledger", "nothing", "the ledger of a schedule as wfm schedule writes it"));
            }

            return new LedgerReading(findings.Count == 0 ? people : null, findings);
        }
        catch (JsonException broken)
        {
            return new LedgerReading(null, [JsonFault.Of(broken, json)]);
        }
    }

    private static (AgentId, CarriedOver) Person(JsonFields fields)
    {
        AgentId agent = new(fields.Text("agent"));
        Duration hours = ContractReader.Hours(fields.Number("closing_balance_hours"));
        fields.Ignore("opening", "counts", "asked_wishes", "worked_hours", "opening_balance_hours");
        if (fields.OptionalObject("closing") is not { } closing)
        {
            fields.Refuse("closing", "nothing", "the running totals after the period");
            return (agent, new CarriedOver(new FairnessBalance(0, 0, 0, 0), hours));
        }

        return (agent, new CarriedOver(
            new FairnessBalance(closing.Number("weekends"), closing.Number("late_shifts"), closing.Number("early_shifts"), closing.Number("granted_wishes")), hours));
    }
}
