using Wfm.Scheduling.OrTools.Solving;

// Outside any namespace, so that NUnit starts it before the first test of the assembly and stops it after the last.
#pragma warning disable CA1050 // a namespace would limit the fixture to it

/// <summary>One warm side process for the whole assembly.</summary>
[SetUpFixture]
public sealed class OrToolsForTests
{
    private static SolverProcess? _solver;

    /// <summary>The npm packages as <c>tests/run</c> installs them, or where the variable says.</summary>
    public static OrToolsInstallation Installation { get; } = new(Folder(), AppContext.BaseDirectory);

    /// <summary>The side process; a test fails with what is missing when there is none.</summary>
    public static SolverProcess Solver => _solver ??= new SolverProcess(SideProcess());

    public static SolverCommand SideProcess() => Installation.SideProcess()
        ?? throw new InvalidOperationException(
            $"The tests need Node with npm, and the npm packages of the side process, which are not in {Folder()}. "
            + $"tests/run installs them; by hand: npm install --prefix {Folder()} {OrToolsInstallation.Packages}");

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_solver is not null)
        {
            await _solver.DisposeAsync();
        }
    }

    private static string Folder() => Environment.GetEnvironmentVariable(OrToolsInstallation.Variable) ?? Path.Combine(Root(), "artifacts", "ortools");

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wfm.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No Wfm.sln above {AppContext.BaseDirectory}.");
    }
}
