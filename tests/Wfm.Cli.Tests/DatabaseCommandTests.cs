using System.Text.Json;

namespace Wfm.Cli.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
public sealed class DatabaseCommandTests(string provider) : InDirectory
{
    [Test]
    public async Task A_centre_is_imported_planned_and_published()
    {
        string database = await DatabaseAsync();
        WriteSmallHouse();

        CommandRun import = await ImportAsync(database);
        CommandRun plan = await RunAsync("plan", "--database", database, "--period", "2026-03-02/2w", "--time", "3s", "--publish");

        import.ExitCode.ShouldBe(0, import.Error);
        import.Out.ShouldContain("calls.csv: 3600 intervals new, 0 replaced, 0 unchanged.");
        plan.ExitCode.ShouldBe(0, plan.Error);
        plan.Out.ShouldContain("Published.");
        plan.Out.ShouldMatch(@"violations of hard rules\s+0");
    }

    [Test]
    public async Task Importing_the_same_files_again_changes_nothing()
    {
        string database = await DatabaseAsync();
        WriteSmallHouse();
        await ImportAsync(database);

        CommandRun again = await ImportAsync(database);

        again.ExitCode.ShouldBe(0);
        again.Out.ShouldContain("people: already imported, nothing changed.");
        again.Out.ShouldContain("calls.csv: already imported, nothing changed.");
    }

    [Test]
    public async Task A_refused_file_says_why_and_leaves_the_rest_alone()
    {
        string database = await DatabaseAsync();
        WriteSmallHouse();
        Write("calls.csv", "queue,start,offered\nbygg,2026-02-27T08:00,many\n");

        CommandRun run = await ImportAsync(database);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("calls.csv, line 2, offered: \"many\"");
        run.Out.ShouldContain("calls.csv: refused with 1 problem, nothing changed.");
    }

    [Test]
    public async Task Half_hours_do_not_fit_a_unit_on_quarters()
    {
        string database = await DatabaseAsync();
        WriteSmallHouse();
        Write("calls.csv", "queue,start,offered\nbygg,2026-02-27T08:00,5\nbygg,2026-02-27T08:30,5\nbygg,2026-02-27T09:00,5\n");

        CommandRun run = await ImportAsync(database);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("expected intervals of 15 minutes, or shorter ones that divide them");
    }

    [Test]
    public async Task Every_command_speaks_to_machines()
    {
        string database = await DatabaseAsync();
        WriteSmallHouse();

        CommandRun import = await RunAsync(
            "import", "--database", database, "--calls", At("calls.csv"), "--people", At("people"), "--zone", "Europe/Stockholm", "--json");
        CommandRun plan = await RunAsync("plan", "--database", database, "--period", "2026-03-02/2w", "--time", "3s", "--json");
        CommandRun migrate = await RunAsync("migrate", "--database", database, "--json");

        JsonDocument.Parse(import.Out).RootElement.GetProperty("calls").GetProperty("inserted").GetInt64().ShouldBe(3600);
        JsonDocument.Parse(plan.Out).RootElement.GetProperty("violations").GetInt32().ShouldBe(0);
        JsonDocument.Parse(migrate.Out).RootElement.GetProperty("applied").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_dry_run_checks_and_creates_no_database()
    {
        WriteSmallHouse();

        CommandRun run = await RunAsync("import", "--database", At("new.db"), "--calls", At("calls.csv"), "--people", At("people"), "--zone", "Europe/Stockholm", "--dry-run");

        run.ExitCode.ShouldBe(0, run.Error);
        File.Exists(At("new.db")).ShouldBeFalse();
    }

    [Test]
    public async Task Planning_an_empty_database_says_what_to_do_first()
    {
        CommandRun run = await RunAsync("plan", "--database", await DatabaseAsync(), "--period", "2026-03-02/2w");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("run wfm import first");
    }

    [Test]
    public async Task Migrate_creates_once_and_doctor_finds_nothing_wrong()
    {
        string database = await DatabaseAsync();

        CommandRun pending = await RunAsync("migrate", "--database", database, "--dry-run");
        CommandRun first = await RunAsync("migrate", "--database", database);
        CommandRun second = await RunAsync("migrate", "--database", database);
        CommandRun doctor = await RunAsync("doctor", "--database", database);

        pending.ExitCode.ShouldBe(1);
        first.Out.ShouldContain(": applied ");
        second.Out.ShouldContain(" is up to date.");
        doctor.ExitCode.ShouldBe(0, doctor.Out);
        doctor.Out.ShouldContain("Europe/Stockholm");
        doctor.Out.ShouldNotContain("NO  ");
    }

    [Test]
    public async Task Questions_about_requests_mail_and_levels_are_asked_of_the_published_schedule()
    {
        string database = await DatabaseAsync();
        WriteSmallHouse();
        await ImportAsync(database);
        CommandRun tooEarly = await RunAsync("weigh", "--database", database, "--change", Write("change.json", Absence("0005")));
        await RunAsync("plan", "--database", database, "--period", "2026-03-02/2w", "--time", "3s", "--publish");
        Write("arrivals.csv", "queue,start,end,items,handle_seconds,due_hours\npost,2026-03-03T08:00,2026-03-03T12:00,10,300,\n");

        CommandRun weigh = await RunAsync("weigh", "--database", database, "--change", At("change.json"), "--days", "0");
        CommandRun stranger = await RunAsync("weigh", "--database", database, "--change", Write("stranger.json", Absence("carl")));
        CommandRun slots = await RunAsync("slots", "--database", database, "--people", "0005,0006", "--from", "2026-03-04");
        CommandRun deferred = await RunAsync("deferred", "--database", database, "--arrivals", At("arrivals.csv"));
        CommandRun simulate = await RunAsync("simulate", "--database", database, "--days", "5");
        CommandRun calibrate = await RunAsync("calibrate", "--database", database);
        CommandRun half = await RunAsync("weigh", "--problem", At("calls.csv"), "--change", At("change.json"));

        tooEarly.ExitCode.ShouldBe(2);
        tooEarly.Error.ShouldContain("has no published schedule; run wfm plan --publish first");
        weigh.ExitCode.ShouldBe(0, weigh.Error);
        weigh.Error.ShouldContain("Published schedule of 2026-03-02, 2 weeks, version 1.");
        weigh.Out.ShouldStartWith("Absence of 0005, Thu 2026-03-12 08:00–17:00.");
        stranger.ExitCode.ShouldBe(1);
        stranger.Error.ShouldContain("stranger.json, agent: \"carl\"");
        slots.Out.ShouldContain("Wed 2026-03-04");
        deferred.ExitCode.ShouldBeOneOf(0, 1);
        deferred.Out.ShouldContain("as expected", Case.Sensitive, deferred.Error);
        simulate.ExitCode.ShouldBe(0, simulate.Error);
        simulate.Out.ShouldContain("bygg");
        calibrate.ExitCode.ShouldBe(1);
        calibrate.Error.ShouldContain("No published schedule has a day before 2026-02-02.");
        half.ExitCode.ShouldBe(2);
    }

    private static string Absence(string agent) =>
        $$"""{"version":1,"kind":"absence","agent":"{{agent}}","start":"2026-03-12T08:00","end":"2026-03-12T17:00"}""";

    private async Task<string> DatabaseAsync() =>
        provider == "postgres" ? await PostgresForTests.Cluster.CreateDatabaseAsync(CancellationToken.None) : At("wfm.db");

    private Task<CommandRun> ImportAsync(string database) => RunAsync(
        "import", "--database", database, "--calls", At("calls.csv"), "--people", At("people"), "--zone", "Europe/Stockholm");
}
