using System.Text;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Wire;

namespace Wfm.Scheduling.OrTools.Solving;

/// <summary>A CP-SAT solver in a child process, kept warm between models. One model at a time.</summary>
/// <remarks>
/// The WebAssembly solver cannot be interrupted, and a crash inside a solver must not take the planner's program along:
/// so a cancelled or overdue solve ends the process, and the next one is started at once.
/// </remarks>
public sealed class SolverProcess : IAsyncDisposable
{
    // Loading takes 0.3 s on Node 24; the first models are compiled while they run, up to 25 s on Node 20.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private readonly SolverCommand _command;
    private readonly Action<string>? _log;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ChildProcess? _child;
    private Task<string>? _ready;
    private uint _number;
    private bool _disposed;

    /// <param name="command">The program to run.</param>
    /// <param name="log">Hears every line the solver logs; null to keep only the last ones for failures.</param>
    public SolverProcess(SolverCommand command, Action<string>? log = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        (_command, _log) = (command, log);
    }

    /// <summary>What the back end is called.</summary>
    public string Name => _command.Name;

    /// <summary>Operating-system number of the running process; null before the first and after the last.</summary>
    public int? ProcessId => _child?.Id;

    /// <summary>Starts the process if there is none and waits until it is loaded.</summary>
    /// <returns>The solver's own version line.</returns>
    /// <exception cref="SolverFailureException">It does not start or load.</exception>
    public async Task<string> WarmUpAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await StartAsync().WaitAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Solves a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Limits and seed.</param>
    /// <param name="cancellationToken">Ends the process; the next solve uses a fresh one.</param>
    /// <exception cref="SolverFailureException">The process failed or ignored its time limit.</exception>
    public async Task<CpAnswer> SolveAsync(CpModel model, CpSolverOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        byte[] bytes = CpModelWriter.Write(model);
        byte[] parameters = _command.TakesText ? Encoding.UTF8.GetBytes(options.ToText()) : CpModelWriter.Write(options);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await StartAsync().WaitAsync(cancellationToken);
            using CancellationTokenSource overdue = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            overdue.CancelAfter(TimeSpan.FromSeconds(2 * options.Seconds) + Grace);
            return await AskAsync(Frame.Question(++_number, parameters, bytes), overdue.Token);
        }
        catch (OperationCanceledException)
        {
            Respawn();
            cancellationToken.ThrowIfCancellationRequested();
            throw new SolverFailureException($"{_command.Name} did not keep its limit of {options.Seconds} s and was ended.");
        }
        catch (SolverFailureException)
        {
            End();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _disposed = true;
        End();
        _turn.Release();
    }

    private async Task<CpAnswer> AskAsync(Frame question, CancellationToken cancellationToken)
    {
        ChildProcess child = _child!;
        Frame? answer;
        try
        {
            await question.WriteToAsync(child.Input, cancellationToken);
            answer = await Frame.ReadFromAsync(child.Output, cancellationToken);
        }
        catch (IOException wrong)
        {
            throw new SolverFailureException($"{_command.Name} died: {wrong.Message} {child.LastWords()}", wrong);
        }

        return answer switch
        {
            null => throw new SolverFailureException($"{_command.Name} ended without an answer. {child.LastWords()}"),
            { Kind: FrameKind.Answer } when answer.Number == question.Number => CpAnswerReader.Read(answer.Payload),
            { Kind: FrameKind.Failure } => throw new SolverFailureException($"{_command.Name} failed: {Encoding.UTF8.GetString(answer.Payload)}"),
            _ => throw new SolverFailureException($"{_command.Name} sent frame {answer.Kind} {answer.Number} as the answer to {question.Number}."),
        };
    }

    private Task<string> StartAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_child is { IsAlive: true } && _ready is { IsFaulted: false })
        {
            return _ready!;
        }

        End();
        _child = ChildProcess.Start(_command, _log);
        return _ready = ReadyAsync(_child);
    }

    private async Task<string> ReadyAsync(ChildProcess child)
    {
        using CancellationTokenSource overdue = new(Grace);
        try
        {
            return await Frame.ReadFromAsync(child.Output, overdue.Token) is { Kind: FrameKind.Ready } ready
                ? Encoding.UTF8.GetString(ready.Payload)
                : throw new SolverFailureException($"{_command.Name} did not load. {child.LastWords()}");
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException or OperationCanceledException)
        {
            throw new SolverFailureException($"{_command.Name} did not load: {wrong.Message} {child.LastWords()}", wrong);
        }
    }

    private void Respawn()
    {
        End();
        _child = ChildProcess.Start(_command, _log);
        _ready = ReadyAsync(_child);
    }

    private void End()
    {
        _child?.Dispose();
        (_child, _ready) = (null, null);
    }
}
