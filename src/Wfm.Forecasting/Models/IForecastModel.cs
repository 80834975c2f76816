namespace Wfm.Forecasting;

/// <summary>A way to learn from call history. Holds settings only, so one instance serves every queue.</summary>
internal interface IForecastModel
{
    /// <summary>Short name, shown beside every number it makes.</summary>
    string Name { get; }

    /// <summary>Whether it knows special days and days around closures.</summary>
    bool KnowsCalendar { get; }

    /// <summary>Whether the history is long enough for this model to mean anything.</summary>
    bool CanLearnFrom(TrainingSet history);

    /// <summary>Whether it may at least be tried on a history too short for what it is really for.</summary>
    bool CanBeTriedOn(TrainingSet history) => CanLearnFrom(history);

    /// <summary>Learns from the days before the origin of <paramref name="history"/> and leaves this instance unchanged.</summary>
    IFittedForecast Fit(TrainingSet history);
}

/// <summary>What one model learned from one history. There is no unfitted state to guard against.</summary>
internal interface IFittedForecast
{
    /// <summary>Calls expected in each open slot of a day, calendar included.</summary>
    /// <param name="day">The day, after <paramref name="knownThrough"/>.</param>
    /// <param name="knownThrough">Last day whose calls are known; parameters stay as learned, levels may follow.</param>
    /// <param name="into">One value per column; closed slots become 0.</param>
    void Predict(int day, int knownThrough, Span<double> into);
}
