using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A schedule period and how far it has come: opened for wishes, closed, draft, approved by each group's leader, published.</summary>
public sealed class StoredPeriod : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    /// <param name="period">The weeks.</param>
    /// <param name="dates">What is to happen when.</param>
    public StoredPeriod(BusinessUnitId unit, SchedulePeriod period, PeriodDates dates)
    {
        ArgumentNullException.ThrowIfNull(period);
        BusinessUnitId = unit;
        FirstDay = period.FirstDay;
        Weeks = period.Weeks;
        Take(dates);
    }

    private StoredPeriod()
    {
    }

    /// <summary>Its number.</summary>
    public PeriodId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The Monday it begins on; one period of a unit begins on a day.</summary>
    public LocalDate FirstDay { get; private set; }

    /// <summary>Weeks.</summary>
    public int Weeks { get; private set; }

    /// <summary>How far it has come.</summary>
    public PeriodState State { get; private set; }

    /// <summary>First day wishes can be entered.</summary>
    public LocalDate WishesOpen { get; private set; }

    /// <summary>Last day wishes can be entered.</summary>
    public LocalDate WishesClose { get; private set; }

    /// <summary>Day by which group leaders approve.</summary>
    public LocalDate ApproveBy { get; private set; }

    /// <summary>Day by which it is published; two weeks before it begins or earlier.</summary>
    public LocalDate PublishBy { get; private set; }

    /// <summary>Whether every group's leader must approve before it is published.</summary>
    public bool NeedsApproval { get; private set; } = true;

    /// <summary>The version leaders look at, and after publication the first one promised.</summary>
    public ScheduleId? ScheduleId { get; private set; }

    /// <summary>When it was published.</summary>
    public Instant? PublishedAt { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>The weeks.</summary>
    public SchedulePeriod Period => new(FirstDay, Weeks);

    /// <summary>Takes over changed dates.</summary>
    /// <param name="dates">What is to happen when.</param>
    public void Take(PeriodDates dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        WishesOpen = dates.WishesOpen;
        WishesClose = dates.WishesClose;
        ApproveBy = dates.ApproveBy;
        PublishBy = dates.PublishBy;
        NeedsApproval = dates.NeedsApproval;
    }

    /// <summary>Agents may enter wishes.</summary>
    public void OpenWishes() => Go(PeriodState.OpenForWishes, PeriodState.Planned, PeriodState.WishesClosed);

    /// <summary>No more wishes.</summary>
    public void CloseWishes() => Go(PeriodState.WishesClosed, PeriodState.Planned, PeriodState.OpenForWishes);

    /// <summary>A draft is laid before the group leaders.</summary>
    /// <param name="schedule">Which version.</param>
    public void Propose(ScheduleId schedule)
    {
        Go(PeriodState.Draft, PeriodState.Planned, PeriodState.WishesClosed, PeriodState.Draft, PeriodState.Approved);
        ScheduleId = schedule;
    }

    /// <summary>Every group's leader said yes.</summary>
    public void Approve() => Go(PeriodState.Approved, PeriodState.Draft);

    /// <summary>Promised to the people in it.</summary>
    /// <param name="at">When.</param>
    public void Publish(Instant at)
    {
        Go(PeriodState.Published, NeedsApproval ? [PeriodState.Approved] : [PeriodState.Draft, PeriodState.Approved]);
        PublishedAt = at;
    }

    private void Go(PeriodState next, params ReadOnlySpan<PeriodState> from)
    {
        if (!from.Contains(State))
        {
            throw new InvalidOperationException($"The period from {FirstDay:uuuu-MM-dd} is {State} and cannot become {next}.");
        }

        State = next;
    }
}

/// <summary>What is to happen when in a period's life.</summary>
/// <param name="WishesOpen">First day wishes can be entered.</param>
/// <param name="WishesClose">Last day wishes can be entered.</param>
/// <param name="ApproveBy">Day by which group leaders approve.</param>
/// <param name="PublishBy">Day by which it is published.</param>
/// <param name="NeedsApproval">Whether every group's leader must approve before it is published.</param>
public sealed record PeriodDates(LocalDate WishesOpen, LocalDate WishesClose, LocalDate ApproveBy, LocalDate PublishBy, bool NeedsApproval = true);
