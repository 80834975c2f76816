using NodaTime;
using Wfm.Scheduling.Activities;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Parts;
using Wfm.Scheduling.OrTools.Solving;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.OrTools;

/// <summary>Improves a schedule part by part; every answer is judged by the plain rules and the plain cost before it is used.</summary>
internal sealed class HybridPolish
{
    private const double LeastGain = 1e-6;
    private readonly SchedulingProblem _asked;
    private readonly SchedulingProblem _problem;
    private readonly SolverProcess _solver;
    private readonly HybridOptions _options;
    private readonly ScheduleResult _built;
    private readonly IProgress<ScheduleProgress>? _progress;
    private readonly DayShift?[][] _rows;
    private readonly SchedulingProblem?[] _alone;
    private readonly bool[] _proven;
    private readonly bool[] _tried;
    private readonly Neighbourhood _neighbourhoods;
    private readonly Dictionary<Wfm.Domain.ContractId, IReadOnlyList<IScheduleRule>> _books;
    private double _cost;
    private (double Pauses, double Neighbourhoods) _gain;
    private (int Tried, int Better, int Refused) _count;
    private (double Spent, int Solves) _pauseSeconds;
    private bool _clockDecided;

    public HybridPolish(SchedulingProblem problem, SolverProcess solver, HybridOptions options, ScheduleResult built, IProgress<ScheduleProgress>? progress)
    {
        (_asked, _solver, _options, _built, _progress) = (problem, solver, options, built, progress);
        // Activities stay where they were placed; for the parts they are meetings like any other.
        _problem = problem = PlacedActivities.Apply(problem, built.Schedule.Activities);
        _rows = [.. Enumerable.Range(0, problem.Agents.Count).Select(agent => Enumerable.Range(0, problem.Grid.Days.Count).Select(day => built.Schedule.ShiftOf(agent, day)).ToArray())];
        _alone = new SchedulingProblem?[problem.Grid.Days.Count];
        _proven = new bool[problem.Grid.Days.Count];
        _tried = new bool[problem.Grid.Days.Count];
        _neighbourhoods = new Neighbourhood(problem, new SpanCache(problem), new Random(unchecked((int)options.Search.Seed)));
        _books = problem.Contracts.ToDictionary(contract => contract.Terms.Id, ScheduleRules.For);
        _cost = built.Cost.Total;
    }

    /// <summary>Lunches and breaks of every day first, then neighbourhoods; a day a neighbourhood changed is proven anew.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && SecondsLeft() > 0.05)
        {
            int day = Array.FindIndex(_tried, tried => !tried);
            bool isProofTime = day >= 0 && IsProofTime();
            if (!isProofTime && _options.Search.TimeLimit is null && _count.Tried >= _options.Neighbourhoods)
            {
                return;
            }

            try
            {
                await (isProofTime ? PlacePausesAsync(day, cancellationToken) : TryNeighbourhoodAsync(cancellationToken));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            _progress?.Report(new ScheduleProgress(_built.Steps + _count.Tried, _cost, _built.Bound, _options.Search.Elapsed?.Invoke() ?? Duration.Zero));
        }

        _clockDecided |= _options.Search.TimeLimit is not null;
    }

    /// <summary>The schedule as it is now, recomputed; the one our engine built when nothing better was found.</summary>
    public HybridResult Result()
    {
        int[] days = [.. Enumerable.Range(0, _problem.Grid.Days.Count).Where(day => _rows.Any(row => row[day] is not null))];
        HybridReport report = new(
            _solver.Name, days.Length, days.Count(day => _proven[day]), _gain.Pauses, _count.Tried, _count.Better, _gain.Neighbourhoods, _count.Refused);
        if (_gain is (0, 0))
        {
            return new HybridResult(_built with { IsReproducible = _built.IsReproducible && !_clockDecided }, report);
        }

        DraftSchedule schedule = new DraftSchedule(_rows).With(_built.Schedule.Activities);
        ScheduleResult polished = ScheduleBuilder.Recount(_asked, _built, schedule);
        return new HybridResult(polished with { IsReproducible = _built.IsReproducible && !_clockDecided }, report);
    }

    /// <summary>Days go first, and again when what is left is just enough to prove those that neighbourhoods changed.</summary>
    private bool IsProofTime() => _count.Tried == 0 || (_options.Search.TimeLimit is null
        ? _count.Tried >= _options.Neighbourhoods
        : SecondsLeft() < 1.5 * _tried.Count(tried => !tried) * _pauseSeconds.Spent / Math.Max(1, _pauseSeconds.Solves));

    private double SecondsLeft() => _options.Search is { TimeLimit: { } limit, Elapsed: { } elapsed }
        ? (limit - elapsed()).TotalSeconds
        : double.PositiveInfinity;

    private async Task<CpAnswer> SolveAsync(CpModel model, CancellationToken cancellationToken)
    {
        double seconds = Math.Clamp(SecondsLeft(), 0.05, 600);
        CpAnswer answer = await _solver.SolveAsync(
            model,
            new CpSolverOptions { Seconds = seconds, DeterministicSeconds = _options.PartSeconds, Seed = (int)(_options.Search.Seed & 0xFFFF) },
            cancellationToken);
        _clockDecided |= answer.Seconds >= 0.99 * seconds;
        return answer;
    }

    private async Task PlacePausesAsync(int day, CancellationToken cancellationToken)
    {
        DayShift?[] before = [.. _rows.Select(row => row[day])];
        PauseModel model = PauseModel.Of(_problem, before, day);
        CpAnswer answer = await SolveAsync(model.Model, cancellationToken);
        _tried[day] = true;
        _pauseSeconds = (_pauseSeconds.Spent + answer.Seconds, _pauseSeconds.Solves + 1);
        if (!answer.HasSolution)
        {
            return;
        }

        double cost = _cost;
        bool stands = Try([.. model.Read(answer).Select(found => (found.Agent, day, (DayShift?)found.Shift))]);
        _gain.Pauses += cost - _cost;
        _proven[day] = stands && answer.Status == CpStatus.Optimal && model.IsWhole;
    }

    private async Task TryNeighbourhoodAsync(CancellationToken cancellationToken)
    {
        _count.Tried++;
        IReadOnlyList<FreeDay> free = _neighbourhoods.Next(_rows);
        if (free.Count == 0)
        {
            return;
        }

        PeriodModel model = PeriodModel.Of(_problem, _rows, free);
        CpAnswer answer = await SolveAsync(model.Model, cancellationToken);
        if (!answer.HasSolution)
        {
            return;
        }

        double cost = _cost;
        Try([.. model.Read(answer)]);
        if (_cost < cost)
        {
            _gain.Neighbourhoods += cost - _cost;
            _count.Better++;
            foreach (int day in free.Select(own => own.Day).Distinct())
            {
                (_tried[day], _proven[day]) = (false, false);
            }
        }
    }

    /// <summary>Makes a change if the plain rules allow it and the plain cost falls.</summary>
    /// <returns>Whether nothing speaks against the answer: it was used, or changes nothing, or saves nothing.</returns>
    private bool Try(IReadOnlyList<(int Agent, int Day, DayShift? Shift)> answer)
    {
        (int Agent, int Day, DayShift? Before, DayShift? After)[] changes =
            [.. answer.Where(found => _rows[found.Agent][found.Day] != found.Shift).Select(found => (found.Agent, found.Day, _rows[found.Agent][found.Day], found.Shift))];
        int[] days = [.. changes.Select(change => change.Day).Distinct()];
        double before = days.Sum(CostOf);
        foreach ((int agent, int day, _, DayShift? after) in changes)
        {
            _rows[agent][day] = after;
        }

        bool isAllowed = changes.Select(change => change.Agent).Distinct().All(KeepsRules);
        double saved = isAllowed ? before - days.Sum(CostOf) : 0;
        if (saved > LeastGain && Whole(changes.All(change => change.Before?.Start == change.After?.Start && change.Before?.End == change.After?.End), saved) is { } cost)
        {
            _cost = cost;
            return true;
        }

        foreach ((int agent, int day, DayShift? now, _) in changes)
        {
            _rows[agent][day] = now;
        }

        _count.Refused += isAllowed ? 0 : 1;
        return isAllowed;
    }

    /// <summary>Cost of the whole schedule after a change; null when it is not lower or a rule about everybody is broken.</summary>
    /// <remarks>Where only lunches and breaks of an unpublished schedule move, nothing but the cost of the day can change; else the plain code recounts everything.</remarks>
    private double? Whole(bool isPausesOnly, double saved)
    {
        if (isPausesOnly && _problem.Published is null)
        {
            return _cost - saved;
        }

        ScheduleCheck check = ScheduleChecker.Check(_problem, new DraftSchedule(_rows));
        return check.Violations.Count <= _built.Violations.Count && check.Cost.Total < _cost - LeastGain ? check.Cost.Total : null;
    }

    private double CostOf(int day) =>
        PlainCost.Of(_alone[day] ??= new OneDay(_problem, day).Alone(), new DraftSchedule(_rows.Select(row => (IReadOnlyList<DayShift?>)[row[day]]))).Cost.Total;

    private bool KeepsRules(int agent)
    {
        PlanAgent person = _problem.Agents[agent];
        AgentSchedule own = new(_problem, person, _rows[agent]);
        return !_books[person.Contract].Any(rule => rule.Violations(own).Any());
    }
}
