using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Wfm.Server.Webhooks;

/// <summary>Calls an address, signed; follows nobody elsewhere.</summary>
public sealed class WebhookClient : IDisposable
{
    /// <summary>The header with the signature: <c>sha256=</c> and the HMAC-SHA256 of the body under the webhook's secret, in hexadecimal.</summary>
    public const string SignatureHeader = "Wfm-Signature";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly WebhookAddresses _addresses;
    private readonly HttpClient _http;

    /// <param name="addresses">Which addresses may be called.</param>
    public WebhookClient(WebhookAddresses addresses)
    {
        _addresses = addresses;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync, PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = 64 * 1024,
        };
    }

    /// <summary>The signature of a body.</summary>
    /// <param name="secret">The webhook's secret.</param>
    /// <param name="body">What is sent.</param>
    public static string Sign(string secret, string body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}";

    /// <summary>Sends a body.</summary>
    /// <param name="address">Where.</param>
    /// <param name="secret">What signs it.</param>
    /// <param name="body">JSON.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Whether it was taken (a status of 200 to 299), and how it went in a word.</returns>
    public async Task<(bool IsTaken, string Outcome)> SendAsync(string address, string secret, string body, CancellationToken cancellationToken)
    {
        if (_addresses.Refusal(address) is { } refusal)
        {
            return (false, refusal);
        }

        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add(SignatureHeader, Sign(secret, body));
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (answer.IsSuccessStatusCode, string.Create(CultureInfo.InvariantCulture, $"status {(int)answer.StatusCode}"));
        }
        catch (HttpRequestException trouble)
        {
            return (false, trouble.HttpRequestError.ToString());
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, "no answer in time");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        string host = context.DnsEndPoint.Host;
        IPAddress address = Array.Find(await Dns.GetHostAddressesAsync(host, cancellationToken), address => _addresses.MayConnect(host, address))
            ?? throw new HttpRequestException(HttpRequestError.ConnectionError, $"{host} is not at an address that may be called.");
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
