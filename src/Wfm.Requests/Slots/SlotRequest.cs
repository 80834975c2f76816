using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Time away from calls that wants a place in shifts already planned: a short training, coaching, a group meeting.</summary>
/// <param name="Agents">Who.</param>
/// <param name="Minutes">How long; counted in whole slots, so 20 minutes are two quarters.</param>
/// <param name="From">First date.</param>
/// <param name="To">Last date.</param>
public sealed record SlotRequest(IReadOnlyList<AgentId> Agents, int Minutes, LocalDate From, LocalDate To)
{
    /// <summary>Whether everybody takes part at the same time; otherwise each alone. From five people on one in five may be left out, by name. Default false.</summary>
    public bool IsTogether { get; init; }

    /// <summary>What it is. Default training.</summary>
    public ActivityKind Activity { get; init; } = ActivityKind.Training;

    /// <summary>Nothing is placed before this moment: the present plus the notice people are owed. Null for no limit.</summary>
    public Instant? Earliest { get; init; }

    /// <summary>Not before this time of the day; null for no limit.</summary>
    public LocalTime? NotBefore { get; init; }

    /// <summary>Ends by this time of the day; null for no limit.</summary>
    public LocalTime? NotAfter { get; init; }

    /// <summary>Places to tell for one person or one meeting; people who are placed each alone get one each. Default 5.</summary>
    public int Places { get; init; } = 5;
}

/// <summary>One place, and what it costs callers.</summary>
/// <param name="Agents">Who.</param>
/// <param name="Span">When.</param>
/// <param name="LateCalls">Expected callers answered late because of it, all queues together; those placed before in the same answer are away already.</param>
/// <param name="Queues">The queues that notice it, before and after.</param>
/// <param name="Recommendation">What we say to the group leader.</param>
/// <param name="Reason">The reason, in figures.</param>
public sealed record SlotPlace(
    IReadOnlyList<AgentId> Agents, Interval Span, double LateCalls, IReadOnlyList<QueueConsequence> Queues, Recommendation Recommendation, string Reason)
{
    /// <summary>Who should take part but is not on calls then; at most one in five of a meeting, empty where some time has everybody.</summary>
    public IReadOnlyList<AgentId> Without { get; init; } = [];
}

/// <summary>The places found.</summary>
/// <param name="Places">Cheapest first for one person or meeting; one each in the order of the people otherwise.</param>
/// <param name="Unplaced">Who got none, and why.</param>
/// <param name="Findings">What was wrong with the question; nothing is placed then.</param>
public sealed record SlotAnswer(IReadOnlyList<SlotPlace> Places, IReadOnlyList<string> Unplaced, IReadOnlyList<ProblemFinding> Findings);
