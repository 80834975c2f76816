using System.Numerics;
using Wfm.Queueing.Kernels;

namespace Wfm.Queueing.Tests;

public sealed class ErlangBLawTests
{
    [Test]
    public void Blocking_equals_the_rational_number_of_the_definition()
    {
        foreach ((int numerator, int denominator) in new[] { (1, 100), (1, 3), (1, 1), (7, 2), (17, 1), (251, 10), (60, 1) })
        {
            for (int n = 1; n <= 80; n++)
            {
                double exact = ExactBlocking(numerator, denominator, n);

                ReferenceTable.Relative(ErlangB.ProbabilityOfBlocking((double)numerator / denominator, n), exact)
                    .ShouldBeLessThan(1e-13, $"{numerator}/{denominator} erlangs, {n} agents");
            }
        }
    }

    [Test]
    public void The_falling_series_and_the_upward_recursion_agree()
    {
        foreach (WideSystem system in WideSystems.Draw(1000, mostErlangs: 100_000, seed: 51).Where(system => system.Load > 50))
        {
            double up = InverseBlocking.Upward(system.Load, 0, 1, system.Agents);
            double down = InverseBlocking.Descending(system.Load, system.Agents);

            ReferenceTable.Relative(1 / down, 1 / up).ShouldBeLessThan(2e-13, system.ToString());
        }
    }

    [Test]
    public void The_recursion_holds_for_real_valued_agents()
    {
        foreach (WideSystem system in WideSystems.Draw(600, mostErlangs: 5000, seed: 52))
        {
            double agents = system.Agents - 1 + system.HandleSeconds % 1;
            double here = ErlangB.ProbabilityOfBlocking(system.Load, agents);
            double next = ErlangB.ProbabilityOfBlocking(system.Load, agents + 1);

            ReferenceTable.Relative(next, system.Load * here / (agents + 1 + system.Load * here)).ShouldBeLessThan(1e-12, system.ToString());
        }
    }

    [Test]
    public void Half_an_agent_at_one_erlang_has_the_value_of_the_error_function() =>

        // 1/B(1/2, 1) = e Γ(3/2, 1) = 1 + e √π erfc(1) / 2.
        ErlangB.ProbabilityOfBlocking(1, 0.5).ShouldBe(1 / (1 + Math.E * Math.Sqrt(Math.PI) * 0.15729920705028513 / 2), 1e-15);

    [Test]
    public void Nobody_blocks_everybody_and_no_load_blocks_nobody()
    {
        ErlangB.ProbabilityOfBlocking(4, 0).ShouldBe(1);
        ErlangB.ProbabilityOfBlocking(0, 3).ShouldBe(0);
        ErlangB.ProbabilityOfBlocking(0.01, 5000).ShouldBe(0);
        ErlangB.ProbabilityOfBlocking(100_000, 120_001).ShouldBe(0);
    }

    [Test]
    public void Impossible_arguments_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangB.ProbabilityOfBlocking(-0.1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangB.ProbabilityOfBlocking(double.PositiveInfinity, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangB.ProbabilityOfBlocking(1, -3));
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangB.ProbabilityOfBlocking(1, -1.0));
    }

    /// <summary>(aⁿ/n!) / Σ aᵏ/k! in whole numbers, rounded once at the end.</summary>
    private static double ExactBlocking(BigInteger p, BigInteger q, int n)
    {
        // With a = p/q: term k scaled by n! qⁿ is pᵏ qⁿ⁻ᵏ n!/k!.
        BigInteger term = BigInteger.Pow(p, n), sum = term, top = term;
        for (int k = n; k >= 1; k--)
        {
            term = term * k * q / p;
            sum += term;
        }

        BigInteger scaled = (top << 1100) / sum;
        int drop = (int)Math.Max(0, (long)scaled.GetBitLength() - 64);
        return Math.ScaleB((double)(scaled >> drop), drop - 1100);
    }
}
