using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

/// <summary>Two queues, two people and one of everything else, with every optional value both set and empty.</summary>
internal static class SmallCentre
{
    public static readonly Agent Asa = new(
        new AgentId("0063"), "Åsa Öberg", new GroupId("g1"), new ContractId("heltid"), new LocalDate(2020, 2, 29), null);

    public static readonly Agent Bo = new(
        new AgentId("0064"), "Bo \"Bosse\" O'Hara; 1=1", new GroupId("g2"), new ContractId("deltid"), null, new LocalDate(2027, 12, 31));

    public static readonly ShiftTemplate Template = new(
        new TemplateId("dag"), [IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday], new LocalTime(7, 30), new LocalTime(9, 0),
        Duration.FromMinutes(15), Duration.FromHours(6), Duration.FromHours(8), Duration.FromMinutes(30), Duration.FromMinutes(60),
        new LocalTime(11, 0), new LocalTime(13, 30), 2, Duration.FromMinutes(15), new ContractId("heltid"));

    private static readonly QueueId Vaxel = new("växel");
    private static readonly QueueId Bygg = new("bygg");

    public static MasterData Data { get; } = new()
    {
        Groups = [new AnswerGroup(new GroupId("g2"), "Andra linjen åäö")],
        Queues =
        [
            new Queue(Bygg, "Bygg & miljö", Channel.Phone, null, new OpeningHours([]), new QueueTarget(
                new ServiceLevelTarget(0.85, Duration.FromSeconds(60), ServiceLevelDefinition.AbandonedInTimeCounts), null, null, StaffingModel.ErlangC,
                Duration.FromSeconds(240), Shrinkage.Of(0.15))),
            new Queue(Vaxel, "Växel", Channel.Mail, new GroupId("g1"), new OpeningHours(
                [
                    new OpeningPeriod(IsoDayOfWeek.Monday, new LocalTime(7, 30), new LocalTime(16, 30), null, new LocalDate(2025, 12, 31)),
                    new OpeningPeriod(IsoDayOfWeek.Monday, new LocalTime(8, 0), LocalTime.Midnight, new LocalDate(2026, 1, 1), null),
                    new OpeningPeriod(IsoDayOfWeek.Sunday, new LocalTime(12, 0), new LocalTime(13, 0), null, null),
                ]), new QueueTarget(
                new ServiceLevelTarget(0.8, Duration.FromSeconds(30)), 0.05, new ActionLimits(0.75, 0.9), StaffingModel.ErlangA,
                Duration.FromSeconds(180), new Shrinkage([new ShrinkageStep(0, 0.05), new ShrinkageStep(14, 0.2)]))),
        ],
        Contracts =
        [
            new Contract(new ContractId("deltid"), 0.75, Duration.FromMinutes(28 * 60 + 41), Duration.FromHours(6), Duration.FromHours(1),
                WorkRules.MunicipalAgreement with
                {
                    WeekBreak = null,
                    FewestDaysOffInARow = 2,
                    MostWeekends = 3,
                    LongestDay = null,
                    AveragingWeeks = 4,
                    AverageWeek = Duration.FromHours(40),
                    LongestAverageWeek = Duration.FromHours(48),
                    LongestAveragingWeeks = 17,
                    IsCalledIn = true,
                }),
            new Contract(new ContractId("heltid"), 1, Duration.FromHours(38.25), Duration.FromHours(8), Duration.FromHours(2), WorkRules.WorkingHoursAct),
        ],
        ShiftTemplates = [Template],
        Agents = [Asa, Bo],
        Skills =
        [
            new Skill(Asa.Id, Vaxel, 1, null, null),
            new Skill(Asa.Id, Bygg, 2, new LocalDate(2026, 1, 1), null),
            new Skill(Bo.Id, Bygg, 1, null, new LocalDate(2026, 6, 30)),
        ],
        Absences =
        [
            new Absence(Asa.Id, new LocalDateTime(2026, 2, 2, 0, 0), new LocalDateTime(2026, 2, 7, 0, 0), AbsenceCategory.Vacation),
            new Absence(Bo.Id, new LocalDateTime(2026, 3, 29, 2, 30), new LocalDateTime(2026, 3, 29, 12, 0), AbsenceCategory.CareOfChild),
        ],
        Meetings = [new Meeting(Asa.Id, new LocalDateTime(2026, 1, 14, 9, 0), new LocalDateTime(2026, 1, 14, 10, 0), ActivityKind.Training, true)],
        Posts =
        [
            new MinimumPost(Vaxel, null, new LocalTime(9, 0), LocalTime.Midnight, 2, null, new LocalDate(2026, 6, 30)),
            new MinimumPost(Vaxel, IsoDayOfWeek.Sunday, new LocalTime(12, 0), new LocalTime(12, 30), 1, new LocalDate(2026, 7, 1), null),
        ],
        Wishes = [new Wish(Asa.Id, null, WishKind.Early, 0.5), new Wish(Asa.Id, new LocalDate(2026, 1, 30), WishKind.DayOff, 1)],
        PreviousShifts = [new PreviousShift(Bo.Id, new Interval(Instant.FromUtc(2025, 12, 29, 6, 0), Instant.FromUtc(2025, 12, 29, 15, 0)))],
    };
}
