namespace Wfm.PlanQuality.Periods;

/// <summary>Draws a centre of the same family as the supplied ones: people, skills, absences, wishes, meetings and load.</summary>
/// <remarks>The load is 95 % of what the people can serve after absences, meetings and breaks; the shape of a day and a week are those of the supplied centres.</remarks>
internal sealed class CentreGenerator
{
    private const double Load = 0.95;
    private const double ShareOfPaidTimeServing = 0.9335;
    private const int MeetingSlots = 4;
    private static readonly int[][] SkillSets =
    [
        [0], [1], [2], [3], [4], [0, 1], [0, 1], [0, 2], [0, 3], [0, 4], [1, 2], [1, 2], [3, 4], [3, 4], [2, 3], [0, 1, 2], [0, 3, 4],
    ];

    private readonly Random _random;
    private readonly int _agents;
    private readonly int _weeks;
    private readonly int _daysPerWeek;

    private CentreGenerator(int agents, int weeks, int daysPerWeek, int seed) =>
        (_agents, _weeks, _daysPerWeek, _random) = (agents, weeks, daysPerWeek, new Random(seed));

    /// <summary>Draws one centre.</summary>
    /// <param name="agents">People, 1 or more.</param>
    /// <param name="weeks">Weeks, 1 to 53.</param>
    /// <param name="daysPerWeek">5 (07–17) or 7 (06–22).</param>
    /// <param name="seed">Decides everything drawn.</param>
    public static Centre Draw(int agents, int weeks, int daysPerWeek, int seed) => new CentreGenerator(agents, weeks, daysPerWeek, seed).Draw();

    private Centre Draw()
    {
        CentreAgent[] agents = [.. Enumerable.Range(0, _agents).Select(Agent)];
        LoadShape shape = LoadShape.Of(_daysPerWeek);
        return new Centre(
            $"{_agents}x{_weeks}x{_daysPerWeek}", _weeks, _daysPerWeek, _weeks * _daysPerWeek, shape.Opens, shape.Day.Length, 15, LoadShape.Queues.Length,
            SkillSets, agents, shape.Draw(_random, _weeks, Load * Capacity(agents)));
    }

    private CentreAgent Agent(int number)
    {
        int days = _weeks * _daysPerWeek;
        int skills = _random.NextDouble() is var kind && kind < 0.35 ? _random.Next(5) : kind < 0.975 ? 5 + _random.Next(10) : 15 + _random.Next(2);
        int hours = _random.NextDouble() switch { < 0.65 => 80, < 0.83 => 64, < 0.92 => 60, _ => 40 };
        string wish = _random.NextDouble() switch { < 0.46 => "none", < 0.73 => "early", _ => "late" };
        int[] absent = AbsentDays(days);
        int[] wished = [.. Enumerable.Range(0, Math.Max(1, _weeks / 3)).Select(_ => _random.Next(days)).Distinct().Except(absent).Order()];
        return new CentreAgent(number, skills, hours, wish, absent, wished, Meetings(number, absent));
    }

    /// <summary>Single days, and for three in ten a run of five.</summary>
    private int[] AbsentDays(int days)
    {
        HashSet<int> absent = [.. Enumerable.Range(0, _weeks / 4).Select(_ => _random.Next(days))];
        if (_random.NextDouble() < 0.3)
        {
            int first = _random.Next(Math.Max(1, days - 4));
            absent.UnionWith(Enumerable.Range(first, Math.Min(5, days - first)));
        }

        return [.. absent.Order()];
    }

    /// <summary>An hour a week with the team, on a weekday that moves on by one each week, at 08:00 or 15:00.</summary>
    private int[][] Meetings(int number, int[] absent)
    {
        int opening = _daysPerWeek == 7 ? 6 : 7;
        int start = 4 * ((number % 2 == 0 ? 8 : 15) - opening);
        return
        [
            .. from week in Enumerable.Range(0, _weeks)
               let day = week * _daysPerWeek + (week + number / 12 + 2 * (number % 2)) % _daysPerWeek
               where !absent.Contains(day)
               select (int[])[day, start, MeetingSlots],
        ];
    }

    private double Capacity(CentreAgent[] agents)
    {
        double slots = 0;
        foreach (CentreAgent agent in agents)
        {
            int credited = agent.AbsentDays.Sum(day => CentreProblem.Credit(agent.HalfHoursPerWeek, day % _daysPerWeek, _daysPerWeek));
            slots += 2 * (agent.HalfHoursPerWeek * _weeks - credited) - MeetingSlots * agent.Meetings.Length;
        }

        return slots * ShareOfPaidTimeServing;
    }
}
