namespace Wfm.Requests;

/// <summary>Why there are fewer alternatives than asked for: what was looked at and how much of it is fine.</summary>
/// <param name="Wanted">How many were asked for.</param>
/// <param name="Looked">What was looked at, in order; empty when nothing changes in the plan.</param>
/// <param name="Places">Places of the request looked at; null where times are not what was looked at.</param>
public sealed record FewFound(int Wanted, IReadOnlyList<LookedFor> Looked, LookedAtPlaces? Places)
{
    /// <summary>The same in a sentence.</summary>
    public override string ToString() => Looked.Count == 0
        ? "Nothing changes in the plan, so there is nothing to find an alternative for."
        : $"Fewer than {Wanted} are fine: {string.Join("; ", Looked)}{Places}.";
}

/// <summary>A kind of alternative that was looked for.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Days">Within how many days; 0 where that does not matter.</param>
/// <param name="Found">How many are fine.</param>
public sealed record LookedFor(LookedForKind Kind, int Days = 0, int Found = 0)
{
    /// <summary>Such as <c>no other times that day</c>.</summary>
    public override string ToString() => $"{(Found == 0 ? "no" : Found)} {Name}";

    private string Name => Kind switch
    {
        LookedForKind.OtherTimes => "other times that day",
        LookedForKind.OtherWeeks => "other weeks",
        LookedForKind.OtherDays => $"other days within {Days} days",
        LookedForKind.FartherDays => $"days up to {Days} days away",
        LookedForKind.TwoHalves => "meetings in two halves",
        LookedForKind.ShorterMeetings => "shorter meetings",
        LookedForKind.NearlyEverybody => "times when nearly everybody is on calls",
        LookedForKind.MovedPauses => "moved lunches and breaks",
        LookedForKind.PeopleToCallIn => "people to call in",
        LookedForKind.OtherPeople => "other people",
    };
}

/// <summary>Kinds of alternatives that are looked for.</summary>
public enum LookedForKind
{
    /// <summary>Other times that day.</summary>
    OtherTimes,

    /// <summary>Other weeks.</summary>
    OtherWeeks,

    /// <summary>Other days near by.</summary>
    OtherDays,

    /// <summary>Days farther away.</summary>
    FartherDays,

    /// <summary>A meeting held twice, for half of the people each.</summary>
    TwoHalves,

    /// <summary>Shorter meetings.</summary>
    ShorterMeetings,

    /// <summary>Times when nearly everybody is on calls.</summary>
    NearlyEverybody,

    /// <summary>Colleagues' lunches and breaks moved.</summary>
    MovedPauses,

    /// <summary>People called in by the hour.</summary>
    PeopleToCallIn,

    /// <summary>Other people.</summary>
    OtherPeople,
}

/// <summary>Places of a request looked at.</summary>
/// <param name="Examined">How many.</param>
/// <param name="Costly">Of these, how many would put a queue below its promise or further below it.</param>
/// <param name="Near">Of these, how many would bring a queue too near its promise.</param>
/// <param name="IsOfMeeting">Whether everybody is on calls there; else the person is there.</param>
public sealed record LookedAtPlaces(int Examined, int Costly, int Near, bool IsOfMeeting)
{
    /// <summary>As the end of a sentence.</summary>
    public override string ToString()
    {
        string who = IsOfMeeting ? "everybody is on calls" : "the person is there";
        return Examined == 0
            ? $"; there is no other stretch in which {who}"
            : $"; of {Examined} other stretches in which {who} {Costly} would put a queue below its promise or further below it, {Near} too near it";
    }
}
