using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A wish entered for a period, with its answer once the schedule is published.</summary>
public sealed class StoredPeriodWish
{
    /// <param name="period">Which period.</param>
    /// <param name="agent">Whose.</param>
    /// <param name="wish">What.</param>
    /// <param name="at">When it was entered.</param>
    public StoredPeriodWish(PeriodId period, AgentId agent, EnteredWish wish, Instant at)
    {
        ArgumentNullException.ThrowIfNull(wish);
        PeriodId = period;
        AgentCode = agent;
        Date = wish.Date;
        Kind = wish.Kind;
        Strength = wish.Strength;
        EnteredAt = at;
    }

    private StoredPeriodWish()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Which period.</summary>
    public PeriodId PeriodId { get; private set; }

    /// <summary>Whose.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>The day; empty means every day of the period.</summary>
    public LocalDate? Date { get; private set; }

    /// <summary>What is wished.</summary>
    public WishKind Kind { get; private set; }

    /// <summary>How much; 1 is an ordinary wish.</summary>
    public double Strength { get; private set; }

    /// <summary>When it was entered.</summary>
    public Instant EnteredAt { get; private set; }

    /// <summary>Share of it that came true, 0 to 1; empty until the schedule is published.</summary>
    public double? GrantedFraction { get; private set; }

    /// <summary>Why, in a word the screens translate: <c>granted</c>, <c>needed</c>, <c>away</c>, <c>partly</c>.</summary>
    public string? Reason { get; private set; }

    /// <summary>The figures behind the reason, as JSON.</summary>
    public string? ReasonJson { get; private set; }

    /// <summary>The wish in the words of the domain.</summary>
    public Wish ToDomain() => new(AgentCode, Date, Kind, Strength);

    /// <summary>What became of it.</summary>
    /// <param name="grantedFraction">Share that came true, 0 to 1.</param>
    /// <param name="reason">Why.</param>
    /// <param name="reasonJson">The figures behind it.</param>
    public void Answer(double grantedFraction, string reason, string? reasonJson)
    {
        GrantedFraction = grantedFraction;
        Reason = reason;
        ReasonJson = reasonJson;
    }
}

/// <summary>A wish as entered.</summary>
/// <param name="Date">The day; empty means every day of the period.</param>
/// <param name="Kind">What is wished.</param>
/// <param name="Strength">How much, above 0 to 10; 1 is an ordinary wish.</param>
public sealed record EnteredWish(LocalDate? Date, WishKind Kind, double Strength = 1);
