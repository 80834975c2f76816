namespace Wfm.Server.Endpoints;

/// <summary>Lets one simulation at a time run on a node, so that quick answers from the table keep a processor.</summary>
internal sealed class SimulationTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<TResult> RunAsync<TResult>(Func<Task<TResult>> simulate, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await simulate();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
