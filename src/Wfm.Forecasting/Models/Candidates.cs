namespace Wfm.Forecasting;

/// <summary>All models that compete, the two yardsticks first.</summary>
internal static class Candidates
{
    /// <summary>Index of "same as last week" in <see cref="All"/>.</summary>
    public const int Naive = 0;

    /// <summary>Index of the mean of six same weekdays in <see cref="All"/>.</summary>
    public const int MeanOfSix = 1;

    /// <summary>Index of the model used when there is too little history to try any.</summary>
    public const int Fallback = 2;

    /// <summary>The candidates; settings only, no state.</summary>
    public static IReadOnlyList<IForecastModel> All { get; } =
    [
        new RawMeanModel("naive", 1),
        new RawMeanModel("mean6", 6),
        new LevelModel("glm", Adjustment.Calendar, 371, hasDayEffect: false),
        new LevelModel("mixed", Adjustment.Calendar, 112, hasDayEffect: true),
        new LevelModel("recent", Adjustment.Calendar, 56, hasDayEffect: true),
        new LevelModel("drift", Adjustment.Calendar, 182, hasDayEffect: true, hasSlope: true),
        new FactorModel("svd-calendar", Adjustment.Calendar, 280, factors: 3),
        new FactorModel("svd", Adjustment.None, 280, factors: 3),
        new LevelModel("harmonic", Adjustment.CalendarAndYear, 182, hasDayEffect: true),
        new YearAgoModel(),
    ];
}
