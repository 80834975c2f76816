namespace Wfm.Requests;

/// <summary>What one queue's callers meet in one slot, on an ordinary day and on a slack and a busy one.</summary>
/// <param name="People">People scheduled who take the queue.</param>
/// <param name="Level">Service level over all days, as they vary; 0 without calls, where its weight is 0.</param>
/// <param name="Expected">The same on the expected day.</param>
/// <param name="Slack">The same on a day with fewer calls.</param>
/// <param name="Busy">The same on a day with more calls.</param>
/// <param name="Abandonment">Share of callers who hang up on the expected day.</param>
/// <param name="Variance">Variance of the calls in time on the expected day, luck of the callers and waits that hang together included.</param>
internal readonly record struct QueueSlot(int People, double Level, double Expected, double Slack, double Busy, double Abandonment, double Variance);
