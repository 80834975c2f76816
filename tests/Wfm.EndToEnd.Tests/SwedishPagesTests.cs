using Microsoft.Playwright;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.EndToEnd.Tests;

/// <summary>Nothing that is seen or read aloud on a Swedish page is English, sentences of the server included; names, codes and what people wrote are left out.</summary>
public sealed class SwedishPagesTests() : Journeys(DatabaseProvider.Sqlite)
{
    [OneTimeSetUp]
    public async Task TellAsync()
    {
        await using WfmDb db = Server.Database.CreateContext();
        (string code, string name, string who, int times) = ("0007", "Åsa 7", "tora", 3);
        (RunState State, Remark Reason)[] ends =
        [
            (RunState.Done, Remark.Of("night-no-period", "There is no period to plan: none is set, and no schedule was ever made.")),
            (RunState.Done, JoinNight.Unchanged),
            (RunState.Failed, Remark.Of("left-out-no-skill", $"Agent {code} ({name}) has no skill for any queue of the requirement: left out.")),
            (RunState.Failed, Remark.Of("file-refused", "the file has problems; nothing of it was taken")),
            (RunState.Cancelled, Remark.Of("run-stopped-by", $"stopped by {who}")),
            (RunState.Parked, Remark.Of("run-lost", $"lost {times} times")),
        ];
        foreach ((int number, (RunState state, Remark reason)) in ends.Index())
        {
            RunKey key = new(House.Unit, JoinNight.PlanKind, $"del {number}", new LocalDate(2026, 2, 1));
            await RunStore.QueueAsync(db, key, new RunOrder(1), again: false, default);
            RunHold hold = (await RunStore.TakeAsync(db, (await RunStore.NextAsync(db, JoinNight.PlanKind, default))!.Value, "nod", default))!;
            await RunStore.EndAsync(db, hold, new RunEnd(state, reason), default);
        }

        foreach ((string kind, string report) in ((string, string)[])
        [
            (JoinNight.NightKind, """{"version":null,"why":"Version 4 was published while the night planned.","whySaid":"published-meanwhile|4","units":[{"unit":"bygg","state":"Failed","reason":"there is none","said":"plan-too-short","cost":null,"lowerBound":null,"tries":2,"seconds":61.5}]}"""),
            ("import", """{"file":"calls.csv","outcome":"Refused","columns":"wfm","inserted":0,"changed":0,"unchanged":0,"problems":["calls.csv, line 2, offered: \"-3\" — expected a count of 0 or more."],"warnings":[],"unknownQueues":["växel"]}"""),
            ("retention", """[{"class":"sessions","what":"sessions that are over","keptDays":1,"rows":12},{"class":"audit","what":"entries of the audit","keptDays":791,"rows":0}]"""),
            ("backup", """{"file":"wfm-2026-02-01.zip","bytes":2400000,"rows":51000}"""),
        ])
        {
            await RunStore.QueueAsync(db, new RunKey(House.Unit, kind, "", new LocalDate(2026, 2, 1)), new RunOrder(1), again: false, default);
            RunHold hold = (await RunStore.TakeAsync(db, (await RunStore.NextAsync(db, kind, default))!.Value, "nod", default))!;
            await RunStore.EndAsync(db, hold, new RunEnd(RunState.Done, null, report), default);
        }
    }

    [TestCase("anna", 360, "/my-schedule /wishes /inbox /account")]
    [TestCase("greta", 1440, "/requests /day /adherence /periods /schedule /inbox")]
    [TestCase("tora", 1440, "/requests /schedule /schedule?view=day&date=2026-03-03 /staffing?date=2026-03-03 /forecast?week=2026-03-02 /periods /runs /day /reports /inbox /adherence")]
    [TestCase("tora", 1440, "/master-data /master-data?tab=states /master-data?tab=sources /master-data?tab=contracts /master-data?tab=templates /master-data?tab=queues /master-data?tab=groups /master-data?tab=activities /master-data?tab=rules")]
    [TestCase("adam", 1440, "/administration /administration?tab=keys /administration?tab=audit /administration?tab=permissions /administration?tab=reads /administration?tab=retention /runs")]
    public async Task No_view_speaks_English(string login, int width, string views)
    {
        await using Screen screen = await Screen.AsAsync(Server, login, width);
        List<string> found = [];
        foreach (string view in views.Split(' '))
        {
            await screen.GoAsync(view);
            found.AddRange(await EnglishWords.OnAsync(screen, view));
        }

        found.ShouldBeEmpty();
    }

    [Test]
    public async Task Rules_for_passwords_and_contracts_are_said_in_Swedish()
    {
        await using Screen admin = await Screen.AsAsync(Server, "adam");
        await admin.GoAsync("/account");
        await admin.Page.GetByLabel("Nuvarande lösenord").FillAsync(House.Password);
        await admin.Page.Locator("input[name=password]").FillAsync("sommarsommar2026");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Byt lösenord" }).ClickAsync();
        await Assertions.Expect(admin.Page.Locator("main")).ToContainTextAsync("ett lösenord som inte står i listor över vanliga");
        (await EnglishWords.OnAsync(admin, "/account")).ShouldBeEmpty();
        await admin.GoAsync("/administration?tab=audit");
        await Assertions.Expect(admin.Page.Locator("main table")).ToContainTextAsync("publicerade");
    }

    [Test]
    public async Task What_stands_in_the_way_is_said_in_Swedish()
    {
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        await planner.GoAsync("/day");
        await Assertions.Expect(planner.Page.Locator("main")).ToContainTextAsync("Ingen har räknat på dagen ännu.");
        await planner.Page.GetByRole(AriaRole.Button, new() { Name = "Titta nu" }).ClickAsync();
        await Assertions.Expect(planner.Page.Locator("main")).ToContainTextAsync("Inget schema är publicerat för mån 2 feb.");
        await planner.GoAsync("/runs");
        ILocator runs = planner.Page.Locator("main table").First;
        await Assertions.Expect(runs).ToContainTextAsync("Inget har ändrats sedan den senast planerades.");
        await Assertions.Expect(runs).ToContainTextAsync("Åsa 7 (0007) har ingen kompetens för någon av behovets köer och är inte med.");
        await Assertions.Expect(runs).ToContainTextAsync("Stoppad av tora.");
        await planner.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await Assertions.Expect(runs).ToContainTextAsync("Version 4 publicerades medan natten planerade; nattens plan sparades inte.");
        await Assertions.Expect(runs).ToContainTextAsync("62 s");
        await Assertions.Expect(runs).ToContainTextAsync("Avvisad; inget ändrat");
        await Assertions.Expect(runs).ToContainTextAsync("2,4 MB");
        await planner.PictureAsync("runs-told");
        (await EnglishWords.OnAsync(planner, "/runs")).ShouldBeEmpty();
    }
}
