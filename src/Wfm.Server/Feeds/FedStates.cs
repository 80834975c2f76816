using System.Globalization;
using NodaTime;
using Wfm.Exchange;
using Wfm.Server.Api;

namespace Wfm.Server.Feeds;

/// <summary>What states must be like, whatever way they come.</summary>
internal static class FedStates
{
    /// <summary>What is expected of a time.</summary>
    public const string PlausibleTimes = "a time of the years 2000 to 2199";

    private const int LongestCode = 100;
    private static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <summary>Too much is waiting.</summary>
    public static ApiProblem Full { get; } = new(429, "feed-full", "Too many states are waiting to be stored; send again in a second.");

    /// <summary>Whether a time can be one.</summary>
    public static bool IsPlausible(Instant at) => at >= Earliest && at < Last;

    /// <summary>What is wrong with the first bad state; nothing when all are fine.</summary>
    public static string? Fault(IReadOnlyList<FedState> states)
    {
        if (states.Count > TeleoptiStates.MostStates + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Found {states.Count} states, expected at most {TeleoptiStates.MostStates} in one delivery.");
        }

        for (int at = 0; at < states.Count; at++)
        {
            FedState state = states[at];
            string? expected = state switch
            {
                _ when !IsPlausible(state.At) || (state.Batch is { } batch && !IsPlausible(batch)) => PlausibleTimes,
                { User.Length: 0, ClosesSnapshot: false } => "a user code",
                _ when !IsCode(state.User) || !IsCode(state.State) => string.Create(CultureInfo.InvariantCulture, $"codes of at most {LongestCode} characters, without invisible ones"),
                _ => null,
            };
            if (expected is not null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"State {at + 1}: expected {expected}.");
            }
        }

        return null;
    }

    private static bool IsCode(string text) => text.Length <= LongestCode && !text.Any(char.IsControl);
}
