using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Somebody who can log in.</summary>
/// <param name="Id">The account's number.</param>
/// <param name="Login">What they log in with.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Mail">Where mail goes.</param>
/// <param name="Agent">Which agent they are.</param>
/// <param name="IsActive">Whether they may log in.</param>
/// <param name="HasPassword">Whether they can log in with a password here.</param>
/// <param name="IsExternal">Whether they come from an identity provider.</param>
/// <param name="LockedUntil">No password is looked at before this.</param>
/// <param name="HasSecondFactor">Whether their log-in asks for a code after the password.</param>
/// <param name="Roles">Their roles in the unit.</param>
public sealed record AccountView(
    AccountId Id, string Login, string Name, string? Mail, AgentId? Agent, bool IsActive, bool HasPassword, bool IsExternal, Instant? LockedUntil, bool HasSecondFactor,
    IReadOnlyList<SessionRole> Roles);

/// <summary>A new account.</summary>
/// <param name="Login">What they log in with; cannot be changed.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Roles">Their roles in the unit.</param>
/// <param name="Mail">Where mail goes.</param>
/// <param name="Agent">Which agent they are; a medarbetare is one.</param>
/// <param name="Password">A first password; empty for people of an identity provider.</param>
public sealed record NewAccount(string Login, string Name, IReadOnlyList<SessionRole> Roles, string? Mail = null, AgentId? Agent = null, string? Password = null);

/// <summary>An account as it should be.</summary>
/// <param name="Name">What colleagues call them.</param>
/// <param name="IsActive">Whether they may log in.</param>
/// <param name="Roles">Their roles in the unit; those in other units stay.</param>
/// <param name="Mail">Where mail goes.</param>
/// <param name="Agent">Which agent they are.</param>
public sealed record ChangedAccount(string Name, bool IsActive, IReadOnlyList<SessionRole> Roles, string? Mail = null, AgentId? Agent = null);

/// <summary>A password set by somebody else.</summary>
/// <param name="Password">12 to 256 characters.</param>
public sealed record NewPassword(string Password);

/// <summary>A password changed by its owner.</summary>
/// <param name="Current">The one so far.</param>
/// <param name="Password">12 to 256 characters.</param>
public sealed record ChangedPassword(string Current, string Password);

/// <summary>A place somebody is logged in at.</summary>
/// <param name="CreatedAt">When they logged in.</param>
/// <param name="SeenAt">When they were last seen, to the minute or so.</param>
/// <param name="ExpiresAt">When it ends whatever happens.</param>
public sealed record SessionView(Instant CreatedAt, Instant SeenAt, Instant ExpiresAt);
