using System.Globalization;
using NodaTime;

namespace Wfm.Planning;

/// <summary>Hours off that extra hours earn: mertid of part-timers up to full time hour for hour, then overtime, enkel within two hours beside ordinary time, else kvalificerad (AB).</summary>
/// <param name="Simple">Hours of overtime within two hours before or after ordinary time.</param>
/// <param name="Qualified">All other hours of overtime.</param>
/// <param name="Extra">Hours of a part-timer up to full time in the week (mertid); no overtime.</param>
public sealed record OvertimeInLieu(double Simple, double Qualified, double Extra = 0)
{
    /// <summary>Hours off for an hour of enkel overtime.</summary>
    public const double PerSimpleHour = 1.5;

    /// <summary>Hours off for an hour of kvalificerad overtime.</summary>
    public const double PerQualifiedHour = 2;

    /// <summary>Hours off for an hour of mertid.</summary>
    public const double PerExtraHour = 1;

    private static readonly Duration Beside = Duration.FromHours(2);

    /// <summary>Hours off.</summary>
    public double HoursOff => Math.Round((Extra * PerExtraHour) + (Simple * PerSimpleHour) + (Qualified * PerQualifiedHour), 2);

    /// <summary>Reads as in the balance: <c>1 h × 1.5 + 0.5 h × 2</c>, of part-timers <c>2 h mertid × 1 + 1 h × 1.5 + 0.5 h × 2</c>.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{(Extra > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Extra:0.##} h mertid × {PerExtraHour} + ") : "")}{Simple:0.##} h × {PerSimpleHour} + {Qualified:0.##} h × {PerQualifiedHour}");

    /// <summary>What overtime earns.</summary>
    /// <param name="asked">The overtime; parts inside the shift earn nothing.</param>
    /// <param name="shift">The shift before it; empty on a day off.</param>
    /// <param name="earlier">Overtime of the same day approved before: part of the shift by now, but not ordinary time.</param>
    public static OvertimeInLieu Of(Interval asked, Interval? shift, IReadOnlyList<Interval> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (shift is not { } known)
        {
            return new OvertimeInLieu(0, asked.Duration.TotalHours);
        }

        (Instant start, Instant end) = (known.Start, known.End);
        bool isMore = true;
        while (isMore)
        {
            (Instant from, Instant to) = (start, end);
            start = earlier.Where(span => span.Start <= from && span.End > from).Select(span => span.End).Append(from).Max();
            end = earlier.Where(span => span.End >= to && span.Start < to).Select(span => span.Start).Append(to).Min();
            isMore = start < end && (start != from || end != to);
        }

        Interval[] extra = [new(asked.Start, Instant.Min(asked.End, Instant.Max(asked.Start, known.Start))), new(Instant.Max(asked.Start, Instant.Min(asked.End, known.End)), asked.End)];
        double hours = extra.Sum(part => part.Duration.TotalHours);
        double beside = start >= end ? 0 : extra.Sum(part => Overlap(part, start - Beside, start) + Overlap(part, end, end + Beside));
        return new OvertimeInLieu(beside, hours - beside);
    }

    /// <summary>The same with the first hours as mertid.</summary>
    /// <param name="room">Hours the person may still work in the week before it is overtime; 0 or more.</param>
    public OvertimeInLieu AfterExtra(double room)
    {
        double extra = Math.Min(room, Simple + Qualified), rest = Simple + Qualified - extra, simple = Math.Min(rest, Simple);
        return new OvertimeInLieu(simple, rest - simple, Extra + extra);
    }

    private static double Overlap(Interval part, Instant start, Instant end) =>
        Math.Max(0, (Instant.Min(part.End, end) - Instant.Max(part.Start, start)).TotalHours);
}
