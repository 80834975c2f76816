using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wfm.Server.Api;
using Wfm.Server.Security;

namespace Wfm.Server.Tests.Rig;

/// <summary>Somebody's browser, or a machine with a key.</summary>
public sealed class ApiClient : IDisposable
{
    public const string AcdKey = "a-key-of-the-exchange-for-tests-only-0001";

    private readonly HttpClient _http;

    public ApiClient(Uri address) => _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public string CsrfToken { get; private set; } = "";

    /// <summary>The secret in the session cookie.</summary>
    public string Token { get; private set; } = "";

    public static ApiClient WithKey(Uri address, string key)
    {
        ApiClient client = new(address);
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static async Task<ApiClient> LogInAsync(Uri address, string login, string password)
    {
        ApiClient client = new(address);
        using HttpResponseMessage answer = await client._http.PostAsJsonAsync("/api/session", new { login, password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        client.CsrfToken = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["csrfToken"]!.GetValue<string>();
        client.Token = answer.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1];
        client._http.DefaultRequestHeaders.Add(SessionCookie.CsrfHeader, client.CsrfToken);
        return client;
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="method">Such as <c>POST</c>.</param>
    /// <param name="path">From the root.</param>
    /// <param name="body">What to send as JSON; a string is sent as it is.</param>
    /// <param name="headers">Extra headers.</param>
    public async Task<ApiAnswer> SendAsync(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, ApiJson.Options), Encoding.UTF8, path.Contains("/calls", StringComparison.Ordinal) || path.Contains("/figures", StringComparison.Ordinal) || path.Contains("/grid", StringComparison.Ordinal) ? "text/csv" : "application/json");
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        string? type = answer.Content.Headers.ContentType?.MediaType;

        // An event stream has no end; that it began is the answer.
        string text = type == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        return new ApiAnswer((int)answer.StatusCode, text, answer.Headers.ETag?.Tag, type, answer.Headers.RetryAfter?.ToString());
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync("GET", path);

    /// <summary>A decision: a POST with an Idempotency-Key of its own.</summary>
    public Task<ApiAnswer> DecideAsync(string path, object body, string? key = null) =>
        SendAsync("POST", path, body, (Idempotent.Header, key ?? Guid.NewGuid().ToString("N")));

    /// <summary>An event stream, from after an event on where one is named.</summary>
    public async Task<Stream> StreamAsync(string path, string? lastEventId = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>A whole answer.</summary>
public sealed record ApiAnswer(int Status, string Text, string? ETag, string? ContentType, string? RetryAfter = null)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The stable code of a refusal.</summary>
    public string? Code => ContentType == "application/problem+json" ? Json["code"]!.GetValue<string>() : null;

    public ApiAnswer Is(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}
