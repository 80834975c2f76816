using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>A run while a node works on it.</summary>
/// <param name="hold">The node's hold.</param>
public sealed class RunWork(RunHold hold)
{
    private readonly Lock _gate = new();
    private RunProgress _progress;
    private Func<IncumbentPlan>? _incumbent;

    /// <summary>The node's hold.</summary>
    public RunHold Hold => hold;

    /// <summary>How far it is; told to the database with the next heartbeat.</summary>
    public RunProgress Progress
    {
        get
        {
            lock (_gate)
            {
                return _progress;
            }
        }

        set
        {
            lock (_gate)
            {
                _progress = value;
            }
        }
    }

    /// <summary>A better plan; stored with the next heartbeat, so that another node can go on from it.</summary>
    /// <param name="pack">Packs it, when it is time.</param>
    public void Keep(Func<IncumbentPlan> pack)
    {
        lock (_gate)
        {
            _incumbent = pack;
        }
    }

    /// <summary>The better plan that waits to be stored.</summary>
    public Func<IncumbentPlan>? TakeIncumbent()
    {
        lock (_gate)
        {
            (Func<IncumbentPlan>? pack, _incumbent) = (_incumbent, null);
            return pack;
        }
    }
}
