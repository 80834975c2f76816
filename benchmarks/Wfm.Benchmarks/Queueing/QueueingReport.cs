using System.Globalization;
using Wfm.Queueing;

namespace Wfm.Benchmarks.Queueing;

/// <summary>Measures the queueing engine against its targets and prints one table.</summary>
internal static class QueueingReport
{
    public static void Print(TextWriter output)
    {
        output.WriteLine("| what | measured | target | against the plain recursion |");
        output.WriteLine("| --- | --- | --- | --- |");
        Rate(output, "required agents, Erlang B, 0.2-60 E", 0.2, 60, "-", RequiredAgentsB, null);
        Rate(output, "required agents, Erlang C, 0.2-8 E", 0.2, 8, "-", RequiredAgentsC, PlainC);
        Rate(output, "required agents, Erlang C, 0.2-60 E", 0.2, 60, "5,000 k/s", RequiredAgentsC, PlainC);
        Rate(output, "required agents, Erlang C, 100-1,000 E", 100, 1000, "400 k/s", RequiredAgentsC, PlainC);
        Rate(output, "required agents, Erlang C, 10,000-100,000 E", 10_000, 100_000, "-", RequiredAgentsC, PlainC);
        Rate(output, "required agents, Erlang A, 0.2-8 E", 0.2, 8, "-", RequiredAgentsA, PlainA);
        Rate(output, "required agents, Erlang A, 5-60 E", 5, 60, "400 k/s", RequiredAgentsA, PlainA);
        Rate(output, "required agents, Erlang A, 100-1,000 E", 100, 1000, "-", RequiredAgentsA, PlainA);
        Span(output, "queue-day, 40 quarters, MOL and Erlang A", 1e6, "µs", "1,000 µs", QueueDayOnce);
        PooledCentre centre = new();
        Span(output, "multi-skill day, 20 queues × 60 intervals", 1e3, "ms", "10 ms", () => centre.Predict().ServiceLevelOfDay(0)!.Value);
        Span(output, "late-calls curves, 20 × 60 × 0-20 agents, Erlang A", 1e3, "ms", "-", CurvesOnce);
    }

    private static int RequiredAgentsB(in StaffingQuestion question) => RequiredAgents.ByErlangB(question).Agents;

    private static int RequiredAgentsC(in StaffingQuestion question) => RequiredAgents.ByErlangC(question).Agents;

    private static int RequiredAgentsA(in StaffingQuestion question) => RequiredAgents.ByErlangA(question).Agents;

    private static int PlainC(in StaffingQuestion question) => PlainQueueing.AgentsByErlangC(question);

    private static int PlainA(in StaffingQuestion question) => PlainQueueing.AgentsByErlangA(question);

    private delegate int Model(in StaffingQuestion question);

    private static void Rate(TextWriter output, string what, double from, double to, string target, Model model, Model? plain)
    {
        StaffingQuestion[] questions = StaffingCases.Between(from, to);
        double seconds = CpuClock.SecondsPer(() => Sum(questions, model)) / questions.Length;
        string ratio = "-";
        if (plain is not null)
        {
            StaffingQuestion[] few = questions[..(from >= 100 ? 40 : 400)];
            double same = few.Count(question => model(question) == plain(question));
            double plainSeconds = CpuClock.SecondsPer(() => Sum(few, plain)) / few.Length;
            ratio = string.Create(CultureInfo.InvariantCulture, $"{plainSeconds / seconds:0.0} × faster; {same / few.Length:0.0 %} same answers");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {1e-3 / seconds:#,0} k/s | {target} | {ratio} |"));
    }

    private static double Sum(StaffingQuestion[] questions, Model model)
    {
        long sum = 0;
        foreach (ref readonly StaffingQuestion question in questions.AsSpan())
        {
            sum += model(question);
        }

        return sum;
    }

    private static void Span(TextWriter output, string what, double factor, string unit, string target, Func<double> work) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {CpuClock.SecondsPer(work) * factor:0.00} {unit} | {target} | - |"));

    private static double QueueDayOnce()
    {
        double sum = 0;
        Span<double> calls = stackalloc double[40], handle = stackalloc double[40], loads = stackalloc double[40];
        for (int i = 0; i < 40; i++)
        {
            calls[i] = 20 + 20 * Math.Sin(i * 0.08);
            handle[i] = 240;
        }

        ModifiedOfferedLoad.Fill(calls, handle, 900, loads);
        foreach (double load in loads)
        {
            sum += new ErlangA(load, (int)load + 1, 240, 180).ServiceLevelOfOffered(30);
        }

        return sum;
    }

    private static double CurvesOnce()
    {
        double sum = 0;
        Span<double> curve = stackalloc double[21];
        for (int i = 0; i < 20 * 60; i++)
        {
            double load = 1 + i % 60 * 0.15;
            LateCallsCurve.Fill(new IntervalDemand(load * 4, load, 240, 30) { MeanPatienceSeconds = 180 }, curve);
            sum += curve[10];
        }

        return sum;
    }
}
