using System.Diagnostics;

namespace Wfm.EndToEnd.Tests;

/// <summary>The tests of the pages' pure parts, which Node runs, count with the rest.</summary>
public sealed class PagesOwnTests
{
    [Test]
    public async Task Words_clocks_and_dragged_shifts_are_right()
    {
        ProcessStartInfo start = new("npm", ["test", "--silent"]) { WorkingDirectory = Path.Combine(Root(), "src", "Wfm.Web"), RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{await output}\n{await errors}");
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wfm.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Wfm.sln is in no folder above the tests.");
    }
}
