namespace Wfm.Intraday;

/// <summary>Forecasts the rest of a running day again, by the model that served best at this time of day on past days.</summary>
public static class Reforecaster
{
    private const int BacktestDays = 30;

    // A model must have been this much better than leaving the forecast alone.
    private const double WorthIt = 0.99;

    // The power of its past error by which each of the two models counts: one that erred by 5 % less weighs 2.8 times as much.
    private const double ErrorPower = 20;

    // From here on it is likelier than not that the day has jumped.
    private const double Unusual = 0.5;

    // A jump as certain as this, further from the forecast than so many standard deviations of days, is nothing that past days could teach.
    private const double Certain = 0.99;
    private const double FarAway = 3;

    // Where more past days than this seemed to jump, a jump says nothing: the bands are narrower than the days.
    private const double MostJumps = 0.1;

    /// <summary>Forecasts the rest of the day again.</summary>
    /// <param name="day">The day so far. Only closed slots count; a late or broken feed simply leaves slots unreported.</param>
    /// <param name="slotMinutes">Minutes of a slot.</param>
    /// <param name="past">Past days on the same slots, oldest first, the newest ninety are used; may be empty.</param>
    /// <returns>Never worse on the past days than leaving the forecast alone: with nothing better, that is what it does.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Numbers that are no calls, or a slot that is not 1 to 60 minutes.</exception>
    /// <exception cref="ArgumentException">A past day has other slots.</exception>
    /// <remarks>
    /// With at least forty past days both models are tried on up to thirty of them at this time of day, the covariance learned from the days before those; their mean is taken, each by
    /// how little it erred, or where that may have erred more than the forecast, the better one alone. An error of a mean is never above the mean of the errors.
    /// With fewer, and on a day that has certainly jumped away from what days do, the gamma–Poisson factor that reckons with jumps is used, whose evidence is only the day's own.
    /// </remarks>
    public static DayUpdate Update(RunningQueue day, int slotMinutes, IReadOnlyList<PastDay> past)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(past);
        ArgumentOutOfRangeException.ThrowIfLessThan(slotMinutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slotMinutes, 60);
        day.Check();
        if (past.FirstOrDefault(other => other.Expected.Count != day.Expected.Count || other.Offered.Count != day.Expected.Count) is { } wrong)
        {
            throw new ArgumentException($"A past day has {wrong.Expected.Count} expected and {wrong.Offered.Count} offered slots; the running day has {day.Expected.Count}.", nameof(past));
        }

        int now = day.Now;
        int tested = Math.Max(0, Math.Min(BacktestDays, past.Count - ConditionalGaussian.FewestDays));
        GammaPoisson seen = GammaPoisson.Read(day, slotMinutes, mayJump: true);
        double jumped = ChanceOfJump(seen, day, slotMinutes, [.. past.TakeLast(tested)]);
        bool isNew = jumped > Certain && Math.Abs(seen.Factor().Factor - 1) > FarAway * Math.Sqrt(day.Variation.Day);
        Dictionary<UpdateModel, double> errors = now > 0 ? Backtest(day, slotMinutes, past, tested) : [];
        UpdateModel model = now == 0 ? UpdateModel.None : isNew ? UpdateModel.GammaPoisson : Best(errors);
        (double[] rest, double variation) = Rest(model, isNew || errors.Count == 0 ? seen : GammaPoisson.Read(day, slotMinutes, mayJump: false), day, past, errors);
        double[] all = [.. Enumerable.Range(0, now).Select(slot => day.Offered[slot] ?? day.Expected[slot]), .. rest];
        double was = day.Expected.Skip(now).Sum();
        return new DayUpdate(model, now, all, was > 0 ? rest.Sum() / was : 1, variation, jumped > Unusual, errors);
    }

    private static UpdateModel Best(Dictionary<UpdateModel, double> errors)
    {
        if (errors.Count == 0)
        {
            return UpdateModel.GammaPoisson;
        }

        double worthIt = WorthIt * errors[UpdateModel.None];
        (UpdateModel better, double error) = errors.Where(tried => tried.Key is UpdateModel.GammaPoisson or UpdateModel.ConditionalGaussian).MinBy(tried => tried.Value);
        return errors[UpdateModel.Both] < worthIt ? UpdateModel.Both : error < worthIt ? better : UpdateModel.None;
    }

    /// <summary>How much of the two models' mean is what past days taught.</summary>
    private static double LearnedShare(Dictionary<UpdateModel, double> errors) =>
        1 / (1 + Math.Pow(errors[UpdateModel.ConditionalGaussian] / errors[UpdateModel.GammaPoisson], ErrorPower));

    private static (double[] Remaining, double Variation) Rest(UpdateModel model, GammaPoisson gamma, RunningQueue day, IReadOnlyList<PastDay> past, Dictionary<UpdateModel, double> errors)
    {
        double[] expected = [.. day.Expected.Skip(day.Now)];
        switch (model)
        {
            case UpdateModel.GammaPoisson:
                (double factor, double left) = gamma.Factor();
                return ([.. expected.Select(calls => calls * factor)], left);
            case UpdateModel.ConditionalGaussian:
                return ConditionalGaussian.Fit(past)!.Given(day).Update(day);
            case UpdateModel.Both:
                (double[] smooth, double smoothLeft) = Rest(UpdateModel.GammaPoisson, gamma, day, past, errors);
                (double[] learned, double learnedLeft) = Rest(UpdateModel.ConditionalGaussian, gamma, day, past, errors);
                double share = LearnedShare(errors);
                return ([.. smooth.Zip(learned, (one, other) => ((1 - share) * one) + (share * other))], ((1 - share) * smoothLeft) + (share * learnedLeft));
            default:
                return (expected, Math.Sqrt(day.Variation.Day));
        }
    }

    /// <summary>Chance that the day has jumped; none where past days seemed to as often.</summary>
    private static double ChanceOfJump(GammaPoisson seen, RunningQueue day, int slotMinutes, IReadOnlyList<PastDay> past)
    {
        double chance = seen.ChanceOfJump;
        return chance > Unusual && past.Count(other => GammaPoisson.Read(Then(day, other), slotMinutes, mayJump: true).ChanceOfJump > Unusual) > MostJumps * past.Count ? 0 : chance;
    }

    /// <summary>A past day seen from the same slot.</summary>
    private static RunningQueue Then(RunningQueue day, PastDay other) => new(other.Expected, day.Variation, [.. other.Offered.Take(day.Now).Select(offered => (double?)offered)]);

    /// <summary>What each model would have erred by on past days, seen from the same slot.</summary>
    private static Dictionary<UpdateModel, double> Backtest(RunningQueue day, int slotMinutes, IReadOnlyList<PastDay> past, int tested)
    {
        if (tested < ConditionalGaussian.FewestDays || ConditionalGaussian.Fit([.. past.SkipLast(tested)]) is not { } learned)
        {
            return [];
        }

        double none = 0, gamma = 0, gaussian = 0, calls = 0;
        ConditionalGaussian.GivenSlots? given = null;
        foreach (PastDay other in past.TakeLast(tested))
        {
            RunningQueue then = Then(day, other);
            (double factor, _) = GammaPoisson.Read(then, slotMinutes, mayJump: false).Factor();
            given = given?.Serves(then) == true ? given : learned.Given(then);
            (double[] rest, _) = given.Update(then);
            for (int slot = day.Now; slot < other.Offered.Count; slot++)
            {
                double came = other.Offered[slot], expected = other.Expected[slot];
                calls += came;
                none += Math.Abs(came - expected);
                gamma += Math.Abs(came - (expected * factor));
                gaussian += Math.Abs(came - rest[slot - day.Now]);
            }
        }

        if (calls == 0)
        {
            return [];
        }

        Dictionary<UpdateModel, double> errors = new() { [UpdateModel.None] = none / calls, [UpdateModel.GammaPoisson] = gamma / calls, [UpdateModel.ConditionalGaussian] = gaussian / calls };
        double share = LearnedShare(errors);
        errors[UpdateModel.Both] = (share * errors[UpdateModel.ConditionalGaussian]) + ((1 - share) * errors[UpdateModel.GammaPoisson]);
        return errors;
    }
}
