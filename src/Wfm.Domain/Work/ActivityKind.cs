namespace Wfm.Domain;

/// <summary>What a person does in a piece of a shift.</summary>
public enum ActivityKind
{
    /// <summary>Taking contacts from the queues the person has skills for.</summary>
    Contacts,

    /// <summary>Unpaid meal break (lunch, rast).</summary>
    Lunch,

    /// <summary>Paid short break (paus).</summary>
    Break,

    /// <summary>Meeting (möte, APT).</summary>
    Meeting,

    /// <summary>Training (utbildning).</summary>
    Training,

    /// <summary>Coaching and co-listening.</summary>
    Coaching,

    /// <summary>Administration, reading-in.</summary>
    Administration,

    /// <summary>Mail and other work without a caller.</summary>
    BackOffice,

    /// <summary>Away for a part of the shift.</summary>
    Absence,
}
