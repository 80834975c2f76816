using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>Improves a roster by freeing a few people at a time and diving for them; everybody else stays.</summary>
/// <remarks>More people are freed when even the mix gains nothing, fewer when rounding missed what the mix promised.</remarks>
internal sealed class FreePeople(RosterState state, ColumnGeneration columns, SeededRandom random)
{
    private const double LeastFree = 3;
    private double _free = 5;

    /// <summary>Frees people again and again.</summary>
    /// <param name="goOn">Says whether to go on; asked often.</param>
    /// <param name="tried">Told after each dive whether the roster became cheaper.</param>
    public void Run(Func<bool> goOn, Action<bool> tried)
    {
        int people = state.Model.People.Length;
        int[] order = [.. Enumerable.Range(0, people)];
        bool[] free = new bool[people];
        while (goOn())
        {
            random.Shuffle(order);
            Array.Clear(free);
            foreach (int person in order.Take((int)_free))
            {
                free[person] = true;
            }

            DiveEnd end = columns.Dive(state, person => !free[person], goOn);
            _free = end switch
            {
                DiveEnd.NothingToGain => Math.Min(people, _free + 0.25),
                DiveEnd.Missed => Math.Max(LeastFree, _free - 0.25),
                _ => _free,
            };
            tried(end == DiveEnd.Cheaper);
            if (end == DiveEnd.NothingToGain && Array.TrueForAll(free, isFree => isFree))
            {
                return;
            }
        }
    }
}
