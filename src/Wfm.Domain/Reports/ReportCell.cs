namespace Wfm.Domain;

/// <summary>One figure of a report: a number, words, unknown, or withheld because it is about too few people.</summary>
public readonly record struct ReportCell
{
    private ReportCell(double? number, Bilingual? text, bool isWithheld) => (Number, Text, IsWithheld) = (number, text, isWithheld);

    /// <summary>Nobody knows; never written as 0.</summary>
    public static ReportCell Unknown => default;

    /// <summary>About fewer people than may be told apart.</summary>
    public static ReportCell Withheld { get; } = new(null, null, true);

    /// <summary>The number, where it is one.</summary>
    public double? Number { get; }

    /// <summary>The words, where it is words.</summary>
    public Bilingual? Text { get; }

    /// <summary>Whether it is known and not told.</summary>
    public bool IsWithheld { get; }

    /// <summary>A number, or unknown.</summary>
    /// <param name="number">The number; finite.</param>
    public static ReportCell Of(double? number) => new(number, null, false);

    /// <summary>Bilingual, or unknown.</summary>
    /// <param name="text">The words.</param>
    public static ReportCell Of(Bilingual? text) => new(null, text, false);
}

/// <summary>What the numbers of a column are, which decides their unit and how they are shown.</summary>
public enum Measure
{
    /// <summary>Bilingual.</summary>
    Text,

    /// <summary>Calls or other contacts; whole where counted.</summary>
    Contacts,

    /// <summary>Things counted: intervals, days, requests, answers.</summary>
    Count,

    /// <summary>A share from 0 to 1, shown as per cent.</summary>
    Share,

    /// <summary>A difference of shares from −1 to 1, shown as percentage points.</summary>
    Points,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Hours of people.</summary>
    Hours,

    /// <summary>People, as a mean over the time.</summary>
    People,

    /// <summary>Money, in the currency prices are stated in.</summary>
    Money,
}
