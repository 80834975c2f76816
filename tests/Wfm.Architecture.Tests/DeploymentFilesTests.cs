using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Wfm.Architecture.Tests;

/// <summary>The container files and the service unit have not run here; at least they name what there is.</summary>
[TestFixture]
public sealed partial class DeploymentFilesTests
{
    private static readonly string Dockerfile = Read("Dockerfile");
    private static readonly string Compose = Read("compose.yaml");
    private static readonly string Unit = Read("wfm.service");

    [Test]
    public void What_is_copied_is_what_the_first_lines_publish()
    {
        string project = Regex.Match(Dockerfile, @"dotnet publish (\S+)").Groups[1].Value;
        string output = Regex.Match(Dockerfile, @"COPY (\S+) /app").Groups[1].Value;

        File.Exists(Path.Combine(Repository.Root, project, $"{Path.GetFileName(project)}.csproj")).ShouldBeTrue(project);
        Dockerfile.ShouldContain($"-o {output}");
        XDocument cli = XDocument.Load(Path.Combine(Repository.Root, project, $"{Path.GetFileName(project)}.csproj"));
        string assembly = cli.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Path.GetFileName(project);
        Dockerfile.ShouldContain($"ENTRYPOINT [\"dotnet\", \"/app/{assembly}.dll\"]");
        Unit.ShouldContain($"/opt/wfm/{assembly}.dll serve");
    }

    [Test]
    public void The_runtime_is_the_one_the_projects_are_built_for()
    {
        string framework = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("TargetFramework").Single().Value;

        Dockerfile.ShouldContain($"aspnetcore-runtime-{framework["net".Length..]}");
        Dockerfile.ShouldContain("tzdata");
        Dockerfile.ShouldContain("libicu");
        Dockerfile.ShouldContain("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false");
    }

    [Test]
    public void Nobody_runs_as_root_and_only_the_data_can_be_written()
    {
        string user = Regex.Match(Dockerfile, @"useradd .* (\w+) &&").Groups[1].Value;

        Dockerfile.ShouldContain($"\nUSER {user}\n");
        Dockerfile.ShouldContain($"chown -R {user}:{user} /data");
        Dockerfile.IndexOf("\nUSER ", StringComparison.Ordinal).ShouldBeLessThan(Dockerfile.IndexOf("\nENTRYPOINT ", StringComparison.Ordinal));
        Compose.ShouldContain("read_only: true");
        Compose.ShouldContain("cap_drop: [ALL]");
        Compose.ShouldContain("no-new-privileges:true");
        Unit.ShouldContain("\nUser=wfm\n");
        foreach (string hardened in (string[])["NoNewPrivileges=true", "ProtectSystem=strict", "ProtectHome=true", "PrivateTmp=true", "CapabilityBoundingSet="])
        {
            Unit.ShouldContain($"\n{hardened}\n");
        }
    }

    [Test]
    public void Ports_volumes_and_health_agree()
    {
        string port = Regex.Match(Dockerfile, @"EXPOSE (\d+)").Groups[1].Value;

        Dockerfile.ShouldContain($"WFM__Urls=http://0.0.0.0:{port}");
        Compose.ShouldContain($"ports: [\"{port}:{port}\"]");
        Compose.ShouldContain($"/dev/tcp/127.0.0.1/{port} && printf 'GET /health/ready HTTP/1.0");
        Compose.ShouldContain($"[\"worker\", \"--urls\", \"http://127.0.0.1:{port}\"]");
        File.ReadAllText(Path.Combine(Repository.Root, "src/Wfm.Server/Endpoints/HealthEndpoints.cs")).ShouldSatisfyAllConditions(
            text => text.ShouldContain("MapGroup(\"/health\")"), text => text.ShouldContain("MapGet(\"/ready\""));
        Dockerfile.ShouldContain("VOLUME /data");
        Compose.ShouldContain("volumes: [\"data:/data\"]");
    }

    [Test]
    public void Every_setting_they_name_is_one()
    {
        string[] known = [.. Property().Matches(Read("src/Wfm.Server/ServerSettings.cs")).Select(match => match.Groups[1].Value)];
        string[] named = [.. Setting().Matches(Dockerfile + Compose + Unit).Select(match => match.Groups[1].Value).Select(name => name.EndsWith("_FILE", StringComparison.Ordinal) ? name[..^5] : name).Distinct()];

        known.Length.ShouldBeGreaterThan(20);
        named.Length.ShouldBeGreaterThan(3);
        named.Except(known).ShouldBeEmpty();
    }

    // A setting and the file it comes from, both given, are refused at the start.
    [Test]
    public void The_image_sets_nothing_that_is_given_by_a_file()
    {
        string[] byFile = [.. Setting().Matches(Compose).Select(match => match.Groups[1].Value).Where(name => name.EndsWith("_FILE", StringComparison.Ordinal)).Select(name => name[..^5])];

        byFile.ShouldContain("Database");
        byFile.ShouldAllBe(name => !Dockerfile.Contains($"WFM__{name}=", StringComparison.Ordinal));
    }

    [Test]
    public void Every_command_they_start_is_one()
    {
        string commands = Read("src/Wfm.Cli/Commands/ServeCommand.cs");

        foreach (string command in (string[])["serve", "worker"])
        {
            commands.ShouldContain($"(\"{command}\", \"", customMessage: command);
            Compose.ShouldContain($"command: [\"{command}\"");
        }

        commands.ShouldContain("--no-jobs");
        Compose.ShouldContain("\"--no-jobs\"");
        commands.ShouldContain("\"--config\"");
        Unit.ShouldContain("--config /etc/wfm/wfm.json");
    }

    [Test]
    public void It_is_given_longer_to_stop_than_it_takes()
    {
        int drain = int.Parse(Regex.Match(Read("src/Wfm.Server/WfmServer.cs"), @"LongestDrain = TimeSpan.FromSeconds\((\d+)\)").Groups[1].Value, null);

        int.Parse(Regex.Match(Compose, @"stop_grace_period: (\d+)s").Groups[1].Value, null).ShouldBeGreaterThan(drain);
        int.Parse(Regex.Match(Unit, @"TimeoutStopSec=(\d+)").Groups[1].Value, null).ShouldBeGreaterThan(drain);
        Unit.ShouldContain("KillSignal=SIGTERM");
    }

    [Test]
    public void Wrong_settings_are_not_tried_again_and_secrets_can_be_read()
    {
        Unit.ShouldContain("\nRestart=on-failure\n");
        Unit.ShouldContain($"\nRestartPreventExitStatus={Regex.Match(Read("src/Wfm.Cli/ExitCode.cs"), @"Usage = (\d)").Groups[1].Value}\n");
        Compose.ShouldContain($"(chown {Regex.Match(Dockerfile, @"--uid (\d+)").Groups[1].Value})");
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"public \S+ (\w+) \{ get; init; \}|public Dictionary<\w+, \w+> (\w+) ")]
    private static partial Regex Property();

    [GeneratedRegex(@"WFM__(\w+?)(?:__|=|:)")]
    private static partial Regex Setting();
}
