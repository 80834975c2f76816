using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Somebody read what is nobody's business without a reason: a category of absence, a balance, or everything stored about a person. Only ever added.</summary>
public sealed class PersonalRead
{
    /// <param name="unit">Where.</param>
    /// <param name="at">When.</param>
    /// <param name="who">The login of the reader.</param>
    /// <param name="what">What was read, such as <see cref="AbsenceCategory"/>.</param>
    /// <param name="agent">About whom; empty where it was a list.</param>
    /// <param name="why">The reason given.</param>
    public PersonalRead(BusinessUnitId unit, Instant at, string who, string what, AgentId? agent, string? why = null)
    {
        BusinessUnitId = unit;
        At = at;
        Who = who;
        What = what;
        AgentCode = agent;
        Why = why;
    }

    private PersonalRead()
    {
    }

    /// <summary>The category of an absence was read.</summary>
    public const string AbsenceCategory = "absence-category";

    /// <summary>Balances of holiday and hours in lieu were read.</summary>
    public const string Balances = "balances";

    /// <summary>Everything stored about a person was handed out.</summary>
    public const string PersonalExport = "personal-export";

    /// <summary>How somebody's days agreed with the schedule was read.</summary>
    public const string Adherence = "adherence";

    /// <summary>Its number, increasing.</summary>
    public long Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>The login of the reader.</summary>
    public string Who { get; private set; } = "";

    /// <summary>What was read.</summary>
    public string What { get; private set; } = "";

    /// <summary>About whom; empty where it was a list.</summary>
    public AgentId? AgentCode { get; private set; }

    /// <summary>The reason given.</summary>
    public string? Why { get; private set; }
}
