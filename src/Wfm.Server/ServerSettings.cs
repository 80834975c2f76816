using Wfm.Server.Security;

namespace Wfm.Server;

/// <summary>What one installation may set: by file, by environment (<c>WFM__…</c>) or by flag, the later winning.</summary>
public sealed class ServerSettings
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "WFM";

    /// <summary>Where the data is: a SQLite file, a postgres:// address or an Npgsql keyword string. Default <c>wfm.db</c>.</summary>
    public string Database { get; init; } = "wfm.db";

    /// <summary>The address served. Default this machine only.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Whether this process answers requests. <c>wfm worker</c> answers only health.</summary>
    public bool Serves { get; init; } = true;

    /// <summary>Whether this process takes jobs. Default yes, so that one node needs nothing more.</summary>
    public bool TakesJobs { get; init; } = true;

    /// <summary>Requests a minute one address may try to log in with. Default 20.</summary>
    public int LoginsPerMinute { get; init; } = 20;

    /// <summary>Requests a minute one person may send. Default 6000.</summary>
    public int RequestsPerMinute { get; init; } = 6_000;

    /// <summary>Requests a minute one machine's source may send. Default 60000.</summary>
    public int SourceRequestsPerMinute { get; init; } = 60_000;

    /// <summary>Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, separated by commas. Default none.</summary>
    public string? TrustedProxies { get; init; }

    /// <summary>Log-in by an identity provider; empty means local accounts only.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>Largest request body in megabytes; files of calls are the largest. Default 210.</summary>
    public int LargestBodyMegabytes { get; init; } = 210;

    /// <summary>Where metrics and traces go by OTLP; empty means nowhere.</summary>
    public string? OtlpEndpoint { get; init; }
}
