using System.Diagnostics;
using Spectre.Console;

namespace Wfm.Cli;

/// <summary>Runs the steps of a plan one after the other, with a bar each on a terminal, and keeps how long they took.</summary>
internal sealed class PlanSteps(CommandConsole console)
{
    private readonly List<(string Name, double Seconds)> _taken = [];

    public IReadOnlyList<(string Name, double Seconds)> Taken => _taken;

    /// <summary>Runs one step.</summary>
    /// <param name="name">What planners call it.</param>
    /// <param name="work">The step; told how far it is, 0 to 1, through its argument.</param>
    public async Task<T> RunAsync<T>(string name, Func<Action<double>, Task<T>> work)
    {
        Stopwatch watch = Stopwatch.StartNew();
        T result = console.ShowsProgress ? await WithBarAsync(name, work) : await work(_ => { });
        _taken.Add((name, watch.Elapsed.TotalSeconds));
        return result;
    }

    private async Task<T> WithBarAsync<T>(string name, Func<Action<double>, Task<T>> work)
    {
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return await terminal.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                ProgressTask bar = bars.AddTask(name.PadRight(20), maxValue: 1);
                T result = await work(done => bar.Value = done);
                bar.Value = 1;
                return result;
            });
    }
}
