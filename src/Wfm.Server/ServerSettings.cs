using Wfm.Server.Security;

namespace Wfm.Server;

/// <summary>What one installation may set: by file, by environment (<c>WFM__…</c>) or by flag, the later winning.</summary>
public sealed class ServerSettings
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "WFM";

    /// <summary>Where the data is: a SQLite file or <c>Data Source=…</c>, a postgres:// address or an Npgsql keyword string. Default <c>wfm.db</c>.</summary>
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

    /// <summary>States of agents one source may have waiting to be stored; more are answered 429. Default 60000: at six a second nearly three hours.</summary>
    public int StatesWaiting { get; init; } = 60_000;

    /// <summary>For demonstrations only: the moment this process believes it started at, such as <c>2026-01-12T05:45:00Z</c>. Empty: the machine's clock.</summary>
    public string? ClockStartsAt { get; init; }

    /// <summary>For demonstrations only: how many seconds its clock runs in one. Default 1.</summary>
    public double ClockSpeed { get; init; } = 1;

    /// <summary>Roles that must have a second factor, separated by commas, such as <c>trafikledning,admin</c>; whoever has a local password and none yet can only get one. Default none.</summary>
    public string SecondFactorRoles { get; init; } = "";

    /// <summary>Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, separated by commas. Default none.</summary>
    public string? TrustedProxies { get; init; }

    /// <summary>Log-in by an identity provider; empty means local accounts only.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>Largest request body in megabytes; files of calls are the largest. Default 210.</summary>
    public int LargestBodyMegabytes { get; init; } = 210;

    /// <summary>What this process is called in the history of runs. Default: machine, process and start.</summary>
    public string? Node { get; init; }

    /// <summary>Planning units this process plans at a time; each takes two processors. Default: half the processors, at least one.</summary>
    public int PlansAtOnce { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Local time at which the night begins, HH:mm; not between 02:00 and 03:00, which two days a year have twice or not at all. Default 00:30.</summary>
    public string NightBegins { get; init; } = "00:30";

    /// <summary>Local time by which the night's plans are ready; what is found by then is kept. Default 06:00.</summary>
    public string NightEnds { get; init; } = "06:00";

    /// <summary>Seconds the night searches for a planning unit at most. Default 120.</summary>
    public int NightSecondsPerUnit { get; init; } = 120;

    /// <summary>Search steps of the night per planning unit at most; empty leaves it to the time. With steps, the same input gives the same plan.</summary>
    public int? NightStepsPerUnit { get; init; }

    /// <summary>Folder in which call files are dropped: one folder in it for each unit, called by the unit's number. Empty: none.</summary>
    public string? DropFolder { get; init; }

    /// <summary>Folder the nightly backup is written to. Empty: no backup.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>Backups kept; older ones are removed. Default 14.</summary>
    public int BackupsKept { get; init; } = 14;

    /// <summary>Days data is kept, by class; classes not named are kept as usual.</summary>
    public Dictionary<string, int> RetentionDays { get; init; } = [];

    /// <summary>What payroll is told, and in which codes.</summary>
    public PayrollSettings Payroll { get; init; } = new();

    /// <summary>Where metrics and traces go by OTLP; empty means nowhere.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Where mail is handed over; empty means nobody gets mail.</summary>
    public string? SmtpHost { get; init; }

    /// <summary>Its port. Default 587.</summary>
    public int SmtpPort { get; init; } = 587;

    /// <summary>Whether the way there is encrypted (STARTTLS). Default yes.</summary>
    public bool SmtpEncrypts { get; init; } = true;

    /// <summary>Whom mail comes from, such as <c>schema@kommun.se</c>.</summary>
    public string SmtpFrom { get; init; } = "wfm@localhost";

    /// <summary>The account there; empty where none is needed.</summary>
    public string? SmtpUser { get; init; }

    /// <summary>The file that holds its password.</summary>
    public string? SmtpPasswordFile { get; init; }

    /// <summary>The language of mail: <c>sv</c> or <c>en</c>. Default Swedish.</summary>
    public string MailLanguage { get; init; } = "sv";

    /// <summary>Hosts webhooks may call, separated by commas; empty means none.</summary>
    public string WebhookHosts { get; init; } = "";

    /// <summary>Those of them that may be at private addresses, or without encryption.</summary>
    public string WebhookPrivateHosts { get; init; } = "";
}
