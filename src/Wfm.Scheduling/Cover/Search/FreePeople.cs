using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Cover;

/// <summary>Improves a roster by freeing a few people at a time and diving for them; everybody else stays.</summary>
/// <remarks>More people are freed when even the mix gains nothing, fewer when rounding missed what the mix promised.</remarks>
internal sealed class FreePeople(RosterState state, RosterDive dive, SeededRandom random)
{
    private const double FewestFree = 3;
    private const double More = 1.1;
    private const double Fewer = 0.93;
    private double _free = 5;

    /// <summary>Frees people again and again.</summary>
    /// <param name="order">Everybody who has a period; reordered.</param>
    /// <param name="goOn">Says whether to go on; asked often.</param>
    /// <param name="tried">Told after each dive.</param>
    public void Run(int[] order, Func<bool> goOn, Action tried)
    {
        bool canGain = order.Length > 0;
        while (canGain && goOn())
        {
            random.Shuffle(order);
            int[] free = [.. order.Take((int)_free).Order()];
            DiveEnd end = dive.Free(state, free, goOn);
            _free = end switch
            {
                DiveEnd.NothingToGain => Math.Min(order.Length, _free * More),
                DiveEnd.Missed => Math.Max(FewestFree, _free * Fewer),
                _ => _free,
            };
            canGain = end != DiveEnd.NothingToGain || free.Length < order.Length;
            tried();
        }
    }
}
