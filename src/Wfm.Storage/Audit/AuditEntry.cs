using NodaTime;

namespace Wfm.Storage;

/// <summary>One decision, edit or automatic change: who, when, what, why, before and after. Only ever added.</summary>
public sealed class AuditEntry
{
    /// <param name="unit">Whose.</param>
    /// <param name="at">When.</param>
    /// <param name="who">The person or the automatic step.</param>
    /// <param name="act">What was done to what, and why.</param>
    public AuditEntry(BusinessUnitId unit, Instant at, string who, AuditedAct act)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(who);
        ArgumentNullException.ThrowIfNull(act);
        BusinessUnitId = unit;
        At = at;
        Who = who;
        Action = act.Action;
        Subject = act.Subject;
        Why = act.Why;
        BeforeJson = act.BeforeJson;
        AfterJson = act.AfterJson;
    }

    private AuditEntry()
    {
    }

    /// <summary>Its number, increasing.</summary>
    public long Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>The person or the automatic step.</summary>
    public string Who { get; private set; } = "";

    /// <summary>What was done, such as <c>publish</c>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>What it was done to, such as <c>schedule 2026-01-05 v3</c>.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The reason given.</summary>
    public string? Why { get; private set; }

    /// <summary>How it was, as JSON.</summary>
    public string? BeforeJson { get; private set; }

    /// <summary>How it is now, as JSON.</summary>
    public string? AfterJson { get; private set; }
}

/// <summary>What was done to what, and why.</summary>
/// <param name="Action">What was done, such as <c>publish</c>.</param>
/// <param name="Subject">What it was done to, such as <c>schedule 2026-01-05 v3</c>.</param>
/// <param name="Why">The reason given.</param>
/// <param name="BeforeJson">How it was, as JSON.</param>
/// <param name="AfterJson">How it is now, as JSON.</param>
public sealed record AuditedAct(
    string Action, string Subject, string? Why = null, string? BeforeJson = null, string? AfterJson = null);
