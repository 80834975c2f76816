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

    /// <summary>A day's level spreads by three to four points by chance, by up to ten when days vary by 12 %: fewer would tell the luck of the days, not the method's error.</summary>
    private const int FewestDays = 2_000, FewestDaysThatVary = 5_000;

    private delegate double[] Method(StudyCase study);

    public static void Print(TextWriter output, double callsPerCase)
    {
        (string Name, Method Predict)[] methods =
        [
            ("Erlang C, calls × AHT", ErlangCOfCalls),
            ("Erlang A, calls × AHT", ErlangAOfCalls),
            ("Erlang A, modified offered load (the fast path)", study => DayOf(study, dayVariation: 0)),
            ("the same, averaged over the day factor", study => DayOf(study, study.DayVariation)),
            ("transient chain", ChainOf),
        ];
        Errors[][] errors = [.. methods.Select(_ => new Errors[] { new(), new(), new() })];
        int cases = 0;
        double calls = 0;
        foreach (StudyCase study in Cases())
        {
            CallerBehaviour behaviour = new() { HandleTimeVariation = study.HandleVariation };
            int days = Math.Max((int)Math.Ceiling(callsPerCase / study.CallsPerDay), study.DayVariation > 0 ? FewestDaysThatVary : FewestDays);
            SimulatedFigures truth = new CentreSimulation(1, [[new SkillRoute(0, 1)]], IntervalSeconds, [behaviour])
                .Run([study.Day], [.. study.Agents.Select(size => new[] { size })], days, ++cases, study.DayVariation);
            calls += truth.OfQueue(0).Offered;
            int kind = study.DayVariation > 0 ? 2 : study.HandleVariation == 1 ? 0 : 1;
            for (int method = 0; method < methods.Length; method++)
            {
                errors[method][kind].Add(study.Day, methods[method].Predict(study), truth);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases, {calls / 1e6:0} million simulated calls"));
        output.WriteLine("| method | interval bias | interval mean error | 95 % within | day mean (largest) error | the same, lognormal handle times | the same, day factor 12 % |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        for (int method = 0; method < methods.Length; method++)
        {
            Errors plain = errors[method][0];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {methods[method].Name} | {plain.Bias:0.00} | {plain.Mean:0.00} | {plain.Percentile95:0.00} | {plain} | {errors[method][1]} | {errors[method][2]} |"));
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

    private static double[] ErlangCOfCalls(StudyCase study) =>
        Each(study.Day, i => ErlangC.ServiceLevel(Load(study.Day, i), study.Agents[i], study.Day.AverageHandleTimeSeconds[i], study.Day.ThresholdSeconds) ?? 0);

    private static double[] ErlangAOfCalls(StudyCase study) =>
        Each(study.Day, i => new ErlangA(Load(study.Day, i), study.Agents[i], study.Day.AverageHandleTimeSeconds[i], study.Day.MeanPatienceSeconds)
            .ServiceLevelOfOffered(study.Day.ThresholdSeconds));

    private static double[] DayOf(StudyCase study, double dayVariation)
    {
        DayPrediction prediction = DayPrediction.Of(
            new NeighbourhoodPooling(1, [[new SkillRoute(0, 1)]]), IntervalSeconds, [study.Day], [.. study.Agents.Select(size => new[] { size })], dayVariation);
        return Each(study.Day, i => prediction.ServiceLevelAt(0, i) ?? 0);
    }

    private static double[] ChainOf(StudyCase study)
    {
        TransientDay chain = TransientQueue.Of(study.Day, study.Agents, IntervalSeconds);
        return Each(study.Day, i => chain.At(i).ServiceLevelOfOffered ?? 0);
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

        /// <summary>Mean, largest and signed error of a day.</summary>
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{_days.Average(Math.Abs):0.00} ({_days.Max(Math.Abs):0.0}), bias {_days.Average():0.00}");

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
