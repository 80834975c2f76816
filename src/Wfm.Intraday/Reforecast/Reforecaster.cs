namespace Wfm.Intraday;

/// <summary>Forecasts the rest of a running day again, by the model that served best at this time of day on past days.</summary>
public static class Reforecaster
{
    private const int BacktestDays = 30;

    // A model must have been this much better than leaving the forecast alone.
    private const double WorthIt = 0.99;

    /// <summary>Forecasts the rest of the day again.</summary>
    /// <param name="day">The day so far. Only closed slots count; a late or broken feed simply leaves slots unreported.</param>
    /// <param name="slotMinutes">Minutes of a slot.</param>
    /// <param name="past">Past days on the same slots, oldest first, the newest ninety are used; may be empty.</param>
    /// <returns>Never worse on the past days than leaving the forecast alone: with nothing better, that is what it does.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Numbers that are no calls, or a slot that is not 1 to 60 minutes.</exception>
    /// <exception cref="ArgumentException">A past day has other slots.</exception>
    /// <remarks>
    /// With at least forty past days both models are tried on up to thirty of them at this time of day, the covariance learned from the days before those.
    /// With fewer the gamma–Poisson factor is used, whose evidence is only the day's own.
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
        bool isUnusual = UnusualDay.Is(day);
        Dictionary<UpdateModel, double> errors = now > 0 ? Backtest(day, now, slotMinutes, past) : [];
        UpdateModel model = now == 0 ? UpdateModel.None : isUnusual ? UpdateModel.GammaPoisson : Best(errors);
        (double[] rest, double variation) = Rest(model, day, slotMinutes, isUnusual, past);
        double[] all = [.. Enumerable.Range(0, now).Select(slot => day.Offered[slot] ?? day.Expected[slot]), .. rest];
        double was = day.Expected.Skip(now).Sum();
        return new DayUpdate(model, now, all, was > 0 ? rest.Sum() / was : 1, variation, isUnusual, errors);
    }

    private static UpdateModel Best(Dictionary<UpdateModel, double> errors)
    {
        if (errors.Count == 0)
        {
            return UpdateModel.GammaPoisson;
        }

        (UpdateModel model, double error) = errors.Where(tried => tried.Key != UpdateModel.None).MinBy(tried => tried.Value);
        return error < WorthIt * errors[UpdateModel.None] ? model : UpdateModel.None;
    }

    private static (double[] Remaining, double Variation) Rest(UpdateModel model, RunningQueue day, int slotMinutes, bool isUnusual, IReadOnlyList<PastDay> past)
    {
        double[] expected = [.. day.Expected.Skip(day.Now)];
        switch (model)
        {
            case UpdateModel.GammaPoisson:
                (double factor, double left) = GammaPoisson.Of(day, slotMinutes, isUnusual);
                return ([.. expected.Select(calls => calls * factor)], left);
            case UpdateModel.ConditionalGaussian:
                return ConditionalGaussian.Fit(past)!.Update(day);
            default:
                return (expected, Math.Sqrt(day.Variation.Day));
        }
    }

    /// <summary>What each model would have erred by on past days, seen from the same slot.</summary>
    private static Dictionary<UpdateModel, double> Backtest(RunningQueue day, int now, int slotMinutes, IReadOnlyList<PastDay> past)
    {
        int tested = Math.Min(BacktestDays, past.Count - ConditionalGaussian.FewestDays);
        if (tested < ConditionalGaussian.FewestDays || ConditionalGaussian.Fit([.. past.SkipLast(tested)]) is not { } learned)
        {
            return [];
        }

        double none = 0, gamma = 0, gaussian = 0, calls = 0;
        foreach (PastDay other in past.TakeLast(tested))
        {
            RunningQueue then = new(other.Expected, day.Variation, [.. other.Offered.Take(now).Select(offered => (double?)offered)]);
            (double factor, _) = GammaPoisson.Of(then, slotMinutes);
            (double[] rest, _) = learned.Update(then);
            for (int slot = now; slot < other.Offered.Count; slot++)
            {
                double came = other.Offered[slot], expected = other.Expected[slot];
                calls += came;
                none += Math.Abs(came - expected);
                gamma += Math.Abs(came - (expected * factor));
                gaussian += Math.Abs(came - rest[slot - now]);
            }
        }

        return calls == 0
            ? []
            : new() { [UpdateModel.None] = none / calls, [UpdateModel.GammaPoisson] = gamma / calls, [UpdateModel.ConditionalGaussian] = gaussian / calls };
    }
}
