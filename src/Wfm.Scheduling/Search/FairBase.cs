namespace Wfm.Scheduling.Search;

/// <summary>Where each person stands when the period begins, as the convex costs of fairness see it.</summary>
internal sealed class FairBase(SchedulingProblem problem)
{
    private readonly double[] _shares =
        [.. problem.Agents.Select(agent => problem.Contracts.First(contract => contract.Terms.Id == agent.Contract).Terms.ShareFraction)];

    private readonly int[] _planned =
    [
        .. Enumerable.Range(0, problem.Agents.Count)
            .Where(agent => !problem.Contracts.First(contract => contract.Terms.Id == problem.Agents[agent].Contract).IsCalledIn),
    ];

    /// <summary>Costs of a person's weekends, late shifts, early starts and denied wishes.</summary>
    public Convex[] Of(int agent)
    {
        if (!_planned.Contains(agent))
        {
            return new Convex[4];
        }

        FairnessCosts costs = problem.FairnessCosts;
        double mostGranted = _planned.Max(person => problem.Agents[person].Fairness.GrantedWishes);
        return
        [
            Burden(agent, costs.Weekend, balance => balance.Weekends),
            Burden(agent, costs.LateShift, balance => balance.LateShifts),
            Burden(agent, costs.EarlyShift, balance => balance.EarlyShifts),
            new Convex(costs.DeniedWish, mostGranted - problem.Agents[agent].Fairness.GrantedWishes),
        ];
    }

    private Convex Burden(int agent, double weight, Func<FairnessBalance, double> total)
    {
        double least = _planned.Min(person => total(problem.Agents[person].Fairness) / _shares[person]);
        return new Convex(weight / _shares[agent], total(problem.Agents[agent].Fairness) - least * _shares[agent]);
    }
}

/// <summary>Weight × ((behind + count)² − behind²): what a count adds to somebody who is already behind.</summary>
internal readonly record struct Convex(double Weight, double Behind)
{
    public double Of(double count) => Weight * count * (2 * Behind + count);

    /// <summary>What one more costs, at the price of a part.</summary>
    public double Up(double count, double by = 1) => (Of(count + by) - Of(count)) / by;

    /// <summary>What one less saves, at the price of a part.</summary>
    public double Down(double count, double by = 1) => (Of(count) - Of(count - by)) / by;
}
