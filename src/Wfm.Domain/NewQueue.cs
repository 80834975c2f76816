namespace Wfm.Domain;

/// <summary>What a planner says of a queue that has little or no history of its own.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Profile">Another queue whose days, weeks and season it is expected to follow.</param>
/// <param name="CallsPerWeek">Calls expected in an ordinary week; above 0.</param>
/// <param name="AverageHandleSeconds">Expected mean handle time in seconds, above 0; empty means that of the profile's queue.</param>
public sealed record NewQueue(QueueId Queue, QueueId Profile, double CallsPerWeek, double? AverageHandleSeconds);
