using NodaTime;
using Wfm.Domain;

namespace Wfm.Intraday;

/// <summary>How a state in the telephone system agrees with what the schedule says.</summary>
public enum Adherence
{
    /// <summary>Does what is scheduled, or may do this meanwhile.</summary>
    In,

    /// <summary>Does something else.</summary>
    Out,

    /// <summary>Neither counts for nor against.</summary>
    Neutral,
}

/// <summary>What a group of states means for staffing.</summary>
public enum StateKind
{
    /// <summary>Logged out, or nobody knows.</summary>
    LoggedOut,

    /// <summary>Waiting for a call.</summary>
    Ready,

    /// <summary>In a call, on hold or wrapping up.</summary>
    Busy,

    /// <summary>Logged in but not taking calls.</summary>
    Paused,
}

/// <summary>States of telephone systems that mean the same to us.</summary>
/// <param name="Code">Our code for the group.</param>
/// <param name="Name">As planners call it.</param>
/// <param name="Kind">What it means for staffing.</param>
/// <param name="States">The telephone system's own codes; spaces, hyphens and case count.</param>
public sealed record StateGroup(string Code, string Name, StateKind Kind, IReadOnlyList<string> States);

/// <summary>What one group of states means while one activity is scheduled.</summary>
/// <param name="Group">Code of the group.</param>
/// <param name="Scheduled">The scheduled activity; null outside of shifts.</param>
/// <param name="Adherence">Whether they agree.</param>
/// <param name="Threshold">A deviation shorter than this does not count.</param>
/// <param name="Colour">How the board shows it, as <c>#rrggbb</c>.</param>
public sealed record StateRule(string Group, ActivityKind? Scheduled, Adherence Adherence, Duration Threshold, string Colour);

/// <summary>The groups and rules of a centre.</summary>
/// <param name="Groups">The groups of states.</param>
/// <param name="Rules">What they mean; a pair that is not named goes by <see cref="Usual"/>.</param>
public sealed record StateRules(IReadOnlyList<StateGroup> Groups, IReadOnlyList<StateRule> Rules)
{
    /// <summary>Code of the group a state belongs to that nobody has put anywhere.</summary>
    public const string Undefined = "undefined";

    private static readonly Duration UsualThreshold = Duration.FromMinutes(5);

    /// <summary>Groups of the states seen in public clients of telephone systems, and no rules beyond the usual.</summary>
    public static StateRules Default { get; } = new(
        [
            new StateGroup("ready", "Redo", StateKind.Ready, ["Ready", "IDLE", "LOGGED ON"]),
            new StateGroup("in-call", "I samtal", StateKind.Busy, ["InCall", "Busy"]),
            new StateGroup("wrap-up", "Efterbehandling", StateKind.Busy, ["ACW", "After Call Work"]),
            new StateGroup("paused", "Pausad", StateKind.Paused, ["Not Ready", "AUX1", "AUX2", "AUX3", "AUX4", "AUX5"]),
            new StateGroup("administration", "Administration", StateKind.Paused, ["ADMIN", "EMAIL", "WEB"]),
            new StateGroup("logged-out", "Utloggad", StateKind.LoggedOut, ["LOGGED-OFF", "OFF", "Logged Out", ""]),
        ],
        []);

    /// <summary>The group of a state; <see cref="Undefined"/> where nobody has put it anywhere.</summary>
    /// <param name="state">The telephone system's code.</param>
    public string GroupOf(string state) => Groups.FirstOrDefault(group => group.States.Contains(state))?.Code ?? Undefined;

    /// <summary>What a group means; a state nobody knows counts as logged in and paused, since somebody must have set it.</summary>
    /// <param name="group">Code of the group.</param>
    public StateKind KindOf(string group) => Groups.FirstOrDefault(known => known.Code == group)?.Kind ?? StateKind.Paused;

    /// <summary>The rule for a group while an activity is scheduled.</summary>
    /// <param name="group">Code of the group.</param>
    /// <param name="scheduled">The activity; null outside of shifts.</param>
    public StateRule RuleFor(string group, ActivityKind? scheduled) =>
        Rules.FirstOrDefault(rule => rule.Group == group && rule.Scheduled == scheduled) ?? new StateRule(group, scheduled, Usual(group, scheduled), UsualThreshold, ColourOf(Usual(group, scheduled)));

    /// <summary>Contacts ask for being ready or busy, mail and administration for being logged in; in breaks, meetings and outside of shifts everything but taking calls agrees.</summary>
    private Adherence Usual(string group, ActivityKind? scheduled) => (scheduled, KindOf(group)) switch
    {
        _ when group == Undefined => Adherence.Neutral,
        (ActivityKind.Contacts, StateKind.Ready or StateKind.Busy) => Adherence.In,
        (ActivityKind.Contacts, _) => Adherence.Out,
        (ActivityKind.BackOffice or ActivityKind.Administration, StateKind.LoggedOut) => Adherence.Out,
        (ActivityKind.BackOffice or ActivityKind.Administration, _) => Adherence.In,
        (null or ActivityKind.Absence, StateKind.Ready or StateKind.Busy) => Adherence.Neutral,
        (null or ActivityKind.Absence, _) => Adherence.In,
        (_, StateKind.Ready or StateKind.Busy) => Adherence.Out,
        _ => Adherence.In,
    };

    private static string ColourOf(Adherence adherence) => adherence switch
    {
        Adherence.In => "#2e7d32",
        Adherence.Out => "#c62828",
        _ => "#757575",
    };
}
