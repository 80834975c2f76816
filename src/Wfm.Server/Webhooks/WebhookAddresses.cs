using System.Net;
using System.Net.Sockets;

namespace Wfm.Server.Webhooks;

/// <summary>Which addresses may be called: hosts the installation names, never private networks unless it names those too.</summary>
/// <param name="settings">The hosts.</param>
public sealed class WebhookAddresses(ServerSettings settings)
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("224.0.0.0/3"), IPNetwork.Parse("::/127"), IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("2002::/16"),
    ];

    private readonly HashSet<string> _hosts = Read(settings.WebhookHosts);
    private readonly HashSet<string> _private = Read(settings.WebhookPrivateHosts);

    /// <summary>Why an address may not be called; nothing when it may.</summary>
    /// <param name="address">As entered.</param>
    public string? Refusal(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.UserInfo.Length > 0 || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            return "expected an https address without user name or password";
        }

        return !_hosts.Contains(uri.IdnHost) ? "its host is not among those this installation lets webhooks call"
            : uri.Scheme == Uri.UriSchemeHttp && !_private.Contains(uri.IdnHost) ? "expected https"
            : null;
    }

    /// <summary>Whether a host may be called at an address its name resolves to; asked when connecting, so that a name cannot change in between.</summary>
    /// <param name="host">The host.</param>
    /// <param name="address">Where it is.</param>
    public bool MayConnect(string host, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _hosts.Contains(host)
            && (_private.Contains(host) || !Array.Exists(Private, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain)))
            && plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
    }

    private static HashSet<string> Read(string hosts) =>
        new(hosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);
}
