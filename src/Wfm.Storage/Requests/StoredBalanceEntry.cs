using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What is counted for a person.</summary>
public enum BalanceKind
{
    /// <summary>Days of holiday (semesterdagar).</summary>
    VacationDays,

    /// <summary>Hours of time off in lieu (komptimmar).</summary>
    HoursInLieu,
}

/// <summary>One entry of a personal balance; only ever added. The balance is their sum.</summary>
public sealed class StoredBalanceEntry
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Whose.</param>
    /// <param name="kind">What is counted.</param>
    /// <param name="amount">Days or hours, less when something is taken.</param>
    /// <param name="entered">By whom, when and why.</param>
    /// <param name="request">The request it comes from.</param>
    public StoredBalanceEntry(BusinessUnitId unit, AgentId agent, BalanceKind kind, double amount, BalanceSource entered, int? request = null)
    {
        ArgumentNullException.ThrowIfNull(entered);
        if (!double.IsFinite(amount))
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "An entry is a number of days or hours.");
        }

        BusinessUnitId = unit;
        AgentCode = agent;
        Kind = kind;
        Amount = amount;
        (EnteredBy, At, Why) = entered;
        RequestId = request;
    }

    private StoredBalanceEntry()
    {
    }

    /// <summary>Its number, increasing.</summary>
    public long Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Whose.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>What is counted.</summary>
    public BalanceKind Kind { get; private set; }

    /// <summary>Days or hours.</summary>
    public double Amount { get; private set; }

    /// <summary>When it was entered.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public string EnteredBy { get; private set; } = "";

    /// <summary>Why.</summary>
    public string Why { get; private set; } = "";

    /// <summary>The request it comes from.</summary>
    public int? RequestId { get; private set; }
}

/// <summary>Who entered something, when and why.</summary>
/// <param name="Who">Who.</param>
/// <param name="At">When.</param>
/// <param name="Why">Why.</param>
public sealed record BalanceSource(string Who, Instant At, string Why);
