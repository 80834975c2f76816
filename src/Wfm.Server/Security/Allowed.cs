using Microsoft.AspNetCore.Builder;

namespace Wfm.Server.Security;

/// <summary>What an endpoint asks of its caller. An endpoint without one is refused, and fails a test.</summary>
/// <param name="Act">The row of the role matrix; empty where nobody needs to be logged in.</param>
public sealed record Allowed(Act? Act);

/// <summary>The endpoint unpacks bodies itself, within bounds of its own.</summary>
public sealed record TakesPackedBody;

/// <summary>How endpoints say it.</summary>
public static class AllowedConventions
{
    /// <summary>Only for callers the role matrix lets do this in the unit of the route.</summary>
    /// <param name="builder">The endpoint.</param>
    /// <param name="act">What it does.</param>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder Allow<TBuilder>(this TBuilder builder, Act act)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Allowed(act));

    /// <summary>For anybody.</summary>
    /// <param name="builder">The endpoint.</param>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder AllowAnybody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Allowed((Act?)null));
}
