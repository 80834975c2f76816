namespace Wfm.Queueing.Tests;

/// <summary>One random queue with patience.</summary>
internal readonly record struct WideSystem(double Load, int Agents, double HandleSeconds, double PatienceSeconds, double ThresholdSeconds)
{
    public ErlangA Solve() => new(Load, Agents, HandleSeconds, PatienceSeconds);
}

/// <summary>Seeded systems over everything a caller may ask for: 0.01 to 100,000 erlangs, deep overload to triple staffing, patience 1 s to 10⁶ s.</summary>
internal static class WideSystems
{
    public static IEnumerable<WideSystem> Draw(int count, double mostErlangs = 100_000, int seed = 41)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            double load = LogUniform(random, 0.01, mostErlangs);
            double relation = (i % 4) switch
            {
                0 => 0.05 + 0.9 * random.NextDouble(),
                1 => 1 + (random.NextDouble() - 0.5) * 4 / Math.Sqrt(load),
                2 => 1 + 0.2 * random.NextDouble(),
                _ => 0.5 + 2.5 * random.NextDouble(),
            };
            double threshold = i % 5 == 0 ? 0 : LogUniform(random, 1, 1200);
            yield return new WideSystem(
                load, Math.Max(1, (int)Math.Round(load * relation)), LogUniform(random, 20, 1800), LogUniform(random, 1, 1e6), threshold);
        }
    }

    private static double LogUniform(Random random, double from, double to) => from * Math.Exp(random.NextDouble() * Math.Log(to / from));
}
