using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

/// <summary>Whoever reads why somebody else is away leaves a line behind, whatever route they read it by.</summary>
[TestFixture]
public sealed partial class ReadLogTests
{
    private RunningServer _server = null!;
    private MatrixObjects _objects = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        _objects = await MatrixObjects.CreateAsync(_server);
        await using WfmDb db = _server.Database.CreateContext();

        // Of every category one, in each group, so that any route that shows them would show one.
        foreach ((string agent, int day) in ((string, int)[])[("0002", 3), ("0005", 5)])
        {
            foreach (AbsenceCategory category in Enum.GetValues<AbsenceCategory>())
            {
                db.Add(new StoredAbsence(House.Unit, new Absence(new AgentId(agent), new LocalDateTime(2026, 3, day, 8, 0), new LocalDateTime(2026, 3, day, 9, 0), category)));
            }

            db.Add(new StoredBalanceEntry(House.Unit, new AgentId(agent), BalanceKind.VacationDays, -1, new BalanceSource("greta", House.Planned, "Semester")));
        }

        await db.SaveChangesAsync();
    }

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [TestCase("medarbetare", "anna")]
    [TestCase("gruppledare", "greta")]
    [TestCase("trafikledning", "tora")]
    [TestCase("admin", "adam")]
    public async Task Every_answer_with_a_category_of_somebody_else_is_in_the_log(string subject, string login)
    {
        using ApiClient client = await _server.AsAsync(login);
        List<string> silent = [], told = [];
        foreach (MatrixRow row in MatrixRow.ReadAll().Where(row => row.Relation != "own" && row.Route.StartsWith("/api/units/", StringComparison.Ordinal) && row.Method != "DELETE"))
        {
            int before = await ReadsAsync(login);
            object? body = row.Route.EndsWith("/personal-data", StringComparison.Ordinal) ? new { reason = "begäran 7" } : MatrixObjects.Body(row, subject);
            ApiAnswer answer = await client.SendAsync(row.Method, _objects.Path(row, subject), body, _objects.Headers(row));
            bool shows = answer.Status is >= 200 and < 300 && ShowsCategory().IsMatch(answer.Text) && !IsOfOneself(answer.Text, login);
            bool isLogged = await ReadsAsync(login) > before;
            if (shows)
            {
                (isLogged ? told : silent).Add($"{row.Method} {row.Route}");
            }
        }

        silent.ShouldBeEmpty();
        if (subject == "gruppledare")
        {
            told.Distinct().ShouldBe(
                [
                    "GET /api/units/{unit}/requests", "POST /api/units/{unit}/requests", "GET /api/units/{unit}/requests/{request}", "POST /api/units/{unit}/requests/{request}/withdraw",
                    "GET /api/units/{unit}/balances/{agent}", "POST /api/units/{unit}/balances/{agent}/entries", "GET /api/units/{unit}/payroll/paxml.xml",
                ], ignoreOrder: true, customMessage: string.Join('\n', told.Distinct()));
        }
        else if (subject != "admin")
        {
            told.ShouldBeEmpty();
        }
    }

    [Test]
    public async Task Who_read_is_listed_for_the_admin_and_ones_own_reading_is_not_there()
    {
        using ApiClient beata = await _server.AsAsync("beata"), adam = await _server.AsAsync("adam"), greta = await _server.AsAsync("greta");
        (await beata.GetAsync("/api/units/1/balances/0002")).Is(200);
        (await beata.GetAsync("/api/units/1/requests")).Is(200);
        (await ReadsAsync("beata")).ShouldBe(0);
        (await greta.GetAsync("/api/units/1/balances/0002")).Is(200);

        string newest = (await adam.GetAsync("/api/units/1/reads?agent=0002&limit=1")).Is(200).Json["items"]![0]!.ToJsonString();

        newest.ShouldContain("\"who\":\"greta\"");
        newest.ShouldContain("\"what\":\"balances\"");
    }

    [Test]
    public async Task A_calendar_never_says_why()
    {
        using ApiClient beata = await _server.AsAsync("beata"), nobody = _server.AsNobody();
        string address = (await beata.SendAsync("POST", "/api/units/1/calendar-token")).Is(200).Json["address"]!.GetValue<string>();

        ShowsCategory().IsMatch((await nobody.GetAsync(address)).Is(200).Text).ShouldBeFalse();
    }

    private async Task<int> ReadsAsync(string who)
    {
        await using WfmDb db = _server.Database.CreateContext();
        return await db.PersonalReads.CountAsync(read => read.Who == who);
    }

    // Anna is 0001; what she alone is named in is her own.
    private static bool IsOfOneself(string text, string login) => login == "anna" && !text.Contains("0002", StringComparison.Ordinal) && !text.Contains("0005", StringComparison.Ordinal);

    [GeneratedRegex("\"category\"\\s*:\\s*\"|vacationDays|<tidkod>(SEM|SJK|VAB|FPE|TJL|KOM|FR1)<|SUMMARY:.*(Sick|Vacation|Semester|Sjuk)")]
    private static partial Regex ShowsCategory();
}
