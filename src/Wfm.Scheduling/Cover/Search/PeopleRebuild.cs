using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>Improves a roster by emptying the periods of a few people and giving each in turn the cheapest that is left.</summary>
/// <remarks>Reaches what small moves cannot: a person's runs, weekends and hours change together, with every rule kept on the way.</remarks>
internal sealed class PeopleRebuild(RosterState state, PeriodMaker maker, SeededRandom random)
{
    private const int FewestPeople = 2;
    private const int MostPeople = 4;
    private readonly short[] _off = [.. Enumerable.Repeat((short)-1, state.Model.Days)];
    private readonly short[] _to = new short[state.Model.Days];

    /// <summary>Empties and refills one draw of people.</summary>
    /// <param name="temperature">How far above the present cost a roster may be to be taken now and then.</param>
    /// <param name="order">Everybody who has a period; reordered.</param>
    public void Try(double temperature, int[] order)
    {
        int people = Math.Min(order.Length, FewestPeople + random.Below(MostPeople - FewestPeople + 1));
        for (int index = 0; index < people; index++)
        {
            int other = index + random.Below(order.Length - index);
            (order[index], order[other]) = (order[other], order[index]);
        }

        ReadOnlySpan<int> freed = order.AsSpan(0, people);
        (long cost, int points) = (state.Cost, state.Points);
        short[][] before = new short[people][];
        for (int index = 0; index < people; index++)
        {
            before[index] = state.Row(freed[index]).ToArray();
            Put(freed[index], _off);
        }

        bool isWhole = true;
        foreach (int person in freed)
        {
            isWhole = isWhole && maker.BestResponse(state, person, _to);
            if (isWhole)
            {
                Put(person, _to);
            }
        }

        double worse = state.Cost - cost;
        if (isWhole && state.Points <= points && (worse <= 0 || worse < -temperature * Math.Log(1 - random.Fraction())))
        {
            return;
        }

        for (int index = 0; index < people; index++)
        {
            Put(freed[index], before[index]);
        }
    }

    private void Put(int person, short[] row)
    {
        _ = state.Evaluate(person, 0, row, withCover: true);
        state.Commit(person, 0, row, state.DeltaCost, state.DeltaPoints);
    }
}
