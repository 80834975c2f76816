using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Tests.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>Requests of everybody, for the rows of authz-matrix.csv.</summary>
public sealed class RequestObjects
{
    private readonly Dictionary<string, int> _requests = [];

    public static async Task<RequestObjects> CreateAsync(RunningServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        RequestObjects made = new();
        await using WfmDb db = server.Database.CreateContext();
        Instant start = Instant.FromUtc(2026, 3, 11, 9, 0);
        foreach (string agent in (string[])["0001", "0002", "0004", "0005"])
        {
            RequestContent content = new(RequestKind.Absence, [new AgentId(agent)], start, start + Duration.FromHours(1)) { Category = AbsenceCategory.Vacation, Note = "kort" };
            StoredRequest request = new(House.Unit, content, "matrix", null, House.Planned, start);
            request.Send(House.Planned, null);
            request.Advise(RequestJson.Write(new RequestAdvice("tora", House.Planned, Wfm.Requests.Recommendation.Fits, "Ja.")));
            db.Add(request);
            await db.SaveChangesAsync();
            made._requests.Add(agent, request.Id);
        }

        return made;
    }

    public string Path(string path, string relation, string agent)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Replace("requests/joint-consequence", $"requests/joint-consequence?requests={_requests.GetValueOrDefault(agent)}", StringComparison.Ordinal)
            .Replace("{request}", $"{_requests.GetValueOrDefault(agent)}", StringComparison.Ordinal)
            .Replace("request-rules/{group}", relation == "other" ? "request-rules/två" : "request-rules/ett", StringComparison.Ordinal)
            .Replace("{webhook}", "999999", StringComparison.Ordinal);
    }

    /// <summary>What a write to one of these routes sends; nothing for other routes.</summary>
    public static object? Body(MatrixRow row, string agent)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Route["/api/units/{unit}".Length..] switch
        {
            "/requests" or "/requests/{request}" => new { kind = "absence", agents = (string[])[agent], category = "vacation", start = "2026-03-11T13:00", end = "2026-03-11T14:00" },
            "/requests/proposals" => new { kind = "loan", agents = (string[])[agent], queues = (string[])["bygg"], start = "2026-03-11T13:00", end = "2026-03-11T14:00" },
            "/requests/{request}/advice" => new { recommendation = "tight", comment = "Se upp." },
            "/requests/{request}/decision" => new { answer = "deny", seenConsequence = "none", reason = "Nej." },
            "/requests/{request}/undo" => new { reason = "Nej." },
            "/balances/{agent}/entries" => new { kind = "hoursInLieu", amount = 1, why = "Övertid" },
            "/request-rules/{group}" => new { approvesAbsence = false, approvesTimeOff = false, marginFraction = 0.1, daysAhead = 1 },
            "/request-limits" => new { mostAway = 5 },
            "/webhooks" => new { address = "https://example.org/" },
            _ => null,
        };
    }
}
