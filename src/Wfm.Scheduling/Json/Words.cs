using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Json;

/// <summary>How enumerations are spelt in the files.</summary>
internal static class Words
{
    public static IReadOnlyDictionary<string, IsoDayOfWeek> Weekdays { get; } =
        Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToDictionary(Snake);

    public static IReadOnlyDictionary<string, ActivityKind> Activities { get; } = Enum.GetValues<ActivityKind>().ToDictionary(Snake);

    public static IReadOnlyDictionary<string, WishKind> Wishes { get; } = Enum.GetValues<WishKind>().ToDictionary(Snake);

    public static string Snake<T>(T word)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString());
}
