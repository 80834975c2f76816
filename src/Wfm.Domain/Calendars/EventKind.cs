namespace Wfm.Domain;

/// <summary>What sort of thing changes the inflow; what was learned from past ones of a kind is suggested for the next.</summary>
public enum EventKind
{
    /// <summary>Anything else; only events of the same name are of one kind.</summary>
    Other,

    /// <summary>A campaign or an advertisement.</summary>
    Campaign,

    /// <summary>Letters to many people.</summary>
    Letter,

    /// <summary>Invoices or decisions sent out in one go.</summary>
    InvoiceRun,

    /// <summary>Snow, storm or other weather.</summary>
    Snow,

    /// <summary>Something people depend on is down: a web page, electricity, water.</summary>
    Outage,

    /// <summary>Schools are closed; breaks of the same name are alike. Without a factor it is part of the calendar: each queue learns what the break does to it.</summary>
    SchoolBreak,
}
