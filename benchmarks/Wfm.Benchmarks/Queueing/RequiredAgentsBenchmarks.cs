using BenchmarkDotNet.Attributes;
using Wfm.Queueing;

namespace Wfm.Benchmarks.Queueing;

/// <summary>One thousand staffing questions per call.</summary>
public class RequiredAgentsBenchmarks
{
    private StaffingQuestion[] _questions = [];

    /// <summary>Lower end of the loads; the upper end is ten times as much.</summary>
    [Params(0.6, 6, 100)]
    public double Erlangs { get; set; }

    /// <summary>Draws the questions.</summary>
    [GlobalSetup]
    public void Prepare() => _questions = StaffingCases.Between(Erlangs, Erlangs * 10);

    /// <summary>The plain recursion.</summary>
    [Benchmark(Baseline = true)]
    public long PlainErlangC() => _questions.Sum(question => (long)PlainQueueing.AgentsByErlangC(question));

    /// <summary>Erlang C.</summary>
    [Benchmark]
    public long ErlangC() => _questions.Sum(question => (long)RequiredAgents.ByErlangC(question).Agents);

    /// <summary>Erlang A.</summary>
    [Benchmark]
    public long ErlangA() => _questions.Sum(question => (long)RequiredAgents.ByErlangA(question).Agents);
}
