namespace Wfm.Storage;

/// <summary>What somebody is in a unit. The Swedish words are the users' own.</summary>
public enum Role
{
    /// <summary>Works shifts: sees their own, wishes and asks.</summary>
    Medarbetare,

    /// <summary>Leads a group: decides for it, never for themselves.</summary>
    Gruppledare,

    /// <summary>Plans and watches the day: forecasts, builds, proposes and advises.</summary>
    Trafikledning,

    /// <summary>Keeps accounts, keys and retention; sees no schedule.</summary>
    Admin,

    /// <summary>A machine that delivers intervals or states of its own source.</summary>
    Integration,
}
