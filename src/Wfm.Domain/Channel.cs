namespace Wfm.Domain;

/// <summary>How a contact arrives, which decides how it is staffed.</summary>
public enum Channel
{
    /// <summary>Calls; callers wait and hang up.</summary>
    Phone,

    /// <summary>Mail and cases, answered before a deadline.</summary>
    Mail,

    /// <summary>The visit desk, staffed by minimum posts.</summary>
    Visit,

    /// <summary>Chat, several at a time.</summary>
    Chat,

    /// <summary>Calls back to people who asked for it.</summary>
    Callback,

    /// <summary>Work without a caller.</summary>
    BackOffice,
}
