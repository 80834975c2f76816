using Microsoft.AspNetCore.Builder;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Which roles must have a second factor; without one they can only log in, get one, and log out.</summary>
public sealed class SecondFactorPolicy
{
    private readonly HashSet<Role> _roles = [];

    /// <param name="settings">What this installation sets.</param>
    /// <exception cref="FormatException">A role is not one of a person.</exception>
    public SecondFactorPolicy(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (string name in settings.SecondFactorRoles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            _roles.Add(Enum.TryParse(name, ignoreCase: true, out Role role) && char.IsLetter(name[0]) && role != Role.Integration
                ? role
                : throw new FormatException($"{nameof(settings.SecondFactorRoles)} names \"{name}\", expected medarbetare, gruppledare, trafikledning or admin, separated by commas."));
        }
    }

    /// <summary>Whether somebody must get a second factor before anything else.</summary>
    /// <param name="caller">Who.</param>
    public bool IsMissing(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.LacksSecondFactor && caller.Roles.Any(role => _roles.Contains(role.Role));
    }

    /// <summary>Whether a role of somebody must have one.</summary>
    /// <param name="caller">Who.</param>
    public bool IsRequired(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Roles.Any(role => _roles.Contains(role.Role));
    }
}

/// <summary>Marks the few endpoints somebody may call who must have a second factor and has none.</summary>
public sealed record WithoutSecondFactor;

/// <summary>How endpoints say it.</summary>
public static class SecondFactorConventions
{
    /// <summary>Also for those who must have a second factor and have none yet.</summary>
    /// <param name="builder">The endpoint.</param>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    public static TBuilder AllowWithoutSecondFactor<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new WithoutSecondFactor());
}
