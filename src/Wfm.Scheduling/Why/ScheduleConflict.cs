using System.Globalization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>A smallest set of things that cannot hold together: take any one away and the rest can.</summary>
/// <param name="Agents">Whom it concerns, in the problem's order; empty for a rule about everybody.</param>
/// <param name="Members">What cannot hold together, each with the price of relaxing it.</param>
public sealed record ScheduleConflict(IReadOnlyList<AgentId> Agents, IReadOnlyList<ConflictMember> Members)
{
    private const int NamesShown = 5;

    /// <summary>What the numbers behind it say, such as the hours needed and the hours that can be worked; empty when there is nothing to add.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether no schedule exists; false when only the search found none.</summary>
    public bool IsProven { get; init; } = true;

    /// <summary>Whether it is about minimum posts: everybody has a schedule, but too few people are somewhere at some time.</summary>
    public bool IsOfPosts => Members.Any(member => member.Kind == ConflictKind.MinimumPosts);

    /// <summary>Whether the members are a smallest set; false for the people left over when very many different conflicts meet, who are told the kinds only.</summary>
    public bool IsSmallest { get; init; } = true;

    /// <summary>Reads like: <c>anna</c>, <c>17 people (anna, bo, cy, dan, eva …)</c>, or <c>unit</c>.</summary>
    public string Who => Agents.Count switch
    {
        0 => "unit",
        1 => Agents[0].Value,
        <= NamesShown => $"{Agents.Count} people ({string.Join(", ", Agents)})",
        _ => $"{Agents.Count} people ({string.Join(", ", Agents.Take(NamesShown))} …)",
    };

    /// <summary>The whole conflict in one line: who, what cannot hold together, and what would make it possible.</summary>
    public string Reason
    {
        get
        {
            string together = Members.Count == 1 ? "cannot hold" : "cannot hold together";
            string proven = IsProven ? together : "were not made to hold, which is no proof that they cannot";
            string detail = Detail.Length > 0 ? $". {Detail}" : "";
            string[] ways = [.. Members.SelectMany(member => member.Ways).Select(way => way.ToString())];
            return $"{Who}: {string.Join(" + ", Members)} {proven}{detail}. "
                + (ways.Length > 0 ? $"Possible with: {string.Join("; or ", ways)}." : "No single one of these alone makes a schedule possible.");
        }
    }
}

/// <summary>What kind of thing stands in the way.</summary>
public enum ConflictKind
{
    /// <summary>Hours the contract owes, with the band of a week and the tolerance of the period.</summary>
    ContractHours,

    /// <summary>A rule of law, agreement or contract.</summary>
    Rule,

    /// <summary>The shift templates the person may use.</summary>
    Templates,

    /// <summary>Skills that do not hold all period.</summary>
    Skills,

    /// <summary>Whole days away.</summary>
    Absence,

    /// <summary>Meetings and training at fixed times.</summary>
    Meeting,

    /// <summary>A day the planner fixed.</summary>
    Lock,

    /// <summary>Shifts before the period.</summary>
    EarlierShifts,

    /// <summary>Shifts that stand after the period.</summary>
    LaterShifts,

    /// <summary>Hours carried into the period.</summary>
    OpeningBalance,

    /// <summary>Least people on a queue.</summary>
    MinimumPosts,

    /// <summary>A training, group meeting or other activity that must be placed.</summary>
    Activity,
}

/// <summary>One member of a conflict.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">What planners call it; for a rule its name in the rule book.</param>
/// <param name="Paragraph">Where it comes from; empty for things that are no rule.</param>
/// <param name="Found">What it says here: the limit, the days, the times.</param>
public sealed record ConflictMember(ConflictKind Kind, string Name, string Paragraph, string Found)
{
    /// <summary>The days concerned; empty when it is about the whole period.</summary>
    public IReadOnlyList<LocalDate> Dates { get; init; } = [];

    /// <summary>The same in figures for the member's own sentence in any language: of minimum posts the queue, people needed, people there and the times, parted by <c>|</c>; empty for the others.</summary>
    public string Facts { get; init; } = "";

    /// <summary>Least changes of this one thing that make a schedule possible; empty when something else must give as well.</summary>
    public IReadOnlyList<Relaxation> Ways { get; init; } = [];

    /// <summary>Reads like: <c>Daily rest (ATL 13 §) 11 h</c>.</summary>
    public override string ToString() => $"{Name}{(Paragraph.Length > 0 ? $" ({Paragraph})" : "")} {Found}";
}

/// <summary>A least change that makes a schedule possible.</summary>
/// <param name="Change">What gives, and to what.</param>
/// <param name="CostChange">What the plan's cost becomes with this person's best schedule, less the cost without the person; negative saves. Null where not known.</param>
public sealed record Relaxation(Remark Change, double? CostChange)
{
    /// <summary>Reads like: <c>week band 5 h → 6.5 h (cost −12.3)</c>.</summary>
    public override string ToString() => CostChange is { } cost
        ? string.Create(CultureInfo.InvariantCulture, $"{Change.Text} (cost {(cost < 0 ? "−" : "+")}{Math.Abs(cost):0.0})")
        : Change.Text;
}
