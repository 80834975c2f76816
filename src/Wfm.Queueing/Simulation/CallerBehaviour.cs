using Wfm.Queueing.Kernels;

namespace Wfm.Queueing.Simulation;

/// <summary>How one queue's callers behave beyond calls, handle time, patience and threshold. Everything has a plain default.</summary>
public sealed record CallerBehaviour
{
    /// <summary>Exponential handle times; nobody calls again, is called back or passed on; hanging up within 5 s is short.</summary>
    public static CallerBehaviour Plain { get; } = new();

    /// <summary>A caller who hangs up within this wait is a short abandon. Default 5 s.</summary>
    public double ShortAbandonSeconds { get; init; } = 5;

    /// <summary>Standard deviation ÷ mean of handle times: 1 is exponential (default), 0 always the mean, anything else lognormal; 0.8 is usual.</summary>
    public double HandleTimeVariation { get; init; } = 1;

    /// <summary>Share of those who hang up who call again; below 1. A repeated call is offered anew. Default 0.</summary>
    public double RedialShare { get; init; }

    /// <summary>Mean time until they call again, exponential. Default 300 s.</summary>
    public double RedialDelaySeconds { get; init; } = 300;

    /// <summary>
    /// Share of callers who find nobody free and ask to be called back. They leave the line, come back to its end after the delay and do not
    /// hang up; their wait counts from the first call on. Default 0.
    /// </summary>
    public double CallbackShare { get; init; }

    /// <summary>Time until a caller is called back. Default 900 s.</summary>
    public double CallbackDelaySeconds { get; init; } = 900;

    /// <summary>Share of answered calls that go on to another queue when they end; below 1. They are offered anew there. Default 0.</summary>
    public double TransferShare { get; init; }

    /// <summary>Position of the queue calls go on to.</summary>
    public int TransferTo { get; init; }

    /// <summary>
    /// Places (lines, trunks) of the queue, for calls in service and waiting together, 1 or more; null without limit (default). Who finds all
    /// taken meets a busy signal, and calls again as often as somebody who hung up. A call back is not turned away.
    /// </summary>
    public int? Places { get; init; }

    /// <summary>Nothing but the line itself must be followed for these callers.</summary>
    internal bool IsPlain => RedialShare == 0 && CallbackShare == 0 && TransferShare == 0 && Places is null;

    internal void Check(int queues)
    {
        Require.Threshold(ShortAbandonSeconds);
        Require.Threshold(HandleTimeVariation);
        Require.Threshold(RedialDelaySeconds);
        Require.Threshold(CallbackDelaySeconds);
        CheckShare(RedialShare, nameof(RedialShare));
        CheckShare(CallbackShare, nameof(CallbackShare));
        CheckShare(TransferShare, nameof(TransferShare));
        CheckPlaces(Places, nameof(Places));
        if (TransferShare > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(TransferTo);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(TransferTo, queues);
        }
    }

    private static void CheckPlaces(int? places, string name)
    {
        if (places is < 1)
        {
            throw new ArgumentOutOfRangeException(name, places, "A queue has one place or more; leave it out where there is no limit.");
        }
    }

    private static void CheckShare(double share, string name)
    {
        if (share is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, share, "A share of callers is zero or more and below 1.");
        }
    }
}
