namespace Wfm.Scheduling.Search;

/// <summary>Best responses of all agents in seeded random order, again and again until a round gains almost nothing; published after every round.</summary>
internal sealed class Sweeps(SearchState state, BestResponse response, SeededRandom random, Action published)
{
    /// <summary>A round that gains less than this share of the cost is the last.</summary>
    private const double WorthwhileFraction = 0.0002;

    private readonly int[] _order = [.. Enumerable.Range(0, state.Model.Agents.Length)];

    /// <summary>Gives everybody who is waiting a first period, in random order.</summary>
    /// <param name="goOn">Counts one step and says whether to go on.</param>
    public bool Construct(Func<bool> goOn)
    {
        random.Shuffle(_order);
        foreach (int agent in _order)
        {
            if (response.Standings[agent] == AgentStanding.Waiting)
            {
                response.Improve(agent);
                if (!goOn())
                {
                    return false;
                }
            }
        }

        published();
        return true;
    }

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
                response.Improve(agent);
                if (!goOn())
                {
                    return;
                }
            }

            published();
            if (before - state.Cost < WorthwhileFraction * state.Cost)
            {
                return;
            }
        }
    }
}
