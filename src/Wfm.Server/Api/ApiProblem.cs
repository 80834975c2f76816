using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wfm.Domain;

namespace Wfm.Server.Api;

/// <summary>A refusal a program can tell by its <c>code</c> and a person by its words; answered as RFC 9457 problem details.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable: clients may compare it.</param>
/// <param name="Title">What is wrong, in a sentence.</param>
/// <param name="Detail">Where, what was found and what was expected.</param>
/// <param name="Facts">Figures the client may show, such as what changed.</param>
public sealed record ApiProblem(int Status, string Code, string Title, string? Detail = null, object? Facts = null) : IResult
{
    /// <summary>What is told, as a code with its figures separated by <c>|</c>, so that pages say it in the reader's language; empty where the code says it all.</summary>
    public string? Said { get; init; }

    /// <summary>Nobody is logged in.</summary>
    public static ApiProblem NotLoggedIn { get; } = new(401, "not-logged-in", "Log in first.");

    /// <summary>A write without the session's CSRF token.</summary>
    public static ApiProblem NoCsrfToken { get; } = new(403, "csrf-token-missing", "Repeat the session's CSRF token in the header X-CSRF-Token.");

    /// <summary>The caller's role asks for a second factor, and they have none yet.</summary>
    public static ApiProblem SecondFactorNeeded { get; } = new(403, "second-factor-needed", "Your role needs a second factor; turn one on at /api/session/second-factor first.");

    /// <summary>Another site made the browser ask.</summary>
    public static ApiProblem CrossSite { get; } = new(403, "cross-site", "Another site may not use your login here.");

    /// <summary>The caller comes too often.</summary>
    public static ApiProblem TooMany { get; } = new(429, "too-many-requests", "Too many requests; wait a minute.");

    /// <summary>A compressed body.</summary>
    public static ApiProblem PackedBody { get; } = new(415, "packed-body", "Send the body as it is, without Content-Encoding.");

    /// <summary>The role does not allow it.</summary>
    public static ApiProblem NotAllowed { get; } = new(403, "not-allowed", "Your role does not allow this.");

    /// <summary>There is no such thing, or it is outside what the caller may know of.</summary>
    public static ApiProblem NotFound { get; } = new(404, "not-found", "There is no such thing here.");

    /// <summary>The caller's copy is old.</summary>
    public static ApiProblem Changed { get; } = new(409, "changed-meanwhile", "Somebody else changed this meanwhile; read it again.");

    /// <summary>Something in the request cannot be taken.</summary>
    /// <param name="code">Stable: clients may compare it.</param>
    /// <param name="detail">Where, what was found and what was expected.</param>
    public static ApiProblem Bad(string code, string detail) => new(400, code, "The request cannot be taken.", detail);

    /// <summary>Something in the request cannot be taken, told with figures.</summary>
    /// <param name="code">Stable: clients may compare it.</param>
    /// <param name="detail">Where, what was found and what was expected.</param>
    public static ApiProblem Bad(string code, Sentence detail) => Bad(code, detail.Text) with { Said = Remark.Of(code, detail).Said };

    /// <summary>What is asked does not fit what is there.</summary>
    /// <param name="code">Stable: clients may compare it.</param>
    /// <param name="detail">What stands in the way.</param>
    /// <param name="facts">Figures the client may show.</param>
    public static ApiProblem Conflict(string code, string detail, object? facts = null) =>
        new(409, code, "This does not fit what is there.", detail, facts);

    /// <summary>What is asked does not fit what is there, told with figures.</summary>
    /// <param name="code">Stable: clients may compare it.</param>
    /// <param name="detail">What stands in the way.</param>
    /// <param name="facts">Figures the client may show.</param>
    public static ApiProblem Conflict(string code, Sentence detail, object? facts = null) => Conflict(code, detail.Text, facts) with { Said = Remark.Of(code, detail).Said };

    /// <summary>What the framework itself refused, before any endpoint was asked.</summary>
    /// <param name="status">The HTTP status.</param>
    public static ApiProblem OfStatus(int status) => status switch
    {
        404 => NotFound,
        405 => new ApiProblem(405, "method-not-allowed", "This address does not take this method."),
        413 => new ApiProblem(413, "too-large", "The request is too large."),
        415 => new ApiProblem(415, "unsupported-media-type", "This address does not take this kind of content."),
        _ => new ApiProblem(status, "refused", "The request cannot be taken."),
    };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext);

    /// <summary>Answers with it.</summary>
    /// <param name="context">The request.</param>
    public Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ProblemDetails details = new() { Status = Status, Title = Title, Detail = Detail };
        details.Extensions["code"] = Code;
        if (Said is not null)
        {
            details.Extensions["said"] = Said;
        }

        if (Facts is not null)
        {
            details.Extensions["facts"] = Facts;
        }

        context.Response.StatusCode = Status;
        return context.Response.WriteAsJsonAsync(details, ApiJson.Options, "application/problem+json", context.RequestAborted);
    }
}

/// <summary>Thrown where a refusal is found too deep to be returned; the transaction around it is undone.</summary>
/// <param name="problem">What to answer.</param>
public sealed class ApiProblemException(ApiProblem problem) : Exception(problem?.Title)
{
    /// <summary>What to answer.</summary>
    public ApiProblem Problem { get; } = problem ?? throw new ArgumentNullException(nameof(problem));
}
