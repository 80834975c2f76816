using Wfm.Scheduling.Cover;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Cover;

/// <summary>Random rosters small enough to try everything, each decided by its seed, and the trying itself.</summary>
internal static class TinyRosters
{
    public static CoverProblem Problem(int seed, int days, int people, int types)
    {
        SeededRandom random = new(seed);
        ShiftType[] shifts =
        [
            .. Enumerable.Range(0, types).Select(type => new ShiftType($"t{type}", 60 * (2 + random.Below(3)))
            {
                NotFollowedBy = [.. Enumerable.Range(0, types).Where(_ => random.Below(4) == 0)],
            }),
        ];
        return new CoverProblem
        {
            Days = days,
            FirstDay = (NodaTime.IsoDayOfWeek)(1 + random.Below(7)),
            StartIsOpen = random.Below(3) == 0,
            EndIsOpen = random.Below(3) == 0,
            Types = shifts,
            People = [.. Enumerable.Range(0, people).Select(number => Person(random, number, days, types))],
            Requests =
            [
                .. Enumerable.Range(0, days * people / 2).Select(_ => new ShiftRequest(
                    random.Below(people), random.Below(days), random.Below(types), random.Below(2) == 0, random.Below(4))),
            ],
            Needs =
            [
                .. from day in Enumerable.Range(0, days)
                   from type in Enumerable.Range(0, types)
                   where random.Below(6) > 0
                   select new CoverNeed(day, type, random.Below(people + 1), random.Below(20), random.Below(3)),
            ],
        };
    }

    /// <summary>Every period of a person that keeps the plain rules, −1 for a day off.</summary>
    public static IEnumerable<int[]> Periods(CoverProblem problem, int person)
    {
        int[] row = new int[problem.Days];
        long combinations = (long)Math.Pow(problem.Types.Count + 1, problem.Days);
        for (long code = 0; code < combinations; code++)
        {
            long rest = code;
            CoverRoster roster = new(problem.People.Count, problem.Days);
            for (int day = 0; day < row.Length; day++)
            {
                row[day] = (int)(rest % (problem.Types.Count + 1)) - 1;
                rest /= problem.Types.Count + 1;
                roster[person, day] = row[day] < 0 ? null : row[day];
            }

            if (!CoverRules.Violations(problem, roster, person).Any())
            {
                yield return [.. row];
            }
        }
    }

    /// <summary>The cost of the best roster by trying everything; null when somebody has no period at all.</summary>
    public static long? Cheapest(CoverProblem problem)
    {
        int[][][] periods = [.. Enumerable.Range(0, problem.People.Count).Select(person => Periods(problem, person).ToArray())];
        if (periods.Any(choices => choices.Length == 0))
        {
            return null;
        }

        CoverRoster roster = new(problem.People.Count, problem.Days);
        return Try(problem, periods, roster, 0);
    }

    private static long Try(CoverProblem problem, int[][][] periods, CoverRoster roster, int person)
    {
        if (person == periods.Length)
        {
            return CoverCost.Of(problem, roster).Total;
        }

        long best = long.MaxValue;
        foreach (int[] row in periods[person])
        {
            for (int day = 0; day < row.Length; day++)
            {
                roster[person, day] = row[day] < 0 ? null : row[day];
            }

            best = Math.Min(best, Try(problem, periods, roster, person + 1));
        }

        return best;
    }

    private static CoverPerson Person(SeededRandom random, int number, int days, int types)
    {
        int least = 60 * random.Below(days);
        return new CoverPerson($"p{number}")
        {
            MostOfType = [.. Enumerable.Range(0, types).Select(_ => random.Below(4) == 0 ? random.Below(3) : days)],
            LeastMinutes = least,
            MostMinutes = least + 60 * random.Below(3 * days),
            MostDaysInRow = 2 + random.Below(3),
            LeastDaysInRow = 1 + random.Below(2),
            LeastDaysOffInRow = 1 + random.Below(2),
            MostWeekends = random.Below(3),
            DaysOff = random.Below(2) == 0 ? [random.Below(days)] : [],
        };
    }
}
