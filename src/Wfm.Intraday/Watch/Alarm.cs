using NodaTime;

namespace Wfm.Intraday;

/// <summary>What a queue's day asks for.</summary>
public enum AlarmKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The rest of the day will lie below the lower limit.</summary>
    Below,

    /// <summary>There is room to spare above the upper limit.</summary>
    Above,
}

/// <summary>Where a queue's alarm stands; what is kept between two looks.</summary>
/// <param name="Kind">What stands now.</param>
/// <param name="Since">When it was raised; null while nothing stands.</param>
/// <param name="EndedAt">When the last one ended; null when there has been none.</param>
/// <param name="Candidate">What the last looks say.</param>
/// <param name="Looks">How many looks in a row have said so.</param>
public sealed record Alarm(AlarmKind Kind, Instant? Since, Instant? EndedAt, AlarmKind Candidate, int Looks)
{
    /// <summary>Nothing stands and nothing has been looked at.</summary>
    public static Alarm Quiet { get; } = new(AlarmKind.None, null, null, AlarmKind.None, 0);

    /// <summary>The alarm after one more look.</summary>
    /// <param name="now">When the look was taken.</param>
    /// <param name="look">What it said; a stale one changes nothing.</param>
    /// <param name="level">Chance of lying below the limit from which an alarm is raised, from <see cref="AlarmLevels"/>.</param>
    /// <param name="settings">Looks in a row, hysteresis, cool-down.</param>
    public Alarm After(Instant now, QueueLook look, double level, AlarmSettings settings)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(settings);
        if (look.IsStale)
        {
            return this;
        }

        AlarmKind says = Says(look, level, settings);
        int looks = says == Candidate ? Looks + 1 : 1;
        Alarm seen = this with { Candidate = says, Looks = looks };
        if (says == Kind || looks < settings.Looks)
        {
            return seen;
        }

        if (says == AlarmKind.None)
        {
            return seen with { Kind = AlarmKind.None, Since = null, EndedAt = now };
        }

        // From one alarm straight into its opposite, or again too soon: the earlier one ends first.
        return Kind != AlarmKind.None
            ? seen with { Kind = AlarmKind.None, Since = null, EndedAt = now }
            : EndedAt is { } ended && now - ended < settings.CoolDown ? seen : seen with { Kind = says, Since = now };
    }

    private AlarmKind Says(QueueLook look, double level, AlarmSettings settings)
    {
        if (look.ChanceBelow is not { } below || look.ChanceAbove is not { } above || IsEdge(look, settings))
        {
            return AlarmKind.None;
        }

        double kept = settings.Hysteresis;
        return below >= (Kind == AlarmKind.Below ? level - kept : level) ? AlarmKind.Below
            : above >= (Kind == AlarmKind.Above ? settings.ChanceAbove - kept : settings.ChanceAbove) ? AlarmKind.Above
            : AlarmKind.None;
    }

    /// <summary>Too little of the day has been seen, or too little is left, to say anything by its calls.</summary>
    private static bool IsEdge(QueueLook look, AlarmSettings settings)
    {
        (int first, int last) = AlarmLevels.Edges(look.Update.Expected, settings.EdgeOfDay);
        return look.Update.Now < first || look.Update.Now > last;
    }
}
