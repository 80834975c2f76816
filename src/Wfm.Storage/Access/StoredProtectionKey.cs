namespace Wfm.Storage;

/// <summary>A key of ASP.NET Core's data protection, so that a cookie made by one node is understood by all.</summary>
public sealed class StoredProtectionKey
{
    /// <param name="name">What the framework calls it.</param>
    /// <param name="xml">The key.</param>
    public StoredProtectionKey(string name, string xml)
    {
        Name = name;
        Xml = xml;
    }

    private StoredProtectionKey()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>What the framework calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The key.</summary>
    public string Xml { get; private set; } = "";
}
