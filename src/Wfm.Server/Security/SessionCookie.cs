using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Wfm.Server.Security;

/// <summary>The cookie that carries a session. Over HTTPS it is bound to the host; plain HTTP (a laptop, a demo) cannot have that.</summary>
public static class SessionCookie
{
    /// <summary>The header that repeats the session's CSRF token on each write.</summary>
    public const string CsrfHeader = "X-CSRF-Token";

    private const string SecureName = "__Host-wfm";
    private const string PlainName = "wfm";

    /// <summary>The token a request carries.</summary>
    /// <param name="request">The request.</param>
    public static string? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Cookies[request.IsHttps ? SecureName : PlainName];
    }

    /// <summary>Hands out a session.</summary>
    /// <param name="context">The request being answered.</param>
    /// <param name="token">The secret.</param>
    /// <param name="life">How long it lasts.</param>
    public static void Write(HttpContext context, string token, Duration life)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(Name(context), token, Options(context, life.ToTimeSpan()));
    }

    /// <summary>Takes it back.</summary>
    /// <param name="context">The request being answered.</param>
    public static void Remove(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(Name(context), Options(context, null));
    }

    private static string Name(HttpContext context) => context.Request.IsHttps ? SecureName : PlainName;

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = life,
    };
}
