using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>What becomes of the calls of one interval: a formula of utilisation, close enough to Erlang A to look real.</summary>
internal static class ServedCalls
{
    /// <summary>Draws one interval's record.</summary>
    /// <param name="random">The queue's numbers.</param>
    /// <param name="interval">The true rate.</param>
    /// <param name="offered">Calls that came.</param>
    /// <param name="queue">Whose calls.</param>
    /// <param name="staffedFraction">Share of the planned people who are there; 1 on an ordinary day.</param>
    public static CallInterval Draw(SampleRandom random, RateInterval interval, int offered, QueueProfile queue, double staffedFraction)
    {
        double handle = interval.AverageHandleSeconds, planned = interval.Calls * handle / 900;
        double people = Math.Max(1, Math.Ceiling(planned + (0.75 * Math.Sqrt(planned)) + 0.25) * staffedFraction);
        double load = offered * handle / 900 / people, slack = Math.Max(0.15, 1 - load);
        double waits = Math.Min(1, Math.Pow(load, Math.Sqrt(2 * (people + 1))));
        double patient = waits * handle / (people * slack);
        double meanWait = patient / (1 + (patient / queue.PatienceSeconds));
        double late = waits * Math.Exp(-queue.ThresholdSeconds * ((people * slack / handle) + (1.0 / queue.PatienceSeconds)));
        int abandoned = random.Binomial(offered, Math.Min(0.6, meanWait / queue.PatienceSeconds));
        int answered = offered - abandoned, answeredLate = random.Binomial(answered, late);
        return new CallInterval(
            interval.Start,
            Duration.FromMinutes(15),
            offered,
            answered,
            abandoned,
            answered - answeredLate,
            answered == 0 ? 0 : Math.Round(random.Gamma(answered * 1.6, handle / 1.6)),
            Wait(random, offered, meanWait, answeredLate * queue.ThresholdSeconds));
    }

    // Those answered late waited longer than the threshold each.
    private static double Wait(SampleRandom random, int offered, double meanWait, double atLeast) =>
        atLeast + (offered == 0 || meanWait < 0.05 ? 0 : Math.Round(random.Gamma(offered, meanWait * 0.7)));
}
