namespace Wfm.Queueing.Tests.MultiSkill;

/// <summary>A centre to simulate: the same facts the prediction gets.</summary>
/// <param name="IntervalSeconds">Length of every interval.</param>
/// <param name="Days">What comes into each queue.</param>
/// <param name="Routes">For each group the queues it takes, with priorities.</param>
/// <param name="Agents">For each interval the whole agents of each group.</param>
internal sealed record Centre(
    double IntervalSeconds, IReadOnlyList<QueueDay> Days, IReadOnlyList<IReadOnlyList<SkillRoute>> Routes, IReadOnlyList<double[]> Agents);
