using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>How one person's day agreed with the schedule, kept when the states themselves are gone.</summary>
public sealed class StoredAdherenceDay
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who.</param>
    /// <param name="date">Which local day.</param>
    public StoredAdherenceDay(BusinessUnitId unit, AgentId agent, LocalDate date)
    {
        BusinessUnitId = unit;
        AgentCode = agent;
        Date = date;
    }

    private StoredAdherenceDay()
    {
    }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>Which local day.</summary>
    public LocalDate Date { get; private set; }

    /// <summary>Scheduled minutes in agreement.</summary>
    public double InMinutes { get; private set; }

    /// <summary>Scheduled minutes in disagreement.</summary>
    public double OutMinutes { get; private set; }

    /// <summary>Scheduled minutes that count neither way.</summary>
    public double NeutralMinutes { get; private set; }

    /// <summary>Minutes scheduled for contacts.</summary>
    public double ScheduledReadyMinutes { get; private set; }

    /// <summary>Minutes ready or busy.</summary>
    public double ReadyMinutes { get; private set; }

    /// <summary>Minutes logged in.</summary>
    public double LoggedInMinutes { get; private set; }

    /// <summary>When it was measured; states stored later are not in it.</summary>
    public Instant MeasuredAt { get; private set; }

    /// <summary>Takes over what was measured.</summary>
    /// <param name="minutes">In, out, neutral, scheduled ready, ready, logged in.</param>
    /// <param name="at">When.</param>
    public void Take((double In, double Out, double Neutral, double ScheduledReady, double Ready, double LoggedIn) minutes, Instant at)
    {
        (InMinutes, OutMinutes, NeutralMinutes, ScheduledReadyMinutes, ReadyMinutes, LoggedInMinutes) = minutes;
        MeasuredAt = at;
    }
}
