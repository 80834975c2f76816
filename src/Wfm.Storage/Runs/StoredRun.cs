using NodaTime;

namespace Wfm.Storage;

/// <summary>The number a run is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct RunId(int Value)
{
    /// <summary>Whether one was given before the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(RunId left, RunId right) => left.Value < right.Value;

    /// <summary>Whether one was given after the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(RunId left, RunId right) => left.Value > right.Value;
}

/// <summary>What a run is about: once per day, however often its job fires.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Kind">What is done, such as <c>plan</c>.</param>
/// <param name="Part">Which part of the unit, such as a planning unit; empty for all of it.</param>
/// <param name="Date">The local day it is for.</param>
public sealed record RunKey(BusinessUnitId Unit, string Kind, string Part, LocalDate Date);

/// <summary>How far a run has come.</summary>
public enum RunState
{
    /// <summary>It waits for a node.</summary>
    Queued,

    /// <summary>A node works on it.</summary>
    Running,

    /// <summary>Its result is stored.</summary>
    Done,

    /// <summary>It cannot be done, and trying again would not help.</summary>
    Failed,

    /// <summary>It failed so often that it waits for a person.</summary>
    Parked,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

/// <summary>One run of a job. All its times are the database's, so that clocks of nodes do not matter.</summary>
public sealed class StoredRun
{
    private StoredRun()
    {
    }

    /// <summary>Its number.</summary>
    public RunId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>What is done.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Which part of the unit; empty for all of it.</summary>
    public string Part { get; private set; } = "";

    /// <summary>The local day it is for.</summary>
    public LocalDate LocalDate { get; private set; }

    /// <summary>How far it has come.</summary>
    public RunState State { get; private set; }

    /// <summary>One more each time a node takes it; what an earlier holder writes is refused.</summary>
    public int Epoch { get; private set; }

    /// <summary>Times it was taken since it was last queued by somebody.</summary>
    public int Tries { get; private set; }

    /// <summary>Work expected, in any unit: the largest goes first.</summary>
    public int Size { get; private set; }

    /// <summary>The node that holds or held it.</summary>
    public string? Node { get; private set; }

    /// <summary>When it was queued.</summary>
    public Instant QueuedAt { get; private set; }

    /// <summary>When it was last taken.</summary>
    public Instant? StartedAt { get; private set; }

    /// <summary>When its node was last heard of.</summary>
    public Instant? HeardAt { get; private set; }

    /// <summary>When it ended.</summary>
    public Instant? FinishedAt { get; private set; }

    /// <summary>It ends by then with the best it has.</summary>
    public Instant? Deadline { get; private set; }

    /// <summary>Somebody wants it stopped.</summary>
    public bool IsCancelAsked { get; private set; }

    /// <summary>Share done, 0 to 1.</summary>
    public double Progress { get; private set; }

    /// <summary>Cost of the best plan so far.</summary>
    public double? Cost { get; private set; }

    /// <summary>No plan can cost less.</summary>
    public double? LowerBound { get; private set; }

    /// <summary>Why it ended as it did, in words.</summary>
    public string? Reason { get; private set; }

    /// <summary>The same as a code with its figures, separated by <c>|</c>.</summary>
    public string? ReasonSaid { get; private set; }

    /// <summary>Hash of everything that went in; equal to yesterday's means nothing to do.</summary>
    public string? InputHash { get; private set; }

    /// <summary>What it was told when queued, as JSON.</summary>
    public string? OrderJson { get; private set; }

    /// <summary>What it did, as JSON.</summary>
    public string? ReportJson { get; private set; }
}

/// <summary>The best plan a run has so far: where another node goes on, and where tomorrow begins.</summary>
public sealed class StoredIncumbent
{
    private StoredIncumbent()
    {
    }

    /// <summary>Which run.</summary>
    public RunId RunId { get; private set; }

    /// <summary>The holder that wrote it.</summary>
    public int Epoch { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>Its cost.</summary>
    public double Cost { get; private set; }

    /// <summary>Hash of the problem it is a plan of.</summary>
    public string InputHash { get; private set; } = "";

    /// <summary>The plan, compressed.</summary>
    public byte[] Plan { get; private set; } = [];
}
