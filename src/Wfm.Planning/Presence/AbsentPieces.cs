using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>Shifts of which a part becomes absence, and that part given back.</summary>
internal static class AbsentPieces
{
    /// <summary>The shift with everything inside a time as absence.</summary>
    public static Shift Away(Shift shift, Interval away)
    {
        Instant start = Instant.Max(shift.Span.Start, away.Start), end = Instant.Min(shift.Span.End, away.End);
        return start >= end ? shift : shift with
        {
            Activities =
            [
                .. Cut(shift, new Interval(shift.Span.Start, start)),
                new ShiftActivity(ActivityKind.Absence, new Interval(start, end)),
                .. Cut(shift, new Interval(end, shift.Span.End)),
            ],
        };
    }

    /// <summary>The shift as it is now until a moment, and as it was before from then on.</summary>
    public static Shift Back(Shift present, Shift before, Instant at) => at >= present.Span.End ? present : present with
    {
        Activities = [.. Cut(present, new Interval(present.Span.Start, Instant.Max(present.Span.Start, at))), .. Cut(before, new Interval(Instant.Max(before.Span.Start, at), before.Span.End))],
    };

    /// <summary>Whether nothing but absence is left from a moment on.</summary>
    public static bool IsAwayFrom(Shift shift, Instant at) => shift.Activities.All(piece => piece.Span.End <= at || piece.Kind == ActivityKind.Absence);

    private static IEnumerable<ShiftActivity> Cut(Shift shift, Interval part) =>
        from piece in shift.Activities
        let start = Instant.Max(piece.Span.Start, part.Start)
        let end = Instant.Min(piece.Span.End, part.End)
        where start < end
        select new ShiftActivity(piece.Kind, new Interval(start, end));
}
