using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Days on which schools are closed. What that does to a queue is learned from its own breaks before, most from those of the same name.</summary>
/// <param name="Name">Its name, the same every year, such as <c>Sportlov</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Queue">The queue it matters to; empty means all.</param>
public sealed record SchoolBreak(string Name, LocalDate From, LocalDate To, QueueId? Queue = null)
{
    /// <summary>Whether a day of a queue lies in it.</summary>
    /// <param name="queue">The queue asked about.</param>
    /// <param name="day">The day asked about.</param>
    public bool IsOn(QueueId queue, LocalDate day) => (Queue is null || Queue == queue) && day >= From && day <= To;
}
