using System.Threading.RateLimiting;

namespace Wfm.Server.Security;

/// <summary>How often one caller may come, whatever addresses they come from. Counted on each node by itself.</summary>
public sealed class CallerLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> _limiter;

    /// <param name="settings">How often.</param>
    public CallerLimits(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _limiter = PartitionedRateLimiter.Create<Caller, string>(caller => RateLimitPartition.GetFixedWindowLimiter(
            caller.KeyOwner,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = caller.Source is null ? settings.RequestsPerMinute : settings.SourceRequestsPerMinute,
                Window = TimeSpan.FromMinutes(1),
            }));
    }

    /// <summary>Counts a request.</summary>
    /// <param name="caller">Whose.</param>
    /// <returns>Whether it may go on.</returns>
    public bool Admit(Caller caller)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
