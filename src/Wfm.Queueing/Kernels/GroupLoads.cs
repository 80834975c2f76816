namespace Wfm.Queueing.Kernels;

/// <summary>How busy groups are and how queues' loads spread over their routes.</summary>
/// <param name="Busy">Per group the probability that all are busy.</param>
/// <param name="Occupancy">Per group the busy share of available time.</param>
/// <param name="Stay">Per group the share of waiting callers who are served.</param>
/// <param name="Taken">Per route the erlangs taken at once.</param>
/// <param name="Waited">Per route the erlangs that waited first.</param>
internal sealed record GroupLoads(double[] Busy, double[] Occupancy, double[] Stay, double[] Taken, double[] Waited);
