using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Something the planner should see about a history or a forecast: what was found, what was done, and why.</summary>
/// <param name="Queue">Whose history.</param>
/// <param name="Kind">What kind of finding.</param>
/// <param name="From">First day it concerns.</param>
/// <param name="To">Last day it concerns.</param>
/// <param name="Start">Start of the interval it concerns; empty when it concerns whole days.</param>
/// <param name="Raw">The calls the source gave; empty where it gave none.</param>
/// <param name="Replacement">The calls used instead; empty when the day was set aside or nothing was replaced.</param>
/// <param name="Told">Why, with its figures.</param>
public sealed record ForecastFinding(
    QueueId Queue, FindingKind Kind, LocalDate From, LocalDate To, Instant? Start, double? Raw, double? Replacement, Remark Told)
{
    /// <summary>Why, in an English sentence.</summary>
    public string Reason => Told.Text;
}

/// <summary>Kinds of finding.</summary>
public enum FindingKind
{
    /// <summary>Open days without any row; not used.</summary>
    MissingDays,

    /// <summary>An open day of zeros, or nearly; set aside.</summary>
    OutageDay,

    /// <summary>A day far above or below its neighbours; set aside.</summary>
    OutlierDay,

    /// <summary>A day, or an interval, about ten times what its neighbours say; set aside or replaced.</summary>
    TenfoldTypo,

    /// <summary>Intervals counted twice, or copied from the hour before; replaced.</summary>
    DuplicatedHours,

    /// <summary>A single interval far from what the day says; replaced.</summary>
    OutlierInterval,

    /// <summary>Several intervals of zero on a working day; replaced.</summary>
    OutageHours,

    /// <summary>The queue has been silent for weeks; nothing is forecast.</summary>
    QueueClosed,

    /// <summary>How much the history allows, and what the answer therefore rests on.</summary>
    Regime,

    /// <summary>Special days on which the queue is taken as closed.</summary>
    ClosedSpecialDays,

    /// <summary>History on or after the first forecast day was left out.</summary>
    HistoryLeftOut,

    /// <summary>The queue has little history: how much of the answer is borrowed from another queue.</summary>
    BorrowedProfile,
}
