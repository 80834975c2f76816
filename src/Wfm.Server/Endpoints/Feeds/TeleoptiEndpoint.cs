using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Wfm.Exchange;
using Wfm.Server.Api;
using Wfm.Server.Feeds;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The address existing feeders of agents' states speak to: SOAP 1.1, with the key in the message. Only the address in their settings changes.</summary>
internal static partial class TeleoptiEndpoint
{
    /// <summary>Stored.</summary>
    public const int Stored = 1;

    /// <summary>The message cannot be read, or holds a value that is none.</summary>
    public const int Unreadable = -1;

    /// <summary>The key opens nothing.</summary>
    public const int BadKey = -2;

    /// <summary>The key is another source's.</summary>
    public const int OtherSource = -3;

    private const int MostBytes = TeleoptiStates.MostCharacters;
    private static readonly string[] Paths = ["/TeleoptiWFM/RTA/TeleoptiRtaService.svc", "/RTA/TeleoptiRtaService.svc"];

    public static void MapTeleopti(this IEndpointRouteBuilder app)
    {
        foreach (string path in Paths)
        {
            app.MapPost(path, PostAsync).AllowAnybody().WithTags("Feeds").WithMetadata(new TakesPackedBody(), new RequestSizeLimitAttribute(MostBytes))
                .RequireRateLimiting("feed").WithSummary("States of agents by SOAP 1.1").ExcludeFromDescription();
            app.MapGet(path, Describe).AllowAnybody().WithTags("Feeds").WithSummary("The contract (?wsdl) and its schemas (?xsd=xsd0 to xsd2)").ExcludeFromDescription();
        }
    }

    private static IResult Describe(HttpRequest request)
    {
        string? text = request.Query["xsd"].ToString() is { Length: > 0 } name
            ? TeleoptiContract.Xsd(name)
            : TeleoptiContract.Wsdl($"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}");
        return text is null ? ApiProblem.NotFound : Results.Text(text, "text/xml", Encoding.UTF8);
    }

    private static async Task<IResult> PostAsync(HttpContext context, StateIntake intake, CallerLimits limits, FeedKeys keys, WfmDb db, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        ILogger log = logs.CreateLogger(typeof(TeleoptiEndpoint));
        StateMethod called = Called(context.Request);
        StateMessage message;
        try
        {
            message = TeleoptiStates.Read(await UnpackAsync(context.Request, cancellationToken));
            if (message.Method != StateMethod.Poke && FedStates.Fault(message.Batch.States) is { } fault)
            {
                throw new UnreadableFeedException(fault);
            }
        }
        catch (UnreadableFeedException unreadable)
        {
            Refused(log, PlainText.ForLog(unreadable.Message));
            return Answer(called, Unreadable);
        }

        if (message.Method == StateMethod.Poke)
        {
            return Answer(message.Method, Stored);
        }

        Caller? caller = message.Batch.Key is { Length: > 0 } key ? await keys.OfAsync(key, cancellationToken) : null;
        if (caller?.Source is not { } source || source != message.Batch.Source)
        {
            Refused(log, caller is null ? $"the key opens nothing; source {PlainText.ForLog(message.Batch.Source)}" : $"the key of {caller.Source} was shown for source {PlainText.ForLog(message.Batch.Source)}");
            return Answer(message.Method, caller is null ? BadKey : OtherSource);
        }

        bool isAdmitted = limits.Admit(caller);
        if (!isAdmitted || await intake.TakeAsync(caller.Roles[0].Unit, source, message.Batch.States, db, cancellationToken) is null)
        {
            context.Response.Headers.RetryAfter = isAdmitted ? "1" : "60";
            return isAdmitted ? FedStates.Full : ApiProblem.TooMany;
        }

        return Answer(message.Method, Stored);
    }

    // Whole in memory, within bounds packed and unpacked, because the reader of XML does not wait.
    private static async Task<MemoryStream> UnpackAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string packing = request.Headers.ContentEncoding.ToString();
        await using Stream body = packing.ToUpperInvariant() switch
        {
            "" or "IDENTITY" => request.Body,
            "GZIP" => new GZipStream(request.Body, CompressionMode.Decompress),
            _ => throw new UnreadableFeedException($"The body is packed as \"{PlainText.ForLog(packing)}\"; gzip or nothing was expected."),
        };
        MemoryStream whole = new();
        byte[] piece = new byte[64 * 1024];
        try
        {
            for (int read; (read = await body.ReadAsync(piece, cancellationToken)) > 0;)
            {
                if (whole.Length + read > MostBytes)
                {
                    throw new UnreadableFeedException($"The message is longer than {MostBytes / 1024 / 1024} MB.");
                }

                whole.Write(piece, 0, read);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new UnreadableFeedException($"The body is not what its Content-Encoding says: {broken.Message}");
        }

        whole.Position = 0;
        return whole;
    }

    // Of a message that cannot be read only the header says what was called.
    private static StateMethod Called(HttpRequest request)
    {
        string action = request.Headers["SOAPAction"].ToString().Trim('"');
        return action.EndsWith("/SaveExternalUserState", StringComparison.Ordinal) ? StateMethod.One
            : action.EndsWith("/GetUpdatedScheduleChange", StringComparison.Ordinal) ? StateMethod.Poke : StateMethod.Many;
    }

    private static IResult Answer(StateMethod method, int result) => Results.Text(TeleoptiStates.Answer(method, result), "text/xml", Encoding.UTF8);

    [LoggerMessage(40, LogLevel.Warning, "A delivery of states was refused: {Reason}.")]
    private static partial void Refused(ILogger log, string reason);
}
