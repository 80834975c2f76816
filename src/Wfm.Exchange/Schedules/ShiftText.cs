using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;

namespace Wfm.Exchange;

/// <summary>A shift in one cell: <c>08:00-16:30 P 09:30-09:45 L 11:30-12:00</c>. What no piece covers is contacts.</summary>
/// <remarks>
/// Times are those of the wall clock; an end that is not after the start is on the next day. In autumn's repeated hour a <c>b</c> after a time
/// means the second: <c>02:30b</c>. Read leniently: <c>8-16.30 l11.30-12</c> says the same as the form written here.
/// </remarks>
internal static partial class ShiftText
{
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
    private const string Clock = @"\d{1,2}([:.]\d\d)?b?";
    private const string Times = $@"(?<from>{Clock})\s*[-–]\s*(?<to>{Clock})";

    public static Remark Expected { get; } = Remark.Of("shift-text", "a shift such as 08:00-16:30 P 09:30-09:45 L 11:30-12:00, or an empty cell for a day off");

    public static string Write(Shift? shift, DateTimeZone zone)
    {
        if (shift is null)
        {
            return "";
        }

        StringBuilder text = new(Span(shift.Span, zone));
        foreach (ShiftActivity piece in shift.Activities.Where(piece => piece.Kind != ActivityKind.Contacts))
        {
            text.Append(CultureInfo.InvariantCulture, $" {ActivityNames.Letter(piece.Kind)} {Span(piece.Span, zone)}");
        }

        return text.ToString();
    }

    /// <summary>The shift a cell says, or what would have been accepted. An empty cell is no shift.</summary>
    public static (Shift? Shift, Remark? Refusal) Read(string cell, AgentId agent, LocalDate date, DateTimeZone zone)
    {
        if (cell.Length == 0)
        {
            return (null, null);
        }

        if (!Form().IsMatch(cell))
        {
            return (null, Expected);
        }

        Moments moments = new(date, zone);
        Interval? span = null;
        List<ShiftActivity> pieces = [];
        foreach (Match part in Part().Matches(cell))
        {
            Interval? times = moments.Between(part.Groups["from"].Value, part.Groups["to"].Value, isWhole: span is null);
            if (times is null)
            {
                return (null, moments.Refusal);
            }

            if (span is null)
            {
                span = times;
            }
            else if (ActivityNames.Find(part.Groups["letter"].Value[0]) is { } kind)
            {
                pieces.Add(new ShiftActivity(kind, times.Value));
            }
            else
            {
                return (null, Remark.Of("activity-letters", $"letters of activities: {ActivityNames.Listed}"));
            }
        }

        return Put(agent, date, span!.Value, [.. pieces.OrderBy(piece => piece.Span.Start)]);
    }

    /// <summary>Pieces of a shift with contacts in between and neighbours of one kind joined.</summary>
    public static IReadOnlyList<ShiftActivity> Filled(Interval span, IEnumerable<ShiftActivity> pieces)
    {
        List<ShiftActivity> filled = [];
        Instant reached = span.Start;
        foreach (ShiftActivity piece in pieces.Append(new ShiftActivity(ActivityKind.Contacts, new Interval(span.End, span.End))))
        {
            if (piece.Span.Start > reached)
            {
                Add(filled, ActivityKind.Contacts, reached, piece.Span.Start);
            }

            Add(filled, piece.Kind, piece.Span.Start, piece.Span.End);
            reached = piece.Span.End;
        }

        return filled;
    }

    private static void Add(List<ShiftActivity> filled, ActivityKind kind, Instant start, Instant end)
    {
        if (start == end)
        {
            return;
        }

        if (filled.Count > 0 && filled[^1].Kind == kind && filled[^1].Span.End == start)
        {
            filled[^1] = new ShiftActivity(kind, new Interval(filled[^1].Span.Start, end));
        }
        else
        {
            filled.Add(new ShiftActivity(kind, new Interval(start, end)));
        }
    }

    private static (Shift? Shift, Remark? Refusal) Put(AgentId agent, LocalDate date, Interval span, List<ShiftActivity> pieces)
    {
        if (pieces.Any(piece => piece.Span.Start < span.Start || piece.Span.End > span.End))
        {
            return (null, Remark.Of("pieces-within", "breaks, lunches and meetings within the shift"));
        }

        return pieces.Zip(pieces.Skip(1)).Any(pair => pair.Second.Span.Start < pair.First.Span.End)
            ? (null, Remark.Of("pieces-overlap", "pieces that do not overlap"))
            : (new Shift(agent, date, span, Filled(span, pieces)), null);
    }

    private static string Span(Interval span, DateTimeZone zone) => $"{Time(span.Start, zone, isEnd: false)}-{Time(span.End, zone, isEnd: true)}";

    private static string Time(Instant at, DateTimeZone zone, bool isEnd)
    {
        ZonedDateTime local = at.InZone(zone);
        if (isEnd && local.TimeOfDay == LocalTime.Midnight)
        {
            return "24:00";
        }

        ZoneLocalMapping mapping = zone.MapLocal(local.LocalDateTime);
        return local.ToString("HH:mm", CultureInfo.InvariantCulture) + (mapping.Count == 2 && mapping.Last().ToInstant() == at ? "b" : "");
    }

    [GeneratedRegex($@"^\s*{Times}(\s+\p{{L}}\s*{Times})*\s*$", Plain)]
    private static partial Regex Form();

    [GeneratedRegex($@"(?<letter>\p{{L}}?)\s*{Times}", Plain)]
    private static partial Regex Part();

    /// <summary>Wall times of one shift as instants.</summary>
    private sealed class Moments(LocalDate date, DateTimeZone zone)
    {
        private LocalTime _start = LocalTime.Midnight;

        public Remark? Refusal { get; private set; }

        public Interval? Between(string from, string to, bool isWhole)
        {
            if (TimeOf(from) is not { } start || TimeOf(to) is not { } end || from is "24:00" or "24.00" or "24")
            {
                Refusal ??= Expected;
                return null;
            }

            _start = isWhole ? start : _start;
            LocalDateTime begins = (start < _start ? date.PlusDays(1) : date).At(start);
            LocalDateTime ends = (end < start || to.StartsWith("24", StringComparison.Ordinal) ? begins.Date.PlusDays(1) : begins.Date).At(end);
            Instant? first = At(begins, from), last = At(ends, to);
            if (first >= last)
            {
                Refusal ??= Remark.Of("end-after-start", "an end after its start");
                return null;
            }

            return first is null || last is null ? null : new Interval(first, last);
        }

        private Instant? At(LocalDateTime time, string text)
        {
            ZoneLocalMapping mapping = zone.MapLocal(time);
            if (mapping.Count == 0 || (text.EndsWith('b') && mapping.Count != 2))
            {
                Refusal ??= mapping.Count == 0
                    ? Remark.Of("time-skipped", $"times that exist on the clock of {zone.Id}; {text} is skipped when summer time begins")
                    : Remark.Of("b-in-autumn", "a b only after times of the hour that comes twice in autumn");
                return null;
            }

            return (text.EndsWith('b') ? mapping.Last() : mapping.First()).ToInstant();
        }

        private static LocalTime? TimeOf(string text)
        {
            string plain = text.TrimEnd('b').Replace('.', ':');
            return WrittenTime.TryTimeOfDay(plain.Contains(':', StringComparison.Ordinal) ? plain : plain + ":00", out LocalTime time, out _) ? time : null;
        }
    }
}
