namespace Wfm.Forecasting;

/// <summary>How far ahead a day lies. Models and bands are chosen for each, because near and far days need different ones.</summary>
public enum LeadBand
{
    /// <summary>The next two open days.</summary>
    NextDays,

    /// <summary>The rest of the first seven days.</summary>
    FirstWeek,

    /// <summary>Days 8 to 28.</summary>
    WeeksTwoToFour,

    /// <summary>Day 29 and later.</summary>
    WeeksFiveToTwelve,
}

/// <summary>Names and borders of the lead bands.</summary>
public static class LeadBands
{
    /// <summary>All bands, nearest first.</summary>
    public static IReadOnlyList<LeadBand> All { get; } =
        [LeadBand.NextDays, LeadBand.FirstWeek, LeadBand.WeeksTwoToFour, LeadBand.WeeksFiveToTwelve];

    /// <summary>The band of a day.</summary>
    /// <param name="leadDays">Calendar days after the last known day; 1 is the next day.</param>
    /// <param name="openDaysAhead">Open days after the last known day up to and including this one.</param>
    public static LeadBand Of(int leadDays, int openDaysAhead) =>
        openDaysAhead <= 2 && leadDays <= 7 ? LeadBand.NextDays
        : leadDays <= 7 ? LeadBand.FirstWeek
        : leadDays <= 28 ? LeadBand.WeeksTwoToFour
        : LeadBand.WeeksFiveToTwelve;

    /// <summary>Short name as files and tables show it: <c>1-2d</c>, <c>3-7d</c>, <c>2-4w</c>, <c>5-12w</c>.</summary>
    /// <param name="band">The band.</param>
    public static string NameOf(LeadBand band) => band switch
    {
        LeadBand.NextDays => "1-2d",
        LeadBand.FirstWeek => "3-7d",
        LeadBand.WeeksTwoToFour => "2-4w",
        LeadBand.WeeksFiveToTwelve => "5-12w",
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, "Not a lead band."),
    };
}
