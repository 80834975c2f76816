using NodaTime;

namespace Wfm.Domain;

/// <summary>What a person wishes for a day.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Date">The day; empty means every day of the period.</param>
/// <param name="Kind">What is wished.</param>
/// <param name="Strength">How much; 1 is an ordinary wish, more weighs more.</param>
public sealed record Wish(AgentId Agent, LocalDate? Date, WishKind Kind, double Strength);

/// <summary>What can be wished.</summary>
public enum WishKind
{
    /// <summary>Not to work.</summary>
    DayOff,

    /// <summary>To start early.</summary>
    Early,

    /// <summary>To start late.</summary>
    Late,
}
