namespace Wfm.Scheduling.Cover;

/// <summary>A problem in the numbers search and bound count with. A cell is day × types + type.</summary>
internal sealed class CoverModel
{
    public CoverModel(CoverProblem problem)
    {
        Problem = problem;
        (Days, Types) = (problem.Days, problem.Types.Count);
        (Need, Under, Over) = (new int[Cells], new int[Cells], new int[Cells]);
        foreach (CoverNeed need in problem.Needs)
        {
            int cell = need.Day * Types + need.Type;
            (Need[cell], Under[cell], Over[cell]) = (need.People, need.UnderWeight, need.OverWeight);
        }

        UnitMinutes = problem.Types.Select(type => type.PaidMinutes).Aggregate(GreatestCommonDivisor);
        Units = [.. problem.Types.Select(type => type.PaidMinutes / UnitMinutes)];
        MayFollow = new bool[Types, Types];
        for (int before = 0; before < Types; before++)
        {
            for (int after = 0; after < Types; after++)
            {
                MayFollow[before, after] = !problem.Types[before].NotFollowedBy.Contains(after);
            }
        }

        Weekend = [.. Enumerable.Range(0, Days).Select(day => problem.WeekendOf(day) ?? -1)];
        People = [.. Enumerable.Range(0, problem.People.Count).Select(person => new PersonModel(this, person))];
        WishBase = problem.Requests.Where(request => request.IsWanted).Sum(request => (long)request.Weight);
    }

    public CoverProblem Problem { get; }

    public int Days { get; }

    public int Types { get; }

    public int Cells => Days * Types;

    /// <summary>People wanted per cell.</summary>
    public int[] Need { get; }

    /// <summary>Cost of each person missing per cell.</summary>
    public int[] Under { get; }

    /// <summary>Cost of each person too many per cell.</summary>
    public int[] Over { get; }

    /// <summary>Minutes in one unit of paid time: the greatest that divides every shift.</summary>
    public int UnitMinutes { get; }

    /// <summary>Paid units per type.</summary>
    public int[] Units { get; }

    /// <summary>Whether the second type may stand on the day after the first.</summary>
    public bool[,] MayFollow { get; }

    /// <summary>Number of the weekend of each day; −1 on working days.</summary>
    public int[] Weekend { get; }

    public PersonModel[] People { get; }

    /// <summary>What all wanted shifts cost when none is given; a given one is then a gain.</summary>
    public long WishBase { get; }

    public static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
