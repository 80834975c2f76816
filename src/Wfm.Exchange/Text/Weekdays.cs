using System.Collections.Frozen;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Weekdays as files write them: 1 (Monday) to 7, English and Swedish names, ranges and lists.</summary>
internal static class Weekdays
{
    public const string Expected = "a weekday: 1 to 7 from Monday, a name such as mon or mån, a range such as 1-5, or several parted by blanks";

    private static readonly FrozenDictionary<string, IsoDayOfWeek> Names = new Dictionary<string, IsoDayOfWeek>
    {
        ["mon"] = IsoDayOfWeek.Monday,
        ["mån"] = IsoDayOfWeek.Monday,
        ["tue"] = IsoDayOfWeek.Tuesday,
        ["tis"] = IsoDayOfWeek.Tuesday,
        ["wed"] = IsoDayOfWeek.Wednesday,
        ["ons"] = IsoDayOfWeek.Wednesday,
        ["thu"] = IsoDayOfWeek.Thursday,
        ["tor"] = IsoDayOfWeek.Thursday,
        ["fri"] = IsoDayOfWeek.Friday,
        ["fre"] = IsoDayOfWeek.Friday,
        ["sat"] = IsoDayOfWeek.Saturday,
        ["lör"] = IsoDayOfWeek.Saturday,
        ["sun"] = IsoDayOfWeek.Sunday,
        ["sön"] = IsoDayOfWeek.Sunday,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> WholeNames = new[]
    {
        "monday", "måndag", "tuesday", "tues", "tisdag", "wednesday", "onsdag", "thursday", "thur", "thurs", "tors", "torsdag", "friday",
        "fredag", "saturday", "lördag", "sunday", "söndag",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>All weekdays a cell names, each once, from Monday; empty when it cannot be read.</summary>
    public static IReadOnlyList<IsoDayOfWeek> Parse(string cell)
    {
        SortedSet<IsoDayOfWeek> days = [];
        foreach (string part in cell.Split([' ', ',', ';', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split(['-', '–']);
            if (ends.Length > 2 || One(ends[0]) is not { } first || One(ends[^1]) is not { } last)
            {
                return [];
            }

            for (IsoDayOfWeek day = first; ; day = (IsoDayOfWeek)(((int)day % 7) + 1))
            {
                days.Add(day);
                if (day == last)
                {
                    break;
                }
            }
        }

        return [.. days];
    }

    private static IsoDayOfWeek? One(string text) => text switch
    {
        [>= '1' and <= '7'] => (IsoDayOfWeek)(text[0] - '0'),
        { Length: 3 } when Names.TryGetValue(text, out IsoDayOfWeek day) => day,
        _ when WholeNames.Contains(text) => Names[text[..3]],
        _ => null,
    };
}
