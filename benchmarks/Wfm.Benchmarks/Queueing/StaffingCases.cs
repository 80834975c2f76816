using Wfm.Queueing;

namespace Wfm.Benchmarks.Queueing;

/// <summary>Seeded staffing questions over a range of loads, the usual targets in turn.</summary>
internal static class StaffingCases
{
    private static readonly (double Target, double ThresholdSeconds)[] Promises = [(0.80, 20), (0.80, 30), (0.80, 120), (0.85, 60), (0.90, 10), (0.95, 5)];

    public static StaffingQuestion[] Between(double fewestErlangs, double mostErlangs, int count = 1000)
    {
        Random random = new(17);
        StaffingQuestion[] questions = new StaffingQuestion[count];
        for (int i = 0; i < count; i++)
        {
            (double target, double threshold) = Promises[i % Promises.Length];
            double load = fewestErlangs + (mostErlangs - fewestErlangs) * random.NextDouble();
            questions[i] = new StaffingQuestion(load, 120 + 300 * random.NextDouble(), target, threshold)
            {
                MeanPatienceSeconds = 90 + 210 * random.NextDouble(),
            };
        }

        return questions;
    }
}
