using System.Text.Json;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Json;

/// <summary>What reading a problem gave: the problem, or everything that must be mended.</summary>
/// <param name="Problem">The problem; null when anything was wrong.</param>
/// <param name="Findings">What was wrong, each with its JSON path.</param>
public sealed record ProblemReading(SchedulingProblem? Problem, IReadOnlyList<ProblemFinding> Findings);

/// <summary>Reads and writes <c>problem.json</c>; the format is <c>samples/problem.schema.json</c>.</summary>
public static class ProblemJson
{
    /// <summary>Version of the format this code reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Reads a problem; all faults of the file are listed at once, those of <see cref="ProblemChecks"/> included.</summary>
    /// <param name="json">The file's text.</param>
    public static ProblemReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        List<ProblemFinding> findings = [];
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException broken)
        {
            return new ProblemReading(null, [JsonFault.Of(broken, json)]);
        }

        using (document)
        {
            SchedulingProblem? problem = ProblemReader.Read(new JsonFields(document.RootElement, "", findings));
            if (findings.Count == 0 && problem is not null)
            {
                findings.AddRange(ProblemChecks.Of(problem));
            }

            return new ProblemReading(findings.Count == 0 ? problem : null, findings);
        }
    }

    /// <summary>Writes a problem.</summary>
    public static string Write(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return JsonText.Of(writer => ProblemWriter.Write(writer, problem));
    }
}

/// <summary>Turns a problem's fields into the problem.</summary>
internal static class ProblemReader
{
    public static SchedulingProblem? Read(JsonFields root)
    {
        if (!root.IsObject)
        {
            return null;
        }

        if (root.Whole("version") is var version && version != ProblemJson.Version)
        {
            root.Refuse("version", $"{version}", $"{ProblemJson.Version}");
        }

        PlanningGrid? grid = Grid(root);
        SchedulingProblem? problem = grid is null ? null : new SchedulingProblem
        {
            Name = root.OptionalText("name") ?? "",
            Grid = grid,
            PaidUnitMinutes = root.OptionalWhole("paid_unit_minutes") ?? 30,
            Queues = [.. root.Texts("queues", required: true).Select(queue => new QueueId(queue))],
            Demand = root.Objects("demand", Demand, required: true),
            Promises = root.Objects("promises", Promise),
            WishCosts = WishCostsOf(root),
            FairnessCosts = SoftCostReader.Fairness(root),
            StableStartPerHour = root.OptionalNumber("stable_start_per_hour") ?? 0,
            Contracts = ContractReader.Read(root),
            Templates = root.Objects("templates", TemplateReader.Read, required: true),
            Activities = root.Objects("activities", ActivityJson.Read),
            Agents = root.Objects("agents", fields => AgentReader.Read(fields, grid), required: true),
        };
        if (problem is not null)
        {
            problem = problem with { Published = SoftCostReader.Published(root, problem) };
            root.RefuseUnknown();
        }

        return problem;
    }

    private static PlanningGrid? Grid(JsonFields root)
    {
        int before = root.Findings.Count;
        string zoneName = root.Text("zone");
        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneName);
        if (zone is null && zoneName.Length > 0)
        {
            root.Refuse("zone", zoneName, "a zone of the time zone database such as Europe/Stockholm");
        }

        int slotMinutes = root.Whole("slot_minutes");
        if (slotMinutes is not (15 or 30) && root.Findings.Count == before)
        {
            root.Refuse("slot_minutes", $"{slotMinutes}", "15 or 30");
        }

        LocalDate first = root.Date("first_date");
        int weeks = root.Whole("weeks");
        IReadOnlyList<PlanDay> days = root.Objects(
            "days", fields => new PlanDay(fields.Date("date"), fields.Moment("start"), fields.Whole("slots")), required: true);
        for (int day = 0; day < days.Count && root.Findings.Count == before; day++)
        {
            if (days[day].Slots is < 1 or > PlanningGrid.MostSlots)
            {
                root.Refuse($"days[{day}].slots", $"{days[day].Slots}", $"1 to {PlanningGrid.MostSlots}");
            }
            else if (day > 0 && days[day].Date <= days[day - 1].Date)
            {
                root.Refuse($"days[{day}].date", $"{days[day].Date:uuuu-MM-dd}", "a date after the day before it");
            }
        }

        return root.Findings.Count > before ? null : new PlanningGrid(zone!, slotMinutes, first, weeks, days);
    }

    private static QueueDay Demand(JsonFields fields) => new(new QueueId(fields.Text("queue")), fields.Date("date"))
    {
        Required = fields.OptionalNumbers("required"),
        Cost = fields.OptionalTables("cost"),
        TrueCost = fields.OptionalTables("true_cost"),
        MinimumPosts = fields.OptionalNumbers("minimum_posts") is { } posts ? [.. posts.Select(people => (int)people)] : null,
        Traffic = Traffic(fields),
    };

    private static SlotTraffic? Traffic(JsonFields day)
    {
        if (day.OptionalObject("traffic") is not { } fields)
        {
            return null;
        }

        SlotTraffic traffic = new(
            fields.OptionalNumbers("calls") ?? [], fields.OptionalNumbers("handle_seconds") ?? [], fields.OptionalNumbers("on_calls_fraction") ?? []);
        fields.RefuseUnknown();
        return traffic;
    }

    private static QueuePromise Promise(JsonFields fields) => new(
        new QueueId(fields.Text("queue")), fields.Number("share"), fields.Number("threshold_seconds"), fields.OptionalNumber("patience_seconds"))
    {
        DayVariation = fields.OptionalNumber("day_variation"),
        From = fields.OptionalDate("from"),
        To = fields.OptionalDate("to"),
    };

    private static WishCosts WishCostsOf(JsonFields root)
    {
        WishCosts usual = new();
        if (root.OptionalObject("wish_costs") is not { } fields)
        {
            return usual;
        }

        WishCosts costs = new()
        {
            DayOff = fields.OptionalNumber("day_off") ?? usual.DayOff,
            StartPerHour = fields.OptionalNumber("start_per_hour") ?? usual.StartPerHour,
            EarlyUntil = fields.OptionalTime("early_until") ?? usual.EarlyUntil,
            LateFrom = fields.OptionalTime("late_from") ?? usual.LateFrom,
            MustHaveFactor = fields.OptionalNumber("must_have_factor") ?? usual.MustHaveFactor,
        };
        fields.RefuseUnknown();
        return costs;
    }
}
