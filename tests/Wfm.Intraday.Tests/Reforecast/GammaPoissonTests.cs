using MathNet.Numerics.Distributions;
using Wfm.Domain;

namespace Wfm.Intraday.Tests.Reforecast;

[TestFixture]
public sealed class GammaPoissonTests
{
    private const int Minutes = 15;

    [Test]
    public void Without_jumps_the_factor_is_the_formula()
    {
        // Prior 1 ÷ 0.01 = 100. Two slots a quarter of an hour apart: the older one counts half to the power of a sixth.
        RunningQueue day = new([20, 10, 10], new RateVariation(0.01, 0.05), [30, 12]);
        double older = Math.Pow(0.5, 15 / 90.0), first = older / (1 + (20 * 0.05)), second = 1 / (1 + (10 * 0.05));

        (double factor, double variation) = GammaPoisson.Read(day, Minutes, mayJump: false).Factor();

        factor.ShouldBe((100 + (first * 30) + (second * 12)) / (100 + (first * 20) + (second * 10)), 1e-12);
        variation.ShouldBe(1 / Math.Sqrt(100 + (first * 30) + (second * 12)), 1e-12);
        DayUpdate update = Reforecaster.Update(day, Minutes, []);
        (update.Model, update.Factor).ShouldBe((UpdateModel.GammaPoisson, GammaPoisson.Read(day, Minutes, mayJump: true).Factor().Factor));
        update.Factor.ShouldBe(factor, 0.03, "two slots are no jump yet, but one is thought of");
        update.Expected.Take(2).ShouldBe([30, 12]);
    }

    [TestCase(1, 0.0)]
    [TestCase(2, 0.02)]
    [TestCase(3, 0.1)]
    public void The_mixture_of_jumps_is_what_Bayes_rule_written_out_says(int seed, double slotVariance)
    {
        Random random = new(seed);
        double[] expected = [.. Enumerable.Range(0, 24).Select(_ => 2 + (20 * random.NextDouble()))];
        double?[] offered = [.. expected.Select((calls, slot) => slot % 7 == 5 ? (double?)null : Math.Round(calls * (slot < 12 ? 1 : 1.7) * (0.7 + (0.6 * random.NextDouble()))))];
        RunningQueue day = new(expected, new RateVariation(0.02, slotVariance), offered);

        (double mean, double deviation, double jumped) = PlainMixture(day);
        GammaPoisson read = GammaPoisson.Read(day, Minutes, mayJump: true);

        read.Factor().Factor.ShouldBe(mean, 1e-9 * mean);
        read.Factor().Variation.ShouldBe(deviation / mean, 1e-9);
        read.ChanceOfJump.ShouldBe(jumped, 1e-9);
    }

    // Every story's evidence summed anew from its first slot on, its likelihood slot by slot from the negative binomial; whole numbers of calls only where nothing spreads.
    private static (double Mean, double Deviation, double Jumped) PlainMixture(RunningQueue day)
    {
        double chance = 0.02 * Minutes / 60;
        List<(int From, double Shape, double Rate, double Log)> stories = [(0, 1 / day.Variation.Day, 1 / day.Variation.Day, 0)];
        for (int slot = 0; slot < day.Now; slot++)
        {
            if (day.Offered[slot] is not { } calls)
            {
                continue;
            }

            double spread = 1 + (day.Expected[slot] * day.Variation.Slot);
            double now = Moments(stories, day, slot).Mean;
            double all = Math.Log(stories.Sum(story => Math.Exp(story.Log)));
            bool hasJumped = stories.Skip(1).Sum(story => Math.Exp(story.Log)) > stories.Sum(story => Math.Exp(story.Log)) / 2;
            double half = hasJumped ? Math.Log(0.5) : 0;
            stories = [.. stories.Select(story => story with { Log = story.Log + Math.Log(1 - chance) }), (slot, 1 / 0.36, 1 / 0.36 / now, all + Math.Log(chance) + half)];
            if (hasJumped)
            {
                stories.Add((slot, 1 / day.Variation.Day, 1 / day.Variation.Day, all + Math.Log(chance) + half));
            }

            stories = [.. stories.Select(story =>
            {
                (double shape, double rate) = At(story, day, slot);
                double success = rate / (rate + (day.Expected[slot] / spread)), y = calls / spread;
                double log = day.Variation.Slot == 0
                    ? NegativeBinomial.PMFLn(shape, success, (int)y)
                    : (shape * Math.Log(success)) + (y * Math.Log(1 - success)) - Math.Log(MathNet.Numerics.SpecialFunctions.Beta(shape, y + 1)) - Math.Log(shape + y);
                return story with { Log = story.Log + log };
            })];
        }

        (double mean, double square) = Moments(stories, day, day.Now);
        double sum = stories.Sum(story => Math.Exp(story.Log));
        return (mean, Math.Sqrt(square - (mean * mean)), stories.Skip(1).Sum(story => Math.Exp(story.Log)) / sum);
    }

    private static (double Mean, double Square) Moments(List<(int From, double Shape, double Rate, double Log)> stories, RunningQueue day, int until)
    {
        double sum = 0, mean = 0, square = 0;
        foreach ((int From, double Shape, double Rate, double Log) story in stories)
        {
            (double shape, double rate) = At(story, day, until);
            double weight = Math.Exp(story.Log);
            (sum, mean, square) = (sum + weight, mean + (weight * shape / rate), square + (weight * shape * (shape + 1) / (rate * rate)));
        }

        return (mean / sum, square / sum);
    }

    // What was seen before the slot counts half after ninety minutes; the newest whole slot before "until" has aged as often as slots have ended since.
    private static (double Shape, double Rate) At((int From, double Shape, double Rate, double Log) story, RunningQueue day, int until)
    {
        (double shape, double rate) = (story.Shape, story.Rate);
        for (int slot = story.From; slot < until; slot++)
        {
            if (day.Offered[slot] is { } calls)
            {
                double weight = Math.Pow(0.5, (Math.Min(until, day.Now - 1) - slot) * Minutes / 90.0), spread = 1 + (day.Expected[slot] * day.Variation.Slot);
                (shape, rate) = (shape + (weight * calls / spread), rate + (weight * day.Expected[slot] / spread));
            }
        }

        return (shape, rate);
    }
}
