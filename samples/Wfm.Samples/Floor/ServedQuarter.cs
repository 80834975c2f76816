namespace Wfm.Samples;

/// <summary>The calls of one queue and quarter before anybody answers.</summary>
/// <param name="Rate">Expected calls and handle time.</param>
/// <param name="Offered">Calls that come.</param>
/// <param name="HandleSeconds">Mean handle time of that day.</param>
internal readonly record struct DrawnQuarter(RateInterval Rate, int Offered, double HandleSeconds);

/// <summary>What became of the calls that came in one queue and quarter.</summary>
internal record struct ServedQuarter(int Answered, int Abandoned, int InTime, double HandleSeconds, double WaitSeconds);

/// <summary>One caller.</summary>
internal readonly record struct Caller(double At, int Queue, int Slot, double Patience, double Handle);
