using NodaTime;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>One run: construct, anneal, dive from the cheapest mix, free people again and again; the bound beside or after.</summary>
/// <remarks>Search and bound share nothing, so that one thread and two give the same roster.</remarks>
internal sealed class CoverRun
{
    private const long DefaultSteps = 20_000;
    private const long DefaultBoundSteps = 2_000;
    private const int StepsPerReport = 50;
    private const int StepsPerRound = 5;
    private const double ConstructionShare = 0.9;
    private const double AnnealingShare = 0.1;
    private const double LoneAnnealingShare = 0.95;
    private const double ColumnShare = 0.4;
    private const double FirstDiveShare = 0.8;
    private const double LateAnnealingShare = 0.9;
    private const double SearchShareOfTime = 0.6;
    private readonly CoverModel _model;
    private readonly ScheduleOptions _options;
    private readonly IProgress<ScheduleProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly RosterState _state;
    private readonly SeededRandom _random;
    private readonly List<int> _impossible = [];
    private readonly CoverBound _bound;
    private long _steps;
    private long _cost = long.MaxValue;
    private volatile bool _isFeasible;
    private bool _clockRuled;

    public CoverRun(
        CoverModel model, ScheduleOptions options, IProgress<ScheduleProgress>? progress, CancellationToken cancellation)
    {
        (_model, _options, _progress, _cancellation) = (model, options, progress, cancellation);
        (_state, _random) = (new RosterState(model), new SeededRandom(options.Seed));
        _bound = new CoverBound(model.Problem);
    }

    private long Steps => _options.Steps ?? (_options.TimeLimit is null ? DefaultSteps : long.MaxValue);

    /// <summary>
    /// Whether no roster can be cheaper. Only cheaper ones are ever taken, so ending here changes nothing but the steps counted;
    /// asked only under a clock, where those are not promised.
    /// </summary>
    private bool IsProven => _options.TimeLimit is not null && _isFeasible && Interlocked.Read(ref _cost) <= _bound.Whole;

    private Duration Now => _options.Elapsed?.Invoke() ?? Duration.Zero;

    public CoverResult Execute()
    {
        bool dives = ColumnGeneration.Fits(_model);
        Task? bounding = dives ? null : Bound([]);
        PeriodMaker maker = new(_model, keepsLimits: true);
        Construct(maker);
        short[] start = _state.Rows.ToArray();
        bounding ??= Bound(start);
        Search(maker, dives);
        if (bounding is null)
        {
            Climb(start);
        }
        else
        {
            bounding.Wait(CancellationToken.None);
        }

        return Result();
    }

    /// <summary>Starts the bound beside the search; null on one thread.</summary>
    private Task? Bound(short[] start) => _options.Threads > 1 ? Task.Run(() => Climb(start), CancellationToken.None) : null;

    private void Construct(PeriodMaker maker)
    {
        int[] order = [.. Enumerable.Range(0, _model.People.Length)];
        _random.Shuffle(order);
        short[] to = new short[_model.Days];
        foreach (int person in order.TakeWhile(_ => Done() < ConstructionShare && !_cancellation.IsCancellationRequested))
        {
            if (!maker.BestResponse(_state, person, to) && !maker.Plain(_state, person, to))
            {
                if (maker.IsImpossible(person))
                {
                    _impossible.Add(person);
                }
            }
            else if (_state.Evaluate(person, 0, to, withCover: true))
            {
                _state.Commit(person, 0, to, _state.DeltaCost, _state.DeltaPoints);
            }
        }
    }

    private void Search(PeriodMaker maker, bool dives)
    {
        RosterAnnealing annealing = new(_state, new RosterMoves(_state, _random, _impossible), maker);
        Anneal(annealing, 0.3, dives ? AnnealingShare : LoneAnnealingShare);
        if (!dives)
        {
            return;
        }

        int[] order = [.. Enumerable.Range(0, _model.People.Length).Except(_impossible)];
        void Count() => Keep(annealing, StepsPerRound);
        PeriodPool pool = new(_model);
        RosterDive dive = new(maker, pool, Count);
        if (FirstDive(new ColumnGeneration(maker, pool, _state), dive, Count))
        {
            new FreePeople(_state, dive, _random).Run(order, GoesOn, Count);
        }
        else
        {
            Anneal(annealing, 0.1, LateAnnealingShare);
        }

        double from = Done();
        annealing.Keep();
        annealing.Rebuild(
            new PeopleRebuild(_state, maker, _random), order, 0.03,
            () => order.Length == 0 || !GoesOn() ? 1 : (Done() - from) / Math.Max(1e-9, 1 - from),
            () => Step(annealing.BestCost, annealing.BestPoints));
    }

    private void Anneal(RosterAnnealing annealing, double hot, double share)
    {
        annealing.Run(hot, 0.01, () => Done() / share, () => Step(annealing.BestCost, annealing.BestPoints));
        annealing.Repair();
        annealing.Restore();
    }

    /// <summary>
    /// Dives with everybody free, whatever the roster so far costs: freeing a few people leads on from a rounded mix, seldom
    /// from a roster that small moves have settled.
    /// </summary>
    /// <returns>Whether a roster worth going on from came of it.</returns>
    private bool FirstDive(ColumnGeneration columns, RosterDive dive, Action count)
    {
        _ = columns.Converge(long.MaxValue, () => Done() < ColumnShare && GoesOn(), count);
        return dive.All(_state, columns.Master, () => Done() < FirstDiveShare && GoesOn());
    }

    /// <summary>Share of the budget spent.</summary>
    private double Done()
    {
        double bySteps = (double)_steps / Steps;
        if (_options is not { TimeLimit: { } limit, Elapsed: not null })
        {
            return bySteps;
        }

        double byTime = Now.TotalSeconds / (limit.TotalSeconds * (_options.Threads > 1 ? 0.98 : SearchShareOfTime));
        _clockRuled |= byTime > bySteps;
        return Math.Max(bySteps, byTime);
    }

    private bool GoesOn() => Done() < 1 && !_cancellation.IsCancellationRequested && !IsProven;

    private void Keep(RosterAnnealing annealing, int steps)
    {
        annealing.Keep();
        _ = Step(annealing.BestCost, annealing.BestPoints, steps);
    }

    private bool Step(long cost, int points, int steps = 1)
    {
        long reports = _steps / StepsPerReport;
        _steps += steps;
        Interlocked.Exchange(ref _cost, cost);
        _isFeasible = points == 0;
        if (_steps / StepsPerReport > reports)
        {
            _progress?.Report(new ScheduleProgress(_steps, _cost, _bound.Whole, Now));
        }

        return !_cancellation.IsCancellationRequested && !IsProven;
    }

    private void Climb(short[] start) =>
        _bound.Climb(start, _options.BoundSteps ?? DefaultBoundSteps, () =>
            !_cancellation.IsCancellationRequested && !IsProven && !(_options is { TimeLimit: { } limit, Elapsed: not null } && Now >= limit * 0.98));

    private CoverResult Result()
    {
        CoverRoster roster = new(_model.People.Length, _model.Days);
        for (int person = 0; person < roster.People; person++)
        {
            for (int day = 0; day < roster.Days; day++)
            {
                roster[person, day] = _state.Row(person)[day] is short type and >= 0 ? type : null;
            }
        }

        return new CoverResult
        {
            Roster = roster,
            Cost = CoverCost.Of(_model.Problem, roster),
            Bound = _bound.Whole,
            Violations = [.. CoverRules.Violations(_model.Problem, roster)],
            Impossible = [.. _impossible.Order()],
            Steps = _steps,
            BoundSteps = _bound.Steps,
            IsReproducible = !_clockRuled && !_cancellation.IsCancellationRequested,
        };
    }
}
