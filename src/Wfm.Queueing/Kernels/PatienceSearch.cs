namespace Wfm.Queueing.Kernels;

/// <summary>Fewest agents by Erlang A: secant steps on the log-odds of the service level inside a bracket, until the bracket is one agent wide.</summary>
internal static class PatienceSearch
{
    public static StaffingAnswer Fewest(in StaffingQuestion q)
    {
        double a = q.OfferedLoad;

        // Strictly less than n/a of the load is ever served by n agents, so n = a·target never meets the target, not even as a tie.
        double cannot = Math.Floor(a * q.Target * (1 + 1e-12));
        if (cannot >= q.MaxAgents)
        {
            return StaffingAnswer.Beyond(q.MaxAgents);
        }

        Bracket bracket = new(q, (int)cannot, a);
        while (bracket.IsOpen)
        {
            if (!bracket.Step(q))
            {
                return StaffingAnswer.Beyond(q.MaxAgents);
            }
        }

        return bracket.Answer(q);
    }

    /// <summary>Log-odds margin of the tightest condition; not negative when every condition is met.</summary>
    private static double Margin(in StaffingQuestion q, in ErlangA system, double level)
    {
        double margin = Odds(level) - Odds(q.Target);
        if (level >= q.Target - DelaySearch.Tie)
        {
            margin = Math.Max(0, margin);
        }

        if (q.MaxOccupancy < 1)
        {
            double spare = q.MaxOccupancy * (1 + DelaySearch.Tie) - system.Occupancy;
            margin = Math.Min(margin, spare * 10);
        }

        if (q.MaxAbandonment < 1)
        {
            double ratio = q.MaxAbandonment * (1 + DelaySearch.Tie) / system.ProbabilityOfAbandonment;
            margin = Math.Min(margin, Math.Log(ratio));
        }

        return margin;
    }

    private static double Odds(double share)
    {
        double inside = Math.Clamp(share, 1e-12, 1 - 1e-12);
        return Math.Log(inside / (1 - inside));
    }

    /// <summary>Agents known to be too few and agents known to be enough, with the next trial between them.</summary>
    private struct Bracket
    {
        private int _below;
        private int _enough;
        private double _belowLevel;
        private ErlangA _system;
        private double _level;
        private double _slope;
        private double _trial;
        private double _lastMargin;
        private int _last;
        private int _steps;

        public Bracket(in StaffingQuestion q, int cannot, double a)
        {
            _below = cannot;
            _belowLevel = double.NaN;
            _enough = int.MaxValue;
            double root = Math.Sqrt(a);
            double fluid = q.MeanPatienceSeconds == 0 ? 0 : a * Math.Exp(-q.ThresholdSeconds / q.MeanPatienceSeconds);
            _slope = 1.7 / root;
            _trial = Math.Max(fluid, cannot) + 0.35 * root + 0.5;
        }

        public readonly bool IsOpen => _enough - _below > 1;

        public bool Step(in StaffingQuestion q)
        {
            int n = Next(q.MaxAgents);
            ErlangA system = new(q.OfferedLoad, n, q.AverageHandleTimeSeconds, q.MeanPatienceSeconds);
            double level = system.ServiceLevelOfOffered(q.ThresholdSeconds);
            double margin = Margin(q, system, level);
            if (margin >= 0)
            {
                (_enough, _system, _level) = (n, system, level);
            }
            else
            {
                (_below, _belowLevel) = (n, level);
                if (n == q.MaxAgents)
                {
                    return false;
                }
            }

            if (_steps > 0 && n != _last && margin != _lastMargin)
            {
                _slope = Math.Max((margin - _lastMargin) / (n - _last), 1e-9);
            }

            (_last, _lastMargin) = (n, margin);
            _trial = n - margin / _slope;
            _steps++;
            return true;
        }

        public StaffingAnswer Answer(in StaffingQuestion q)
        {
            if (double.IsNaN(_belowLevel) && _below > 0)
            {
                _belowLevel = new ErlangA(q.OfferedLoad, _below, q.AverageHandleTimeSeconds, q.MeanPatienceSeconds)
                    .ServiceLevelOfOffered(q.ThresholdSeconds);
            }

            return new StaffingAnswer(
                StaffingOutcome.Met,
                _enough,
                _level,
                _below == 0 ? null : _belowLevel,
                _system.ProbabilityOfWait,
                _system.ProbabilityOfAbandonment,
                _system.Occupancy);
        }

        /// <summary>The next trial: the secant's answer kept inside the bracket, its middle when the secant is slow.</summary>
        private readonly int Next(int maxAgents)
        {
            double upper = _enough == int.MaxValue ? (double)maxAgents + 1 : _enough;
            double trial = Math.Ceiling(_trial);
            if (_steps > 8 && _enough != int.MaxValue)
            {
                trial = Math.Floor((_below + upper) / 2);
            }

            if (_steps > 8 && _enough == int.MaxValue)
            {
                trial = Math.Max(trial, _below * 2.0);
            }

            return (int)Math.Clamp(trial, _below + 1, Math.Max(_below + 1, upper - 1));
        }
    }
}
