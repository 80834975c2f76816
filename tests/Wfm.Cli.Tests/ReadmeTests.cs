using System.Text.RegularExpressions;

namespace Wfm.Cli.Tests;

/// <summary>The commands of the README, run as they stand there.</summary>
[TestFixture]
public sealed partial class ReadmeTests : InDirectory
{
    [Test]
    public async Task The_tour_of_the_README_runs_to_a_schedule_without_violations()
    {
        string[] commands = [.. Tour().Match(await File.ReadAllTextAsync(ReadmePath())).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        commands.Length.ShouldBeGreaterThan(4);
        CommandRun last = new(-1, "", "");
        foreach (string command in commands)
        {
            string[] words = command.Split(' ');
            words[0].ShouldBe("wfm");

            // Two thirds less time to search: a harder tour, and a quicker one.
            last = await RunAsync([.. words.Skip(1).Select(InFolder).Select(word => word == "20s" ? "6s" : word)]);
            last.ExitCode.ShouldBe(0, $"{command}\n{last.Error}");
        }

        last.Out.ShouldEndWith("0 violations of hard rules." + Environment.NewLine);
    }

    // Names of files and folders in the tour are relative; here they lie in the test's own folder.
    private string InFolder(string word) =>
        word.StartsWith("centre", StringComparison.Ordinal) || word.EndsWith(".csv", StringComparison.Ordinal) || word.EndsWith(".json", StringComparison.Ordinal)
            ? At(word)
            : word;

    private static string ReadmePath()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wfm.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "README.md");
    }

    [GeneratedRegex("```sh tour\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Tour();
}
