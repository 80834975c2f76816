namespace Wfm.Exchange;

/// <summary>Which columns of somebody's file carry the calls: our own format, a preset, or a mapping of the user's.</summary>
/// <remarks>
/// Letter case does not matter in column names. Where several columns are named their sum is meant; the first of
/// <see cref="Offered"/> must be in the file, any other column may be missing unless <see cref="NamesMustExist"/>.
/// </remarks>
public sealed record CallColumns
{
    /// <summary>Our own calls.csv.</summary>
    public static CallColumns Wfm { get; } = new()
    {
        Name = "wfm",
        Queue = "queue",
        Start = "start",
        Offered = ["offered"],
        Answered = ["answered"],
        Abandoned = ["abandoned"],
        AnsweredInTime = ["answered_in_time"],
        HandleSeconds = ["handle_seconds"],
        WaitSeconds = ["wait_seconds"],
        AnsweredWaitSeconds = ["answered_wait_seconds"],
        ShortAbandoned = ["short_abandoned"],
        AbandonedInTime = ["abandoned_in_time"],
        AhtSeconds = "aht_seconds",
        IntervalMinutes = "interval_minutes",
    };

    /// <summary>
    /// The Teleopti-style queue interval file. Offered is direct calls plus overflow in, handle time is talk plus wrap-up,
    /// wait is the queueing of answered and of abandoned calls.
    /// </summary>
    public static CallColumns Teleopti { get; } = new()
    {
        Name = "teleopti",
        Queue = "queue",
        Date = "date_from",
        Time = "time",
        Offered = ["offd_direct_call_cnt", "overflow_in_call_cnt"],
        Answered = ["answ_call_cnt"],
        Abandoned = ["aband_call_cnt"],
        OverflowOut = ["overflow_out_call_cnt"],
        AnsweredInTime = ["ans_servicelevel_cnt"],
        HandleSeconds = ["talking_call_dur", "wrap_up_dur"],
        WaitSeconds = ["queued_and_answ_call_dur", "queued_and_aband_call_dur"],
        AnsweredWaitSeconds = ["queued_and_answ_call_dur"],
        ShortAbandoned = ["aband_short_call_cnt"],
        AbandonedInTime = ["aband_within_sl_cnt"],
        IntervalMinutes = "interval",
        Ignored =
        [
            "queue_name", "queued_answ_longest_que_dur", "queued_aband_longest_que_dur", "avg_avail_member_cnt", "wait_dur",
        ],
        CountsMayDisagree = true,
    };

    /// <summary>
    /// The file by which Genesys Cloud takes in history: UTC starts, a row per queue, medium, skill set and language, which are added up.
    /// Calls and callbacks are read; other media are no calls.
    /// </summary>
    public static CallColumns Genesys { get; } = new()
    {
        Name = "genesys",
        Queue = "Queue",
        Start = "Interval Start UTC Date",
        StartIsUtc = true,
        Offered = ["Offered"],
        Answered = ["Interactions Handled"],
        HandleSeconds = ["Total Handle Time (Seconds)"],
        MediaType = "Media Type",
        AddedUp = ["Media Type", "Skill Set", "Language"],
        CountsMayDisagree = true,
    };

    /// <summary>
    /// Telia CallGuide and ACE, by the words of their handbooks: no real file has been seen, so every read of it says that it is
    /// to be confirmed with a real file. A file with other names is read with a mapping of the user's own.
    /// </summary>
    public static CallColumns CallGuide { get; } = new()
    {
        Name = "callguide",
        Queue = "Kö",
        Date = "Datum",
        Time = "Tid",
        Offered = ["Mottagna"],
        Answered = ["Etablerade"],
        Abandoned = ["Övergivna 1", "Övergivna 2", "Förlorade"],
        AnsweredInTime = ["Besvarade inom servicenivå 1"],
        HandleSeconds = ["Samtalstid", "Efterbehandlingstid"],
        WaitSeconds = ["Kötid besvarade", "Kötid övergivna"],
        AnsweredWaitSeconds = ["Kötid besvarade"],
        Ignored =
        [
            "Återetablerade", "Besvarade inom servicenivå 2", "Medelkötid", "Medelkötid övergivna", "Max i kö", "Min i kö", "Medel i kö", "Servicenivå 1", "Servicenivå 2",
        ],
        CountsMayDisagree = true,
        IsUnconfirmed = true,
    };

    /// <summary>The mappings a command line may name.</summary>
    public static IReadOnlyList<CallColumns> Presets { get; } = [Wfm, Teleopti, Genesys, CallGuide];

    /// <summary>What the mapping is called.</summary>
    public required string Name { get; init; }

    /// <summary>The queue's code.</summary>
    public required string Queue { get; init; }

    /// <summary>Start of the interval, date and time in one cell; else <see cref="Date"/> and <see cref="Time"/>.</summary>
    public string? Start { get; init; }

    /// <summary>Date of the start, where it has a column of its own.</summary>
    public string? Date { get; init; }

    /// <summary>Time of day of the start, where it has a column of its own.</summary>
    public string? Time { get; init; }

    /// <summary>Calls that came; the columns are added up.</summary>
    public required IReadOnlyList<string> Offered { get; init; }

    /// <summary>Calls answered.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>Calls that hung up.</summary>
    public IReadOnlyList<string> Abandoned { get; init; } = [];

    /// <summary>Calls sent on to another queue; only used to see whether the counts add up.</summary>
    public IReadOnlyList<string> OverflowOut { get; init; } = [];

    /// <summary>Calls answered within the source's threshold.</summary>
    public IReadOnlyList<string> AnsweredInTime { get; init; } = [];

    /// <summary>Sum of talk, hold and after-call work, in seconds.</summary>
    public IReadOnlyList<string> HandleSeconds { get; init; } = [];

    /// <summary>Sum of all callers' waiting, in seconds.</summary>
    public IReadOnlyList<string> WaitSeconds { get; init; } = [];

    /// <summary>The part of it of callers who were answered.</summary>
    public IReadOnlyList<string> AnsweredWaitSeconds { get; init; } = [];

    /// <summary>Calls that hung up within the source's short limit.</summary>
    public IReadOnlyList<string> ShortAbandoned { get; init; } = [];

    /// <summary>Calls that hung up later than that and within the source's threshold.</summary>
    public IReadOnlyList<string> AbandonedInTime { get; init; } = [];

    /// <summary>Mean handle time in seconds; used where <see cref="HandleSeconds"/> has nothing.</summary>
    public string? AhtSeconds { get; init; }

    /// <summary>Length of the interval in minutes; without it the length is read off the distances between starts.</summary>
    public string? IntervalMinutes { get; init; }

    /// <summary>Columns known to be in the file and not used, so that nobody is warned of them.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>NodaTime pattern of <see cref="Start"/>, such as <c>d/M/uuuu HH:mm</c>; empty means ISO 8601.</summary>
    public string? StartPattern { get; init; }

    /// <summary>NodaTime pattern of <see cref="Date"/>; empty means ISO 8601.</summary>
    public string? DatePattern { get; init; }

    /// <summary>NodaTime pattern of <see cref="Time"/>; empty means <c>HH:mm</c>.</summary>
    public string? TimePattern { get; init; }

    /// <summary>What stands between cells; empty means semicolon, comma or tab, whichever the header uses.</summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Whether the source books a call's end in a later interval than its offer, so that more answered than offered, or handle
    /// time without calls, is an oddity of single intervals and not a fault of the file. Default false.
    /// </summary>
    public bool CountsMayDisagree { get; init; }

    /// <summary>Whether every column named must be in the file. Default false; true for a mapping a user wrote.</summary>
    public bool NamesMustExist { get; init; }

    /// <summary>Whether starts without an offset are UTC. Default false: they are on the clock of the reader's zone.</summary>
    public bool StartIsUtc { get; init; }

    /// <summary>The medium of a row; where it is named, rows of other media than voice and callback are counted and left out.</summary>
    public string? MediaType { get; init; }

    /// <summary>Columns by which a source splits one interval of a queue into several rows, which are added up; empty means one row each.</summary>
    public IReadOnlyList<string> AddedUp { get; init; } = [];

    /// <summary>Whether the columns were never checked against a real file, which every read then says. Default false.</summary>
    public bool IsUnconfirmed { get; init; }
}
