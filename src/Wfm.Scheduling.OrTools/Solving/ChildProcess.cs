using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Wfm.Scheduling.OrTools.Solving;

/// <summary>One running solver program: its frames, and the last lines it logged.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int KeptLines = 40;
    private readonly Process _process;
    private readonly Queue<string> _log = [];
    private readonly Action<string>? _listener;

    private ChildProcess(Process process, Action<string>? listener)
    {
        (_process, _listener) = (process, listener);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    public bool IsAlive => !_process.HasExited;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public int Id => _process.Id;

    public static ChildProcess Start(SolverCommand command, Action<string>? listener)
    {
        ProcessStartInfo start = new(command.File, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return new ChildProcess(
                Process.Start(start) ?? throw new SolverFailureException($"{command.File} did not start."), listener);
        }
        catch (Win32Exception wrong)
        {
            throw new SolverFailureException($"{command.File} did not start: {wrong.Message}", wrong);
        }
    }

    /// <summary>The last lines of the log, for a message about a failure.</summary>
    public string LastWords()
    {
        lock (_log)
        {
            return _log.Count == 0 ? "It logged nothing." : "Its log ends:\n" + string.Join('\n', _log);
        }
    }

    public void Dispose()
    {
        if (IsAlive)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _listener?.Invoke(line);
        lock (_log)
        {
            _log.Enqueue(line);
            if (_log.Count > KeptLines)
            {
                _log.Dequeue();
            }
        }
    }
}
