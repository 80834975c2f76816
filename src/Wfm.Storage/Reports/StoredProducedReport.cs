using NodaTime;

namespace Wfm.Storage;

/// <summary>What a saved report gave one receiver, made with what that receiver may see. Never changed, only added and removed.</summary>
public sealed class StoredProducedReport
{
    /// <param name="unit">Where.</param>
    /// <param name="account">Whose.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="file">Its file.</param>
    /// <param name="at">When it was made.</param>
    public StoredProducedReport(BusinessUnitId unit, AccountId account, string title, ProducedFile file, Instant at)
    {
        ArgumentNullException.ThrowIfNull(file);
        (BusinessUnitId, AccountId, Title, At) = (unit, account, title, at);
        (FileName, ContentType, Content) = (file.Name, file.ContentType, file.Content);
    }

    private StoredProducedReport()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>What it is called.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The name of its file.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>What a web server calls such a file.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Its bytes.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public Instant At { get; private set; }
}

/// <summary>A file that was made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">What a web server calls it.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ProducedFile(string Name, string ContentType, byte[] Content);
