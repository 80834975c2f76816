using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>A period as shown.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FirstDay">The Monday it begins on.</param>
/// <param name="Weeks">Weeks.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Dates">What is to happen when.</param>
/// <param name="Schedule">The version that lies before the leaders, or was published first.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record PeriodInfo(PeriodId Id, LocalDate FirstDay, int Weeks, PeriodState State, PeriodDates Dates, ScheduleId? Schedule, Instant? PublishedAt)
{
    internal static PeriodInfo Of(StoredPeriod row) => new(
        row.Id, row.FirstDay, row.Weeks, row.State, new PeriodDates(row.WishesOpen, row.WishesClose, row.ApproveBy, row.PublishBy, row.NeedsApproval), row.ScheduleId, row.PublishedAt);
}

/// <summary>A period with what leaders said.</summary>
/// <param name="Period">The period.</param>
/// <param name="Approvals">Groups whose leader said yes to the draft.</param>
/// <param name="Missing">Groups whose leader has not.</param>
public sealed record PeriodDetail(PeriodInfo Period, IReadOnlyList<GroupApproval> Approvals, IReadOnlyList<GroupId> Missing);

/// <summary>A group's yes.</summary>
/// <param name="Group">The group.</param>
/// <param name="Who">Its leader.</param>
/// <param name="At">When.</param>
public sealed record GroupApproval(GroupId Group, string Who, Instant At);

/// <summary>A period to plan.</summary>
/// <param name="FirstDay">A Monday.</param>
/// <param name="Weeks">Weeks; 8 to 12 is usual.</param>
/// <param name="Dates">What is to happen when.</param>
public sealed record NewPeriod(LocalDate FirstDay, int Weeks, PeriodDates Dates);

/// <summary>The draft to lay before the leaders.</summary>
/// <param name="Schedule">Which version.</param>
public sealed record ProposedDraft(ScheduleId Schedule);

/// <summary>A leader's yes.</summary>
/// <param name="Group">For which group.</param>
/// <param name="Schedule">The version the leader looked at.</param>
public sealed record ApprovedDraft(GroupId Group, ScheduleId Schedule);

/// <summary>What a yes led to.</summary>
/// <param name="Period">The period.</param>
/// <param name="Missing">Groups whose leader has not said yes.</param>
public sealed record ApprovalAnswer(PeriodInfo Period, IReadOnlyList<GroupId> Missing);

/// <summary>Why a period is published so late.</summary>
/// <param name="Why">The reason; needed with less than two weeks' notice.</param>
public sealed record PublishReason(string? Why = null);

/// <summary>What publishing did.</summary>
/// <param name="Period">The period.</param>
/// <param name="People">What each person got.</param>
public sealed record PublishAnswer(PeriodInfo Period, IReadOnlyList<PersonSummary> People);

/// <summary>A wish as shown, with its answer once the schedule is published.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Date">The day; empty means every day of the period.</param>
/// <param name="Kind">What is wished.</param>
/// <param name="Strength">How much.</param>
/// <param name="EnteredAt">When it was entered.</param>
/// <param name="GrantedFraction">Share that came true, 0 to 1.</param>
/// <param name="Reason"><c>granted</c>, <c>partly</c>, <c>needed</c>, <c>away</c>, <c>closed</c> or <c>day-off</c>.</param>
public sealed record WishInfo(AgentId Agent, LocalDate? Date, WishKind Kind, double Strength, Instant EnteredAt, double? GrantedFraction, string? Reason)
{
    internal static WishInfo Of(StoredPeriodWish row) => new(row.AgentCode, row.Date, row.Kind, row.Strength, row.EnteredAt, row.GrantedFraction, row.Reason);
}
