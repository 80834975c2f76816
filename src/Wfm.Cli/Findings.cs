using Wfm.Exchange;

namespace Wfm.Cli;

/// <summary>What was wrong or odd in files, line by line on standard error.</summary>
internal static class Findings
{
    public static async Task WriteAsync(
        IReadOnlyList<ImportWarning> warnings, IReadOnlyList<ImportProblem> problems, int problemCount, CommandConsole console)
    {
        foreach (ImportWarning warning in warnings)
        {
            await console.Error.WriteLineAsync($"note: {warning}");
        }

        foreach (ImportProblem problem in problems)
        {
            await console.Error.WriteLineAsync(problem.ToString());
        }

        if (problemCount > problems.Count)
        {
            await console.Error.WriteLineAsync($"… and {problemCount - problems.Count} more.");
        }
    }

    /// <summary>Reads like: <c>1 problem</c>, <c>2 problems</c>.</summary>
    public static string Count(int problems) => problems == 1 ? "1 problem" : $"{problems} problems";

    public static Task WriteAsync<T>(ImportResult<T> result, CommandConsole console)
        where T : class => WriteAsync(result.Warnings, result.Problems, result.ProblemCount, console);

    /// <summary>The content of an accepted file; a refused one is told on standard error and ends the command with findings.</summary>
    public static async Task<T> OrStopAsync<T>(this ImportResult<T> result, CommandConsole console)
        where T : class
    {
        await WriteAsync(result, console);
        return result.Value ?? throw new RefusedException();
    }
}

/// <summary>An input was refused, and why has been told already; the command ends with findings and writes nothing.</summary>
internal sealed class RefusedException : Exception;
