namespace Wfm.Samples;

/// <summary>Who answers what in Örebro: about two in three answer for more than their own group.</summary>
internal static class OrebroSkills
{
    private const double MultiSkilled = 0.65;

    private static readonly string[] Specialists = [OrebroProfile.Education, OrebroProfile.Social, OrebroProfile.Building];

    public static IReadOnlyList<(string Queue, int Priority)> Of(string group, int member, SampleRandom random) => group switch
    {
        OrebroProfile.Switchboard => [("vaxel", 1), ("allmant", 2)],
        OrebroProfile.FirstLine => FirstLine(member, random),
        OrebroProfile.Support => member % 2 == 0 ? [("allmant", 1), ("besok", 2)] : [("allmant", 1), ("besok", 2), ("vaxel", 3)],
        OrebroProfile.Substitutes => Substitute(member),
        _ => Specialist(group, member),
    };

    private static List<(string Queue, int Priority)> FirstLine(int member, SampleRandom random)
    {
        List<(string, int)> skills = [("allmant", 1)];
        if (member % 10 < 7)
        {
            skills.Add(("vaxel", 2));
        }

        if (member % 10 is < 4 or > 6)
        {
            skills.Add(("avgift", 1));
        }

        if (member % 2 == 0)
        {
            skills.Add(("besok", 2));
        }

        if (member % 10 < 3)
        {
            IReadOnlyList<string> others = QueuesOf(Specialists[random.Below(Specialists.Length)]);
            skills.Add((others[random.Below(others.Count)], 3));
        }

        return skills;
    }

    // Everyone has a main queue and one more; the multi-skilled have all queues of the group, and the first line behind them.
    private static List<(string Queue, int Priority)> Specialist(string group, int member)
    {
        IReadOnlyList<string> own = QueuesOf(group);
        List<(string, int)> skills = [(own[member % own.Count], 1), (own[(member + 1) % own.Count], 2)];
        if (IsMultiSkilled(member))
        {
            skills.AddRange(own.Select(queue => (queue, 2)));
            skills.Add(("allmant", 3));
        }

        return skills;
    }

    // Spreads the share evenly over the group, whatever its size.
    private static bool IsMultiSkilled(int member) => Math.Floor((member + 1) * MultiSkilled) > Math.Floor(member * MultiSkilled);

    private static List<(string Queue, int Priority)> Substitute(int member)
    {
        IReadOnlyList<string> first = QueuesOf(Specialists[member % 3]), second = QueuesOf(Specialists[(member + 1) % 3]);
        return
        [
            ("vaxel", 1), ("allmant", 1), ("avgift", 1), ("besok", 2),
            .. first.Select(queue => (queue, 2)), .. second.Select(queue => (queue, 3)),
        ];
    }

    private static IReadOnlyList<string> QueuesOf(string group) => CentreProfile.QueuesOf(OrebroProfile.Profiles, group);
}
