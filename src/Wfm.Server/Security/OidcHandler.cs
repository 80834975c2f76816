using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Wfm.Server.Security;

/// <summary>OpenID Connect on the framework's OAuth handler: it brings code, PKCE, state and its cookie; discovery, nonce and id token are ours.</summary>
/// <param name="options">Where and who.</param>
/// <param name="logger">Where trouble goes.</param>
/// <param name="encoder">The framework's.</param>
/// <param name="clock">What time it is.</param>
/// <param name="settings">Who we are to the provider.</param>
public sealed class OidcHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, IClock clock, ServerSettings settings)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    /// <summary>The claim everything the provider says is kept in, as JSON.</summary>
    public const string Said = "wfm:said";

    private const string Nonce = "nonce";

    private OidcSettings Oidc => settings.Oidc!;

    /// <summary>Nobody is logged in by this scheme: sessions are our own, found by the gate.</summary>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        await DiscoverAsync();
        properties.Items[Nonce] = Secrets.Create();
        await base.HandleChallengeAsync(properties);
    }

    /// <inheritdoc/>
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, properties.Items[Nonce]!);

    /// <inheritdoc/>
    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        await DiscoverAsync();
        return await base.ExchangeCodeAsync(context);
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentNullException.ThrowIfNull(tokens);
        string jwt = tokens.Response!.RootElement.TryGetProperty("id_token", out JsonElement token) ? token.GetString() ?? "" : "";
        string nonce = properties.Items.TryGetValue(Nonce, out string? kept) && kept is { Length: > 0 } ? kept : throw new FormatException("The log-in has no nonce.");
        IdToken said = IdToken.Read(jwt, Oidc.Authority.TrimEnd('/'), Oidc.ClientId, nonce, clock.GetCurrentInstant());
        Dictionary<string, JsonElement> claims = said.Claims.EnumerateObject().ToDictionary(claim => claim.Name, claim => claim.Value);
        foreach (JsonProperty claim in (await UserInfoAsync(tokens, said)).EnumerateObject())
        {
            claims.TryAdd(claim.Name, claim.Value);
        }

        identity.AddClaim(new Claim(Said, JsonSerializer.Serialize(claims)));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<JsonElement> UserInfoAsync(OAuthTokenResponse tokens, IdToken said)
    {
        if (Options.UserInformationEndpoint.Length == 0)
        {
            return JsonElement.Parse("{}");
        }

        using HttpRequestMessage request = new(HttpMethod.Get, Options.UserInformationEndpoint);
        request.Headers.Authorization = new("Bearer", tokens.AccessToken);
        using HttpResponseMessage answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        JsonElement info = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted));
        return info.TryGetProperty("sub", out JsonElement subject) && subject.GetString() == said.Subject
            ? info
            : throw new FormatException("The provider's userinfo is about somebody else.");
    }

    private async Task DiscoverAsync()
    {
        if (Options.TokenEndpoint != OidcLogIn.NotYetKnown)
        {
            return;
        }

        string authority = Oidc.Authority.TrimEnd('/');
        using HttpResponseMessage answer = await Backchannel.GetAsync(new Uri($"{authority}/.well-known/openid-configuration"), Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        JsonElement document = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted));
        if (document.GetProperty("issuer").GetString()?.TrimEnd('/') != authority)
        {
            throw new FormatException("The discovery document is of another issuer.");
        }

        Options.AuthorizationEndpoint = OidcLogIn.Safe(document.GetProperty("authorization_endpoint").GetString());
        Options.UserInformationEndpoint = document.TryGetProperty("userinfo_endpoint", out JsonElement info) ? OidcLogIn.Safe(info.GetString()) : "";
        Options.TokenEndpoint = OidcLogIn.Safe(document.GetProperty("token_endpoint").GetString());
    }
}
