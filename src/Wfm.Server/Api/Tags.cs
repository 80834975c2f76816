using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wfm.Storage;

namespace Wfm.Server.Api;

/// <summary>Versions of things in the ETag and If-Match headers.</summary>
public static class Tags
{
    /// <summary>Says which version an answer shows.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="version">The version.</param>
    public static void Write(HttpResponse response, int version)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
    }

    /// <summary>Which version a writer has seen.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ApiProblemException">There is no If-Match, or it is not one of ours.</exception>
    public static int Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string tag = request.Headers.IfMatch.ToString();
        if (tag.Length == 0)
        {
            throw new ApiProblemException(new ApiProblem(428, "if-match-missing", "Say which version you changed: send its ETag as If-Match."));
        }

        return tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && int.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? version
            : throw new ApiProblemException(ApiProblem.Bad("if-match-unknown", $"If-Match is {tag}, expected the ETag of an earlier answer."));
    }

    /// <summary>Refuses a writer whose copy is old.</summary>
    /// <param name="request">The request, with If-Match.</param>
    /// <param name="row">What is stored.</param>
    /// <param name="current">What to show instead.</param>
    /// <exception cref="ApiProblemException">The copy is old.</exception>
    public static void Check(HttpRequest request, IRowVersioned row, object? current = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (Read(request) != row.RowVersion)
        {
            throw new ApiProblemException(ApiProblem.Changed with { Facts = current });
        }
    }
}
