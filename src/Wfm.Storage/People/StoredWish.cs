using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A wish as stored. Never changed, only added and removed.</summary>
public sealed class StoredWish
{
    /// <param name="unit">Whose.</param>
    /// <param name="wish">What to store.</param>
    public StoredWish(BusinessUnitId unit, Wish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        BusinessUnitId = unit;
        AgentCode = wish.Agent;
        Date = wish.Date;
        Kind = wish.Kind;
        Strength = wish.Strength;
    }

    private StoredWish()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>The day; empty means every day.</summary>
    public LocalDate? Date { get; private set; }

    /// <summary>What is wished.</summary>
    public WishKind Kind { get; private set; }

    /// <summary>How much.</summary>
    public double Strength { get; private set; }

    /// <summary>The wish in the words of the domain.</summary>
    public Wish ToDomain() => new(AgentCode, Date, Kind, Strength);
}
