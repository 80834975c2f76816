namespace Wfm.Scheduling.Cover;

/// <summary>What must be mended in a problem before anything can be scheduled.</summary>
public static class CoverChecks
{
    /// <summary>Every finding, in the planner's words; nothing when the problem is sound.</summary>
    public static IEnumerable<string> Of(CoverProblem problem) =>
        Sizes(problem).Concat(Types(problem)).Concat(People(problem)).Concat(Requests(problem)).Concat(Needs(problem));

    private static IEnumerable<string> Sizes(CoverProblem problem)
    {
        if (problem.Days is < 1 or > 1000)
        {
            yield return $"{problem.Days} days; expected 1 to 1000.";
        }

        if (problem.Types.Count is < 1 or > 200)
        {
            yield return $"{problem.Types.Count} shift types; expected 1 to 200.";
        }
    }

    private static IEnumerable<string> Types(CoverProblem problem)
    {
        foreach (ShiftType type in problem.Types)
        {
            if (type.PaidMinutes is < 1 or > 10_000)
            {
                yield return $"shift {type.Code}: {type.PaidMinutes} paid minutes; expected 1 to 10000.";
            }

            foreach (int next in type.NotFollowedBy.Where(next => !IsIn(next, problem.Types.Count)))
            {
                yield return $"shift {type.Code}: not followed by number {next}; expected 0 to {problem.Types.Count - 1}.";
            }
        }
    }

    private static IEnumerable<string> People(CoverProblem problem)
    {
        foreach (CoverPerson person in problem.People)
        {
            if (person.MostOfType.Count != problem.Types.Count)
            {
                yield return $"{person.Code}: limits for {person.MostOfType.Count} shift types; expected {problem.Types.Count}.";
            }

            if (person.MostDaysInRow < 0 || person.LeastDaysInRow < 0 || person.LeastDaysOffInRow < 0 || person.MostWeekends < 0
                || person.MostMinutes < 0 || person.LeastMinutes < 0 || person.MostOfType.Any(most => most < 0))
            {
                yield return $"{person.Code}: a limit below 0.";
            }

            foreach (int day in person.DaysOff.Where(day => !IsIn(day, problem.Days)))
            {
                yield return $"{person.Code}: day off {day}; expected 0 to {problem.Days - 1}.";
            }
        }
    }

    private static IEnumerable<string> Requests(CoverProblem problem) =>
        from request in problem.Requests
        where !IsIn(request.Person, problem.People.Count) || !IsIn(request.Day, problem.Days)
            || !IsIn(request.Type, problem.Types.Count) || !IsWeight(request.Weight)
        select $"{request}: person, day or shift does not exist, or the weight is not 0 to 1000000.";

    private static IEnumerable<string> Needs(CoverProblem problem) =>
        (from need in problem.Needs
         where !IsIn(need.Day, problem.Days) || !IsIn(need.Type, problem.Types.Count) || need.People is < 0 or > 100_000
            || !IsWeight(need.UnderWeight) || !IsWeight(need.OverWeight)
         select $"{need}: day or shift does not exist, or a number is out of range.")
        .Concat(
            from cell in problem.Needs.GroupBy(need => (need.Day, need.Type))
            where cell.Count() > 1
            select $"day {cell.Key.Day}, shift number {cell.Key.Type}: {cell.Count()} needs; expected one.");

    private static bool IsIn(int number, int count) => number >= 0 && number < count;

    private static bool IsWeight(int weight) => weight is >= 0 and <= 1_000_000;
}
