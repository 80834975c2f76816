using NodaTime;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Parts;
using Wfm.Scheduling.OrTools.Solving;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.OrTools;

/// <summary>Improves a schedule part by part; every answer is judged by the plain rules and the plain cost before it is used.</summary>
internal sealed class HybridPolish
{
    private const double LeastGain = 1e-6;
    private readonly SchedulingProblem _problem;
    private readonly SolverProcess _solver;
    private readonly HybridOptions _options;
    private readonly ScheduleResult _built;
    private readonly IProgress<ScheduleProgress>? _progress;
    private readonly DayShift?[][] _rows;
    private readonly bool[] _proven;
    private readonly bool[] _tried;
    private readonly Neighbourhood _neighbourhoods;
    private readonly Dictionary<Wfm.Domain.ContractId, IReadOnlyList<IScheduleRule>> _books;
    private double _cost;
    private (double Pauses, double Neighbourhoods) _gain;
    private (int Tried, int Better, int Refused) _count;
    private bool _clockDecided;

    public HybridPolish(SchedulingProblem problem, SolverProcess solver, HybridOptions options, ScheduleResult built, IProgress<ScheduleProgress>? progress)
    {
        (_problem, _solver, _options, _built, _progress) = (problem, solver, options, built, progress);
        _rows = [.. Enumerable.Range(0, problem.Agents.Count).Select(agent => Enumerable.Range(0, problem.Grid.Days.Count).Select(day => built.Schedule.ShiftOf(agent, day)).ToArray())];
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
            bool isProofTime = day >= 0 && (_options.Search.TimeLimit is not null || _count.Tried >= _options.Neighbourhoods || _count.Tried == 0);
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

        DraftSchedule schedule = new(_rows);
        ScheduleCheck check = ScheduleChecker.Check(_problem, schedule);
        double bound = Math.Min(_built.Bound, check.Cost.Total);
        double gap = check.Cost.Total <= 0 ? 0 : (check.Cost.Total - bound) / check.Cost.Total;
        return new HybridResult(
            _built with
            {
                Outcome = gap < 1e-9 ? new ScheduleOutcome.Optimal() : new ScheduleOutcome.Feasible(gap),
                Schedule = schedule,
                Cost = check.Cost,
                Bound = bound,
                Coverage = check.Coverage,
                Violations = check.Violations,
                Wishes = check.Wishes,
                IsReproducible = _built.IsReproducible && !_clockDecided,
            },
            report);
    }

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
    /// <returns>Whether the schedule costs as little as the answer says: the change was made, or was none, or saved nothing.</returns>
    private bool Try(IReadOnlyList<(int Agent, int Day, DayShift? Shift)> answer)
    {
        (int Agent, int Day, DayShift? Before, DayShift? After)[] changes =
            [.. answer.Where(found => _rows[found.Agent][found.Day] != found.Shift).Select(found => (found.Agent, found.Day, _rows[found.Agent][found.Day], found.Shift))];
        if (changes.Length == 0)
        {
            return true;
        }

        foreach ((int agent, int day, _, DayShift? after) in changes)
        {
            _rows[agent][day] = after;
        }

        if (changes.Select(change => change.Agent).Distinct().All(KeepsRules))
        {
            double cost = ScheduleChecker.Check(_problem, new DraftSchedule(_rows)) is { } check && check.Violations.Count <= _built.Violations.Count
                ? check.Cost.Total
                : double.PositiveInfinity;
            if (cost < _cost - LeastGain)
            {
                _cost = cost;
                return true;
            }
        }

        bool isRefused = changes.Select(change => change.Agent).Distinct().Any(agent => !KeepsRules(agent));
        _count.Refused += isRefused ? 1 : 0;
        foreach ((int agent, int day, DayShift? before, _) in changes)
        {
            _rows[agent][day] = before;
        }

        return !isRefused;
    }

    private bool KeepsRules(int agent)
    {
        PlanAgent person = _problem.Agents[agent];
        AgentSchedule own = new(_problem, person, _rows[agent]);
        return !_books[person.Contract].Any(rule => rule.Violations(own).Any());
    }
}
