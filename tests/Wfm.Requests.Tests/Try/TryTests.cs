using System.Diagnostics;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
namespace Wfm.Requests.Tests.Try;
[TestFixture]
public sealed class TryTests
{
    [Test]
    public void Go()
    {
        TestContext.Out.WriteLine($"infl30 {WaitCorrelation.Chain(2.2, 4, 240, 2.4e6, 30)} infl120 {WaitCorrelation.Chain(2.2, 4, 240, 2.4e6, 120)}");
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(300, 10, 2, 1);
        TestContext.Out.WriteLine($"violations {ScheduleChecker.Check(problem, schedule).Violations.Count}");
        (problem, schedule) = GeneratedUnit.Draw(300, 10, 2, 1, 1.08);
        PreparedPlan plan = new(problem, schedule);
        for (int i = 0; i < 60; i++)
        {
            int d = i % 3;
            Instant from = problem.Grid.InstantOf(d, 12);
            ScheduleRequest request = i % 6 == 5 ? new MeetingRequest([.. problem.Agents.Where(a => a.Group!.Value.Value == "grupp3").Select(a => a.Id)], new Interval(from, from + Duration.FromHours(1)), Wfm.Domain.ActivityKind.Meeting) : new AbsenceRequest(new AgentId($"a{i}"), new Interval(from, from + Duration.FromHours(3)));
            TimeSpan t0 = Process.GetCurrentProcess().TotalProcessorTime; Stopwatch watch = Stopwatch.StartNew();
            Weighing w = RequestWeigher.Weigh(plan, request, new WeighOptions { Alternatives = 3 });
            double wall = watch.Elapsed.TotalMilliseconds, cpu = (Process.GetCurrentProcess().TotalProcessorTime - t0).TotalMilliseconds;
            if (i < 25 || i % 6 == 5) { TestContext.Out.WriteLine($"{wall:0.00} ms cpu {cpu} {w.Consequence!.Recommendation} {w.Consequence.Reason} {w.Consequence.Queues.Count} away {w.Consequence.Away.Count} {w.Consequence.WhyFewAlternatives}");
            foreach (Alternative a in w.Consequence.Alternatives) { TestContext.Out.WriteLine($"      {a.Kind}: {a.Words} {a.Reason}"); } }
            else TestContext.Out.WriteLine($"{wall:0.00} ms cpu {cpu}");
        }
    }
}
