using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The queues of the service centre: one switchboard, two first-line, ten of the answer groups, the visit desk.</summary>
internal static class OrebroProfile
{
    public const string Switchboard = "vaxel";
    public const string FirstLine = "forsta";
    public const string Education = "but";
    public const string Social = "soc";
    public const string Building = "sam";
    public const string Support = "stod";
    public const string Substitutes = "vik";

    private static IReadOnlyList<AnswerGroup> Groups { get; } =
    [
        new(new GroupId(Switchboard), "Växel"),
        new(new GroupId(FirstLine), "Första linjen"),
        new(new GroupId(Education), "Barn, utbildning och arbetsmarknad"),
        new(new GroupId(Social), "Social välfärd"),
        new(new GroupId(Building), "Samhällsbyggnad"),
        new(new GroupId(Support), "Verksamhetsstöd"),
        new(new GroupId(Substitutes), "Vikariepool"),
    ];

    public static IReadOnlyList<QueueProfile> Profiles { get; } =
    [
        new("vaxel", "Växeln", Channel.Phone, Switchboard, 282, 182, 150, 30, Seasons.General, 1.05, 0.10),
        new("allmant", "Första linjen, allmänt", Channel.Phone, FirstLine, 249, 194, 180, 30, Seasons.General, 1.00, 0.15),
        new("avgift", "Avgifter och fakturor", Channel.Phone, FirstLine, 99, 221, 180, 30, Seasons.General, 0.95),
        new("forskola", "Förskola och skolbarnomsorg", Channel.Phone, Education, 85, 235, 200, 120, Seasons.School, 1.00),
        new("skola", "Grundskola och skolskjuts", Channel.Phone, Education, 86, 226, 200, 120, Seasons.School, 1.20, 0.30),
        new("gymn", "Gymnasium och vuxenutbildning", Channel.Phone, Education, 58, 248, 220, 120, Seasons.School, 0.90),
        new("arbmark", "Arbetsmarknad", Channel.Phone, Education, 64, 262, 240, 120, Seasons.Social, 0.95),
        new("forsorj", "Försörjningsstöd", Channel.Phone, Social, 132, 279, 300, 120, Seasons.Social, 1.10),
        new("aldre", "Äldre och hemvård", Channel.Phone, Social, 111, 271, 280, 120, Seasons.Social, 1.10),
        new("funk", "Funktionsstöd och färdtjänst", Channel.Phone, Social, 89, 257, 260, 120, Seasons.Social, 1.00),
        new("bygg", "Bygglov", Channel.Phone, Building, 85, 289, 220, 120, Seasons.Building, 0.90),
        new("avfall", "Avfall och vatten", Channel.Phone, Building, 120, 203, 180, 120, Seasons.Building, 1.05, 0.40),
        new("gata", "Gata, park och trafik", Channel.Phone, Building, 91, 212, 180, 120, Seasons.Building, 1.10, 1.00),
        new("besok", "Besöksdisken", Channel.Visit, FirstLine, 75, 320, 900, 600, Seasons.General, 0.80),
    ];

    public static CentreProfile Centre { get; } = new()
    {
        Name = OrebroServicecenter.Name,
        UnitName = "Örebro Servicecenter",
        Groups = Groups,
        GroupSizes = [2, 10, 9, 12, 10, 4, 5],
        PeopleOfContract = [34, 9, 5, 4],
        Newcomers = [(1, 4)],
        Leavers = [(15, 53)],
        Profiles = Profiles,
        SkillsOf = OrebroSkills.Of,
        ShareInTime = 0.80,
        Limits = new ActionLimits(0.70, 0.92),
        Letters =
        [
            ("avgift", "Utskick: fakturor för vatten och avfall"), ("forskola", "Utskick: avgiftsbesked förskola"),
            ("skola", "Utskick: skolval"), ("gymn", "Utskick: antagningsbesked"), ("forsorj", "Utskick: nya riksnormer"),
            ("aldre", "Utskick: avgiftsbesked hemvård"), ("bygg", "Utskick: strandskydd och bygglov"), ("avfall", "Utskick: nya sopkärl"),
        ],
        LettersOfPeriod = [(15, "skola", "Utskick: skolval"), (43, "avfall", "Utskick: nya sopkärl")],
        PayDayQueue = "forsorj",
        MistypedQueue = "allmant",
        MailFactor = 1,
        WeeksBetweenStaffMeetings = 4,
        StaffMeetingMinutes = 60,
        WeeksBetweenShortMeetings = 1,
        SupportGroup = Support,
    };
}
