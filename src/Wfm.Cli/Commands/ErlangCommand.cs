using System.CommandLine;
using Wfm.Exchange;
using Wfm.Planning;

namespace Wfm.Cli.Commands;

/// <summary><c>wfm erlang</c>: a table of queueing questions, answered row by row.</summary>
internal static class ErlangCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<FileInfo> input = CommandOptions.Input(
            "--in", "Cases: model (b, c or a), calls, interval_seconds, aht_seconds, agents (empty: the fewest), threshold_seconds, target, patience_seconds, max_occupancy.");
        Option<FileInfo> output = CommandOptions.Output("The same rows with their figures.");
        Option<bool> json = CommandOptions.Json();
        Command command = new("erlang", "Answer queueing questions: Erlang B, C and A, required agents.") { input, output, json };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(json), console));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, bool json, CommandConsole console)
    {
        ErlangCaseFile cases;
        await using (FileStream stream = input.OpenRead())
        {
            cases = ErlangCsv.Read(stream, input.Name);
        }

        ErlangAnswer?[] answers = [.. cases.Rows.Select(row => row.Case is { } asked ? AnswerErlangCases.Answer(asked) : null)];
        await OutputFile.WriteAsync(output, writer =>
        {
            ErlangCsv.Write(writer, cases, answers);
            return Task.CompletedTask;
        });
        await Findings.WriteAsync(cases.Warnings, cases.Problems, cases.ProblemCount, console);
        if (json)
        {
            await JsonOutput.WriteAsync(console, new { rows = cases.Rows.Count, answered = answers.Count(answer => answer is not null), cases.Problems });
        }
        else
        {
            await console.Out.WriteLineAsync($"{answers.Count(answer => answer is not null)} of {cases.Rows.Count} rows answered in {output.Name}.");
        }

        return (int)(cases.ProblemCount > 0 ? ExitCode.Findings : ExitCode.Done);
    }
}
