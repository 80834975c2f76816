using System.Globalization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Why;

/// <summary>Says of a shift template that never gives a shift why: the first single limit without which it would.</summary>
internal sealed class TemplateFitness(SchedulingProblem problem, PersonOracle oracle)
{
    private static readonly TimeWindow WholeDay = new(LocalTime.Midnight, new LocalTime(23, 45));
    private readonly Dictionary<(PlanTemplate, PlanContract), string?> _causes = [];

    /// <summary>Why no day of the period has a shift of this template under this contract; null when some day has one.</summary>
    public string? CauseOf(PlanTemplate template, PlanContract contract)
    {
        if (!_causes.TryGetValue((template, contract), out string? cause))
        {
            cause = Fits(template, contract) ? null : Find(template, contract);
            _causes.Add((template, contract), cause);
        }

        return cause;
    }

    private string Find(PlanTemplate template, PlanContract contract)
    {
        PlanDay[] days = [.. problem.Grid.Days.Where(day => template.Weekdays.Contains(day.Date.DayOfWeek))];
        if (days.Length == 0)
        {
            return "none of its weekdays is open";
        }

        int open = days.Max(day => day.Slots) * problem.Grid.SlotMinutes;
        int shortest = Math.Max(template.MinPresenceMinutes, template.MinPaidMinutes + (template.Lunch?.MinMinutes ?? 0));
        return shortest > open
            ? $"its shortest shift is {Hours(shortest)}, the longest day is open {Hours(open)}"
            : FromContract(template, contract) ?? FromTemplate(template, contract) ?? "its limits together leave no shift";
    }

    private string? FromContract(PlanTemplate template, PlanContract contract)
    {
        WorkRules rules = contract.Terms.Rules;
        return rules.LongestWorkWithoutRast is { } rast && Fits(template, contract, own => own with { LongestWorkWithoutRast = null })
                ? $"at least {Hours(template.MinPaidMinutes)} of work {(template.Lunch is null ? "without a lunch" : "around its lunch")} breaks Work without a rast (ATL 15 §), at most {PlannerText.Hours(rast)}"
            : rules.LongestDay is { } day && Fits(template, contract, own => own with { LongestDay = null })
                ? $"at least {Hours(template.MinPaidMinutes)} of work breaks Longest day (contract), at most {PlannerText.Hours(day)}"
            : rules.DayBreak is { } dayBreak && Fits(template, contract, own => own with { DayBreak = null })
                ? $"it leaves no daily rest inside the 24 hours from {dayBreak:HH':'mm}"
            : null;
    }

    private string? FromTemplate(PlanTemplate template, PlanContract contract)
    {
        List<(PlanTemplate Relaxed, string Cause)> tries = [];
        if (template.Lunch is { } lunch)
        {
            string windows = string.Join(", ", lunch.Windows.Select(window => $"{window.Start:HH':'mm}–{window.End:HH':'mm}"));
            tries.Add((template with { Lunch = lunch with { Windows = [WholeDay] } },
                $"no lunch of {Hours(lunch.MinMinutes)} fits its windows {windows} at the distance it must have from start and end"));
            tries.Add((template with
            {
                Lunch = lunch with { MinBeforeMinutes = 0, MinAfterMinutes = 0, MaxBeforeMinutes = 24 * 60, MaxAfterMinutes = 24 * 60 },
            },
                "its lunch cannot lie at the distance it must have from start and end"));
        }

        tries.Add((template with { Breaks = new BreakRule(0, 15) }, "its breaks do not fit between start, lunch and end"));
        tries.Add((template with { LatestEnd = null }, "its latest end comes too early"));
        tries.Add((template with { EarliestStart = LocalTime.Midnight, LatestStart = new LocalTime(23, 45) },
            $"starts from {template.EarliestStart:HH':'mm} to {template.LatestStart:HH':'mm} leave too little of the opening hours"));
        return tries.Where(attempt => Fits(attempt.Relaxed, contract)).Select(attempt => attempt.Cause).FirstOrDefault();
    }

    private bool Fits(PlanTemplate template, PlanContract contract, Func<WorkRules, WorkRules> change) =>
        Fits(template, Someone(template, contract).WithRules(change).Contract);

    private bool Fits(PlanTemplate template, PlanContract contract) => oracle.CanEverWork(Someone(template, contract));

    private Person Someone(PlanTemplate template, PlanContract contract) => new(
        new PlanAgent(new AgentId("anybody"), contract.Terms.Id) { Skills = [new PlanSkill(problem.Queues[0])], Templates = [template.Id] },
        contract, [template]);

    private static string Hours(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60.0:0.##} h");
}
