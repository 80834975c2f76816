namespace Wfm.Storage;

/// <summary>The databases Wfm runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file beside the program: no set-up, one node.</summary>
    Sqlite,

    /// <summary>A server: any number of nodes.</summary>
    PostgreSql,
}
