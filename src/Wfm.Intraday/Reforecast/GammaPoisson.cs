using MathNet.Numerics;
using Wfm.Domain;

namespace Wfm.Intraday;

/// <summary>One gamma factor for what is left of the day, with the calls so far as Poisson evidence; older evidence fades, and the factor may have jumped.</summary>
/// <remarks>
/// While nothing jumps: g = (a + Σ w·y ÷ φ) ÷ (a + Σ w·f ÷ φ) with a = 1 ÷ variance of the day factor, φ = 1 + f·variance of a slot's own factor, and w
/// halved every ninety minutes. A plain ratio would believe three calls at seven o'clock; this one does not. Beside it stands, for every slot,
/// the story that the factor jumped just there (a letter, an outage) or, once it has, that the day came back to what days are, each as likely as it
/// tells what came; the answer is their mixture. Adams and MacKay (2007), "Bayesian online changepoint detection", with conjugate, hence exact, steps.
/// </remarks>
internal sealed class GammaPoisson
{
    /// <summary>Minutes after which evidence counts half.</summary>
    private const double HalfLifeMinutes = 90;

    // A day known exactly is a day nobody has looked at: bands that say nothing still leave 3 %.
    private const double LeastVariance = 0.0009;

    /// <summary>Jumps per hour that are reckoned with: more than there are, for to miss one costs more than to suspect one.</summary>
    private const double JumpsPerHour = 0.02;

    /// <summary>After a jump the factor is what it was, give or take 60 %.</summary>
    private const double PriorAfterJump = 1 / 0.36;

    // From here on there is something to come back from.
    private const double Likely = 0.5;

    // The likeliest stories are kept; those beyond them weigh next to nothing.
    private const int MostStories = 48;

    private readonly double _usual;
    private readonly double _slotVariance;
    private readonly double _kept;
    private readonly double _chanceOfJump;
    private readonly List<Story> _stories = [];

    /// <param name="variation">How far the day may lie from its forecast.</param>
    /// <param name="slotMinutes">Minutes of a slot.</param>
    /// <param name="mayJump">Whether jumps are reckoned with.</param>
    public GammaPoisson(RateVariation variation, int slotMinutes, bool mayJump)
    {
        (_slotVariance, _kept, _chanceOfJump) = (variation.Slot, Math.Pow(0.5, slotMinutes / HalfLifeMinutes), mayJump ? JumpsPerHour * slotMinutes / 60 : 0);
        _usual = 1 / Math.Max(LeastVariance, variation.Day);
        _stories.Add(new Story(_usual, _usual, 0, 0, 1, false));
    }

    /// <summary>Chance that the factor has jumped today.</summary>
    public double ChanceOfJump => _stories.Where(story => story.HasJumped).Sum(story => story.Weight);

    /// <summary>All that a queue's day so far says.</summary>
    public static GammaPoisson Read(RunningQueue day, int slotMinutes, bool mayJump)
    {
        GammaPoisson read = new(day.Variation, slotMinutes, mayJump);
        for (int slot = 0; slot < day.Now; slot++)
        {
            read.Add(day.Expected[slot], day.Offered[slot]);
        }

        return read;
    }

    /// <summary>One slot more.</summary>
    /// <param name="expected">Calls forecast for it.</param>
    /// <param name="offered">Calls that came; null where nothing was reported, which is no evidence but takes its time.</param>
    public void Add(double expected, double? offered)
    {
        for (int index = 0; index < _stories.Count; index++)
        {
            _stories[index] = _stories[index].Faded(_kept);
        }

        if (offered is not { } calls || expected <= 0)
        {
            return;
        }

        double spread = 1 + (expected * _slotVariance);
        if (_chanceOfJump > 0)
        {
            (double weight, double mean) = (_chanceOfJump / (1 - _chanceOfJump), Factor().Factor);
            if (ChanceOfJump > Likely)
            {
                weight /= 2;
                _stories.Add(new Story(_usual, _usual, 0, 0, weight, true));
            }

            _stories.Add(new Story(PriorAfterJump, PriorAfterJump / mean, 0, 0, weight, true));
        }

        Weigh(expected / spread, calls / spread);
    }

    /// <summary>The factor of what is to come and its standard deviation ÷ mean.</summary>
    public (double Factor, double Variation) Factor()
    {
        if (_stories is [{ } only])
        {
            return (only.Mean, 1 / Math.Sqrt(only.Shape));
        }

        double mean = 0, square = 0;
        foreach (Story story in _stories)
        {
            mean += story.Weight * story.Mean;
            square += story.Weight * story.Mean * story.Mean * (1 + (1 / story.Shape));
        }

        return (mean, mean > 0 ? Math.Sqrt(Math.Max(0, square - (mean * mean))) / mean : 0);
    }

    // Each story is as likely as before times how likely it held what came: a negative binomial, without what all have in common.
    private void Weigh(double expected, double calls)
    {
        Span<double> logs = stackalloc double[_stories.Count];
        double most = double.NegativeInfinity;
        for (int index = 0; index < _stories.Count; index++)
        {
            logs[index] = Math.Log(_stories[index].Weight) + _stories[index].LogChance(expected, calls);
            most = Math.Max(most, logs[index]);
        }

        double sum = 0;
        for (int index = 0; index < _stories.Count; index++)
        {
            Story story = _stories[index];
            double weight = Math.Exp(logs[index] - most);
            _stories[index] = story with { Calls = story.Calls + calls, Expected = story.Expected + expected, Weight = weight };
            sum += weight;
        }

        while (_stories.Count > MostStories)
        {
            Story least = _stories.Where(story => story.HasJumped).MinBy(story => story.Weight);
            _stories.Remove(least);
            sum -= least.Weight;
        }

        for (int index = 0; index < _stories.Count; index++)
        {
            _stories[index] = _stories[index] with { Weight = _stories[index].Weight / sum };
        }
    }

    /// <summary>One way the day may have gone.</summary>
    /// <param name="PriorShape">Shape of the factor before any evidence.</param>
    /// <param name="PriorRate">Its rate.</param>
    /// <param name="Calls">Calls that came since, faded, ÷ their spread.</param>
    /// <param name="Expected">Calls forecast for the same slots, faded, ÷ their spread.</param>
    /// <param name="Weight">How likely.</param>
    /// <param name="HasJumped">Whether the factor jumped.</param>
    private readonly record struct Story(double PriorShape, double PriorRate, double Calls, double Expected, double Weight, bool HasJumped)
    {
        public double Shape => PriorShape + Calls;

        public double Mean => Shape / (PriorRate + Expected);

        public Story Faded(double kept) => this with { Calls = Calls * kept, Expected = Expected * kept };

        public double LogChance(double expected, double calls)
        {
            double rate = PriorRate + Expected;
            return SpecialFunctions.GammaLn(Shape + calls) - SpecialFunctions.GammaLn(Shape) + (Shape * Math.Log(rate / (rate + expected))) + (calls * Math.Log(expected / (rate + expected)));
        }
    }
}
