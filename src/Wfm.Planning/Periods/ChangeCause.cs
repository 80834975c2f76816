using System.Globalization;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>Because of what a published schedule is changed, by whom and why.</summary>
public sealed record ChangeCause
{
    private ChangeCause(string action, string who, string? why) => (Action, Who, Why) = (action, who, why);

    /// <summary>What the audit calls it.</summary>
    public string Action { get; }

    /// <summary>Who.</summary>
    public string Who { get; }

    /// <summary>The reason given; with less than two weeks' notice needed, unless the people themselves asked.</summary>
    public string? Why { get; }

    /// <summary>Number of the request or the proposal behind it; empty for a correction.</summary>
    public int? Number { get; private init; }

    /// <summary>Whether a person says so, not a rule or the running day; only then a locked day may change.</summary>
    public bool IsByPerson { get; private init; } = true;

    /// <summary>Whether the people concerned asked for it, or were asked by their leader.</summary>
    public bool IsAskedFor { get; private init; }

    /// <summary>People who are told in other words by whoever changes.</summary>
    public IReadOnlyCollection<AgentId> Told { get; private init; } = [];

    /// <summary>Named in the provenance of the new version.</summary>
    internal string Source => Number is { } number ? string.Create(CultureInfo.InvariantCulture, $" {Subject}#{number}") : "";

    /// <summary>Said in the audit where no reason was given.</summary>
    internal string? Words => Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Subject} {number}") : null;

    private string Subject => Action == "replan-day" ? "proposal" : "request";

    /// <summary>A planner changes days by hand.</summary>
    /// <param name="who">Who.</param>
    /// <param name="why">The reason.</param>
    public static ChangeCause Correction(string who, string? why) => new("correct", who, why);

    /// <summary>A request was approved.</summary>
    /// <param name="request">Which.</param>
    /// <param name="people">Whom it concerns; they are told by the answer.</param>
    /// <param name="who">Who approved.</param>
    /// <param name="why">The reason given.</param>
    /// <param name="isByPerson">Whether a person approved, not a rule.</param>
    public static ChangeCause OfRequest(int request, IReadOnlyCollection<AgentId> people, string who, string? why, bool isByPerson) =>
        new("change-for-request", who, why) { Number = request, Told = people, IsByPerson = isByPerson, IsAskedFor = true };

    /// <summary>An approved request was taken back.</summary>
    /// <param name="request">Which.</param>
    /// <param name="people">Whom it concerns.</param>
    /// <param name="who">Who took it back.</param>
    public static ChangeCause TakenBack(int request, IReadOnlyCollection<AgentId> people, string who) =>
        new("take-back-request", who, null) { Number = request, Told = people, IsAskedFor = true };

    /// <summary>Somebody reported to be away, or back; why is not said.</summary>
    /// <param name="who">Who reported it.</param>
    public static ChangeCause Presence(string who) => new("report-presence", who, null) { IsAskedFor = true };

    /// <summary>The running day is re-planned.</summary>
    /// <param name="proposal">Number of the proposal.</param>
    /// <param name="who">Who accepted it.</param>
    /// <param name="why">What made it necessary.</param>
    /// <param name="isByPerson">Whether a person accepted it; else locked days are left alone.</param>
    public static ChangeCause Replan(int proposal, string who, string why, bool isByPerson)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new("replan-day", who, why) { Number = proposal, IsByPerson = isByPerson };
    }
}
