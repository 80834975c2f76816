using NodaTime;
using Wfm.Scheduling.Bound;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling;

/// <summary>What one run leaves behind, before it is judged.</summary>
internal sealed record BuildOutput(
    DraftSchedule Schedule, double Bound, IReadOnlyCollection<int> Impossible, long Steps, long BoundSteps, bool IsReproducible, bool IsCutShort);

/// <summary>One run: construct, improve, and bound, on one thread or two.</summary>
/// <remarks>The bound starts from what the search knows after its sweeps, a point fixed by steps, and never steers the search.</remarks>
internal sealed class BuildRun
{
    private const double SearchShareOfTime = 0.6;
    private const double MostKeptBack = 0.25;
    private readonly PlanModel _model;
    private readonly ScheduleOptions _options;
    private readonly IProgress<ScheduleProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly SearchState _state;
    private readonly LagrangianDual _dual;
    private readonly BoundAscent _ascent;
    private readonly RunBudget _budget;
    private readonly Duration? _limit;
    private long _boundBits = BitConverter.DoubleToInt64Bits(0);
    private long _evaluation;
    private volatile bool _stopped;
    private bool _pressed;
    private bool _constructing = true;
    private Duration _coolingSince = Duration.Zero;
    private Annealing? _annealing;
    private Duration _shownAt = Duration.Zero;
    private double _shownCost = double.PositiveInfinity;

    /// <param name="model">The problem, compiled.</param>
    /// <param name="options">Seed, threads and budget.</param>
    /// <param name="keptBack">Part of the time limit the caller needs afterwards.</param>
    /// <param name="progress">Hears of improvements.</param>
    /// <param name="cancellation">Ends the run.</param>
    public BuildRun(
        PlanModel model, ScheduleOptions options, Duration keptBack, IProgress<ScheduleProgress>? progress, CancellationToken cancellation)
    {
        _limit = options is { TimeLimit: { } limit, Elapsed: not null } ? limit - Duration.Min(keptBack, limit * MostKeptBack) : null;
        (_model, _options, _progress, _cancellation) = (model, options, progress, cancellation);
        _state = new SearchState(model);
        _dual = new LagrangianDual(model);
        _ascent = new BoundAscent(_dual);
        _budget = RunBudget.Of(model, options);
    }

    public BuildOutput Execute()
    {
        SeededRandom random = new(_options.Seed);
        BestResponse response = new(_state);
        Sweeps sweeps = new(_state, response, random, Report);
        if (_options.WarmStart is { } warm)
        {
            WarmRows.Place(_state, warm, response.Standings);
        }

        bool constructed = sweeps.Construct(Step);
        _constructing = false;
        if (constructed)
        {
            sweeps.Run(_budget.SweepRounds, Step);
        }

        (double[] prices, double target) = (StartPrices.Of(_state), _state.Cost);
        Report();
        Task? bounding = _options.Threads > 1 && !_stopped ? Task.Run(() => Climb(prices, target), CancellationToken.None) : null;
        DraftSchedule best = Improve(sweeps, response, random);
        bool searchStopped = _stopped;
        if (bounding is null)
        {
            Climb(prices, target);
        }
        else
        {
            bounding.Wait(CancellationToken.None);
        }

        return new BuildOutput(
            best, _ascent.Best, Agents(response, AgentStanding.Impossible), _budget.Used, _ascent.Steps, !searchStopped && !_pressed,
            Agents(response, AgentStanding.Waiting).Length > 0);
    }

    /// <summary>Where the gap comes from: one more evaluation, at the best prices; nothing when the run was cancelled.</summary>
    public IReadOnlyList<GapSource> SourcesOf(DraftSchedule schedule, CostByPart cost) =>
        _ascent.BestPrices.Length == 0 || _cancellation.IsCancellationRequested
            ? []
            : _dual.Sources(_ascent.BestPrices, schedule, cost, Math.Clamp(_ascent.Best, 0, cost.Total));

    private static int[] Agents(BestResponse response, AgentStanding standing) =>
        [.. Enumerable.Range(0, response.Standings.Length).Where(agent => response.Standings[agent] == standing)];

    /// <summary>Anneals, then sweeps once more; a few steps are kept back for the sweeps.</summary>
    private DraftSchedule Improve(Sweeps sweeps, BestResponse response, SeededRandom random)
    {
        Annealing annealing = new(_state, response, random);
        _annealing = annealing;
        long steps = _budget.Remaining - 3L * _model.Agents.Length;
        if (!_stopped && steps > 0)
        {
            _coolingSince = Now();
            annealing.Run(steps, Cooled, Step);
            sweeps.Run(3, Step);
            new PersonSwaps(_state, response).Run(() => Step() || !_stopped);
        }

        DraftSchedule best = annealing.Best();
        Report();
        return best;
    }

    /// <summary>Cooling follows the steps; when the time limit would cut it off hot, it follows the clock and the run says so.</summary>
    private double Cooled(double share)
    {
        if (_limit is not { } limit)
        {
            return share;
        }

        double spent = (Now() - _coolingSince).TotalSeconds;
        double left = (limit * SearchShare * 0.97 - _coolingSince).TotalSeconds;
        if (left > 0 && spent < 0.02 * left)
        {
            return share;
        }

        _pressed |= spent > left * share;
        return _pressed ? Math.Max(share, left <= 0 ? 1 : spent / left) : share;
    }

    private double SearchShare => _options.Threads > 1 ? 1 : SearchShareOfTime;

    private Duration Now() => _options.Elapsed?.Invoke() ?? Duration.Zero;

    private bool Step()
    {
        _budget.Used++;
        if (_budget.Used % 64 == 0)
        {
            Report();
        }

        _stopped |= IsLate(SearchShare) || _cancellation.IsCancellationRequested;
        return !_stopped && _budget.Remaining > 0;
    }

    /// <summary>Until everybody has a schedule nothing is kept back: late beats nothing.</summary>
    private bool IsLate(double share) =>
        _constructing ? _limit is not null && Now() >= _options.TimeLimit
        : _limit is { } limit && Now() >= (limit - Duration.FromNanoseconds(Interlocked.Read(ref _evaluation))) * share;

    /// <summary>Price nothing first, so that even a brief run has a bound; then the climb. Time for one more evaluation is kept back.</summary>
    private void Climb(double[] prices, double target)
    {
        Duration began = Now();
        if (_budget.BoundSteps > 0 && GoOnBounding())
        {
            _ascent.Try(new double[prices.Length], GoOnBounding);
            Interlocked.Exchange(ref _evaluation, (Now() - began).ToInt64Nanoseconds());
        }

        _ascent.Climb(prices, target, _budget.BoundSteps, GoOnBounding);
    }

    private bool GoOnBounding()
    {
        Interlocked.Exchange(ref _boundBits, BitConverter.DoubleToInt64Bits(_ascent.Best));
        return !_cancellation.IsCancellationRequested && !IsLate(1);
    }

    private void Report()
    {
        double bound = BitConverter.Int64BitsToDouble(Interlocked.Read(ref _boundBits));
        _progress?.Report(new ScheduleProgress(
            _budget.Used, _annealing?.BestCost ?? _state.Cost, Math.Max(0, bound), Now()));
        ShowIncumbent();
    }

    /// <summary>Whoever keeps plans safe while they are made gets a copy now and then.</summary>
    private void ShowIncumbent()
    {
        if (_options is { Incumbent: { } show, Elapsed: not null } && _annealing is { } annealing && annealing.BestCost < _shownCost && Now() - _shownAt >= _options.IncumbentEvery)
        {
            (_shownAt, _shownCost) = (Now(), annealing.BestCost);
            show(annealing.Kept(), annealing.BestCost);
        }
    }
}

/// <summary>The budget of a run in steps.</summary>
internal sealed class RunBudget
{
    public required int SweepRounds { get; init; }

    public required long Steps { get; init; }

    public required long BoundSteps { get; init; }

    public long Used { get; set; }

    public long Remaining => Steps - Used;

    public static RunBudget Of(PlanModel model, ScheduleOptions options)
    {
        int agents = Math.Max(1, model.Agents.Length);
        return new RunBudget
        {
            SweepRounds = 30,
            Steps = options.Steps ?? 30L * agents + 40_000,
            BoundSteps = options.BoundSteps ?? 2_000,
        };
    }
}
