using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Server.Security;
using Wfm.Storage;

[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace Wfm.Server.Tests.Rig;

/// <summary>The small house with a published schedule and everybody who may log in; made once per kind of database, then copied.</summary>
/// <remarks>
/// Unit 1 is the house: group "ett" (agents 0001–0004, queue första) and "två" (0005–0008). Unit 2 is another house with the same codes and nobody's business.
/// </remarks>
public static class House
{
    public const string Password = "en lång och tråkig fras";

    /// <summary>Rounds of the password hash in the tests' servers: a hundredth of what others get.</summary>
    public const int HashIterations = 1_000;

    /// <summary>When everything was planned and published: four weeks before the period.</summary>
    public static readonly Instant Planned = Instant.FromUtc(2026, 2, 2, 9, 0);

    public static readonly BusinessUnitId Unit = new(1);
    public static readonly BusinessUnitId OtherUnit = new(2);

    private static readonly DatabaseTemplate Template = new(FillAsync);

    public static Task<WfmDatabase> CopyAsync(DatabaseProvider provider, string folder) => Template.CopyAsync(provider, folder);

    private static async Task FillAsync(WfmDatabase database)
    {
        await MigrateDatabase.RunAsync(database, CancellationToken.None);
        await using WfmDb db = database.CreateContext();
        await PlanAsync(db);
        await LetInAsync(db);
    }

    private static async Task PlanAsync(WfmDb db)
    {
        FixedClock clock = new(Planned);
        foreach (string name in (string[])["Lilla huset", "Andra huset"])
        {
            BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit(name, SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
            (await new ImportPeople(db, clock).RunAsync(unit, SmallHouse.Open, default)).Outcome.ShouldBe(ImportOutcome.Taken);
            await using MemoryStream calls = SmallHouse.Utf8(SmallHouse.Calls);
            await new ImportCalls(db, clock).RunAsync(unit, new CallFile("calls.csv", calls, "acd", CallColumns.Wfm), default);
            MakeForecastResult forecast = await new MakeForecast(db, clock).RunAsync(unit, new ForecastDays(SmallHouse.Monday, 14), null, default);
            RequireStaffResult staff = await new RequireStaff(db, clock).RunAsync(unit, forecast.Stored!.Id, new LocalDate(2026, 2, 2), default);
            BuildScheduleResult built = await new BuildSchedule(db, clock).RunAsync(
                unit, staff.Stored.Id, SmallHouse.Period, new ScheduleOptions { Steps = 60, BoundSteps = 20 }, null, default);
            (await new PublishSchedule(db, clock).RunAsync(unit, built.Stored!.Id, "tora", null, default)).ShouldBe(PublishOutcome.Published);
        }
    }

    private static async Task LetInAsync(WfmDb db)
    {
        await AccountAsync(db, "anna", Unit, "0001", (Role.Medarbetare, null));
        await AccountAsync(db, "beata", Unit, "0002", (Role.Medarbetare, null));
        await AccountAsync(db, "bo", Unit, "0005", (Role.Medarbetare, null));
        await AccountAsync(db, "greta", Unit, "0004", (Role.Medarbetare, null), (Role.Gruppledare, "ett"));
        await AccountAsync(db, "gustav", Unit, null, (Role.Gruppledare, "två"));
        await AccountAsync(db, "tora", Unit, null, (Role.Trafikledning, null));
        await AccountAsync(db, "adam", Unit, null, (Role.Admin, null));
        await AccountAsync(db, "nils", Unit, null);
        await AccountAsync(db, "olga", OtherUnit, "0001", (Role.Medarbetare, null));
        await AccountAsync(db, "otto", OtherUnit, null, (Role.Trafikledning, null), (Role.Gruppledare, "ett"), (Role.Admin, null));
        db.Add(new StoredApiKey(Unit, "acd", Secrets.Hash(ApiClient.AcdKey), "adam", Planned));
        await db.SaveChangesAsync();
    }

    /// <summary>Lets somebody more in.</summary>
    public static async Task AccountAsync(WfmDb db, string login, BusinessUnitId unit, string? agent, params (Role Role, string? Group)[] roles)
    {
        StoredAccount account = new(login, char.ToUpperInvariant(login[0]) + login[1..], Planned);
        account.SetPassword(PasswordHash);
        if (agent is not null)
        {
            account.IsAgent(unit, new AgentId(agent));
        }

        db.Add(account);
        await db.SaveChangesAsync();
        db.AddRange(roles.Select(role => new StoredRole(account.Id, role.Role, unit, role.Group is null ? null : new GroupId(role.Group))));
        await db.SaveChangesAsync();
    }

    // Hashing is slow on purpose; one quick hash serves everybody here.
    private static string PasswordHash { get; } =
        new PasswordHasher<StoredAccount>(Options.Create(new PasswordHasherOptions { IterationCount = HashIterations })).HashPassword(null!, Password);
}
