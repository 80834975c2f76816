namespace Wfm.Scheduling.Cover;

/// <summary>What a roster costs, in plain code: the oracle of search and bound.</summary>
/// <param name="Wishes">Wanted shifts not given and unwanted shifts given.</param>
/// <param name="Under">People missing.</param>
/// <param name="Over">People too many.</param>
public sealed record CoverCost(long Wishes, long Under, long Over)
{
    /// <summary>Everything together.</summary>
    public long Total => Wishes + Under + Over;

    /// <summary>Counts a roster from nothing.</summary>
    public static CoverCost Of(CoverProblem problem, CoverRoster roster)
    {
        long wishes = problem.Requests
            .Where(request => (roster[request.Person, request.Day] == request.Type) != request.IsWanted)
            .Sum(request => (long)request.Weight);
        (long under, long over) = (0, 0);
        foreach (CoverNeed need in problem.Needs)
        {
            int present = Enumerable.Range(0, roster.People).Count(person => roster[person, need.Day] == need.Type);
            under += (long)Math.Max(0, need.People - present) * need.UnderWeight;
            over += (long)Math.Max(0, present - need.People) * need.OverWeight;
        }

        return new CoverCost(wishes, under, over);
    }
}
