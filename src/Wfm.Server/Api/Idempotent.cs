using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Api;

/// <summary>Does a piece of work once, however often it is asked for under the same Idempotency-Key; asking again gives the same answer.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class Idempotent(WfmDb db, IClock clock)
{
    /// <summary>The header that carries the key.</summary>
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 200;

    /// <summary>Runs the work in one transaction with the note that it was done.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">The request's body as read, so that another body under the same key is refused.</param>
    /// <param name="work">What to do; its refusals undo everything and are not remembered, so that the caller may mend and repeat.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    /// <typeparam name="TBody">The body's type.</typeparam>
    /// <typeparam name="TAnswer">What a success answers.</typeparam>
    public async Task<IResult> RunAsync<TBody, TAnswer>(
        HttpContext context, TBody body, Func<Task<TAnswer>> work, CancellationToken cancellationToken)
        where TAnswer : class
    {
        ArgumentNullException.ThrowIfNull(context);
        string key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > LongestKey)
        {
            return ApiProblem.Bad("idempotency-key-missing", $"Send a header {Header} of 1 to {LongestKey} characters, a new one for each decision.");
        }

        Caller caller = await Caller.BindAsync(context);
        byte[] hash = HashOf(context.Request, body);
        try
        {
            return await InTransaction.RunAsync(db, () => OnceAsync(caller, key, hash, work, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two requests under one key at the same time: the other one won, and its answer is ours.
            db.ChangeTracker.Clear();
            if (await FindAsync(caller, key, cancellationToken) is { } answered)
            {
                return Repeat(answered, hash);
            }

            throw;
        }
    }

    private async Task<IResult> OnceAsync<TAnswer>(Caller caller, string key, byte[] hash, Func<Task<TAnswer>> work, CancellationToken cancellationToken)
        where TAnswer : class
    {
        if (await FindAsync(caller, key, cancellationToken) is { } answered)
        {
            return Repeat(answered, hash);
        }

        // Taken first, so that a second request under the same key waits here and not in the middle of the work.
        StoredAnswer note = new(caller.KeyOwner, key, hash, clock.GetCurrentInstant());
        db.Add(note);
        await db.SaveChangesAsync(cancellationToken);
        TAnswer answer = await work();
        note.Is(StatusCodes.Status200OK, JsonSerializer.Serialize(answer, ApiJson.Options));
        await db.SaveChangesAsync(cancellationToken);
        return Results.Text(note.Body, "application/json", Encoding.UTF8, note.Status);
    }

    private Task<StoredAnswer?> FindAsync(Caller caller, string key, CancellationToken cancellationToken)
    {
        string owner = caller.KeyOwner;
        return db.Answers.AsNoTracking().SingleOrDefaultAsync(row => row.Caller == owner && row.Key == key, cancellationToken);
    }

    private static IResult Repeat(StoredAnswer answered, byte[] hash) => answered.RequestHash.AsSpan().SequenceEqual(hash)
        ? Results.Text(answered.Body, "application/json", Encoding.UTF8, answered.Status)
        : ApiProblem.Conflict("idempotency-key-used", $"This {Header} was used for another request; choose a new one.");

    private static byte[] HashOf<TBody>(HttpRequest request, TBody body) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path} {JsonSerializer.Serialize(body, ApiJson.Options)}"));
}
