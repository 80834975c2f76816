using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Wfm.Cli.Commands;

namespace Wfm.Cli;

/// <summary>The <c>wfm</c> command: one subcommand per planning step.</summary>
public static class WfmCommandLine
{
    // How long a server that is told to stop may take to answer what it has begun.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    /// <summary>Parses and runs one command.</summary>
    /// <param name="args">The words after <c>wfm</c>.</param>
    /// <param name="console">Where to read the time and write.</param>
    /// <param name="cancellationToken">Stops the command; nothing is left half written.</param>
    /// <returns>0 done, 1 finished with findings, 2 wrong usage, 3 failure.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "The one handler of a process: says what broke and ends with 3.")]
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, CommandConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(console);
        ParseResult parsed = Root(console).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string error in parsed.Errors.Select(error => error.Message).Distinct())
            {
                await console.Error.WriteLineAsync($"wfm: {error}");
            }

            await console.Error.WriteLineAsync("Try 'wfm --help' or 'wfm COMMAND --help'.");
            return (int)ExitCode.Usage;
        }

        try
        {
            InvocationConfiguration streams = new() { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Drain };
            return await parsed.InvokeAsync(streams, cancellationToken);
        }
        catch (UsageException wrong)
        {
            await console.Error.WriteLineAsync($"wfm: {wrong.Message}");
            return (int)ExitCode.Usage;
        }
        catch (RefusedException)
        {
            return (int)ExitCode.Findings;
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("wfm: stopped on request; nothing was left half written.");
            return (int)ExitCode.Failure;
        }
        catch (Exception broken)
        {
            Exception cause = broken is AggregateException { InnerExceptions: [{ } first, ..] } ? first : broken;
            await console.Error.WriteLineAsync($"wfm: {cause.Message}");
            if (Environment.GetEnvironmentVariable("WFM__Trace") == "1")
            {
                await console.Error.WriteLineAsync(broken.ToString());
            }

            return (int)ExitCode.Failure;
        }
    }

    private static RootCommand Root(CommandConsole console) =>
        new("Workforce management for contact centres: calls in, schedule out.")
        {
            ErlangCommand.Create(console),
            ForecastCommand.Create(console),
            BacktestCommand.Create(console),
            EstimateCommand.Create(console),
            CalibrateCommand.Create(console),
            StaffCommand.Create(console),
            ProblemCommand.Create(console),
            ScheduleCommand.Create(console),
            CheckCommand.Create(console),
            SimulateCommand.Create(console),
            DeferredCommand.Create(console),
            ReplanCommand.Create(console),
            WeighCommand.Create(console),
            SlotsCommand.Create(console),
            ImportCommand.Create(console),
            PlanCommand.Create(console),
            SampleCommand.Create(console),
            DemoCommand.Create(console),
            MigrateCommand.Create(console),
            DoctorCommand.Create(console),
            BackupCommand.Create(console),
            BackupCommand.CreateRestore(console),
            RetentionCommand.Create(console),
            PayrollCommand.Create(console),
            ReportCommand.Create(console),
            AccountCommand.Create(console),
            ReplayCommand.Create(console),
            ServeCommand.Create(console),
            ServeCommand.CreateWorker(console),
        };
}
