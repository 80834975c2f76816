namespace Wfm.Scheduling.Search;

/// <summary>Best responses of all agents in seeded random order, again and again until a round gains almost nothing.</summary>
internal sealed class Sweeps(SearchState state, BestResponse response, SeededRandom random)
{
    /// <summary>A round that gains less than this share of the cost is the last.</summary>
    private const double WorthwhileFraction = 0.0002;

    private readonly int[] _order = [.. Enumerable.Range(0, state.Model.Agents.Length)];

    /// <summary>Agents without any schedule that keeps their rules.</summary>
    public SortedSet<int> Impossible { get; } = [];

    /// <summary>Runs rounds until the gain is small or <paramref name="goOn"/> says no; it is asked after every agent.</summary>
    /// <param name="mostRounds">Rounds at most.</param>
    /// <param name="goOn">Counts one step and says whether to go on.</param>
    public void Run(int mostRounds, Func<bool> goOn)
    {
        for (int round = 0; round < mostRounds; round++)
        {
            double before = state.Cost;
            random.Shuffle(_order);
            foreach (int agent in _order)
            {
                if (!Impossible.Contains(agent) && !response.Improve(agent))
                {
                    Impossible.Add(agent);
                }

                if (!goOn())
                {
                    return;
                }
            }

            if (before - state.Cost < WorthwhileFraction * state.Cost)
            {
                return;
            }
        }
    }
}
