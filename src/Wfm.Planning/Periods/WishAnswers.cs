using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>What became of a wish in a schedule, and why: a pure reading of the two.</summary>
public static class WishAnswers
{
    /// <summary>Answers one wish.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="period">The weeks.</param>
    /// <param name="openDays">Days somebody works.</param>
    /// <param name="awayDays">Days the person is away anyway.</param>
    /// <param name="starts">When the person's shifts begin, by day.</param>
    /// <param name="sides">Until when a start is early and from when it is late.</param>
    public static WishAnswer Of(
        Wish wish, SchedulePeriod period, IReadOnlySet<LocalDate> openDays, IReadOnlySet<LocalDate> awayDays,
        IReadOnlyDictionary<LocalDate, LocalTime> starts, (LocalTime EarlyUntil, LocalTime LateFrom) sides)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(starts);
        LocalDate[] days = [.. (wish.Date is { } date ? [date] : period.Days).Where(openDays.Contains)];
        LocalDate[] asked = wish.Kind == WishKind.DayOff ? days : [.. days.Where(starts.ContainsKey)];
        if (asked.Length == 0)
        {
            return new WishAnswer(1, days.Length > 0 && days.All(awayDays.Contains) ? "away" : wish.Kind == WishKind.DayOff ? "closed" : "day-off", 0, 0);
        }

        int granted = asked.Count(day => wish.Kind switch
        {
            WishKind.DayOff => !starts.ContainsKey(day),
            WishKind.Early => starts[day] <= sides.EarlyUntil,
            _ => starts[day] >= sides.LateFrom,
        });
        return new WishAnswer((double)granted / asked.Length, granted == asked.Length ? "granted" : granted == 0 ? "needed" : "partly", granted, asked.Length);
    }
}

/// <summary>What became of a wish.</summary>
/// <param name="GrantedFraction">Share that came true, 0 to 1.</param>
/// <param name="Reason"><c>granted</c>, <c>partly</c>, <c>needed</c> (the callers needed them then), <c>away</c>, <c>closed</c> or <c>day-off</c> (there was nothing to grant).</param>
/// <param name="GrantedDays">Days on which it came true.</param>
/// <param name="AskedDays">Days on which it could.</param>
public sealed record WishAnswer(double GrantedFraction, string Reason, int GrantedDays, int AskedDays);
