using System.Text.Json;

namespace Wfm.Server.Tests;

/// <summary>File, then environment, then flags; secrets from files of their own; whatever cannot be read is named.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SettingsSourceTests
{
    private static readonly Dictionary<string, string?> NoFlags = [];
    private readonly List<string> _set = [];
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("wfm-settings-").FullName;

    [TearDown]
    public void Remove()
    {
        _set.ForEach(name => Environment.SetEnvironmentVariable(name, null));
        _set.Clear();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Without_anything_said_the_defaults_hold()
    {
        ServerSettings settings = SettingsSource.Read(Written(new { }), NoFlags);

        (settings.Database, settings.Urls, settings.LoginsPerMinute, settings.NightBegins, settings.SecondFactorRoles).ShouldBe(("wfm.db", "http://127.0.0.1:5080", 20, "00:30", ""));
    }

    [Test]
    public void A_flag_wins_over_the_environment_and_that_over_the_file()
    {
        string file = Written(new { Database = "file.db", Urls = "http://file", NightBegins = "01:00", RetentionDays = new { audit = 900 }, Oidc = new { Authority = "https://idp", ClientId = "wfm" } });
        Set("WFM__Database", "environment.db");
        Set("WFM__Urls", "http://environment");
        Set("WFM__Oidc__ClientId", "other");
        Set("WFM__RetentionDays__reads", "500");

        ServerSettings settings = SettingsSource.Read(file, new Dictionary<string, string?> { ["Database"] = "flag.db", ["Urls"] = null });

        (settings.Database, settings.Urls, settings.NightBegins).ShouldBe(("flag.db", "http://environment", "01:00"));
        (settings.Oidc!.Authority, settings.Oidc.ClientId).ShouldBe(("https://idp", "other"));
        settings.RetentionDays.ShouldBe(new Dictionary<string, int> { ["audit"] = 900, ["reads"] = 500 }, ignoreOrder: true);
    }

    [Test]
    public void A_secret_comes_from_a_file_and_each_source_wins_over_those_before_it()
    {
        Set("WFM__Database_FILE", Secret("database", "postgres://wfm:hemligt@database/wfm\n"));
        Set("WFM__Oidc__ClientSecret_FILE", Secret("client", "  hemligare \r\n"));
        Set("WFM__Oidc__Authority", "https://idp");
        string file = Written(new { Database = "file.db" });

        ServerSettings settings = SettingsSource.Read(file, NoFlags);
        ServerSettings flagged = SettingsSource.Read(file, new Dictionary<string, string?> { ["Database"] = "flag.db" });

        settings.Database.ShouldBe("postgres://wfm:hemligt@database/wfm");
        settings.Oidc!.ClientSecret.ShouldBe("hemligare");
        flagged.Database.ShouldBe("flag.db");
        Set("WFM__Database_FILE", null);
        Set("WFM__Database", "environment.db");
        SettingsSource.Read(Written(new { Database_FILE = Secret("old", "old.db") }), NoFlags).Database.ShouldBe("environment.db");
    }

    [Test]
    public void The_same_setting_twice_in_one_place_is_told()
    {
        Set("WFM__Database", "a.db");
        Set("WFM__Database_FILE", Secret("database", "b.db"));

        Should.Throw<FormatException>(() => SettingsSource.Read(Written(new { }), NoFlags)).Message.ShouldBe("the environment sets both Database and Database_FILE; give one of them.");
    }

    [Test]
    public void Secrets_that_are_not_there_or_empty_are_told_and_never_shown()
    {
        string missing = Path.Combine(_folder, "missing");
        Set("WFM__Database_FILE", missing);
        Should.Throw<FileNotFoundException>(() => SettingsSource.Read(Written(new { }), NoFlags)).Message.ShouldContain(missing);
        Set("WFM__Database_FILE", Secret("empty", "\n"));
        Should.Throw<FormatException>(() => SettingsSource.Read(Written(new { }), NoFlags)).Message.ShouldContain("Database_FILE names");
        Set("WFM__Database_FILE", Secret("database", "hemligt"));
        Set("WFM__SmtpPort", "tjugofem");

        FormatException wrong = Should.Throw<FormatException>(() => SettingsSource.Read(Written(new { }), NoFlags));

        wrong.Message.ShouldContain("SmtpPort");
        wrong.Message.ShouldNotContain("hemligt");
    }

    [TestCase("{ \"WFM\": { \"Databse\": \"x\" } }", "sets WFM:Databse, which is no setting")]
    [TestCase("{ \"WFM\": { \"Oidcs\": { \"ClientId\": \"x\" } } }", "sets WFM:Oidcs, which is no setting")]
    [TestCase("{ \"WFM\": { \"Urls\": ", "is not JSON")]
    [TestCase("[]", "is not JSON")]
    public void A_file_that_cannot_be_meant_so_is_told(string text, string words)
    {
        string file = Path.Combine(_folder, "wfm.json");
        File.WriteAllText(file, text);

        FormatException told = Should.Throw<FormatException>(() => SettingsSource.Read(file, NoFlags));

        told.Message.ShouldContain(words);
        told.Message.ShouldContain(file);
    }

    [Test]
    public void A_file_that_was_named_must_be_there() =>
        Should.Throw<FileNotFoundException>(() => SettingsSource.Read(Path.Combine(_folder, "no.json"), NoFlags));

    private string Written(object settings)
    {
        string file = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { WFM = settings }));
        return file;
    }

    private string Secret(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        _set.Add(name);
    }
}
