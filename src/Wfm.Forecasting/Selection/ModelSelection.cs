namespace Wfm.Forecasting;

/// <summary>The candidates averaged at one lead band.</summary>
/// <param name="Models">Indices into <see cref="Candidates.All"/>; one or two.</param>
/// <param name="TriedDays">Days the choice rests on; 0 means it rests on none.</param>
internal sealed record Choice(int[] Models, int TriedDays)
{
    /// <summary>As shown: <c>svd+mixed</c>.</summary>
    public string Name => string.Join('+', Models.Select(model => Candidates.All[model].Name));

    /// <summary>Those of them that may speak on a day; the fallback where none may.</summary>
    /// <param name="needsCalendar">Whether the day is special or next to a closure.</param>
    public int[] ModelsOn(bool needsCalendar)
    {
        if (!needsCalendar)
        {
            return Models;
        }

        int[] able = [.. Models.Where(model => Candidates.All[model].KnowsCalendar)];
        return able.Length > 0 ? able : [Candidates.Fallback];
    }
}

/// <summary>Chooses models per lead band by what they would have said: interval error, day error and bias.</summary>
/// <remarks>
/// Score = WAPE + 0.5·WAPE of days + 0.25·|bias|. The two best are averaged unless one wins by more than 5 %; nothing worse than
/// the mean of six or last week is ever chosen. While few days were tried, models of long standing get the benefit of the doubt.
/// What was chosen before stays while it may still be chosen and the new choice is not better by more than 3 %.
/// </remarks>
internal static class ModelSelection
{
    private const double ClearWin = 0.95;

    /// <summary>A new choice must score below this part of the former one.</summary>
    private const double WorthChanging = 0.97;
    private const double DoubtDays = 20;
    private const int FewestDays = 4;

    /// <summary>How much worse than the yardsticks a model may look while next to nothing was tried.</summary>
    private const double GuardDoubt = 0.1;

    /// <summary>Errors of one origin stand and fall together; far ahead it counts for no more than this many days.</summary>
    private const double DaysPerOrigin = 3;
    private const double StrongSeason = 0.12;
    private const int WholeYearDays = 395;

    private static readonly Dictionary<string, double[]> Doubt = new()
    {
        ["naive"] = [0.15, 0.15, 0.3, 0.3],
        ["mean6"] = [0.1, 0.1, 0.15, 0.2],
        ["glm"] = [0.08, 0.05, 0, 0],
        ["mixed"] = [0, 0, 0.08, 0],
        ["recent"] = [0.05, 0.05, 0.08, 0.12],
        ["drift"] = [0.05, 0.05, 0.03, 0.03],
        ["svd-calendar"] = [0, 0, 0.05, 0.05],
        ["svd"] = [0.03, 0.03, 0.08, 0.08],
        ["harmonic"] = [0.03, 0.03, 0, 0],
        ["year-ago"] = [0.1, 0.08, 0.03, 0],
    };

    /// <summary>One choice per lead band, nearest first.</summary>
    /// <param name="matrix">The history.</param>
    /// <param name="run">What every candidate would have said.</param>
    /// <param name="now">What is known now.</param>
    /// <param name="former">The models chosen before, by lead band.</param>
    public static Choice[] Choose(DayMatrix matrix, RollingOrigins run, TrainingSet now, IReadOnlyDictionary<LeadBand, string> former)
    {
        Choice[] choices = new Choice[LeadBands.All.Count];
        foreach (LeadBand band in LeadBands.All)
        {
            int tried = run.Trials.Where(trial => trial.Band == band).Select(trial => trial.Day).Distinct().Count();
            choices[(int)band] = tried < FewestDays ? WithoutTrials(now, band) : Best(matrix, run, now, band, tried, former.GetValueOrDefault(band));
        }

        return choices;
    }

    private static Choice WithoutTrials(TrainingSet now, LeadBand band)
    {
        int[] wished = band <= LeadBand.FirstWeek ? [Index("svd-calendar"), Index("mixed")]
            : now.KnowsYear ? [Index("harmonic"), Index("glm")] : [Index("glm"), Index("mixed")];
        int[] able = [.. wished.Where(model => now.Origin >= 28 && Candidates.All[model].CanLearnFrom(now))];
        return new Choice(able.Length > 0 ? able : [Candidates.Fallback], 0);
    }

    private static int Index(string name) => Candidates.All.Select((model, index) => (model, index)).First(each => each.model.Name == name).index;

    private static Choice Best(DayMatrix matrix, RollingOrigins run, TrainingSet now, LeadBand band, int tried, string? former)
    {
        double[] raw = new double[Candidates.All.Count];
        double evidence = Math.Min(tried, DaysPerOrigin * run.Trials.Where(trial => trial.Band == band).Select(trial => trial.Origin).Distinct().Count());
        List<(double Score, int Model)> scores = [];
        for (int model = 0; model < raw.Length; model++)
        {
            if (run.Predictions[model] is { } predictions && Candidates.All[model].CanLearnFrom(now))
            {
                raw[model] = Score(matrix, run, band, trial => predictions.AsSpan(trial.Row, matrix.Columns));
                scores.Add((raw[model] * Doubted(model), model));
            }
        }

        double guard = Math.Min(raw[Candidates.Naive], raw[Candidates.MeanOfSix]) * (1.0001 + (GuardDoubt * DoubtDays / (DoubtDays + evidence)));
        (double Score, int Model)[] ranked = [.. scores.Where(each => raw[each.Model] <= guard).OrderBy(each => each.Score)];
        int season = Index("harmonic");
        if (TrustsSeason(run, now, band))
        {
            int yearAgo = Index("year-ago");
            int second = Candidates.All[yearAgo].CanLearnFrom(now) ? yearAgo : ranked[0].Model;
            return new Choice(second == season ? [season] : [season, second], tried);
        }

        if (TrustsSlope(run, now, band) && ranked.Any(each => each.Model == season))
        {
            return new Choice(now.SeasonStrength > StrongSeason || ranked[0].Model == season ? [season] : [season, ranked[0].Model], tried);
        }

        Choice best = new(ranked.Length < 2 || ranked[0].Score < ClearWin * ranked[1].Score ? [ranked[0].Model] : [ranked[0].Model, ranked[1].Model], tried);
        int[] able = [.. ranked.Select(each => each.Model)];
        return Named(former, able, tried) is { } before && AsPublished(best) >= WorthChanging * AsPublished(before) ? before : best;

        double Doubted(int model) => 1 + (Doubt[Candidates.All[model].Name][(int)band] * DoubtDays / (DoubtDays + evidence));

        double AsPublished(Choice choice)
        {
            double[] said = new double[matrix.Columns];
            return choice.Models.Average(Doubted) * Score(matrix, run, band, trial =>
            {
                BandFit.Average(matrix, run, choice, trial, said);
                return said;
            });
        }
    }

    /// <summary>What was chosen before, where all of it may still be chosen.</summary>
    private static Choice? Named(string? former, int[] able, int tried)
    {
        string[] names = former?.Split('+') ?? [];
        int[] models = [.. names.SelectMany(name => able.Where(model => Candidates.All[model].Name == name))];
        return models.Length > 0 && models.Length == names.Length ? new Choice(models, tried) : null;
    }

    /// <summary>
    /// A strong season, known now but not yet after a whole year at the origins of the far trials: they cannot speak for it, so it takes
    /// part unseen, with last year's own weeks once there are any.
    /// </summary>
    private static bool TrustsSeason(RollingOrigins run, TrainingSet now, LeadBand band) =>
        band >= LeadBand.WeeksTwoToFour && now.KnowsYear && now.SeasonStrength > StrongSeason
        && run.Trials.Any(trial => trial.Band == band && run.OriginDays[trial.Origin] < WholeYearDays);

    /// <summary>
    /// After two whole years season and slope are told apart, but not yet at the origins of the far trials: those speak for a model without a
    /// slope, so the one that knows both takes part, alone where the season is strong, unless they show it worse than the yardsticks.
    /// </summary>
    private static bool TrustsSlope(RollingOrigins run, TrainingSet now, LeadBand band) =>
        band >= LeadBand.WeeksTwoToFour && now.KnowsSlope
        && run.Trials.Any(trial => trial.Band == band && !CalendarFit.KnowsSlope(run.OriginDays[trial.Origin]));

    private delegate ReadOnlySpan<double> Said(Trial trial);

    private static double Score(DayMatrix matrix, RollingOrigins run, LeadBand band, Said said)
    {
        ErrorSum sum = new();
        int m = matrix.Columns;
        foreach (Trial trial in run.Trials)
        {
            if (trial.Band == band)
            {
                sum.Add(matrix.Calls.AsSpan(trial.Day * m, m), said(trial), matrix.Open.AsSpan(trial.Day * m, m), trial.Weight);
            }
        }

        return sum.Wape + (0.5 * sum.WapeDay) + (0.25 * Math.Abs(sum.Bias));
    }
}
