using System.Text.RegularExpressions;

namespace Wfm.Architecture.Tests;

/// <summary>What CONTRIBUTING.md asks of a file, a name and the top of the repository.</summary>
[TestFixture]
public sealed partial class HouseRuleTests
{
    private const int LongestFile = 500;

    private static readonly string[] TopLevel =
    [
        "src", "tests", "benchmarks", "samples", "Wfm.sln", "global.json", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md",
        "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "artifacts",
        "Dockerfile", "compose.yaml", "wfm.service",
    ];

    [Test]
    public void The_top_of_the_repository_holds_only_what_the_design_names()
    {
        string[] strangers =
        [
            .. Directory.GetFileSystemEntries(Repository.Root).Select(entry => Path.GetFileName(entry)!)
                .Where(name => !name.StartsWith('.') && !TopLevel.Contains(name)),
        ];

        strangers.ShouldBeEmpty();
    }

    [Test]
    public void Every_project_explains_itself()
    {
        string[] silent =
        [
            .. Repository.Projects("src").Concat(Repository.Projects("samples")).Concat(Repository.Projects("benchmarks"))
                .Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "README.md")))
                .Select(project => Path.GetFileName(project)!),
        ];

        silent.ShouldBeEmpty();
    }

    /// <summary>What screens are told of and what pages listen for are the same.</summary>
    [Test]
    public void Pages_listen_for_the_events_there_are()
    {
        string code = string.Concat(Repository.SourceFiles("src").Select(File.ReadAllText));
        string[] told = [.. EventKind().Matches(code).Select(match => match.Groups[1].Value).Distinct()];
        string page = File.ReadAllText(Path.Combine(Repository.Root, "src", "Wfm.Web", "src", "api", "live.ts"));
        string[] heard = [.. PageKind().Matches(page[..page.IndexOf("] as const", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)];

        told.Length.ShouldBeGreaterThan(10);
        told.Except(heard).ShouldBeEmpty("no page would hear of them");
        heard.Where(kind => !code.Contains($"\"{kind}\"", StringComparison.Ordinal)).ShouldBeEmpty("nobody tells of them");
    }

    [Test]
    public void No_file_is_too_long_to_read()
    {
        string[] tooLong =
        [
            .. Repository.SourceFiles("src", "samples", "benchmarks")
                .Where(file => !file.Contains("Migrations", StringComparison.Ordinal) && File.ReadLines(file).Count() > LongestFile)
                .Select(file => Path.GetRelativePath(Repository.Root, file)),
        ];

        tooLong.ShouldBeEmpty();
    }

    [Test]
    public void No_type_is_called_something_a_planner_would_not_recognise()
    {
        string[] vague =
        [
            .. Repository.SourceFiles("src", "samples", "benchmarks")
                .SelectMany(file => VagueName().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")),
        ];

        vague.ShouldBeEmpty();
    }

    [Test]
    public void No_project_is_a_drawer_for_everything() =>
        Repository.Projects("src").Select(project => Path.GetFileNameWithoutExtension(project)!.Split('.')[^1])
            .ShouldNotContain(name => new[] { "Core", "Common", "Shared", "Abstractions", "Infrastructure" }.Contains(name));

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Manager|Helper|Utils|Utility|Common|Processor)\b")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"ScreensAsync\([^""\n]*""([a-z-]+)""")]
    private static partial Regex EventKind();

    [GeneratedRegex(@"'([a-z]+(?:-[a-z]+)+)'")]
    private static partial Regex PageKind();
}
