using NodaTime;

namespace Wfm.Storage;

/// <summary>What retention removes right now; stands only inside its transaction, where the database looks before it lets old audit entries and published schedules go.</summary>
public sealed class StoredRemoval
{
    /// <param name="what">The class, such as <c>audit</c>.</param>
    /// <param name="before">What is older may go; ninety days ago at the latest.</param>
    public StoredRemoval(string what, Instant before)
    {
        What = what;
        Before = before;
    }

    private StoredRemoval()
    {
    }

    /// <summary>The class.</summary>
    public string What { get; private set; } = "";

    /// <summary>What is older may go.</summary>
    public Instant Before { get; private set; }
}
