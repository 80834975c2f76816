namespace Wfm.Scheduling.Cover;

/// <summary>The hard rules of fixed-shift rosters, in plain code; search and hand edits are judged by it.</summary>
public static class CoverRules
{
    /// <summary>Every broken rule of everybody, one sentence each; nothing when all hold.</summary>
    public static IEnumerable<string> Violations(CoverProblem problem, CoverRoster roster) =>
        Enumerable.Range(0, problem.People.Count).SelectMany(person => Violations(problem, roster, person));

    /// <summary>Every broken rule of one person.</summary>
    public static IEnumerable<string> Violations(CoverProblem problem, CoverRoster roster, int person)
    {
        CoverPerson who = problem.People[person];
        int?[] days = [.. Enumerable.Range(0, problem.Days).Select(day => roster[person, day])];
        return Amounts(problem, who, days).Concat(Followers(problem, who, days)).Concat(Runs(problem, who, days))
            .Concat(who.DaysOff.Where(day => days[day] is not null).Select(day => $"{who.Code}: works on day {day}, a day off."));
    }

    private static IEnumerable<string> Amounts(CoverProblem problem, CoverPerson who, int?[] days)
    {
        for (int type = 0; type < problem.Types.Count; type++)
        {
            int count = days.Count(day => day == type);
            if (count > who.MostOfType[type])
            {
                yield return $"{who.Code}: {count} shifts {problem.Types[type].Code}; at most {who.MostOfType[type]}.";
            }
        }

        int minutes = days.Sum(day => day is { } type ? problem.Types[type].PaidMinutes : 0);
        if (minutes > who.MostMinutes || minutes < who.LeastMinutes)
        {
            yield return $"{who.Code}: {minutes} minutes; {who.LeastMinutes} to {who.MostMinutes} required.";
        }

        int weekends = Enumerable.Range(0, days.Length).Where(day => days[day] is not null)
            .Select(problem.WeekendOf).OfType<int>().Distinct().Count();
        if (weekends > who.MostWeekends)
        {
            yield return $"{who.Code}: {weekends} weekends; at most {who.MostWeekends}.";
        }
    }

    private static IEnumerable<string> Followers(CoverProblem problem, CoverPerson who, int?[] days) =>
        from day in Enumerable.Range(1, days.Length - 1)
        where days[day - 1] is { } before && days[day] is { } after && problem.Types[before].NotFollowedBy.Contains(after)
        select $"{who.Code}: {problem.Types[days[day]!.Value].Code} on day {day} follows {problem.Types[days[day - 1]!.Value].Code}.";

    private static IEnumerable<string> Runs(CoverProblem problem, CoverPerson who, int?[] days)
    {
        int from = 0;
        while (from < days.Length)
        {
            int to = from;
            while (to < days.Length && (days[to] is null) == (days[from] is null))
            {
                to++;
            }

            int length = to - from;
            bool mayBeShort = (from == 0 && problem.StartIsOpen) || (to == days.Length && problem.EndIsOpen);
            if (days[from] is not null && (length > who.MostDaysInRow || (length < who.LeastDaysInRow && !mayBeShort)))
            {
                yield return $"{who.Code}: {length} days of work from day {from}; {who.LeastDaysInRow} to {who.MostDaysInRow} required.";
            }

            if (days[from] is null && from > 0 && to < days.Length && length < who.LeastDaysOffInRow)
            {
                yield return $"{who.Code}: {length} days off from day {from}; at least {who.LeastDaysOffInRow}.";
            }

            from = to;
        }
    }
}
