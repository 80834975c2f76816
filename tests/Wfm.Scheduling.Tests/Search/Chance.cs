using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

/// <summary>Random small problems, each decided by its seed.</summary>
internal static class Chance
{
    public static SchedulingProblem Problem(int seed, int days = 5, int agents = 6, int queues = 3)
    {
        SeededRandom random = new(seed);
        string[] names = [.. Enumerable.Range(0, queues).Select(queue => $"q{queue}")];
        PlanAgent[] people =
        [
            .. Enumerable.Range(0, agents).Select(number =>
            {
                string[] skills = [.. names.Where(_ => random.Below(2) == 0)];
                return Small.Agent($"p{number}", "full", skills.Length == 0 ? [names[random.Below(queues)]] : skills) with
                {
                    Wishes = random.Below(3) switch
                    {
                        0 => [new PlanWish(null, WishKind.Early)],
                        1 => [new PlanWish(null, WishKind.Late), new PlanWish(Small.Monday.PlusDays(random.Below(days)), WishKind.DayOff)],
                        _ => [],
                    },
                };
            }),
        ];
        return Small.Problem(
            Small.Grid(daysPerWeek: days), people, Small.Contract(band: 8, tolerance: 2), queues: names,
            demand: (_, _, _) => random.Fraction() * agents / queues);
    }
}
