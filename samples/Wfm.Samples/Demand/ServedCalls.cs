using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>What becomes of the calls of one interval: a formula of utilisation, close enough to Erlang A to look real.</summary>
internal static class ServedCalls
{
    private const double ShortestHandleSeconds = 10;

    /// <summary>Draws one interval's record.</summary>
    /// <param name="random">The queue's numbers.</param>
    /// <param name="interval">The true rate.</param>
    /// <param name="offered">Calls that came.</param>
    /// <param name="queue">Whose calls.</param>
    /// <param name="staffedFraction">Share of the planned people who are there; 1 on an ordinary day.</param>
    public static CallInterval Draw(SampleRandom random, RateInterval interval, int offered, QueueProfile queue, double staffedFraction)
    {
        double handle = interval.AverageHandleSeconds, planned = interval.Calls * handle / 900;
        double people = Math.Max(1, Math.Round(planned + (1.3 * Math.Sqrt(planned)) + 0.65)) * staffedFraction;

        // Calls outlast their quarter and other queues' people help, so half of a quarter's luck is felt.
        double load = ((0.5 * offered * handle / 900) + (0.5 * planned)) / people, slack = Math.Max(0.25, 1 - load);
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
            answered == 0 ? 0 : Math.Max(answered * ShortestHandleSeconds, Math.Round(random.Gamma(answered * 1.8, handle / 1.8))),
            Wait(random, offered, meanWait, answeredLate * queue.ThresholdSeconds));
    }

    // Those answered late waited longer than the threshold each.
    private static double Wait(SampleRandom random, int offered, double meanWait, double atLeast) =>
        atLeast + (offered == 0 || meanWait < 0.05 ? 0 : Math.Round(random.Gamma(offered, meanWait * 0.7)));
}
