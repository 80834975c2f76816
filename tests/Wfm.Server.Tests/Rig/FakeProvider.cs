using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Wfm.Server.Tests.Rig;

/// <summary>An identity provider that says what it is told to say.</summary>
public sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "wfm";
    public const string ClientSecret = "provider-secret-for-tests";

    private readonly WebApplication _app;
    private readonly Dictionary<string, (JsonObject Claims, string Challenge)> _codes = [];

    private FakeProvider(WebApplication app) => _app = app;

    public string Authority { get; private set; } = "";

    /// <summary>Who userinfo is about; empty for the one who logged in.</summary>
    public string? UserInfoSubject { get; set; }

    public static async Task<FakeProvider> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        WebApplication app = builder.Build();
        FakeProvider provider = new(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = provider.Authority,
            authorization_endpoint = $"{provider.Authority}/authorize",
            token_endpoint = $"{provider.Authority}/token",
            userinfo_endpoint = $"{provider.Authority}/userinfo",
        }));
        app.MapPost("/token", provider.TokenAsync);
        app.MapGet("/userinfo", () => Results.Json(new { sub = provider.UserInfoSubject, department = "kontaktcenter" }));
        await app.StartAsync();
        provider.Authority = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    /// <summary>Lets somebody log in: the code their browser carries back.</summary>
    public string Issue(JsonObject claims, string challenge)
    {
        string code = Guid.NewGuid().ToString("N");
        _codes.Add(code, (claims, challenge));
        UserInfoSubject = claims["sub"]!.GetValue<string>();
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        bool isKnown = _codes.Remove(form["code"].ToString(), out (JsonObject Claims, string Challenge) issued);
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!isKnown || challenge != issued.Challenge || form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        string payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(issued.Claims));
        return Results.Json(new { access_token = "at", token_type = "Bearer", id_token = $"{Base64Url.EncodeToString("{}"u8)}.{payload}.c2ln" });
    }
}
