using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>A real <c>wfm</c> process, which can be killed, stopped for a while, or asked to end.</summary>
public sealed partial class Node : IAsyncDisposable
{
    // As it is shipped, compiled ahead of time; the copy beside the tests takes twice as long to start.
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Wfm.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "wfm.dll"));

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Node(string name, Process process)
    {
        (Name, _process) = (name, process);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"{Name} ended with {process.ExitCode} before it listened:\n{Said}"));
    }

    public string Name { get; }

    /// <summary>Everything it wrote.</summary>
    public string Said => string.Join('\n', _lines);

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> Address => ListenAsync();

    /// <summary>Starts <c>wfm serve</c> or <c>wfm worker</c> on a free port.</summary>
    /// <param name="command">Which.</param>
    /// <param name="name">What it is called in the history of runs.</param>
    /// <param name="database">Its database.</param>
    /// <param name="settings">Settings, without <c>WFM__</c>.</param>
    public static Node Start(string command, string name, WfmDatabase database, params (string Name, string Value)[] settings)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        foreach (string word in (string[])[Program, command, "--urls", "http://127.0.0.1:0"])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["WFM__Database"] = database.Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(database.ConnectionString).DataSource : database.ConnectionString;
        start.Environment["WFM__Node"] = name;
        start.Environment["WFM__PlansAtOnce"] = "1";
        start.Environment["WFM__LoginsPerMinute"] = "10000";

        // No night of its own while a test plays one.
        start.Environment["WFM__NightEnds"] = "00:31";
        foreach ((string setting, string value) in settings)
        {
            start.Environment[setting.Contains('_', StringComparison.Ordinal) ? setting : $"WFM__{setting}"] = value;
        }

        Node node = new(name, new Process { StartInfo = start });
        node._process.Start();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    /// <summary>SIGKILL: no chance to say or write anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it stands still, and does not know it.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on as if nothing had happened.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task<int> EndAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits for it to end by itself.</summary>
    public async Task<int> ExitAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await ThawAsync();
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task<Uri> ListenAsync()
    {
        try
        {
            return await _address.Task.WaitAsync(TimeSpan.FromSeconds(120));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Name} does not listen after two minutes:\n{Said}", late);
        }
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } found)
        {
            _address.TrySetResult(new Uri(found.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"^Wfm .* at (http://\S+?),? on ")]
    private static partial Regex Listening();
}
