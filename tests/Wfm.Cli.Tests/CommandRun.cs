using NodaTime;

[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace Wfm.Cli.Tests;

/// <summary>What a command said.</summary>
/// <param name="ExitCode">To the shell.</param>
/// <param name="Out">On standard output.</param>
/// <param name="Error">On standard error.</param>
public sealed record CommandRun(int ExitCode, string Out, string Error);

/// <summary>A directory of its own for each test, and the command run in this process.</summary>
public abstract class InDirectory
{
    protected DirectoryInfo Folder { get; private set; } = null!;

    [SetUp]
    public void CreateFolder() => Folder = Directory.CreateTempSubdirectory("wfm-cli-");

    [TearDown]
    public void DeleteFolder()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Folder.Delete(recursive: true);
    }

    protected string At(string name) => Path.Combine(Folder.FullName, name);

    protected string Write(string name, string text)
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The small house as files: calls.csv and people/.</summary>
    protected void WriteSmallHouse()
    {
        Write("calls.csv", SmallHouse.Calls);
        foreach ((string name, string text) in SmallHouse.Files)
        {
            Write(Path.Combine("people", name), text);
        }
    }

    protected static async Task<CommandRun> RunAsync(params string[] args)
    {
        await using StringWriter output = new(), error = new();
        CommandConsole console = new(output, error, ShowsProgress: false, new FixedClock(Instant.FromUtc(2026, 2, 2, 9, 0)));
        int exitCode = await WfmCommandLine.RunAsync(args, console, CancellationToken.None);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    private sealed class FixedClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
