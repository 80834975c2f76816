using System.Globalization;
using System.Text;

namespace Wfm.Exchange.Tests.Calendar;

/// <summary>A second reading of iCalendar, written from RFC 5545 with the framework's own time types, so that the writer is not its own judge.</summary>
internal sealed class ParsedCalendar
{
    private readonly List<(TimeSpan From, TimeSpan To, DateTime Start, string? Rule)> _changes = [];

    private ParsedCalendar()
    {
    }

    public Dictionary<string, string> Properties { get; } = [];

    public List<Dictionary<string, string>> Events { get; } = [];

    /// <summary>Checks line ends and lengths on the octets, then reads components and properties; names keep their parameters.</summary>
    public static ParsedCalendar Of(byte[] octets)
    {
        ParsedCalendar calendar = new();
        Stack<(string Kind, Dictionary<string, string> Content)> open = new();
        foreach ((string name, string value) in Unfolded(octets).Select(Split))
        {
            switch (name)
            {
                case "BEGIN":
                    open.Push((value, value == "VCALENDAR" ? calendar.Properties : []));
                    break;
                case "END":
                    open.Peek().Kind.ShouldBe(value);
                    calendar.Close(value, open.Pop().Content);
                    break;
                default:
                    open.Peek().Content.TryAdd(name, value).ShouldBeTrue(name);
                    break;
            }
        }

        open.ShouldBeEmpty();
        return calendar;
    }

    /// <summary>The moment a property names, by the zone the stream itself describes.</summary>
    public DateTime Utc(Dictionary<string, string> component, string name)
    {
        if (component.TryGetValue(name, out string? plain))
        {
            plain.ShouldEndWith("Z");
            return Time(plain[..^1]);
        }

        (string key, string value) = component.Single(pair => pair.Key.StartsWith(name + ";TZID=", StringComparison.Ordinal));
        key.ShouldBe($"{name};TZID={Properties["TZID"]}");
        DateTime wall = Time(value);
        (TimeSpan to, _) = _changes.SelectMany(change => Occurrences(change).Select(at => (change.To, at))).Where(pair => pair.at <= wall).MaxBy(pair => pair.at);
        return wall - to;
    }

    public static string Text(string escaped)
    {
        StringBuilder text = new();
        for (int at = 0; at < escaped.Length; at++)
        {
            text.Append(escaped[at] != '\\' ? escaped[at] : escaped[++at] is 'n' or 'N' ? '\n' : escaped[at]);
        }

        return text.ToString();
    }

    private static List<string> Unfolded(byte[] octets)
    {
        UTF8Encoding strict = new(false, throwOnInvalidBytes: true);
        List<string> lines = [];
        int start = 0;
        while (start < octets.Length)
        {
            int end = Array.IndexOf(octets, (byte)'\n', start);
            octets[end - 1].ShouldBe((byte)'\r');
            (end - 1 - start).ShouldBeLessThanOrEqualTo(75);
            string line = strict.GetString(octets, start, end - 1 - start);
            if (line.StartsWith(' '))
            {
                lines[^1] += line[1..];
            }
            else
            {
                lines.Add(line);
            }

            start = end + 1;
        }

        return lines;
    }

    private static (string Name, string Value) Split(string line) => (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]);

    private void Close(string kind, Dictionary<string, string> component)
    {
        if (kind == "VEVENT")
        {
            Events.Add(component);
        }
        else if (kind == "VTIMEZONE")
        {
            Properties.TryAdd("TZID", component["TZID"]);
        }
        else if (kind is "DAYLIGHT" or "STANDARD")
        {
            _changes.Add((Shift(component["TZOFFSETFROM"]), Shift(component["TZOFFSETTO"]), Time(component["DTSTART"]), component.GetValueOrDefault("RRULE")));
        }
    }

    /// <summary>When a change happens, on the clock that is then left; yearly rules followed for a few years.</summary>
    private static IEnumerable<DateTime> Occurrences((TimeSpan From, TimeSpan To, DateTime Start, string? Rule) change)
    {
        if (change.Rule is null)
        {
            return [change.Start];
        }

        Dictionary<string, string> rule = change.Rule.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        rule["FREQ"].ShouldBe("YEARLY");
        int month = int.Parse(rule["BYMONTH"], CultureInfo.InvariantCulture), week = int.Parse(rule["BYDAY"][..^2], CultureInfo.InvariantCulture);
        DayOfWeek day = Enum.GetValues<DayOfWeek>().Single(each => each.ToString().StartsWith(rule["BYDAY"][^2..], StringComparison.OrdinalIgnoreCase));
        return Enumerable.Range(change.Start.Year, 8).Select(year =>
        {
            DateTime[] days = [.. Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(number => new DateTime(year, month, number)).Where(each => each.DayOfWeek == day)];
            return (week < 0 ? days[^-week] : days[week - 1]) + change.Start.TimeOfDay;
        });
    }

    private static TimeSpan Shift(string offset) =>
        (offset[0] == '-' ? -1 : 1) * new TimeSpan(int.Parse(offset[1..3], CultureInfo.InvariantCulture), int.Parse(offset[3..5], CultureInfo.InvariantCulture), 0);

    private static DateTime Time(string text) => DateTime.ParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
}
