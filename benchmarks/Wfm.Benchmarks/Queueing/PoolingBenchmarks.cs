using BenchmarkDotNet.Attributes;
using Wfm.Queueing;

namespace Wfm.Benchmarks.Queueing;

/// <summary>A day of a multi-skill centre, 20 queues and 60 intervals.</summary>
public class PoolingBenchmarks
{
    private readonly PooledCentre _centre = new();

    /// <summary>Every queue alone with Erlang A on the agents it would get by head count: no pooling, as a yardstick.</summary>
    [Benchmark(Baseline = true)]
    public double QueueByQueue() =>
        _centre.Days.Sum(day => day.Calls.Sum(calls => new ErlangA(calls * 240 / 900, 3, 240, 180).ServiceLevelOfOffered(60)));

    /// <summary>Neighbourhood pooling.</summary>
    [Benchmark]
    public double? Pooled() => _centre.Predict().ServiceLevelOfDay(0);
}
