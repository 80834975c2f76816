using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wfm.Planning;

namespace Wfm.Server.Api;

/// <summary>The one place where exceptions become answers.</summary>
/// <param name="log">Where the unexpected goes.</param>
public sealed partial class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    private const int SqliteConstraint = 19;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ApiProblem problem = Of(exception);
        if (problem.Status == 503)
        {
            httpContext.Response.Headers.RetryAfter = "1";
        }

        if (problem.Status >= 500)
        {
            Failed(log, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName ?? "", exception);
        }

        await problem.WriteAsync(httpContext);
        return true;
    }

    private static ApiProblem Of(Exception exception) => exception switch
    {
        ApiProblemException known => known.Problem,
        StepRefusedException refused => ApiProblem.Conflict(refused.Code, refused.Message, refused.Facts) with { Said = refused.Said },
        DbUpdateConcurrencyException => ApiProblem.Changed,
        BadHttpRequestException { InnerException: JsonException json } => ApiProblem.Bad("bad-json", $"{json.Path ?? "$"}: {json.Message}"),
        BadHttpRequestException { StatusCode: 413 or 415 } bad => ApiProblem.OfStatus(bad.StatusCode),
        BadHttpRequestException bad => new ApiProblem(bad.StatusCode, "bad-request", "The request cannot be read.", bad.Message),
        JsonException json => ApiProblem.Bad("bad-json", $"{json.Path ?? "$"}: {json.Message}"),
        DbUpdateException { InnerException: DbException inner } => OfDatabase(inner),
        DbException database => OfDatabase(database),
        InvalidOperationException { InnerException: DbException inner } => OfDatabase(inner),
        TimeoutException => Unavailable,
        _ => new ApiProblem(500, "internal-error", "Something went wrong on our side; it is logged."),
    };

    private static ApiProblem Unavailable { get; } = new(503, "database-unavailable", "The database does not answer; try again shortly.");

    private static ApiProblem OfDatabase(DbException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => ApiProblem.Changed,
        SqliteException { SqliteErrorCode: SqliteConstraint } => ApiProblem.Changed,
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.DatetimeFieldOverflow } =>
            ApiProblem.Bad("bad-values", "A text or number cannot be stored."),
        PostgresException { IsTransient: false, SqlState: not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow) } =>
            new ApiProblem(500, "internal-error", "Something went wrong on our side; it is logged."),
        _ => Unavailable,
    };

    [LoggerMessage(2, LogLevel.Error, "{Method} {Endpoint} failed.")]
    private static partial void Failed(ILogger log, string method, string endpoint, Exception exception);
}
