using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Wfm.Server.Security;

/// <summary>Whose word is taken for where a request came from and whether it was encrypted.</summary>
internal static class TrustedProxies
{
    /// <summary>Believes only the proxies named; without any, nobody.</summary>
    /// <param name="addresses">Addresses separated by commas.</param>
    /// <exception cref="FormatException">One of them is no IP address.</exception>
    public static ForwardedHeadersOptions Options(string? addresses)
    {
        ForwardedHeadersOptions options = new();
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (string address in (addresses ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            options.KnownProxies.Add(IPAddress.TryParse(address, out IPAddress? parsed)
                ? parsed
                : throw new FormatException($"TrustedProxies names \"{address}\", expected IP addresses separated by commas."));
        }

        options.ForwardedHeaders = options.KnownProxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        return options;
    }
}
