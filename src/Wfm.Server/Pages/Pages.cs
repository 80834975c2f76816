using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Wfm.Server.Pages;

/// <summary>The web application: files the build lays into the folder <c>web</c> beside the program.</summary>
/// <remarks>Files under <c>assets</c> carry a hash of their content in their name and are kept for a year; the page that names them is asked for each time.</remarks>
internal static class Pages
{
    private const string Folder = "web";
    private const string Index = "index.html";
    private const string Missing =
        """
        <!doctype html><html lang="sv"><meta charset="utf-8"><title>Wfm</title>
        <h1>Wfm</h1>
        <p>Servern är igång, men webbsidorna är inte byggda. Installera Node 20 eller senare och bygg om (<code>dotnet build</code>).
        API:et beskrivs i <a href="/api/openapi.json">/api/openapi.json</a>.</p>
        <p lang="en">The server runs, but its pages are not built. Install Node 20 or later and build again (<code>dotnet build</code>).
        The API is described in <a href="/api/openapi.json">/api/openapi.json</a>.</p></html>
        """;

    /// <summary>Serves the files, and the application's page for its own addresses.</summary>
    /// <param name="app">The server.</param>
    public static void UsePages(this WebApplication app)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, Folder);
        bool isBuilt = File.Exists(Path.Combine(folder, Index));
        app.Use(async (context, next) =>
        {
            if (!IsPage(context.Request))
            {
                await next(context);
            }
            else if (isBuilt)
            {
                context.Request.Path = $"/{Index}";
                await next(context);
            }
            else
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(Missing, context.RequestAborted);
            }
        });
        if (isBuilt)
        {
            app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), OnPrepareResponse = SayHowLong });
        }
    }

    // What a browser asks for to show a page; the API and addresses calendars fetch are not.
    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !Path.HasExtension(request.Path.Value)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/calendar", StringComparison.OrdinalIgnoreCase);

    private static void SayHowLong(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
}
