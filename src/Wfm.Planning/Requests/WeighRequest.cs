using System.Security.Cryptography;
using System.Text;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Planning;

/// <summary>Weighs one request against a schedule: what a yes would cost the callers, and where it would cost less. Changes nothing.</summary>
public static class WeighRequest
{
    /// <summary>Weighs a request.</summary>
    /// <param name="problem">The problem, with the traffic of its queues.</param>
    /// <param name="schedule">Its schedule.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="options">What counts as fine and how far to look.</param>
    /// <param name="dayVariation">Standard deviation ÷ mean of the factor that all calls of a day share.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static Task<WeighedRequest> RunAsync(
        SchedulingProblem problem, DraftSchedule schedule, ScheduleRequest request, WeighOptions options, double dayVariation, CancellationToken cancellationToken) =>
        Task.Run(
            () => new WeighedRequest(
                RequestWeigher.Weigh(new PreparedPlan(problem, schedule, dayVariation), request, options, cancellationToken),
                RequestOrigin.Of(problem, schedule, options.Seed)),
            cancellationToken);
}

/// <summary>An answer and where it came from: the same inputs, seed and engine give the same answer again.</summary>
/// <param name="Weighing">The answer.</param>
/// <param name="Origin">Where it came from.</param>
public sealed record WeighedRequest(Weighing Weighing, RequestOrigin Origin);

/// <summary>Where an answer about a request came from.</summary>
/// <param name="ProblemHash">SHA-256 of the problem as it is written, in hexadecimal.</param>
/// <param name="ScheduleHash">SHA-256 of the schedule as it is written.</param>
/// <param name="Seed">Seed of the second stage.</param>
/// <param name="EngineVersion">Version of the program.</param>
public sealed record RequestOrigin(string ProblemHash, string ScheduleHash, int Seed, string EngineVersion)
{
    /// <summary>The origin of an answer.</summary>
    public static RequestOrigin Of(SchedulingProblem problem, DraftSchedule schedule, int seed) =>
        new(Hash(ProblemJson.Write(problem)), Hash(ScheduleJson.Write(problem, schedule)), seed, Planning.EngineVersion.Current);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
