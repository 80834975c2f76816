using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Rules;

/// <summary>One hard rule about one person's schedule, in plain code without any solver.</summary>
public interface IScheduleRule
{
    /// <summary>What planners call it.</summary>
    string Name { get; }

    /// <summary>Where it comes from: law, agreement or contract.</summary>
    string Paragraph { get; }

    /// <summary>Every place where the schedule breaks it; nothing when it holds.</summary>
    IEnumerable<RuleViolation> Violations(AgentSchedule schedule);
}

/// <summary>One hard rule about everybody together.</summary>
public interface IUnitRule
{
    /// <summary>What planners call it.</summary>
    string Name { get; }

    /// <summary>Where it comes from.</summary>
    string Paragraph { get; }

    /// <summary>Every place where the schedule breaks it.</summary>
    IEnumerable<RuleViolation> Violations(UnitSchedule schedule);
}

/// <summary>Everybody's schedule and who serves which queue when.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Schedule">The shifts.</param>
/// <param name="Coverage">People serving each queue in each slot.</param>
public sealed record UnitSchedule(SchedulingProblem Problem, DraftSchedule Schedule, Coverage Coverage);

/// <summary>One broken rule.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Paragraph">Where the rule comes from.</param>
/// <param name="Agent">Whose schedule; null for a rule about everybody.</param>
/// <param name="Date">The day it shows.</param>
/// <param name="Penalty">How far it is broken, in the rule's own unit (minutes, days, people); positive.</param>
/// <param name="Reason">What was found and what is required.</param>
public sealed record RuleViolation(string Rule, string Paragraph, AgentId? Agent, LocalDate? Date, int Penalty, string Reason)
{
    /// <summary>What the reason says in figures, in its order and separated by <c>|</c>, so that pages say it in their language: hours and counts with a decimal point, times of the
    /// clock as 22:00, moments as 2026-03-03T22:00, days as 2026-03-03. Empty where the rule says it all.</summary>
    public string Facts { get; init; } = "";

    /// <summary>Reads like: <c>anna, 2026-06-02, Daily rest (ATL 13 §): 9 h rest …</c></summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{(Agent is { } agent ? agent.Value : "unit")}{(Date is { } date ? $", {date:yyyy-MM-dd}" : "")}, {Rule} ({Paragraph}): {Reason}");
}
