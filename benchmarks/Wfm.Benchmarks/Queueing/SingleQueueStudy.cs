using System.Globalization;
using Wfm.Queueing;
using Wfm.Queueing.Simulation;

namespace Wfm.Benchmarks.Queueing;

/// <summary>
/// How far off methods are for one queue with its own agents: whole days of many sizes and staffings against simulation. Errors are predicted
/// minus simulated share served in time of offered, in points, intervals weighted by calls.
/// </summary>
internal static class SingleQueueStudy
{
    private const int Intervals = 40;
    private const double IntervalSeconds = 900;

    private delegate double[] Method(QueueDay day, double[] agents);

    public static void Print(TextWriter output, double callsPerCase)
    {
        (string Name, Method Predict)[] methods =
        [
            ("Erlang C, calls × AHT", ErlangCOfCalls),
            ("Erlang A, calls × AHT", ErlangAOfCalls),
            ("Erlang A, modified offered load (the fast path)", DayOf),
            ("transient chain", ChainOf),
        ];
        Errors[] all = [.. methods.Select(_ => new Errors())], exponential = [.. methods.Select(_ => new Errors())], noisy = [.. methods.Select(_ => new Errors())];
        int cases = 0, seed = 0;
        long calls = 0;
        foreach (StudyCase one in Cases())
        {
            cases++;
            QueueDay day = one.Day;
            double[] agents = one.Agents;
            CallerBehaviour behaviour = new() { HandleTimeVariation = one.HandleVariation };
            int days = (int)Math.Ceiling(callsPerCase / one.CallsPerDay);
            SimulatedFigures truth = new CentreSimulation(1, [[new SkillRoute(0, 1)]], IntervalSeconds, [behaviour])
                .Run([day], [.. agents.Select(size => new[] { size })], days, ++seed, one.DayVariation, threads: 1);
            calls += (long)truth.OfQueue(0).Offered;
            for (int method = 0; method < methods.Length; method++)
            {
                Errors kind = one.DayVariation > 0 ? noisy[method] : one.HandleVariation == 1 ? exponential[method] : all[method];
                double[] predicted = methods[method].Predict(day, agents);
                kind.Add(day, predicted, truth);
                if (kind != all[method])
                {
                    all[method].Add(day, predicted, truth);
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases, {calls / 1e6:0} million simulated calls"));
        output.WriteLine("| method | interval bias | interval mean error | 95 % of intervals within | day mean error | largest day | days, exponential handle times | days, day factor 12 % |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int method = 0; method < methods.Length; method++)
        {
            Errors errors = all[method];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {methods[method].Name} | {errors.Bias:0.00} | {errors.Mean:0.00} | {errors.Percentile95:0.00} | {errors.DayMean:0.00} | {errors.DayMax:0.0} | {exponential[method].DayMean:0.00} (bias {exponential[method].DayBias:0.00}) | {noisy[method].DayMean:0.00} (bias {noisy[method].DayBias:0.00}) |"));
        }
    }

    private static IEnumerable<StudyCase> Cases() =>
        from calls in new[] { 60.0, 150, 350, 800, 1700 }
        from handle in new[] { 180.0, 300 }
        from patience in new[] { 120.0, 300 }
        from threshold in new[] { 30.0, 120 }
        from staffing in Enum.GetValues<Staffing>()
        from kind in new[] { (Handle: 1.0, Day: 0.0), (Handle: 0.8, Day: 0.0), (Handle: 1.0, Day: 0.12) }
        where (staffing != Staffing.ErlangC && staffing != Staffing.Flat) || kind.Day == 0
        select StudyCase.Of(calls, handle, patience, threshold, staffing, kind.Handle, kind.Day);

    private static double[] ErlangCOfCalls(QueueDay day, double[] agents) =>
        Each(day, i => ErlangC.ServiceLevel(Load(day, i), agents[i], day.AverageHandleTimeSeconds[i], day.ThresholdSeconds) ?? 0);

    private static double[] ErlangAOfCalls(QueueDay day, double[] agents) =>
        Each(day, i => new ErlangA(Load(day, i), agents[i], day.AverageHandleTimeSeconds[i], day.MeanPatienceSeconds).ServiceLevelOfOffered(day.ThresholdSeconds));

    private static double[] DayOf(QueueDay day, double[] agents)
    {
        DayPrediction prediction = DayPrediction.Of(
            new NeighbourhoodPooling(1, [[new SkillRoute(0, 1)]]), IntervalSeconds, [day], [.. agents.Select(size => new[] { size })]);
        return Each(day, i => prediction.ServiceLevelAt(0, i) ?? 0);
    }

    private static double[] ChainOf(QueueDay day, double[] agents)
    {
        TransientDay chain = TransientQueue.Of(day, agents, IntervalSeconds);
        return Each(day, i => chain.At(i).ServiceLevelOfOffered ?? 0);
    }

    private static double Load(QueueDay day, int interval) => day.Calls[interval] * day.AverageHandleTimeSeconds[interval] / IntervalSeconds;

    private static double[] Each(QueueDay day, Func<int, double> level) => [.. Enumerable.Range(0, day.Calls.Count).Select(level)];

    private enum Staffing
    {
        ErlangA,
        ErlangC,
        ShortAtPeaks,
        Flat,
        Breaks,
    }

    private sealed record StudyCase(QueueDay Day, double[] Agents, double CallsPerDay, double HandleVariation, double DayVariation)
    {
        public static StudyCase Of(
            double calls, double handle, double patience, double threshold, Staffing staffing, double handleVariation, double dayVariation)
        {
            double[] shape =
                [.. Enumerable.Range(0, Intervals).Select(i => 0.45 + Math.Exp(-Math.Pow((i - 9) / 5.0, 2)) + 0.7 * Math.Exp(-Math.Pow((i - 26) / 5.0, 2)))];
            QueueDay day = new(
                [.. shape.Select(part => calls * part / shape.Sum())], [.. Enumerable.Repeat(handle, Intervals)], patience, threshold);
            double[] loads = ModifiedOfferedLoad.Of([.. day.Calls], [.. day.AverageHandleTimeSeconds], IntervalSeconds);
            double[] required = [.. loads.Select(load => (double)Required(load, day, staffing))];
            double mean = Math.Ceiling(required.Average());
            double[] agents =
            [
                .. required.Select((size, i) => staffing switch
                {
                    Staffing.ShortAtPeaks when i is >= 7 and < 11 or >= 24 and < 28 => Math.Floor(0.7 * size),
                    Staffing.Flat => mean,
                    Staffing.Breaks when i is 11 or 12 or 30 or 31 => Math.Max(1, Math.Floor(0.8 * size)),
                    _ => size,
                }),
            ];
            return new StudyCase(day, agents, calls, handleVariation, dayVariation);
        }

        private static int Required(double load, QueueDay day, Staffing staffing)
        {
            StaffingQuestion question = new(load, day.AverageHandleTimeSeconds[0], 0.80, day.ThresholdSeconds) { MeanPatienceSeconds = day.MeanPatienceSeconds };
            return (staffing == Staffing.ErlangC ? RequiredAgents.ByErlangC(question) : RequiredAgents.ByErlangA(question)).Agents;
        }
    }

    /// <summary>Errors of one method, in points.</summary>
    private sealed class Errors
    {
        private readonly List<(double Error, double Calls)> _intervals = [];
        private readonly List<double> _days = [];

        public double Bias => _intervals.Sum(one => one.Error * one.Calls) / _intervals.Sum(one => one.Calls);

        public double Mean => _intervals.Sum(one => Math.Abs(one.Error) * one.Calls) / _intervals.Sum(one => one.Calls);

        public double DayMean => _days.Average(Math.Abs);

        public double DayBias => _days.Average();

        public double DayMax => _days.Max(Math.Abs);

        public double Percentile95
        {
            get
            {
                double half = 0.95 * _intervals.Sum(one => one.Calls);
                foreach ((double error, double calls) in _intervals.OrderBy(one => Math.Abs(one.Error)))
                {
                    half -= calls;
                    if (half <= 0)
                    {
                        return Math.Abs(error);
                    }
                }

                return 0;
            }
        }

        public void Add(QueueDay day, double[] predicted, SimulatedFigures truth)
        {
            double calls = day.Calls.Sum(), inTime = 0;
            for (int interval = 0; interval < predicted.Length; interval++)
            {
                inTime += day.Calls[interval] * predicted[interval];
                _intervals.Add((100 * (predicted[interval] - truth.ServiceLevelAt(0, interval)!.Value.Value), day.Calls[interval] / calls));
            }

            _days.Add(100 * (inTime / calls - truth.ServiceLevelOf(0)!.Value.Value));
        }
    }
}
