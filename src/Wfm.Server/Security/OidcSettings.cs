using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Log-in by an identity provider (OpenID Connect). Absent: local accounts only.</summary>
public sealed class OidcSettings
{
    /// <summary>The issuer, such as <c>https://login.example.org</c>; its discovery document lies below it. Plain http only on this machine.</summary>
    public string Authority { get; init; } = "";

    /// <summary>What the provider calls us.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Our secret there; best by file (<c>WFM__Oidc__ClientSecret_FILE</c>).</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>What people call it, shown on the button of the log-in page, such as <c>Örebro kommun</c>; empty for words of ours.</summary>
    public string? Label { get; init; }

    /// <summary>What to ask for beside <c>openid</c>, separated by blanks. Default <c>profile email</c>.</summary>
    public string Scopes { get; init; } = "profile email";

    /// <summary>The claim that becomes the login. Default <c>preferred_username</c>.</summary>
    public string LoginClaim { get; init; } = "preferred_username";

    /// <summary>The claim with the agent's code; empty where no claim says it.</summary>
    public string? AgentClaim { get; init; }

    /// <summary>Which claims make which roles.</summary>
    public IReadOnlyList<OidcRoleRule> Roles { get; init; } = [];

    /// <summary>Whether a claim may make somebody admin. Default no: whoever hands out groups elsewhere does not hand out this.</summary>
    public bool ClaimsMakeAdmins { get; init; }
}

/// <summary>A claim that makes a role.</summary>
public sealed class OidcRoleRule
{
    /// <summary>The claim, such as <c>groups</c>.</summary>
    public string Claim { get; init; } = "groups";

    /// <summary>The value it must have, or one of its values.</summary>
    public string Value { get; init; } = "";

    /// <summary>The role it makes.</summary>
    public Role Role { get; init; }

    /// <summary>The number of the unit.</summary>
    public int Unit { get; init; }

    /// <summary>The group led, for a group leader.</summary>
    public string? Group { get; init; }
}
