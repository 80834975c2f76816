using System.Text.Json;
using Wfm.Domain;
using Wfm.Queueing.Simulation;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Requests.Json;

/// <summary>What reading a behaviour file gave: the queues it names, or everything that must be mended.</summary>
/// <param name="Queues">One entry per queue named; null when anything was wrong.</param>
/// <param name="Findings">What was wrong, each with its JSON path.</param>
public sealed record BehaviourReading(IReadOnlyList<QueueBehaviour>? Queues, IReadOnlyList<ProblemFinding> Findings);

/// <summary>Reads <c>behaviour.json</c>; the format is <c>samples/behaviour.schema.json</c>.</summary>
public static class BehaviourJson
{
    /// <summary>Version of the format this code reads.</summary>
    public const int Version = 1;

    private const double MostSeconds = 1e6;
    private const int MostPlaces = 100_000;

    /// <summary>Reads behaviours; all faults of the file are listed at once.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="problem">The problem whose queues are named.</param>
    /// <param name="usual">What holds where the file is silent.</param>
    public static BehaviourReading Read(string json, SchedulingProblem problem, CallerBehaviour usual)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(usual);
        List<ProblemFinding> findings = [];
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException broken)
        {
            return new BehaviourReading(null, [JsonFault.Of(broken, json)]);
        }

        using (document)
        {
            JsonFields root = new(document.RootElement, "", findings);
            if (!root.IsObject)
            {
                return new BehaviourReading(null, findings);
            }

            if (root.Whole("version") is var version && version != Version)
            {
                root.Refuse("version", $"{version}", $"{Version}");
            }

            HashSet<QueueId> seen = [];
            IReadOnlyList<QueueBehaviour> queues = root.Objects("queues", fields => Queue(fields, problem, usual, seen), required: true);
            root.RefuseUnknown();
            return new BehaviourReading(findings.Count == 0 ? queues : null, findings);
        }
    }

    private static QueueBehaviour Queue(JsonFields fields, SchedulingProblem problem, CallerBehaviour usual, HashSet<QueueId> seen)
    {
        QueueId queue = Known(fields, "queue", fields.Text("queue"), problem);
        if (!seen.Add(queue))
        {
            fields.Refuse("queue", queue.Value, "each queue once");
        }

        double transfers = Share(fields, "transfer_share");
        QueueId? to = fields.OptionalText("transfer_to") is { } other ? Known(fields, "transfer_to", other, problem) : null;
        if (transfers > 0 && to is null)
        {
            fields.Refuse("transfer_to", "nothing", "the queue calls go on to");
        }

        QueueBehaviour behaviour = new(queue, usual with
        {
            RedialShare = Share(fields, "redial_share"),
            RedialDelaySeconds = Seconds(fields, "redial_seconds", usual.RedialDelaySeconds),
            CallbackShare = Share(fields, "callback_share"),
            CallbackDelaySeconds = Seconds(fields, "callback_seconds", usual.CallbackDelaySeconds),
            TransferShare = transfers,
            ShortAbandonSeconds = Seconds(fields, "short_abandon_seconds", usual.ShortAbandonSeconds),
            HandleTimeVariation = Within(fields, "handle_variation", 0, 5, "standard deviation ÷ mean, 0 to 5") ?? usual.HandleTimeVariation,
            Places = Places(fields),
        })
        {
            PassedOnTo = to,
            OverflowSeconds = Seconds(fields, "overflow_seconds", 0),
        };
        fields.RefuseUnknown();
        return behaviour;
    }

    private static QueueId Known(JsonFields fields, string name, string code, SchedulingProblem problem)
    {
        QueueId queue = new(code);
        if (!problem.Queues.Contains(queue))
        {
            fields.Refuse(name, code, $"one of the problem's queues: {string.Join(", ", problem.Queues)}");
        }

        return queue;
    }

    private static int? Places(JsonFields fields)
    {
        int? places = fields.OptionalWhole("places");
        if (places is not (null or (>= 1 and <= MostPlaces)))
        {
            fields.Refuse("places", $"{places}", $"1 to {MostPlaces} lines");
            return null;
        }

        return places;
    }

    private static double Share(JsonFields fields, string name)
    {
        double share = fields.OptionalNumber(name) ?? 0;
        if (share is >= 0 and < 1)
        {
            return share;
        }

        fields.Refuse(name, FormattableString.Invariant($"{share}"), "a share from 0 up to, not including, 1");
        return 0;
    }

    private static double Seconds(JsonFields fields, string name, double usual) => Within(fields, name, 0, MostSeconds, "seconds, 0 or more") ?? usual;

    private static double? Within(JsonFields fields, string name, double least, double most, string expected)
    {
        double? value = fields.OptionalNumber(name);
        if (value is null || (value >= least && value <= most))
        {
            return value;
        }

        fields.Refuse(name, FormattableString.Invariant($"{value}"), expected);
        return null;
    }
}
