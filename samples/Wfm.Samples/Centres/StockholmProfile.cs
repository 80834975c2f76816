using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>
/// The contact centre of Stockholm by the public figures of 2016 and 2017: 69 full-time posts in four units, 85 % of calls within a minute.
/// Each unit closes for a staff meeting ten times a year; the group Stockholm Direkt, which can answer for everybody, then takes its calls.
/// </summary>
internal static class StockholmProfile
{
    private const string Direct = "direkt";
    private const string School = "skola";
    private const string Care = "omsorg";
    private const string City = "stad";
    private const string Temps = "tim";

    // Answer groups of elderly and disability care had 209 to 670 calls a week in 2008; the western one here has about 480.
    private static readonly IReadOnlyList<QueueProfile> Profiles =
    [
        new("vaxel", "Stockholm Direkt, växel", Channel.Phone, Direct, 505, 150, 150, 60, Seasons.General, 1.05, 0.10),
        new("allmant", "Stockholm Direkt, allmänt", Channel.Phone, Direct, 414, 225, 180, 60, Seasons.General, 1.00, 0.15),
        new("forskola", "Förskola", Channel.Phone, School, 349, 285, 220, 60, Seasons.School, 1.00),
        new("grundskola", "Grundskola och skolval", Channel.Phone, School, 246, 275, 220, 60, Seasons.School, 1.15, 0.20),
        new("gymnasium", "Gymnasium och vuxenutbildning", Channel.Phone, School, 97, 295, 240, 60, Seasons.School, 0.90),
        new("aldre_inner", "Äldre, innerstaden", Channel.Phone, Care, 201, 315, 300, 60, Seasons.Social, 1.10),
        new("aldre_vaster", "Äldre, västerort", Channel.Phone, Care, 96, 320, 300, 60, Seasons.Social, 1.10),
        new("aldre_soder", "Äldre, söderort", Channel.Phone, Care, 187, 315, 300, 60, Seasons.Social, 1.10),
        new("funktion", "Funktionsnedsättning", Channel.Phone, Care, 117, 305, 280, 60, Seasons.Social, 1.00),
        new("bygg", "Bygglov och planer", Channel.Phone, City, 174, 300, 220, 60, Seasons.Building, 0.90),
        new("parkering", "Parkering", Channel.Phone, City, 298, 220, 180, 60, Seasons.General, 1.00, 0.30),
        new("avfall", "Avfall och miljö", Channel.Phone, City, 149, 235, 180, 60, Seasons.Building, 1.05, 0.40),
        new("trafik", "Gator, trafik och snö", Channel.Phone, City, 110, 215, 180, 60, Seasons.Building, 1.10, 1.00),
    ];

    private static readonly string[] Units = [School, Care, City];

    // 54 + 10 × 0.80 + 6 × 0.75 + 5 × 0.50 = 69 posts in the units; seven hourly temps beside them.
    public static CentreProfile Centre { get; } = new()
    {
        Name = StockholmKontaktcenter.Name,
        UnitName = "Kontaktcenter Stockholm",
        Groups =
        [
            new(new GroupId(Direct), "Stockholm Direkt"),
            new(new GroupId(School), "Förskola och utbildning"),
            new(new GroupId(Care), "Äldre och funktionsnedsättning"),
            new(new GroupId(City), "Stadsmiljö och parkering"),
            new(new GroupId(Temps), "Timvikarier"),
        ],
        GroupSizes = [18, 19, 20, 18, 7],
        PeopleOfContract = [54, 10, 6, 5],
        LastPeoplesContract = new ContractId("deltid50"),
        Newcomers = [(1, 2), (2, 2), (3, 5)],
        Leavers = [(9, 32), (33, 46), (61, 60)],
        Profiles = Profiles,
        SkillsOf = (group, member, _) => SkillsOf(group, member),
        ShareInTime = 0.85,
        Limits = new ActionLimits(0.75, 0.94),
        Letters =
        [
            ("forskola", "Utskick: avgiftsbesked förskola"), ("grundskola", "Utskick: skolval"), ("gymnasium", "Utskick: antagningsbesked"),
            ("aldre_inner", "Utskick: avgiftsbesked hemtjänst"), ("bygg", "Utskick: samråd om detaljplaner"), ("parkering", "Utskick: nya boendeparkeringar"),
            ("avfall", "Utskick: matavfall"),
        ],
        LettersOfPeriod = [(15, "grundskola", "Utskick: skolval"), (43, "parkering", "Utskick: nya boendeparkeringar")],
        MistypedQueue = "allmant",
        MailFactor = 1.5,
        WeeksBetweenStaffMeetings = 5,
        StaffMeetingMinutes = 90,
        WeeksBetweenShortMeetings = 2,
    };

    private static List<(string Queue, int Priority)> SkillsOf(string group, int member) => group switch
    {
        Direct => Covering(member),
        Temps => [("vaxel", 1), ("allmant", 1), .. QueuesOf(Units[member % Units.Length]).Take(2).Select(queue => (queue, 2))],
        _ => OfUnit(group, member),
    };

    // Everyone takes the switchboard or the general queue first; two in three can stand in for two of the three units.
    private static List<(string Queue, int Priority)> Covering(int member)
    {
        bool isSwitchboard = member % 2 == 0;
        List<(string, int)> skills = [(isSwitchboard ? "vaxel" : "allmant", 1), (isSwitchboard ? "allmant" : "vaxel", 2)];
        if (member % 3 != 2)
        {
            int unit = (member / 3 * 2) + (member % 3);
            skills.AddRange(QueuesOf(Units[unit % Units.Length]).Concat(QueuesOf(Units[(unit + 1) % Units.Length])).Select(queue => (queue, 3)));
        }

        return skills;
    }

    // A main queue and the next of the unit; two in three take all of the unit, and every third the general queue behind them.
    private static List<(string Queue, int Priority)> OfUnit(string unit, int member)
    {
        IReadOnlyList<string> own = QueuesOf(unit);
        List<(string, int)> skills = [(own[member % own.Count], 1), (own[(member + 1) % own.Count], 2)];
        if (member % 3 != 2)
        {
            skills.AddRange(own.Select(queue => (queue, 2)));
        }

        if (member % 3 == 0)
        {
            skills.Add(("allmant", 3));
        }

        return skills;
    }

    private static IReadOnlyList<string> QueuesOf(string group) => CentreProfile.QueuesOf(Profiles, group);
}
