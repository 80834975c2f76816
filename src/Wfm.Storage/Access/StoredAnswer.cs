using NodaTime;

namespace Wfm.Storage;

/// <summary>What a caller was answered under an Idempotency-Key; asking again gives the same.</summary>
public sealed class StoredAnswer
{
    /// <param name="caller">Who asked.</param>
    /// <param name="key">The key they chose.</param>
    /// <param name="requestHash">SHA-256 of method, path and body: another request under the same key is refused.</param>
    /// <param name="at">When.</param>
    public StoredAnswer(string caller, string key, byte[] requestHash, Instant at)
    {
        Caller = caller;
        Key = key;
        RequestHash = requestHash;
        At = at;
    }

    private StoredAnswer()
    {
    }

    /// <summary>Who asked.</summary>
    public string Caller { get; private set; } = "";

    /// <summary>The key they chose.</summary>
    public string Key { get; private set; } = "";

    /// <summary>SHA-256 of method, path and body.</summary>
    public byte[] RequestHash { get; private set; } = [];

    /// <summary>The answer's status code; 0 while the work is under way.</summary>
    public int Status { get; private set; }

    /// <summary>The answer's body.</summary>
    public string Body { get; private set; } = "";

    /// <summary>When it was asked.</summary>
    public Instant At { get; private set; }

    /// <summary>Keeps the answer.</summary>
    /// <param name="status">Its status code.</param>
    /// <param name="body">Its body, as JSON.</param>
    public void Is(int status, string body)
    {
        Status = status;
        Body = body;
    }
}
