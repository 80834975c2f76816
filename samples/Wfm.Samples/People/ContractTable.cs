using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The contracts of 100, 80, 75 and 50 %, and the patterns their shifts are made from.</summary>
internal static class ContractTable
{
    private static readonly IReadOnlyList<IsoDayOfWeek> Weekdays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>The contracts, largest share first.</summary>
    public static IReadOnlyList<Contract> Contracts { get; } =
        [Of("heltid", 1.00), Of("deltid80", 0.80), Of("deltid75", 0.75), Of("deltid50", 0.50)];

    public static IReadOnlyList<ShiftTemplate> ShiftTemplates { get; } =
    [
        new(
            new TemplateId("heldag"), Weekdays, new LocalTime(7, 0), new LocalTime(9, 0), Duration.FromMinutes(15),
            Duration.FromHours(6), Duration.FromHours(9), Duration.FromMinutes(30), Duration.FromMinutes(60),
            new LocalTime(10, 45), new LocalTime(13, 30), 2, Duration.FromMinutes(15), null),
        new(
            new TemplateId("kort"), Weekdays, new LocalTime(7, 0), new LocalTime(12, 30), Duration.FromMinutes(30),
            Duration.FromHours(4), Duration.FromHours(5), Duration.Zero, Duration.Zero,
            null, null, 1, Duration.FromMinutes(15), null),
    ];

    private static Contract Of(string id, double share) => new(
        new ContractId(id), share, Duration.FromHours(40 * share), Duration.FromHours(5), Duration.FromHours(1), WorkRules.MunicipalAgreement);
}
