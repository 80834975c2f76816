using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>Where two versions of a schedule differ.</summary>
public static class CompareSchedules
{
    /// <summary>Every day of every person that differs, by person and day.</summary>
    /// <param name="before">The shifts of the one.</param>
    /// <param name="after">The shifts of the other.</param>
    public static IEnumerable<ComparedDay> Of(IReadOnlyList<Shift> before, IReadOnlyList<Shift> after)
    {
        Dictionary<(AgentId Agent, LocalDate Date), Shift> was = before.ToDictionary(shift => (shift.Agent, shift.Date));
        Dictionary<(AgentId Agent, LocalDate Date), Shift> becomes = after.ToDictionary(shift => (shift.Agent, shift.Date));
        return
            from key in was.Keys.Union(becomes.Keys)
            orderby key.Agent.Value, key.Date
            let one = was.GetValueOrDefault(key)
            let other = becomes.GetValueOrDefault(key)
            where one is null || other is null || one.Span != other.Span || !one.Activities.SequenceEqual(other.Activities)
            select new ComparedDay(key.Agent, key.Date, one, other);
    }
}

/// <summary>A day that differs.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Date">Which.</param>
/// <param name="Before">In the one; empty for a day off.</param>
/// <param name="After">In the other.</param>
public sealed record ComparedDay(AgentId Agent, LocalDate Date, Shift? Before, Shift? After);
