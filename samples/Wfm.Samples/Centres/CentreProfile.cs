using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>What makes one invented centre itself: its groups, queues, people and promises. The rest is the same for all.</summary>
internal sealed record CentreProfile
{
    private static readonly IReadOnlyList<IsoDayOfWeek> Weekdays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>What the command line calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string UnitName { get; init; }

    public required IReadOnlyList<AnswerGroup> Groups { get; init; }

    /// <summary>How many people each group has, in the order of <see cref="Groups"/>.</summary>
    public required IReadOnlyList<int> GroupSizes { get; init; }

    /// <summary>How many have each contract of <see cref="ContractTable.Contracts"/>, spread over the groups by chance.</summary>
    public required IReadOnlyList<int> PeopleOfContract { get; init; }

    /// <summary>The contract of those who are left, the last of the last group.</summary>
    public ContractId? LastPeoplesContract { get; init; }

    /// <summary>People, counted from the end, who begin some weeks into the period.</summary>
    public required IReadOnlyList<(int FromEnd, int Weeks)> Newcomers { get; init; }

    /// <summary>People by number who leave on some day of the period.</summary>
    public required IReadOnlyList<(int Agent, int Day)> Leavers { get; init; }

    public required IReadOnlyList<QueueProfile> Profiles { get; init; }

    /// <summary>Queues and priorities of a person by group, number within it, and chance.</summary>
    public required Func<string, int, SampleRandom, IReadOnlyList<(string Queue, int Priority)>> SkillsOf { get; init; }

    /// <summary>Share of calls promised within each queue's threshold.</summary>
    public required double ShareInTime { get; init; }

    public required ActionLimits Limits { get; init; }

    /// <summary>Mail and cases, visits in between, coaching, sickness: a third of the time of people who answer for a municipality.</summary>
    public Shrinkage AwayByLead { get; init; } = new([new(0, 0.27), new(14, 0.31), new(30, 0.33)]);

    /// <summary>Letters sent now and then, by the queue people call about them.</summary>
    public required IReadOnlyList<(string Queue, string Name)> Letters { get; init; }

    /// <summary>Letters sent within the period, by its day.</summary>
    public required IReadOnlyList<(int Day, string Queue, string Name)> LettersOfPeriod { get; init; }

    /// <summary>The queue that is called around pay day; empty for none.</summary>
    public string? PayDayQueue { get; init; }

    /// <summary>The queue whose figures somebody once typed ten times too large.</summary>
    public required string MistypedQueue { get; init; }

    /// <summary>Mail compared with the 80 to 130 a day of a centre of 52.</summary>
    public required double MailFactor { get; init; }

    /// <summary>Weeks from one staff meeting (APT) of a whole group to the next.</summary>
    public required int WeeksBetweenStaffMeetings { get; init; }

    /// <summary>How long a staff meeting is.</summary>
    public required int StaffMeetingMinutes { get; init; }

    /// <summary>Weeks from one short meeting of a group to the next.</summary>
    public required int WeeksBetweenShortMeetings { get; init; }

    /// <summary>The group that coaches and administrates most mornings; empty for none.</summary>
    public string? SupportGroup { get; init; }

    public IReadOnlyList<Queue> Queues => [.. Profiles.Select(QueueOf)];


    /// <summary>Phone queues of a group, in order.</summary>
    public static IReadOnlyList<string> QueuesOf(IReadOnlyList<QueueProfile> profiles, string group) =>
        [.. profiles.Where(queue => queue.Group == group && queue.Channel == Channel.Phone).Select(queue => queue.Id)];

    private Queue QueueOf(QueueProfile profile) => new(
        profile.QueueId,
        profile.Name,
        profile.Channel,
        new GroupId(profile.Group),
        new OpeningHours([.. Weekdays.Select(day =>
            new OpeningPeriod(day, new LocalTime(profile.OpensHour, 0), new LocalTime(17, 0), null, null))]),
        new QueueTarget(
            new ServiceLevelTarget(ShareInTime, Duration.FromSeconds(profile.ThresholdSeconds)),
            maxAbandonmentFraction: profile.ThresholdSeconds <= 30 ? 0.08 : 0.10,
            Limits,
            StaffingModel.ErlangA,
            Duration.FromSeconds(profile.PatienceSeconds),
            AwayByLead));
}
